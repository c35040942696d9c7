"""Positions on a plane in kilometres, and back to latitude and longitude.

The plane is equirectangular about 46.5° N, 2.5° E, the middle of France:
distances inside one region are right to about 5 %, which is enough for a
weight that halves every 28 km (assumption).
"""

from __future__ import annotations

import math
from typing import Any

LATITUDE_ORIGIN, LONGITUDE_ORIGIN = 46.5, 2.5
KM_PER_DEGREE = 111.195
"""Of a meridian, on a sphere of radius 6,371 km."""
_KM_PER_DEGREE_EAST = KM_PER_DEGREE * math.cos(math.radians(LATITUDE_ORIGIN))


def kilometres(latitude: Any, longitude: Any) -> tuple[Any, Any]:
    """Place on the plane of a latitude and a longitude.

    Parameters
    ----------
    latitude, longitude : float or array, degrees, NaN where unknown

    Returns
    -------
    (x, y) : float or array, km east and north of the origin

    Sources
    -------
    Assumption: equirectangular plane about 46.5° N, 2.5° E.

    Examples
    --------
    >>> x, y = kilometres(47.5, 2.5)
    >>> x, round(y, 3)
    (0.0, 111.195)
    """
    return (longitude - LONGITUDE_ORIGIN) * _KM_PER_DEGREE_EAST, (latitude - LATITUDE_ORIGIN) * KM_PER_DEGREE


def degrees(x_km: Any, y_km: Any) -> tuple[Any, Any]:
    """Latitude and longitude of a place on the plane.

    Parameters
    ----------
    x_km, y_km : float or array, km, NaN where unknown

    Returns
    -------
    (latitude, longitude) : float or array, degrees

    Examples
    --------
    >>> [round(angle, 9) for angle in degrees(*kilometres(43.61, 3.88))]
    [43.61, 3.88]
    """
    return LATITUDE_ORIGIN + y_km / KM_PER_DEGREE, LONGITUDE_ORIGIN + x_km / _KM_PER_DEGREE_EAST

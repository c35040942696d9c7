"""A schematic map of five departments: coast, outlines, towns.

Drawn for a projector and not for measuring: bends of a border or a coast are
typed from general knowledge to about a hundredth of a degree, a few kilometres apart.
Departments that touch share the points of their border, so that no gap shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coopsim.population.france import department_name
from coopsim.population.positions import kilometres
from coopsim.population.towns import TOWNS

DEPARTMENTS = ("11", "30", "34", "48", "66")

MARGIN_KM = 8.0
"""Room around the outlines."""

Angles = tuple[tuple[float, float], ...]
Points = list[list[float]]

ARCS: dict[str, Angles] = {
    # the coast, from Spain to the Rhône: (latitude, longitude)
    "sea 66": ((42.435, 3.175), (42.520, 3.130), (42.530, 3.085), (42.580, 3.050), (42.700, 3.042), (42.840, 3.045)),
    "sea 11": ((42.840, 3.045), (42.915, 3.060), (43.010, 3.070), (43.095, 3.115), (43.155, 3.180), (43.210, 3.240)),
    "sea 34": (
        (43.210, 3.240), (43.250, 3.310), (43.285, 3.430), (43.272, 3.510), (43.320, 3.565), (43.385, 3.690),
        (43.430, 3.800), (43.525, 3.935), (43.550, 4.020), (43.555, 4.100),
    ),
    "sea 30": ((43.555, 4.100), (43.530, 4.130), (43.483, 4.140), (43.455, 4.235)),
    # borders between two of the five
    "66 11": (
        (42.840, 3.045), (42.890, 2.930), (42.915, 2.860), (42.850, 2.780), (42.838, 2.660), (42.865, 2.450),
        (42.835, 2.330), (42.760, 2.330), (42.710, 2.200), (42.660, 2.160),
    ),
    "11 34": (
        (43.210, 3.240), (43.240, 3.130), (43.275, 3.030), (43.310, 2.960), (43.265, 2.820), (43.240, 2.730),
        (43.330, 2.690), (43.400, 2.660), (43.430, 2.590),
    ),
    "34 30": (
        (43.555, 4.100), (43.620, 4.195), (43.720, 4.150), (43.755, 4.040), (43.850, 3.990), (43.900, 3.850),
        (43.945, 3.790), (43.965, 3.730), (43.945, 3.640), (43.880, 3.540), (43.885, 3.440), (43.910, 3.360),
    ),
    "30 48": (
        (44.150, 3.380), (44.115, 3.480), (44.130, 3.600), (44.175, 3.680), (44.125, 3.780), (44.140, 3.890),
        (44.215, 3.960), (44.310, 3.930), (44.400, 3.935), (44.450, 4.000),
    ),
    # borders with the others
    "66 out": (
        (42.660, 2.160), (42.620, 2.010), (42.575, 1.920), (42.510, 1.735), (42.440, 1.945), (42.350, 2.010),
        (42.425, 2.160), (42.425, 2.390), (42.340, 2.530), (42.345, 2.670), (42.430, 2.760), (42.475, 2.920),
        (42.460, 3.040), (42.435, 3.175),
    ),
    "11 out": (
        (43.430, 2.590), (43.440, 2.450), (43.425, 2.240), (43.440, 2.050), (43.390, 1.930), (43.320, 1.770),
        (43.235, 1.700), (43.150, 1.720), (43.060, 1.940), (42.950, 1.960), (42.870, 2.030), (42.800, 1.880),
        (42.740, 1.970), (42.660, 2.160),
    ),
    "34 out": (
        (43.910, 3.360), (43.890, 3.270), (43.815, 3.160), (43.775, 3.050), (43.695, 2.940), (43.640, 2.850),
        (43.655, 2.650), (43.600, 2.570), (43.520, 2.640), (43.430, 2.590),
    ),
    "30 west": ((43.910, 3.360), (44.010, 3.380), (44.080, 3.330), (44.150, 3.380)),
    "48 out": (
        (44.450, 4.000), (44.580, 3.930), (44.690, 3.890), (44.770, 3.870), (44.860, 3.700), (44.845, 3.480),
        (44.970, 3.340), (44.900, 3.180), (44.810, 3.080), (44.660, 2.990), (44.520, 3.080), (44.400, 3.130),
        (44.280, 3.120), (44.200, 3.200), (44.150, 3.380),
    ),
    "30 out": (
        (44.450, 4.000), (44.370, 4.150), (44.330, 4.330), (44.270, 4.450), (44.300, 4.570), (44.255, 4.650),
        (44.060, 4.760), (43.975, 4.830), (43.920, 4.740), (43.865, 4.680), (43.790, 4.680),
        (43.700, 4.630), (43.670, 4.480), (43.570, 4.350), (43.455, 4.235),
    ),
}  # fmt: skip
"""Bends of coast and borders; each arc is used by one department or by two."""

RINGS: dict[str, tuple[str, ...]] = {
    "66": ("sea 66", "66 11", "66 out"),
    "11": ("sea 11", "11 34", "11 out", "-66 11"),
    "34": ("sea 34", "34 30", "34 out", "-11 34"),
    "30": ("sea 30", "-30 out", "-30 48", "-30 west", "-34 30"),
    "48": ("30 48", "48 out"),
}
"""The arcs around each department, in turn; a minus turns an arc round."""


def outline(department: str) -> Points:
    """The outline of a department, closed: its last point is its first.

    Parameters
    ----------
    department : str, one of `DEPARTMENTS`

    Returns
    -------
    list of [x, y], km on the plane of `coopsim.population.positions`

    Sources
    -------
    Assumption: typed from general knowledge, a schematic.

    Examples
    --------
    >>> ring = outline("34")
    >>> ring[0] == ring[-1], len(ring) > 20
    (True, True)
    """
    angles: list[tuple[float, float]] = []
    for name in RINGS[department]:
        arc = ARCS[name.removeprefix("-")]
        angles += arc[::-1] if name.startswith("-") else arc
    return _plane(_without_repeats(angles))


def coast() -> Points:
    """The coast, from Spain to the Rhône.

    Returns
    -------
    list of [x, y], km
    """
    return _plane(_without_repeats(point for name in ("66", "11", "34", "30") for point in ARCS[f"sea {name}"]))


def schematic() -> dict[str, Any]:
    """The map as the page draws it.

    Returns
    -------
    dict with coast, outlines, towns and box; km, y upwards

    Examples
    --------
    >>> sorted(schematic())
    ['box', 'coast', 'outlines', 'towns']
    """
    outlines = {department: outline(department) for department in DEPARTMENTS}
    return {"coast": coast(), "outlines": outlines, "towns": towns(), "box": _box(outlines.values())}


def towns() -> list[dict[str, Any]]:
    """The main towns, with their inhabitants.

    Returns
    -------
    list of dict: name, department, x, y (km), population
    """
    listed = []
    for department in DEPARTMENTS:
        for town in TOWNS[department]:
            (place,) = _plane([(town.latitude, town.longitude)])
            listed.append(
                {"name": town.name, "department": department, "x": place[0], "y": place[1]}
                | {"population": int(town.inhabitants * 1000)}
            )
    return listed


def departments() -> list[dict[str, Any]]:
    """The departments, each with a place for its name.

    Returns
    -------
    list of dict: code, name, x, y (km)
    """
    listed = []
    for code in DEPARTMENTS:
        ring = outline(code)[:-1]
        x, y = (round(sum(point[axis] for point in ring) / len(ring), 1) for axis in (0, 1))
        listed.append({"code": code, "name": department_name(code, "fr"), "x": x, "y": y})
    return listed


def _without_repeats(angles: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points in order; where one arc ends and the next begins, the point stands once."""
    kept: list[tuple[float, float]] = []
    for point in angles:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _plane(angles: Sequence[tuple[float, float]]) -> Points:
    """Kilometres of some latitudes and longitudes."""
    return [[round(one, 2) for one in kilometres(*place)] for place in angles]


def _box(rings: Iterable[Points]) -> list[float]:
    """The least box around the outlines, with its margin: x0, y0, x1, y1."""
    points = [point for ring in rings for point in ring]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    low, high = (min(xs) - MARGIN_KM, min(ys) - MARGIN_KM), (max(xs) + MARGIN_KM, max(ys) + MARGIN_KM)
    return [round(one, 1) for one in (*low, *high)]

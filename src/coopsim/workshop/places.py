"""Where dots are drawn: near their place, on land, and none over another.

An association is where its town is, shifted at random: the shift is made of
its identifier, so that it never moves. Then each dot goes to the nearest place
that is free, so that in towns all can be seen.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from coopsim.workshop.map import outline, schematic

DIAMETERS = {"small": 2.2, "medium": 2.8, "large": 3.8}
"""km; at 1280 × 720 a kilometre is about a pixel and a half."""

SHIFT_KM = 1.5
"""The most by which a shown place differs from that of the model, before dots are spread."""

FLAT = math.sqrt(3.0) / 2.0
"""Height of a row of triangles whose side is 1."""

STEP_KM = 0.55
GOLDEN_ANGLE = math.pi * (3.0 - math.sqrt(5.0))
RINGS = (0, 100, 300, 1000, 6000)
"""Spots that are looked at around a place, so many at once: most find theirs early."""

_STEPS = np.arange(RINGS[-1])
_TURNS = GOLDEN_ANGLE * _STEPS
SPIRAL = STEP_KM * np.sqrt(_STEPS)[:, None] * np.stack([np.cos(_TURNS), np.sin(_TURNS)], axis=1)
"""Spots around a place, the nearest first: km east and north."""

GAP_KM = 0.02
"""Between two dots, so that rounding never makes them touch."""

DIGITS = 2
"""Ten metres."""

SQUARE_KM, HALF_DIAGONAL = 0.2, math.sqrt(0.5)
"""Side of the squares that remember what is taken, and half their diagonal in sides."""

INSIDE_KM = 1.2
"""How far from coast and borders the middle of a dot stays."""

Place = tuple[float, float]


class Dot(NamedTuple):
    """One association to be drawn.

    Attributes
    ----------
    key : str, its identifier
    department : str
    x, y : float, km, where the model has it
    size : str, small, medium or large
    """

    key: str
    department: str
    x: float
    y: float
    size: str


def spread(dots: Sequence[Dot], ground: Ground) -> dict[str, Place]:
    """A place for each dot, none over another.

    Parameters
    ----------
    dots : sequence of Dot, in any order: the large are placed first, then by key
    ground : Ground, filled

    Returns
    -------
    dict of (x, y) by key, km

    Examples
    --------
    >>> here = Dot("34-0001", "34", 105.0, -320.0, "small")
    >>> placed = spread([here, here._replace(key="34-0002")], Ground())
    >>> math.dist(*placed.values()) >= DIAMETERS["small"]
    True
    """
    placed = {}
    for dot in sorted(dots, key=lambda dot: (-DIAMETERS[dot.size], dot.key)):
        placed[dot.key] = ground.place(dot)
    return placed


class Ground:
    """What is drawn so far: for each size, the squares in which no middle of a dot may come any more."""

    def __init__(self) -> None:
        low, high = (np.array(_box()[start : start + 2]) for start in (0, 2))
        self._low = low
        shape = tuple(((high - low) / SQUARE_KM).astype(int) + 1)
        self._taken = {diameter: np.zeros(shape, bool) for diameter in DIAMETERS.values()}

    def place(self, dot: Dot) -> Place:
        """Put a dot on the nearest free place of its department; where none is left, on its own."""
        diameter, middle = DIAMETERS[dot.size], np.add(shift(dot.key), (dot.x, dot.y))
        place = round(dot.x, DIGITS), round(dot.y, DIGITS)
        for first, last in pairwise(RINGS):
            spots = np.round(SPIRAL[first:last] + middle, DIGITS)
            free = self.free(spots, dot.department, diameter)
            if free.any():
                place = float(spots[free.argmax(), 0]), float(spots[free.argmax(), 1])
                break
        self._take(*place, diameter)
        return place

    def free(self, spots: Any, department: str, diameter: float) -> Any:
        """Whether dots would stand on land and touch no other.

        Parameters
        ----------
        spots : float, shape (n, 2), km
        department : str
        diameter : float, km

        Returns
        -------
        bool, shape (n,)
        """
        taken = self._taken[diameter]
        column, row = np.clip(((spots - self._low) / SQUARE_KM).astype(int), 0, np.array(taken.shape) - 1).T
        free = ~taken[column, row]
        free[free] = on_land(department, spots[free])
        return free

    def _take(self, x: float, y: float, diameter: float) -> None:
        """Mark the squares in which the middle of another dot would be too near."""
        for other, taken in self._taken.items():
            least = (diameter + other) / 2.0 + GAP_KM + SQUARE_KM
            first = np.maximum(((np.array([x, y]) - least - self._low) / SQUARE_KM).astype(int), 0)
            window = taken[tuple(slice(start, start + int(2 * least / SQUARE_KM) + 2) for start in first)]
            column, row = (
                (first[axis] + np.arange(window.shape[axis]) + 1 / 2) * SQUARE_KM + self._low[axis] - middle
                for axis, middle in enumerate((x, y))
            )
            window |= np.hypot(column[:, None], row[None, :]) < least - SQUARE_KM * (1.0 - HALF_DIAGONAL)


def _box() -> list[float]:
    """The box of the map."""
    return [float(one) for one in schematic()["box"]]


def free_sites(ground: Ground, department: str) -> Any:
    """Places where small dots may still be drawn, none near another.

    Parameters
    ----------
    ground : Ground
    department : str

    Returns
    -------
    float, shape (n, 2), km, on a grid of triangles

    Examples
    --------
    >>> len(free_sites(Ground(), "48")) > 500
    True
    """
    pitch, raster = DIAMETERS["small"] + 2.0 * GAP_KM, _raster(department)
    wide, high = (int(count * raster.step / pitch) + 1 for count in raster.land.shape)
    column, row = np.meshgrid(np.arange(wide), np.arange(int(high / FLAT) + 1), indexing="ij")
    grid = np.stack([(column + row % 2 / 2.0) * pitch, row * pitch * FLAT], axis=2).reshape(-1, 2)
    sites = np.round(grid + np.array([raster.x, raster.y]), DIGITS)
    return sites[ground.free(sites, department, DIAMETERS["small"])]


def shift(key: str) -> Place:
    """How far a dot is drawn from its place: always the same for the same key.

    Parameters
    ----------
    key : str, identifier of an association

    Returns
    -------
    (east, north) : float, km, [-1.5, 1.5]

    Examples
    --------
    >>> shift("34-0001") == shift("34-0001"), shift("34-0001") == shift("34-0002")
    (True, False)
    """
    digest = hashlib.blake2b(key.encode(), digest_size=4).digest()
    east, north = (int.from_bytes(digest[start : start + 2], "big") / 65535 for start in (0, 2))
    return (2.0 * east - 1.0) * SHIFT_KM, (2.0 * north - 1.0) * SHIFT_KM


def on_land(department: str, spots: Any) -> Any:
    """Whether dots may stand somewhere in a department.

    Parameters
    ----------
    department : str
    spots : float, shape (n, 2), km

    Returns
    -------
    bool, shape (n,)

    Examples
    --------
    >>> on_land("34", np.array([[105.0, -320.0], [105.0, -400.0]])).tolist()
    [True, False]
    """
    raster = _raster(department)
    square = np.floor((spots - (raster.x, raster.y)) / raster.step).astype(int)
    inside = ((square >= 0) & (square < raster.land.shape)).all(axis=1)
    land = np.zeros(len(spots), bool)
    land[inside] = raster.land[square[inside, 0], square[inside, 1]]
    return land


class _Raster(NamedTuple):
    """Squares of a department that are land."""

    x: float
    y: float
    step: float
    land: Any  # bool, shape (columns, rows)


_RASTERS: dict[str, _Raster] = {}


def _raster(department: str) -> _Raster:
    """The land of a department, found once."""
    if department not in _RASTERS:
        _RASTERS[department] = _drawn(np.array(outline(department)))
    return _RASTERS[department]


def _drawn(ring: Any, step: float = 0.5) -> _Raster:
    """The squares inside a ring, some way from it."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    x, y = (np.arange(low[axis], high[axis], step) + step / 2.0 for axis in (0, 1))
    wide, tall = np.meshgrid(x, y, indexing="ij")
    far = _distance(ring, wide, tall) >= INSIDE_KM
    return _Raster(float(low[0]), float(low[1]), step, _inside(ring, wide, tall) & far)


def _inside(ring: Any, x: Any, y: Any) -> Any:
    """Whether points lie inside a ring: a line from each crosses it an odd number of times."""
    odd = np.zeros(x.shape, bool)
    for (x0, y0), (x1, y1) in _sides(ring):
        crosses = (y0 > y) != (y1 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            odd ^= crosses & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return odd


def _distance(ring: Any, x: Any, y: Any) -> Any:
    """Distance of points to the nearest side of a ring."""
    nearest = np.full(x.shape, np.inf)
    for (x0, y0), (x1, y1) in _sides(ring):
        along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)
        along = np.clip(along, 0.0, 1.0)
        apart = np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))
        nearest = np.minimum(nearest, apart)
    return nearest


def _sides(ring: Any) -> Iterable[tuple[Any, Any]]:
    return pairwise(ring)

"""Maps: associations where they are, spread so that no dot hides another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.path import Path

from coopsim.figures.outlines import has_outline, outline_of
from coopsim.figures.sheet import MUTED, scale
from coopsim.population.france import DEPARTMENTS
from coopsim.population.positions import kilometres

if TYPE_CHECKING:
    from pandas import DataFrame

ROUNDS = 150
"""Steps of the spreading at most; a few dozen are enough for a town."""

BACK = 0.25
"""Share of the way home that a dot takes which was pushed off the land."""

GOLDEN = 2.399963
"""Radians: the angle by which two dots at one place are parted, turn by turn."""

LAND, BORDER = "#f6f7f9", "#aab2bb"
BOX = ((42.15, 1.60), (45.05, 4.90))
"""Degrees: the corners of a map of Languedoc-Roussillon."""


def places_of(lives: DataFrame, apart: float) -> DataFrame:
    """One place for each association, the same in every scenario.

    Parameters
    ----------
    lives : DataFrame, associations of one replicate, in all scenarios
    apart : float, km, between two dots at least

    Returns
    -------
    DataFrame with columns x, y (km) and department, by association
    """
    one = lives.drop_duplicates("association").set_index("association").sort_index()
    one = one[one.latitude.notna() & one.longitude.notna()]
    x, y = kilometres(one.latitude.to_numpy(), one.longitude.to_numpy())
    spread_out = spread(np.column_stack([x, y]), apart, _land(set(one.department)))
    return one[["department"]].assign(x=spread_out[:, 0], y=spread_out[:, 1])


def _land(departments: set[str]) -> Any:
    """Whether points are on the land of some departments; None where it has no outline."""
    if not has_outline(departments):
        return None
    rings = [Path(np.column_stack(kilometres(*np.array(outline_of(code)).T))) for code in sorted(departments)]
    return lambda places: np.any([ring.contains_points(places) for ring in rings], axis=0)


def spread(places: Any, apart: float, land: Any = None) -> Any:
    """Push points from one another until none is nearer than some distance.

    Parameters
    ----------
    places : float, km, shape (n, 2)
    apart : float, km
    land : function of places that says which are on land, or None

    Returns
    -------
    float, km, shape (n, 2); nearly so where thousands stand on one place

    Examples
    --------
    >>> found = spread(np.zeros((3, 2)), 1.0)
    >>> bool(min(np.linalg.norm(found[one] - found[two]) for one, two in ((0, 1), (0, 2), (1, 2))) > 0.97)
    True
    """
    from scipy.spatial import cKDTree

    home = np.array(places, dtype=float)
    moved = home.copy()
    turns = np.arange(len(moved)) * GOLDEN
    moved += 1e-3 * apart * np.column_stack([np.cos(turns), np.sin(turns)])
    for _ in range(ROUNDS):
        pairs = cKDTree(moved).query_pairs(apart * 0.98, output_type="ndarray")
        if not len(pairs):
            break
        one, two = pairs.T
        gap = moved[one] - moved[two]
        distance = np.maximum(np.linalg.norm(gap, axis=1), 1e-9)
        push = gap * ((apart - distance) / distance / 2.0)[:, None]
        np.add.at(moved, one, push)
        np.add.at(moved, two, -push)
        if land is not None:
            off = ~land(moved)
            moved[off] += BACK * (home - moved)[off]
    return moved


def draw_land(panel: Any, departments: set[str], names: bool = True, whole: bool = True) -> None:
    """Outlines of departments where they are known, and their names.

    Parameters
    ----------
    panel : matplotlib axes
    departments : set of str, INSEE codes
    names : bool, whether departments are named
    whole : bool, whether the whole region is in view, rather than what is drawn
    """
    for code in sorted(departments) if has_outline(departments) else ():
        x, y = kilometres(*np.array(outline_of(code)).T)
        panel.fill(x, y, facecolor=LAND, edgecolor=BORDER, linewidth=0.8 * scale(), zorder=0)
    panel.set_aspect("equal")
    panel.set_axis_off()
    if whole and has_outline(departments):
        (left, low), (right, high) = (kilometres(*corner) for corner in BOX)
        panel.set(xlim=(left, right), ylim=(low, high))
    for code in sorted(departments) if names else ():
        _name(panel, code)


def _name(panel: Any, code: str) -> None:
    """The name of a department, outside of it where the map leaves room."""
    x, y, side = NAMES.get(code, (*_chief_town(code), "center"))
    panel.text(x, y, DEPARTMENTS[code].name, ha=side, va="center", color=MUTED, size=7.5 * scale(), zorder=1)


def _chief_town(code: str) -> tuple[float, float]:
    one = DEPARTMENTS[code]
    x, y = kilometres(one.latitude, one.longitude)
    return float(x), float(y)


def _at(latitude: float, longitude: float, side: str) -> tuple[float, float, str]:
    x, y = kilometres(latitude, longitude)
    return float(x), float(y), side


NAMES = {
    "11": _at(43.52, 1.75, "left"),
    "30": _at(44.42, 4.25, "left"),
    "34": _at(43.93, 2.95, "right"),
    "48": _at(44.72, 2.92, "right"),
    "66": _at(42.23, 1.62, "left"),
}
"""Where the names of Languedoc-Roussillon stand: beside the region, not over its dots."""

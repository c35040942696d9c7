"""Main towns, around which associations are placed.

Languedoc-Roussillon has its towns; elsewhere a department is its chief town
and a wide jitter. Coordinates and inhabitants typed from general knowledge;
spreads are assumptions, small on the coast so that nobody stands in the sea.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from coopsim.population.france import DEPARTMENTS
from coopsim.population.positions import kilometres
from coopsim.world.records import TOWN, records

JITTER_MOST = 2.0
"""Spreads: no association stands further from its town, east or north."""

SPREAD_KM = 20.0
"""Spread around a chief town that stands for its whole department."""

DENSE_SPREAD_KM = {"75": 3.0, "92": 4.0, "93": 4.0, "94": 4.0, "90": 8.0, "78": 12.0, "91": 12.0, "95": 12.0}


class Town(NamedTuple):
    """One town: name, degrees, thousands of inhabitants, spread in km."""

    name: str
    latitude: float
    longitude: float
    inhabitants: float
    spread_km: float


TOWNS: dict[str, tuple[Town, ...]] = {
    "11": (
        Town("Carcassonne", 43.213, 2.351, 46, 6),
        Town("Narbonne", 43.184, 3.004, 56, 4),
        Town("Castelnaudary", 43.318, 1.954, 12, 6),
        Town("Lézignan-Corbières", 43.200, 2.758, 11, 5),
        Town("Limoux", 43.056, 2.217, 10, 6),
        Town("Sigean", 43.030, 2.960, 6, 2),
        Town("Quillan", 42.874, 2.182, 4, 6),
    ),
    "30": (
        Town("Nîmes", 43.837, 4.360, 149, 6),
        Town("Alès", 44.125, 4.081, 42, 7),
        Town("Bagnols-sur-Cèze", 44.162, 4.620, 18, 5),
        Town("Beaucaire", 43.808, 4.644, 16, 3),
        Town("Villeneuve-lès-Avignon", 43.970, 4.780, 12, 2),
        Town("Vauvert", 43.694, 4.277, 12, 4),
        Town("Uzès", 44.012, 4.420, 9, 5),
        Town("Aigues-Mortes", 43.570, 4.200, 8, 1.5),
        Town("Le Vigan", 43.991, 3.606, 4, 6),
    ),
    "34": (
        Town("Montpellier", 43.620, 3.870, 300, 4.5),
        Town("Béziers", 43.344, 3.215, 79, 4),
        Town("Sète", 43.412, 3.684, 44, 0.4),
        Town("Agde", 43.318, 3.470, 29, 1.5),
        Town("Lunel", 43.680, 4.136, 26, 3),
        Town("Frontignan", 43.455, 3.755, 23, 1.2),
        Town("Mauguio", 43.620, 4.008, 17, 2.5),
        Town("Clermont-l'Hérault", 43.627, 3.432, 9, 5),
        Town("Pézenas", 43.461, 3.423, 8, 4),
        Town("Lodève", 43.732, 3.317, 8, 6),
        Town("Bédarieux", 43.617, 3.158, 6, 6),
        Town("Ganges", 43.934, 3.708, 4, 4),
        Town("Saint-Pons-de-Thomières", 43.488, 2.761, 2, 5),
    ),
    "48": (
        Town("Mende", 44.518, 3.501, 12, 6),
        Town("Marvejols", 44.554, 3.291, 5, 6),
        Town("Saint-Chély-d'Apcher", 44.800, 3.275, 4, 5),
        Town("Langogne", 44.720, 3.845, 3, 4),
        Town("Florac", 44.325, 3.593, 2, 6),
        Town("La Canourgue", 44.431, 3.215, 2, 5),
    ),
    "66": (
        Town("Perpignan", 42.698, 2.890, 119, 4.5),
        Town("Argelès-sur-Mer", 42.546, 3.010, 11, 1.2),
        Town("Rivesaltes", 42.769, 2.873, 9, 3),
        Town("Elne", 42.600, 2.965, 9, 2),
        Town("Céret", 42.490, 2.749, 8, 3.5),
        Town("Thuir", 42.632, 2.756, 8, 3),
        Town("Prades", 42.617, 2.422, 6, 5),
        Town("Font-Romeu", 42.510, 2.040, 2, 3.5),
    ),
}


def towns_of(departments: Sequence[str]) -> Any:
    """The towns of some departments, as the state carries them.

    Parameters
    ----------
    departments : sequence of str, INSEE codes

    Returns
    -------
    records of `TOWN`, shape (towns,), by row of the department

    Examples
    --------
    >>> towns = towns_of(["34", "75"])
    >>> len(towns), float(towns.cumulative[-1])
    (14, 1.0)
    """
    tables = [_records(row, _towns(code)) for row, code in enumerate(departments)]
    return np.concatenate(tables).view(np.recarray)


def _towns(code: str) -> tuple[Town, ...]:
    one = DEPARTMENTS[code]
    spread = DENSE_SPREAD_KM.get(code, SPREAD_KM)
    return TOWNS.get(code, (Town(one.name, one.latitude, one.longitude, 1, spread),))


def _records(row: int, towns: tuple[Town, ...]) -> Any:
    table = records(len(towns), TOWN)
    table.department = row
    table.x_km, table.y_km = kilometres(
        np.array([town.latitude for town in towns]), np.array([town.longitude for town in towns])
    )
    weights = np.cumsum([town.inhabitants for town in towns])
    table.cumulative = weights / weights[-1]
    table.spread_km = [town.spread_km for town in towns]
    return table

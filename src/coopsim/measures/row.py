"""One row of the table of measures: every measure, in its order, at every quarter."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.measures.causes import causes_of
from coopsim.measures.condition import Condition, condition
from coopsim.measures.cooperation import Cooperation, cooperation
from coopsim.measures.demography import Demography, demography
from coopsim.measures.funder import Funder, funder
from coopsim.measures.groups import find_groups
from coopsim.measures.structure import Structure, structure
from coopsim.measures.survival import Survival, survival
from coopsim.measures.voice import Voice, voice

CONCEPTS = (Survival, Demography, Structure, Voice, Funder, Cooperation, Condition)
"""The tables that make a row, one after the other."""

MEASURES: tuple[str, ...] = tuple(name for concept in CONCEPTS for name in concept._fields)
"""Names of the columns of a row, in their order."""


@compiled
def measure_row(world: Any, opening: Any, tables: Any, row: Any) -> None:
    """Fill one row with every measure of the quarter.

    In the order of `MEASURES`. Freedom, access and voice are those that the engine left in the records;
    groups are found here. A sector in which nobody lives has a row too.

    Parameters
    ----------
    world : World at the end of a quarter; its groups are written
    opening : records, shape (1,), see `coopsim.measures.opening`
    tables : the parameter tables of the run: voice, funder and tender are read
    row : float, see `coopsim.measures.meanings`, finite, shape (measures,); written

    Sources
    -------
    Assumption: none (an order).

    Examples
    --------
    >>> import numpy as np
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world, row = example_world(staff=(4.0, 20.0)), np.zeros(len(MEASURES))
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> measure_row(world, opening, example_tables(), row)
    >>> dict(zip(MEASURES, row.tolist()))["staff_mean"]
    12.0
    """
    find_groups(world)
    causes = causes_of(world)
    place = _write(row, 0, survival(world, opening, tables.voice.self_governed_share))
    place = _write(row, place, demography(world))
    place = _write(row, place, structure(world, opening))
    place = _write(row, place, voice(world, opening, causes, tables.voice.similarity))
    place = _write(row, place, funder(world, opening, causes, tables))
    place = _write(row, place, cooperation(world))
    _write(row, place, condition(world))


@compiled
def _write(row: Any, place: Any, values: Any) -> Any:
    """Write the values of one concept from a place on; the place after them."""
    for value in values:
        row[place] = value
        place += 1
    return place

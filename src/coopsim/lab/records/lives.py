"""From the records of a run to its table of associations: one row a life."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from coopsim.lab.records.books import books_columns
from coopsim.lab.records.columns import RunKey
from coopsim.lab.records.rows import run_columns, table_of, words
from coopsim.population.positions import degrees
from coopsim.world.vocabulary import ENDS, FIELDS, LIVING, NOBODY, SIZE_CLASSES

KEPT_NAMES = 8
"""Populations whose names are kept: the scenarios of a replicate share theirs."""

STATES = {
    "staff_start": ("lives", "staff_start"),
    "staff_end": ("associations", "staff"),
    "age_start": ("lives", "age_start"),
    "governance_start": ("lives", "governance_start"),
    "dependence_start": ("lives", "dependence_start"),
    "voice_start": ("lives", "voice_start"),
    "voice_end": ("associations", "voice"),
}
"""Columns that are read as they stand: the table of records and the field of each."""


def associations_table(history: Any, key: RunKey, called: Sequence[str]) -> Any:
    """The lives of a run: those alive at quarter 0, and those that came later.

    Parameters
    ----------
    history : History
    key : RunKey
    called : sequence of str, the identifier of every slot

    Returns
    -------
    pyarrow.Table with the schema of `associations`
    """
    slots = slots_in_run(history)
    state = np.asarray(history.world.associations)[slots]
    life = np.asarray(history.world.lives)[slots]
    latitude, longitude = (angle[slots] for angle in _angles(history))
    columns = run_columns(key, len(slots)) | {
        "association": words(called, slots),
        "name": pa.array(_names(history, slots), pa.string()),
        "department": words(history.departments, state["department"]),
        "field": words(FIELDS, life["field"]),
        "latitude": pa.array(latitude, from_pandas=True),
        "longitude": pa.array(longitude, from_pandas=True),
        "founded": pa.array(_founded(history)[slots]),
        "size_class": words(SIZE_CLASSES, life["size_class"]),
        "end": words(ENDS, state["end"]),
        "absorber": words(called, life["absorber"]),
    }
    columns |= _end_quarter(history, life) | _states(history, slots)
    return table_of("associations", columns | books_columns(history.world, history.setting, slots))


def slots_in_run(history: Any) -> Any:
    """Slots of the lives that the run saw; those that ended in the burn-in are left out.

    Parameters
    ----------
    history : History

    Returns
    -------
    int, shape (n,)
    """
    number = int(history.world.counts[0].slots)
    ended = np.asarray(history.world.associations)["end"][:number] != LIVING
    before = ended & (np.asarray(history.world.lives)["end_quarter"][:number] <= history.brief.burn_in)
    return np.flatnonzero(~before)


def _states(history: Any, slots: Any) -> dict[str, Any]:
    """The columns that are read as they stand."""
    world = history.world
    return {
        name: pa.array(np.asarray(getattr(world, table))[field][slots])
        for name, (table, field) in STATES.items()
    }


def _end_quarter(history: Any, life: Any) -> dict[str, Any]:
    """The quarter of each end, of the run; none while it lives."""
    quarters = life["end_quarter"] - history.brief.burn_in
    return {"end_quarter": pa.array(quarters, mask=life["end_quarter"] == NOBODY)}


def _founded(history: Any) -> Any:
    """The quarter of the run in which each slot was founded: a founder's own, before any merger."""
    number, burn_in = len(history.founders), history.brief.burn_in
    founded = np.asarray(history.world.lives)["founded"] - burn_in
    founded[:number] = -history.founders.age - burn_in
    return founded


def _angles(history: Any) -> tuple[Any, Any]:
    """Latitude and longitude of every slot; a merged body is where its larger parent was."""
    world, founders = history.world, history.founders
    number = len(founders)
    latitude, longitude = degrees(
        world.associations["x_km"].astype(float), world.associations["y_km"].astype(float)
    )
    latitude[:number], longitude[:number] = founders.latitude, founders.longitude
    parents = world.lives["parent"][: int(world.counts[0].slots)]
    for slot in np.flatnonzero(parents != NOBODY):
        latitude[slot], longitude[slot] = latitude[parents[slot]], longitude[parents[slot]]
    return latitude, longitude


def _names(history: Any, slots: Any) -> list[str]:
    """The names of some slots; a merged body keeps that of its larger parent."""
    founders = history.founders
    if founders.given_names is not None:
        return [str(history.names.name(slot)) for slot in slots]
    known, parents = _founders_names(_Population(history)), np.asarray(history.world.lives)["parent"].tolist()
    firsts = [_first_parent(parents, slot) for slot in slots.tolist()]
    return [known[slot] if slot < len(known) else str(history.names.name(slot)) for slot in firsts]


def _first_parent(parents: Sequence[int], slot: int) -> int:
    """The slot in which the name of another was given."""
    while parents[slot] != NOBODY:
        slot = parents[slot]
    return slot


class _Population:
    """A founding population, equal to another of the same luck, places and causes."""

    def __init__(self, history: Any) -> None:
        self.founders = founders = history.founders
        columns = (founders.who, founders.main_cause, founders.department)
        drawn = tuple(column.tobytes() for column in columns)
        self._key = (history.seed, history.replicate, founders.departments, *drawn)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Population) and self._key == other._key


@lru_cache(maxsize=KEPT_NAMES)
def _founders_names(population: _Population) -> tuple[str, ...]:
    """The names of the founders; drawing them takes as long as the run itself."""
    founders = population.founders
    return tuple(founders.name(row) for row in range(len(founders)))

"""Room in the tables: how many rows the next quarter may need, and how more are made."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance.draws import FAR_TAIL, POISSON_PIECE
from coopsim.levers.smaller_lots import lot_volume
from coopsim.rules.governance import departure_chance
from coopsim.world.records import records
from coopsim.world.vocabulary import MERGER
from coopsim.world.world import World

SLOTS, TIES, CONTRACTS, EVENTS = range(4)
TABLES = 4
EVENTS_OF_A_TIE = 4
"""Ended, active, completed, failed: the most that one tie can tell in a quarter."""


@compiled
def find_room(world: Any, setting: Any, levers_now: Any, needed: Any) -> Any:
    """Write the rows that each table may have after the next quarter; whether it can hold them.

    Parameters
    ----------
    world : World
    setting : Setting
    levers_now : records, shape (departments,), the levers of that quarter
    needed : float64, shape (4,): slots, ties, contracts, events; written

    Returns
    -------
    bool
    """
    counts = world.counts[0]
    mergers = 0.0
    for row in range(counts.ties):
        if world.ties[row].setup_form == MERGER:
            mergers += 1.0
    births = _most_births(world, setting)
    needed[SLOTS] = counts.slots + births + mergers
    needed[TIES] = counts.ties + counts.living / 2.0 + 1.0
    needed[CONTRACTS] = counts.contracts + _most_calls(world, setting, levers_now)
    if setting.keep_events:
        leavers = _far(counts.living * departure_chance(parameters=setting.tables.governance))
        seats = 2.0 * len(world.departments) * (setting.tables.seats.seats + 1.0)
        imposed = setting.tables.exogenous.random_mergers + 0.0
        own = births + min(counts.living + 0.0, leavers) + seats + imposed
        needed[EVENTS] = counts.events + own + 1.5 * counts.living + EVENTS_OF_A_TIE * counts.ties
    return has_room(world, needed)


@compiled
def _far(mean: Any) -> Any:
    """A count that a Poisson or binomial draw of this mean cannot exceed."""
    pieces = math.ceil(mean / POISSON_PIECE) + 1.0
    return mean + pieces * (FAR_TAIL * math.sqrt(min(mean, POISSON_PIECE)) + FAR_TAIL * FAR_TAIL + 2.0)


@compiled
def _most_births(world: Any, setting: Any) -> Any:
    """More births than one quarter can bring."""
    birth, total = setting.tables.birth, 0.0
    for row in range(len(world.departments)):
        living = world.first[row + 1] - world.first[row]
        total += _far(birth.birth_rate * living * (1.0 + birth.niche))
    return total


@compiled
def _most_calls(world: Any, setting: Any, levers_now: Any) -> Any:
    """More calls than one quarter can open."""
    money = np.zeros(len(world.departments))
    held = np.zeros(len(world.departments))
    for row in range(world.counts[0].contracts):
        held[world.contracts[row].department] += world.contracts[row].volume
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        money[one.department] += one.public_grant
    total = 0.0
    for row in range(len(world.departments)):
        department, tendering = world.departments[row], levers_now[row].tendering
        needed = max(0.0, tendering * (money[row] + held[row] + department.pool) - held[row])
        for age in range(len(department.returned)):
            needed += department.returned[age]
        needed += department.pool + department.returned_calls
        lot = lot_volume(
            lot_size=setting.tables.tender.lot_size,
            smaller_lots=levers_now[row].smaller_lots,
            effect=setting.tables.tender.smaller_lots_effect,
        )
        total += 2.0 * needed / lot + 2.0
    return total


@compiled
def has_room(world: Any, needed: Any) -> Any:
    """Whether every table can hold what is needed."""
    return (
        needed[SLOTS] <= len(world.associations)
        and needed[TIES] <= len(world.ties)
        and needed[CONTRACTS] <= len(world.contracts)
        and needed[EVENTS] <= len(world.events)
    )


def make_room(world: World, needed: Any) -> World:
    """The same world in tables that hold what is needed, and half as much again.

    Parameters
    ----------
    world : World
    needed : float64, shape (4,), from `find_room`

    Returns
    -------
    World
    """
    slots = _size(len(world.associations), needed[SLOTS])
    return world._replace(
        associations=_longer(world.associations, slots),
        lives=_longer(world.lives, slots),
        living=_longer(world.living, slots),
        residents=_longer(world.residents, slots),
        group=_longer(world.group, slots),
        ties=_longer(world.ties, _size(len(world.ties), needed[TIES])),
        contracts=_longer(world.contracts, _size(len(world.contracts), needed[CONTRACTS])),
        events=_longer(world.events, _size(len(world.events), needed[EVENTS])),
    )


def _size(present: int, needed: float) -> int:
    """The size a table gets: as it is, or half as much again as needed."""
    return present if needed <= present else int(needed + needed / 2) + 1


def _longer(table: Any, size: int) -> Any:
    """A table of `size` rows that starts with the rows of another."""
    if size == len(table):
        return table
    longer = records(size, table.dtype) if table.dtype.names else np.zeros(size, table.dtype)
    longer[: len(table)] = table
    return longer

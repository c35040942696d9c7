"""The whole state of a sector: its tables, and the lists that index them."""

from __future__ import annotations

from typing import Any, NamedTuple


class World(NamedTuple):
    """The tables of one run.

    Attributes
    ----------
    associations, lives : records, shape (slots,), see `coopsim.world.records`
    ties : records, shape (ties,)
    contracts : records, shape (contracts,)
    departments : records, shape (departments,)
    forms : records, shape (5,)
    towns : records, shape (towns,)
    events : records, shape (events,)
    account, counts : records, shape (1,)
    living : int32, shape (slots,): living slots, ascending: what a sweep passes over
    residents : int32, shape (slots,): living slots, grouped by department and main cause
    cells : int32, shape (departments · causes + 1,): where each cause of each department starts in `residents`
    first : int32, shape (departments + 1,): where each department starts in `residents`
    group : int32, shape (slots,): smallest slot of the group (active alliances) of each slot
    nearness : float64, shape (departments, departments): largest weight of a candidate there
    """

    associations: Any
    lives: Any
    ties: Any
    contracts: Any
    departments: Any
    forms: Any
    towns: Any
    events: Any
    account: Any
    counts: Any
    living: Any
    residents: Any
    cells: Any
    first: Any
    group: Any
    nearness: Any

"""A world small enough to count by hand: the state in examples and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coopsim.world.records import (
    ACCOUNT,
    ASSOCIATION,
    CONTRACT,
    COUNTS,
    DEPARTMENT,
    EVENT,
    FORM,
    LIFE,
    N_CAUSES,
    TIE,
    TOWN,
    records,
)
from coopsim.world.vocabulary import ALLIANCE, FORMS
from coopsim.world.world import World

FIDELITY = 0.7
"""Of an alliance, in the examples."""


TABLES = np.dtype(
    [
        ("voice", [("similarity", "f8"), ("self_governed_share", "f8")]),
        ("funder", [("interlocutor_cost", "f8")]),
        ("tender", [("call_cost", "f8")]),
    ]
)
"""The parameters that measures read, by table."""


def example_tables() -> Any:
    """Values of the parameters that measures read.

    Returns
    -------
    record with the fields that measures read of the parameter tables of a run

    Examples
    --------
    >>> float(example_tables().voice.similarity)
    0.5
    """
    tables = records(1, TABLES)
    tables.voice.similarity, tables.voice.self_governed_share = 0.5, 0.7
    tables.funder.interlocutor_cost, tables.tender.call_cost = 1.0, 3.0
    return tables[0]


def example_world(
    ties: Sequence[tuple[int, int, int, float]] = (),
    causes: Sequence[int] | None = None,
    departments: int = 1,
    account: Mapping[str, float] | None = None,
    **columns: Any,
) -> World:
    """A world of living associations with the columns given, all else neutral.

    Each is devoted to one cause (the first, unless told), is free, keeps its
    autonomy, and is its own group; prices are 1.

    Parameters
    ----------
    ties : (own, other, form, governance), active agreements between slots
    causes : int, cause, [0, 16), shape (associations,)
    departments : int, departments, [1, inf)
    account : quantities of the quarter by name, see `coopsim.world.records.ACCOUNT`
    columns : values of a column of the associations, shape (associations,) or one for all

    Returns
    -------
    World

    Examples
    --------
    >>> world = example_world(staff=(4.0, 20.0), ties=((0, 1, 3, 0.5),))
    >>> int(world.counts[0].living), int(world.ties[0].form)
    (2, 3)
    """
    size = max((len(column) for column in columns.values() if np.ndim(column)), default=len(causes or ()))
    associations = _associations(size, causes, columns)
    world = World(
        associations=associations,
        lives=records(size, LIFE),
        ties=_ties(ties),
        contracts=records(0, CONTRACT),
        departments=records(departments, DEPARTMENT),
        forms=records(len(FORMS), FORM),
        towns=records(0, TOWN),
        events=records(0, EVENT),
        account=records(1, ACCOUNT),
        counts=records(1, COUNTS),
        living=np.zeros(size, np.int32), residents=np.zeros(size, np.int32),
        cells=np.zeros(departments * N_CAUSES + 1, np.int32), first=np.zeros(departments + 1, np.int32),
        group=np.arange(size, dtype=np.int32),
        nearness=np.ones((departments, departments)),
    )
    world.departments.price = 1.0
    world.forms.fidelity[ALLIANCE] = FIDELITY
    world.counts.slots, world.counts.ties = size, len(ties)
    for name, value in (account or {}).items():
        world.account[name] = value
    list_living(world)
    return world


def list_living(world: World) -> None:
    """List the living by department and main cause, as the engine does.

    Parameters
    ----------
    world : World; `living`, `residents`, `cells`, `first` and `counts` are written

    Examples
    --------
    >>> world = example_world(staff=(4.0, 20.0))
    >>> world.associations.end[0] = 1
    >>> list_living(world)
    >>> world.living[: world.counts[0].living].tolist()
    [1]
    """
    associations = world.associations
    alive = np.flatnonzero(associations.end == 0)
    cells = associations.department.astype(int) * N_CAUSES + associations.main_cause
    world.living[: len(alive)] = alive
    alive = alive[np.argsort(cells[alive], kind="stable")]
    world.residents[: len(alive)] = alive
    world.counts.living = len(alive)
    world.cells[:] = np.searchsorted(cells[alive], np.arange(len(world.cells)))
    world.first[:] = world.cells[::N_CAUSES]


def _associations(size: int, causes: Sequence[int] | None, columns: Mapping[str, Any]) -> Any:
    """Free associations of one cause each, then the columns given."""
    associations = records(size, ASSOCIATION)
    associations.freedom, associations.kept_autonomy = 1.0, 1.0
    associations.profile[np.arange(size), causes if causes is not None else 0] = 1.0
    for name, column in columns.items():
        associations[name] = column
    return associations


def _ties(ties: Sequence[tuple[int, int, int, float]]) -> Any:
    """Active agreements as records."""
    table = records(len(ties), TIE)
    for row, (own, other, form, governance) in enumerate(ties):
        table[row].own, table[row].other = own, other
        table[row].form, table[row].governance = form, governance
    return table

"""Phase 7: what surrounds those that search, by department and by cause.

A candidate is drawn in three steps, from rough to exact: a department, by the
largest nearness that anybody has there; a main cause, by the largest overlap
that anybody of that cause has there; then one of them, who is accepted by its
true weight over these bounds. Nothing looks at all associations for one search.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.engine.sweeps.order import first_above
from coopsim.rules.search import candidate_weight
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import NOBODY

MOST_FORMER_PARTNERS = 32
ROUNDING = 1e-7
"""By how much a bound exceeds what it bounds: profiles are kept in single precision."""


class Around(NamedTuple):
    """What the searches of a quarter share, and what the present one has looked up.

    Attributes
    ----------
    reach : float64, shape (departments, departments): running weight of the departments seen from each
    widest : float64, shape (departments, causes, causes): largest weight of a cause among those of a main cause
    spots : float32, shape (living, 2): positions of `world.residents`, km, where a search finds them side by side
    shared : float64, shape (departments, causes): largest overlap of the searcher with each main cause
    weights : float64, shape (departments, causes): running weight of the main causes
    looked : int32, shape (departments,): the searcher for whom the row above was looked up
    past : int32, shape (32,): the searcher's former partners
    """

    reach: Any
    widest: Any
    spots: Any
    shared: Any
    weights: Any
    looked: Any
    past: Any


@compiled
def surroundings(world: Any) -> Any:
    """What surrounds the searches of a quarter."""
    number = len(world.departments)
    looked = np.empty(number, np.int32)
    looked[:] = NOBODY
    return Around(
        _reach(world),
        _widest(world),
        _spots(world),
        np.empty((number, N_CAUSES)),
        np.empty((number, N_CAUSES)),
        looked,
        np.empty(MOST_FORMER_PARTNERS, np.int32),
    )


@compiled
def _reach(world: Any) -> Any:
    """Running weight of the departments seen from each: largest nearness times number."""
    number = len(world.departments)
    reach = np.empty((number, number))
    for own in range(number):
        total = 0.0
        for other in range(number):
            total += world.nearness[own, other] * (world.first[other + 1] - world.first[other])
            reach[own, other] = total
    return reach


@compiled
def _widest(world: Any) -> Any:
    """Largest weight of each cause (second axis) among those of a department and a main cause (third)."""
    widest = np.zeros((len(world.departments), N_CAUSES, N_CAUSES))
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        rows, main = widest[one.department], one.main_cause
        for cause in range(N_CAUSES):
            rows[cause, main] = max(rows[cause, main], np.float64(one.profile[cause]))
    return widest


@compiled
def _spots(world: Any) -> Any:
    """Positions of the residents, in their order."""
    spots = np.empty((world.counts[0].living, 2), np.float32)
    for place in range(len(spots)):
        one = world.associations[world.residents[place]]
        spots[place, 0], spots[place, 1] = one.x_km, one.y_km
    return spots


@compiled
def drawn_place(
    world: Any, table: Any, slot: Any, around: Any, department: Any, level: Any
) -> Any:
    """The main cause and the place in `world.residents` that a draw points to; -1 where it points beyond.

    Parameters
    ----------
    level : float, uniform draw, (0, 1)

    Returns
    -------
    (int, int)
    """
    if around.looked[department] != slot:
        _look_up(world, table, slot, around, department)
        around.looked[department] = slot
    weights = around.weights[department]
    target = level * (world.first[department + 1] - world.first[department])
    if target >= weights[-1]:
        return NOBODY, NOBODY
    cause = first_above(weights, target)
    below = weights[cause - 1] if cause > 0 else 0.0
    cell = department * N_CAUSES + cause
    low, high = world.cells[cell], world.cells[cell + 1]
    inside = int((target - below) / (weights[cause] - below) * (high - low))
    return cause, min(low + inside, high - 1)


@compiled
def _look_up(world: Any, table: Any, slot: Any, around: Any, department: Any) -> None:
    """Bounds of the overlap of one searcher with the main causes of one department."""
    shared, total = around.shared[department], 0.0
    _share(world.associations[slot], around.widest[department], shared)
    whole = candidate_weight(nearness=1.0, overlap=1.0, past=False, parameters=table)
    for cause in range(N_CAUSES):
        cell = department * N_CAUSES + cause
        most = candidate_weight(nearness=1.0, overlap=shared[cause], past=False, parameters=table)
        total += (world.cells[cell + 1] - world.cells[cell]) * most / whole
        around.weights[department, cause] = total


@compiled
def _share(one: Any, widest: Any, shared: Any) -> None:
    """Write the largest overlap with each main cause; causes that the searcher lacks add nothing."""
    shared[:] = 0.0
    for cause in range(N_CAUSES):
        weight = np.float64(one.profile[cause])
        if weight > 0.0:
            for main in range(N_CAUSES):
                shared[main] += min(weight, widest[cause, main])
    for main in range(N_CAUSES):
        shared[main] = min(1.0, shared[main] + ROUNDING)

"""What closers leave is offered to the others of their department (model.md §4.4).

A taker's weight is (overlap + floor)·size, and overlap is a sum over causes of
the smaller of two weights. So closers are sorted by their weight in each cause
once, and every taker reads two sums: linear in takers, where pairs would be
quadratic.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.engine.sweeps.costs import volume_of
from coopsim.engine.sweeps.order import rising
from coopsim.rules.closure import taking_weight
from coopsim.units import SMALLEST_SIZE
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import LIVING

GRANT, PRIVATE = 0, 1


@compiled
def disperse(world: Any, setting: Any, fates: Any) -> None:
    """Offer grants and half of the private income of this quarter's closers, by department."""
    for row in range(len(world.departments)):
        closers = _with_fate(world, fates, row, True)
        if len(closers) > 0:
            takers = _with_fate(world, fates, row, False)
            _disperse_department(world, setting, row, closers, takers)


@compiled
def _with_fate(world: Any, fates: Any, row: Any, closing: Any) -> Any:
    """The slots of a department that close, or those that stay (absorbed ones are neither)."""
    chosen = np.empty(world.first[row + 1] - world.first[row], np.int32)
    count = 0
    for place in range(world.first[row], world.first[row + 1]):
        slot = world.living[place]
        closes = fates[slot] != LIVING and fates[slot] < 3
        if closes == closing and (closes or fates[slot] == LIVING):
            chosen[count] = slot
            count += 1
    return chosen[:count]


@compiled
def _disperse_department(world: Any, setting: Any, row: Any, closers: Any, takers: Any) -> None:
    """Offer what the closers of one department leave to its takers; the rest returns."""
    closure, account = setting.tables.closure, world.account[0]
    left = np.empty((len(closers), 2))
    for index in range(len(closers)):
        one = world.associations[closers[index]]
        left[index, GRANT] = one.public_grant
        left[index, PRIVATE] = closure.private_follows * one.private_income
        account.private_lost += one.private_income
        one.public_grant, one.private_income = 0.0, 0.0
    offers = offered(world, setting, closers, takers, left)
    taken = _take_offers(world, setting, takers, offers)
    grants = 0.0
    for index in range(len(closers)):
        grants += left[index, GRANT]
    untaken = max(0.0, grants - taken[GRANT])
    world.departments[row].returned[0] += untaken
    account.service_lost += untaken
    account.private_lost -= taken[PRIVATE]


@compiled
def offered(world: Any, setting: Any, closers: Any, takers: Any, left: Any) -> Any:
    """What each taker is offered: shares of what is left, by weight.

    Returns
    -------
    float64, shape (takers, 2): grants, private income, k€ a quarter
    """
    closure = setting.tables.closure
    weights = np.zeros(len(closers))
    orders = np.empty((N_CAUSES, len(closers)), np.int64)
    for cause in range(N_CAUSES):
        orders[cause] = _order_of(world, closers, cause)
        _add_overlaps(world, closers, takers, cause, orders[cause], weights)
    floor = 0.0
    for taker in takers:
        floor += taking_weight(overlap=0.0, staff=world.associations[taker].staff, parameters=closure)
    rates = np.zeros((len(closers), 2))
    for index in range(len(closers)):
        total = weights[index] + floor
        for kind in range(2):
            rates[index, kind] = left[index, kind] / total if total > 0.0 else 0.0
    return _spread(world, setting, closers, takers, orders, rates)


@compiled
def _order_of(world: Any, closers: Any, cause: Any) -> Any:
    """The closers by rising weight in one cause."""
    values = np.empty(len(closers))
    for index in range(len(closers)):
        values[index] = np.float64(world.associations[closers[index]].profile[cause])
    return rising(values)


@compiled
def _place_of(world: Any, closers: Any, order: Any, cause: Any, value: Any) -> Any:
    """How many closers weigh less than `value` in one cause, by bisection."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        if np.float64(world.associations[closers[order[middle]]].profile[cause]) < value:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _add_overlaps(
    world: Any, closers: Any, takers: Any, cause: Any, order: Any, weights: Any
) -> None:
    """Add to each closer the sum over takers of size · min(weights in one cause)."""
    number = len(order)
    below, above = np.zeros(number + 1), np.zeros(number + 1)
    for taker in takers:
        one = world.associations[taker]
        value, size = np.float64(one.profile[cause]), max(one.staff, SMALLEST_SIZE)
        if value > 0.0:
            place = _place_of(world, closers, order, cause, value)
            below[place] += size * value
            above[place] += size
    for place in range(number - 1, -1, -1):
        above[place] += above[place + 1]
    reached = 0.0
    for place in range(number):
        reached += below[place]
        value = np.float64(world.associations[closers[order[place]]].profile[cause])
        weights[order[place]] += reached + value * above[place + 1]


@compiled
def _spread(
    world: Any, setting: Any, closers: Any, takers: Any, orders: Any, rates: Any
) -> Any:
    """What each taker gets: its size times the rates of the closers it overlaps with."""
    number, floor = len(closers), setting.tables.closure.dispersal_floor
    offers = np.zeros((len(takers), 2))
    for kind in range(2):
        everywhere = 0.0
        for index in range(number):
            everywhere += floor * rates[index, kind]
        for index in range(len(takers)):
            offers[index, kind] = everywhere
        for cause in range(N_CAUSES):
            _spread_cause(world, closers, takers, cause, orders[cause], rates[:, kind], offers[:, kind])
    for index in range(len(takers)):
        size = max(world.associations[takers[index]].staff, SMALLEST_SIZE)
        offers[index, GRANT] *= size
        offers[index, PRIVATE] *= size
    return offers


@compiled
def _spread_cause(
    world: Any, closers: Any, takers: Any, cause: Any, order: Any, rates: Any, offers: Any
) -> None:
    """Add to each taker the sum over closers of rate · min(weights in one cause)."""
    number = len(order)
    lower, higher = np.zeros(number + 1), np.zeros(number + 1)
    for place in range(number):
        value = np.float64(world.associations[closers[order[place]]].profile[cause])
        lower[place + 1] = lower[place] + rates[order[place]] * value
    if lower[number] == 0.0:
        return
    for place in range(number - 1, -1, -1):
        higher[place] = higher[place + 1] + rates[order[place]]
    for index in range(len(takers)):
        value = np.float64(world.associations[takers[index]].profile[cause])
        if value > 0.0:
            place = _place_of(world, closers, order, cause, value)
            offers[index] += lower[place] + value * higher[place]


@compiled
def _take_offers(world: Any, setting: Any, takers: Any, offers: Any) -> Any:
    """Each takes what it is offered, up to its cap; the sums taken are returned."""
    tender = setting.tables.tender
    grants, private = 0.0, 0.0
    for index in range(len(takers)):
        one = world.associations[takers[index]]
        total = offers[index, GRANT] + offers[index, PRIVATE]
        most = tender.growth_cap * volume_of(one)
        share = min(1.0, most / total) if total > 0.0 else 0.0
        one.public_grant += share * offers[index, GRANT]
        one.private_income += share * offers[index, PRIVATE]
        grants += share * offers[index, GRANT]
        private += share * offers[index, PRIVATE]
    return grants, private

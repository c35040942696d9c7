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
KINDS = 2


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
        slot = world.residents[place]
        closes = fates[slot] != LIVING and fates[slot] < 3
        if closes == closing and (closes or fates[slot] == LIVING):
            chosen[count] = slot
            count += 1
    return chosen[:count]


@compiled
def _disperse_department(world: Any, setting: Any, row: Any, closers: Any, takers: Any) -> None:
    """Offer what the closers of one department leave to its takers; the rest returns."""
    closure, account = setting.tables.closure, world.account[0]
    left = np.empty((len(closers), KINDS))
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
    causes = _causes_left(world, closers)
    orders, values = _ranked(world, closers, causes)
    weights, floor = _overlaps(world, takers, causes, orders, values), 0.0
    for taker in takers:
        floor += taking_weight(overlap=0.0, staff=world.associations[taker].staff, parameters=closure)
    rates = np.zeros((len(closers), KINDS))
    for index in range(len(closers)):
        total = weights[index] + floor
        for kind in range(KINDS):
            rates[index, kind] = left[index, kind] / total if total > 0.0 else 0.0
    return _spread(world, setting, takers, causes, orders, values, rates)


@compiled
def _causes_left(world: Any, closers: Any) -> Any:
    """The causes that some closer served; the others leave nothing to share."""
    causes, number = np.empty(N_CAUSES, np.int64), 0
    for cause in range(N_CAUSES):
        served = 0.0
        for closer in closers:
            served = max(served, np.float64(world.associations[closer].profile[cause]))
        if served > 0.0:
            causes[number] = cause
            number += 1
    return causes[:number]


@compiled
def _ranked(world: Any, closers: Any, causes: Any) -> Any:
    """For each cause, the closers by rising weight in it, and these weights."""
    orders = np.empty((len(causes), len(closers)), np.int64)
    values, unsorted = np.empty((len(causes), len(closers))), np.empty(len(closers))
    for row in range(len(causes)):
        for index in range(len(closers)):
            unsorted[index] = np.float64(world.associations[closers[index]].profile[causes[row]])
        orders[row] = rising(unsorted)
        for place in range(len(closers)):
            values[row, place] = unsorted[orders[row, place]]
    return orders, values


@compiled
def _place_of(values: Any, value: Any) -> Any:
    """How many of the rising values are below `value`, by bisection."""
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _overlaps(world: Any, takers: Any, causes: Any, orders: Any, values: Any) -> Any:
    """For each closer, the sum over takers and causes of size · min(weights in the cause)."""
    number = values.shape[1]
    weights = np.zeros(number)
    below, above = _taken_below(world, takers, causes, values)
    for row in range(len(causes)):
        for place in range(number - 1, -1, -1):
            above[row, place] += above[row, place + 1]
        reached = 0.0
        for place in range(number):
            reached += below[row, place]
            weights[orders[row, place]] += reached + values[row, place] * above[row, place + 1]
    return weights


@compiled
def _taken_below(world: Any, takers: Any, causes: Any, values: Any) -> Any:
    """By cause, and by how many closers weigh less in it: size · weight of the takers, and their size."""
    below = np.zeros((len(causes), values.shape[1] + 1))
    above = np.zeros((len(causes), values.shape[1] + 1))
    for taker in takers:
        one = world.associations[taker]
        size = max(one.staff, SMALLEST_SIZE)
        for row in range(len(causes)):
            value = np.float64(one.profile[causes[row]])
            if value > 0.0:
                place = _place_of(values[row], value)
                below[row, place] += size * value
                above[row, place] += size
    return below, above


@compiled
def _spread(
    world: Any, setting: Any, takers: Any, causes: Any, orders: Any, values: Any, rates: Any
) -> Any:
    """What each taker gets: its size times the rates of the closers it overlaps with."""
    floor, everywhere = setting.tables.closure.dispersal_floor, np.zeros(KINDS)
    for index in range(len(rates)):
        for kind in range(KINDS):
            everywhere[kind] += floor * rates[index, kind]
    lower, higher = _running_rates(orders, values, rates)
    offers = np.empty((len(takers), KINDS))
    for index in range(len(takers)):
        one = world.associations[takers[index]]
        for kind in range(KINDS):
            offers[index, kind] = everywhere[kind]
        for row in range(len(causes)):
            value = np.float64(one.profile[causes[row]])
            if value > 0.0:
                place = _place_of(values[row], value)
                for kind in range(KINDS):
                    offers[index, kind] += lower[row, place, kind] + value * higher[row, place, kind]
        size = max(one.staff, SMALLEST_SIZE)
        for kind in range(KINDS):
            offers[index, kind] *= size
    return offers


@compiled
def _running_rates(orders: Any, values: Any, rates: Any) -> Any:
    """By cause, and by place among the closers: rate · weight of those below, and rate of those above."""
    causes, number = values.shape
    lower, higher = np.zeros((causes, number + 1, KINDS)), np.zeros((causes, number + 1, KINDS))
    for row in range(causes):
        for place in range(number):
            for kind in range(KINDS):
                rate = rates[orders[row, place], kind]
                lower[row, place + 1, kind] = lower[row, place, kind] + rate * values[row, place]
        for place in range(number - 1, -1, -1):
            for kind in range(KINDS):
                rate = rates[orders[row, place], kind]
                higher[row, place, kind] = higher[row, place + 1, kind] + rate
    return lower, higher


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

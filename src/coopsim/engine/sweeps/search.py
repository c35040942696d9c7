"""Phase 7: who searches, and whom it considers (model.md §4.5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.draws import unit, words
from coopsim.chance.streams import SEARCH, SEARCH_PROPOSAL
from coopsim.engine.sweeps.order import first_above
from coopsim.engine.sweeps.pairs import next_tie, other_end, profile_distance
from coopsim.rules.search import candidate_weight, nearness, search_chance
from coopsim.world.vocabulary import LIVING, NO_ACT, NO_TIE, NOBODY, SPEAK, STAY

TRIES_PER_CANDIDATE = 32
"""Proposals allowed for each place among the candidates; part of the procedure."""


@compiled
def choose_searchers(world: Any, setting: Any, quarter: Any) -> Any:
    """Mark the associations that search this quarter, and count them."""
    number = 0
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        one.searched = 0
        if one.setup_tie < 0 and _searches(world, setting, quarter, one):
            one.searched = 1
            number += 1
    world.account[0].explorations += number
    return number


@compiled
def _searches(world: Any, setting: Any, quarter: Any, one: Any) -> Any:
    """Whether an association searches: as imposed, or by its draw."""
    if one.act != NO_ACT and one.act != SPEAK:
        return one.act != STAY
    department = world.departments[one.department]
    chance = search_chance(
        stress=one.stress,
        incentive=department.levers.consolidation_incentive,
        sharing=department.sharing,
        vacancy=one.vacancy > 0,
        parameters=setting.tables.search,
    )
    return uniform(setting.luck, SEARCH, quarter, one.who, 0, 0) < chance


@compiled
def reach_of_departments(world: Any) -> Any:
    """Cumulative weight of the departments seen from each: nearness times number.

    Returns
    -------
    float64, shape (departments, departments)
    """
    number = len(world.departments)
    reach = np.empty((number, number))
    for own in range(number):
        total = 0.0
        for other in range(number):
            total += world.nearness[own, other] * (world.first[other + 1] - world.first[other])
            reach[own, other] = total
    return reach


@compiled
def find_candidates(
    world: Any, setting: Any, quarter: Any, slot: Any, reach: Any, past: Any, found: Any
) -> Any:
    """Fill `found` with current partners, then with proposals; return how many."""
    table = setting.tables.search
    count = _current_partners(world, slot, table.current_partners, found)
    formers = _former_partners(world, slot, past)
    for index in range(TRIES_PER_CANDIDATE * table.candidates):
        if count == table.candidates:
            break
        candidate = _propose(world, setting, quarter, slot, reach, past, formers, index)
        if candidate >= 0 and not _listed(candidate, found, count):
            found[count] = candidate
            count += 1
    return count


@compiled
def _current_partners(world: Any, slot: Any, most: Any, found: Any) -> Any:
    """The first partners of the list of ties, newest first."""
    count, row = 0, world.associations[slot].first_tie
    while row >= 0 and count < most and count < len(found):
        tie = world.ties[row]
        if tie.form != NO_TIE:
            found[count] = other_end(tie, slot)
            count += 1
        row = next_tie(tie, slot)
    return count


@compiled
def _former_partners(world: Any, slot: Any, past: Any) -> Any:
    """Living former partners, as many as `past` holds, newest first."""
    count, row = 0, world.associations[slot].first_tie
    while row >= 0 and count < len(past):
        tie = world.ties[row]
        partner = other_end(tie, slot)
        if tie.form == NO_TIE and tie.past and world.associations[partner].end == LIVING:
            past[count] = partner
            count += 1
        row = next_tie(tie, slot)
    return count


@compiled
def _listed(candidate: Any, found: Any, count: Any) -> Any:
    """Whether a candidate already is on the list."""
    for place in range(count):
        if found[place] == candidate:
            return True
    return False


@compiled
def _propose(
    world: Any, setting: Any, quarter: Any, slot: Any, reach: Any, past: Any, formers: Any, index: Any
) -> Any:
    """Draw one candidate and accept it with its weight over the weight it was drawn with.

    A former partner is drawn from its own list with the weight that it has
    beyond that of anybody, so that nothing is scanned.
    """
    one, table = world.associations[slot], setting.tables.search
    drawn = words(setting.luck, SEARCH_PROPOSAL, quarter, one.who, 0, index)
    extra = (table.past_tie_factor - 1.0) * formers
    row = reach[one.department]
    level = unit(drawn[0]) * (row[-1] + extra)
    if level < extra:
        candidate, bound = past[int(level / (table.past_tie_factor - 1.0))], 1.0
    else:
        department = first_above(row, level - extra)
        low, high = world.first[department], world.first[department + 1]
        if low == high:
            return NOBODY
        candidate = world.living[low + int(unit(drawn[1]) * (high - low))]
        bound = world.nearness[one.department, department]
    if candidate != slot and _accepted(one, world.associations[candidate], bound, unit(drawn[2]), table):
        return candidate
    return NOBODY


@compiled
def _accepted(one: Any, other: Any, bound: Any, level: Any, table: Any) -> Any:
    """Whether a proposal stands: by its weight over the weight it was drawn with.

    Distance is looked at first, because it refuses most and costs least.
    """
    near = _near(one, other, table)
    if level * bound >= near:
        return False
    overlap = 1.0 - profile_distance(one, other) / 2.0
    weight = candidate_weight(nearness=near, overlap=overlap, past=False, parameters=table)
    most = candidate_weight(nearness=bound, overlap=1.0, past=False, parameters=table)
    return level * most < weight


@compiled
def _near(one: Any, other: Any, table: Any) -> Any:
    """Nearness by distance where both positions are known, by department elsewhere."""
    east, north = float(one.x_km) - float(other.x_km), float(one.y_km) - float(other.y_km)
    kilometres = math.sqrt(east * east + north * north)
    if kilometres >= 0.0:
        return nearness(km=kilometres, parameters=table)
    return 1.0 if one.department == other.department else table.outside

"""Phase 7: who searches, and whom it considers (model.md §4.5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance.draws import halves, unit, words
from coopsim.chance.streams import SEARCH_PROPOSAL
from coopsim.engine.sweeps.around import drawn_place
from coopsim.engine.sweeps.order import first_above
from coopsim.engine.sweeps.pairs import next_tie, other_end, profile_distance
from coopsim.rules.search import candidate_weight, nearness, search_chance
from coopsim.world.vocabulary import LIVING, NO_ACT, NO_TIE, NOBODY, SPEAK, STAY

TRIES_PER_CANDIDATE = 32
"""Proposals allowed for each place among the candidates; part of the procedure."""


@compiled
def choose_searchers(world: Any, setting: Any) -> Any:
    """Mark the associations that search this quarter, and count them."""
    number = 0
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        if one.setup_tie < 0 and _searches(world, setting, one):
            one.searched = 1
            number += 1
    world.account[0].explorations += number
    return number


@compiled
def _searches(world: Any, setting: Any, one: Any) -> Any:
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
    return one.search_luck < chance


@compiled
def find_candidates(world: Any, setting: Any, quarter: Any, slot: Any, around: Any, found: Any) -> Any:
    """Fill `found` with current partners, then with proposals; return how many."""
    table = setting.tables.search
    count = _current_partners(world, slot, table.current_partners, found)
    formers = _former_partners(world, slot, around.past)
    who = world.associations[slot].who
    for index in range(TRIES_PER_CANDIDATE * table.candidates // 2):
        if count == table.candidates:
            break
        first, second, third, fourth = words(setting.luck, SEARCH_PROPOSAL, quarter, who, 0, index)
        count = _consider(world, table, slot, around, formers, first, second, found, count)
        if count < table.candidates:
            count = _consider(world, table, slot, around, formers, third, fourth, found, count)
    return count


@compiled
def _consider(
    world: Any, table: Any, slot: Any, around: Any, formers: Any, place: Any, level: Any, found: Any,
    count: Any,
) -> Any:
    """Add the proposal of two words to the list if it stands; return how many are listed."""
    candidate = _propose(world, table, slot, around, formers, place, unit(level))
    if candidate >= 0 and not _listed(candidate, found, count):
        found[count] = candidate
        return count + 1
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
    world: Any, table: Any, slot: Any, around: Any, formers: Any, word: Any, level: Any
) -> Any:
    """Draw one candidate and accept it with its weight over the weight it was drawn with.

    A former partner is drawn from its own list with the weight that it has
    beyond that of anybody, so that nothing is scanned. Others are drawn by
    department and main cause, with a weight that none of them exceeds.
    """
    one = world.associations[slot]
    chosen, placed = halves(word)
    extra = (table.past_tie_factor - 1.0) * formers
    row = around.reach[one.department]
    place = chosen * (row[-1] + extra)
    if place < extra:
        return _former(world, table, slot, around.past[int(place / (table.past_tie_factor - 1.0))], level)
    department = first_above(row, place - extra)
    cell, index = drawn_place(world, table, slot, around, department, placed)
    if cell < 0:
        return NOBODY
    near_most = world.nearness[one.department, department]
    near = _near(one, around.spots[index, 0], around.spots[index, 1], department, table)
    if level * near_most >= near:  # distance first: it looks at little memory
        return NOBODY
    candidate = world.residents[index]
    shared_most = around.shared[department, cell]
    if candidate != slot and _accepted(
        one, world.associations[candidate], near, near_most, shared_most, level, table
    ):
        return candidate
    return NOBODY


@compiled
def _former(world: Any, table: Any, slot: Any, candidate: Any, level: Any) -> Any:
    """A former partner, if it is accepted."""
    one, other = world.associations[slot], world.associations[candidate]
    near = _near(one, other.x_km, other.y_km, other.department, table)
    return candidate if _accepted(one, other, near, 1.0, 1.0, level, table) else NOBODY


@compiled
def _accepted(
    one: Any, other: Any, near: Any, near_most: Any, shared_most: Any, level: Any, table: Any
) -> Any:
    """Whether a proposal stands: by its weight over the weight it was drawn with."""
    overlap = 1.0 - profile_distance(one, other) / 2.0
    weight = candidate_weight(nearness=near, overlap=overlap, past=False, parameters=table)
    most = candidate_weight(nearness=near_most, overlap=shared_most, past=False, parameters=table)
    return level * most < weight


@compiled
def _near(one: Any, x_km: Any, y_km: Any, department: Any, table: Any) -> Any:
    """Nearness by distance where both positions are known, by department elsewhere."""
    east, north = np.float64(one.x_km) - np.float64(x_km), np.float64(one.y_km) - np.float64(y_km)
    kilometres = math.sqrt(east * east + north * north)
    if kilometres >= 0.0:
        return nearness(km=kilometres, parameters=table)
    return 1.0 if one.department == department else table.outside

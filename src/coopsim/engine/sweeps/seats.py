"""Phase 6: seats in the deliberation of each department, once a year (model.md §4.10)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import gumbel, uniform
from coopsim.chance.streams import SEAT_CHOICE, SEAT_CROWDING, SEAT_GROUP, SEAT_TIME
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.pairs import next_tie, other_end
from coopsim.levers.fewer_interlocutors import seat_count
from coopsim.levers.reserved_seats import reserved_count
from coopsim.rules.choice import control
from coopsim.rules.seats import candidacy_chance, seat_score, stand_down_chance
from coopsim.world.records import N_COLLEGES
from coopsim.world.vocabulary import CAUSES_PER_COLLEGE, NO_TIE, NOBODY, SEAT_GAINED, SEAT_LOST

NOT_A_CANDIDATE = -math.inf


@compiled
def fill_seats(world: Any, setting: Any, quarter: Any) -> None:
    """Fill the seats of every department anew; those that nobody can fill stay empty."""
    slots = world.counts[0].slots
    before = np.zeros(slots, np.int8)
    for place in range(world.counts[0].living):
        slot = world.living[place]
        before[slot] = world.associations[slot].seat
        world.associations[slot].seat = 0
    world.account[0].seats_offered, world.account[0].seats_filled = 0.0, 0.0
    held = np.empty(slots, np.int32)
    held[:] = NOBODY
    seats = np.empty(N_COLLEGES, np.int64)
    for row in range(len(world.departments)):
        _share_seats(world.departments[row], setting, seats)
        scores = _candidates(world, setting, quarter, row)
        for college in range(N_COLLEGES):
            _fill_college(world, setting, quarter, row, college, seats[college], scores, held)
    for place in range(world.counts[0].living):
        slot = world.living[place]
        now = world.associations[slot].seat
        if now != before[slot]:
            note(world, setting, quarter, SEAT_GAINED if now else SEAT_LOST, slot, NOBODY, NO_TIE)


@compiled
def _share_seats(department: Any, setting: Any, seats: Any) -> None:
    """Share the seats over the colleges in proportion to need, by largest remainder."""
    total = seat_count(
        seats=setting.tables.seats.seats,
        fewer_interlocutors=department.levers.fewer_interlocutors,
        fewer_effect=setting.tables.seats.fewer_effect,
    )
    remainders = np.empty(N_COLLEGES)
    given = 0
    for college in range(N_COLLEGES):
        need = 0.0
        for cause in range(college * CAUSES_PER_COLLEGE, (college + 1) * CAUSES_PER_COLLEGE):
            need += department.need[cause]
        seats[college] = int(math.floor(total * need))
        remainders[college] = total * need - seats[college]
        given += seats[college]
    for _ in range(total - given):
        most = 0
        for college in range(1, N_COLLEGES):
            if remainders[college] > remainders[most]:
                most = college
        seats[most] += 1
        remainders[most] = NOT_A_CANDIDATE


@compiled
def _candidates(world: Any, setting: Any, quarter: Any, row: Any) -> Any:
    """The score of each association of a department, minus infinity if it does not stand."""
    low, high = world.first[row], world.first[row + 1]
    scores = np.empty(high - low)
    scores[:] = NOT_A_CANDIDATE
    table = setting.tables.seats
    for place in range(low, high):
        slot = world.residents[place]
        one = world.associations[slot]
        if one.legitimacy >= table.seat_legitimacy and _stands(world, setting, quarter, slot):
            score = seat_score(
                staff=one.staff, legitimacy=one.legitimacy, visibility=one.visibility, parameters=table
            )
            scores[place - low] = score + gumbel(setting.luck, SEAT_CHOICE, quarter, one.who, 0, 0)
    return scores


@compiled
def _stands(world: Any, setting: Any, quarter: Any, slot: Any) -> Any:
    """Whether an association finds the time to stand and is not crowded out by its partners."""
    one = world.associations[slot]
    chance = candidacy_chance(staff=one.staff, time_scale=setting.tables.tender.time_scale)
    if uniform(setting.luck, SEAT_TIME, quarter, one.who, 0, 0) >= chance:
        return False
    crowded = 0.0
    row = one.first_tie
    while row >= 0:
        tie = world.ties[row]
        if tie.form != NO_TIE:
            crowded = max(crowded, _crowding(world, setting, one, other_end(tie, slot), tie))
        row = next_tie(tie, slot)
    return uniform(setting.luck, SEAT_CROWDING, quarter, one.who, 0, 0) >= crowded


@compiled
def _crowding(world: Any, setting: Any, one: Any, partner: Any, tie: Any) -> Any:
    """Chance that one tie makes an association stand down."""
    other = world.associations[partner]
    share = control(staff_own=one.staff, staff_other=other.staff, parameters=setting.tables.choice)
    return stand_down_chance(
        autonomy=world.forms[tie.form].autonomy,
        control=share,
        governance=tie.governance,
        parameters=setting.tables.seats,
    )


@compiled
def _fill_college(
    world: Any, setting: Any, quarter: Any, row: Any, college: Any, seats: Any, scores: Any, held: Any
) -> None:
    """Reserved seats first, to the small; then the others, to all, in order of score."""
    account = world.account[0]
    reserved = reserved_count(
        seats=seats, reserved_seats=world.departments[row].levers.reserved_seats
    )
    account.seats_offered += seats
    for index in range(seats):
        chosen = NOBODY
        while chosen < 0:
            best = _best(world, setting, row, college, scores, index < reserved)
            if best < 0:
                break
            scores[best] = NOT_A_CANDIDATE
            slot = world.residents[world.first[row] + best]
            if not _passed_over(world, setting, quarter, row, slot, held):
                chosen = slot
        if chosen >= 0:
            world.associations[chosen].seat = 1
            held[world.group[chosen]] = row
            account.seats_filled += 1.0


@compiled
def _best(world: Any, setting: Any, row: Any, college: Any, scores: Any, small_only: Any) -> Any:
    """The place of the best candidate left in a college, or -1."""
    best, low = NOBODY, world.first[row]
    for place in range(len(scores)):
        if scores[place] == NOT_A_CANDIDATE:
            continue
        one = world.associations[world.residents[low + place]]
        if one.main_cause // CAUSES_PER_COLLEGE != college:
            continue
        if small_only and one.staff >= setting.small_below:
            continue
        if best < 0 or scores[place] > scores[best]:
            best = place
    return best


@compiled
def _passed_over(world: Any, setting: Any, quarter: Any, row: Any, slot: Any, held: Any) -> Any:
    """Whether the funder passes over a member of a group that already holds a seat here."""
    if held[world.group[slot]] != row:
        return False
    fewer = world.departments[row].levers.fewer_interlocutors
    return uniform(setting.luck, SEAT_GROUP, quarter, world.associations[slot].who, 0, 0) < fewer

"""Seats in the deliberation of each department, once a year; groups of allies."""

from __future__ import annotations

import math
from typing import Any

from coopsim.chance import gumbel
from coopsim.chance.streams import SEAT_CHOICE, SEAT_CROWDING, SEAT_GROUP, SEAT_TIME
from coopsim.world.vocabulary import ALLIANCE, CAUSES_PER_COLLEGE, COLLEGES
from tests.ordinary.rules import reserved_count, seat_count, seats


def groups_of(sector: Any) -> dict[Any, int]:
    """The group of each association: what active alliances connect."""
    groups: dict[Any, int] = {}
    for first in sector.agents:
        if first in groups:
            continue
        groups[first], reached = len(groups), [first]
        while reached:
            one = reached.pop()
            for tie in one.ties:
                ally = tie.partner_of(one)
                if tie.form == ALLIANCE and ally not in groups:
                    groups[ally] = groups[first]
                    reached.append(ally)
    return groups


def fill_seats(sector: Any) -> None:
    """Fill the seats of every department anew; those that nobody can fill stay empty."""
    before = {one: one.seat for one in sector.agents}
    for one in before:
        one.seat = 0
    sector.account.seats_offered = sector.account.seats_filled = 0
    groups = groups_of(sector)
    for department in sector.departments:
        scores = {one: score(one) for one in department.members if stands(one)}
        held: set[int] = set()
        for college, number in enumerate(share_seats(sector, department)):
            standing = [one for one in scores if one.main_cause // CAUSES_PER_COLLEGE == college]
            standing.sort(key=scores.__getitem__, reverse=True)
            fill_college(department, number, standing, groups, held)
            sector.account.seats_offered += number
        sector.account.seats_filled += sum(one.seat for one in department.members)
    for one, seat in before.items():
        sector.happened["seat gained"] += one.seat > seat
        sector.happened["seat lost"] += one.seat < seat


def share_seats(sector: Any, department: Any) -> list[int]:
    """Share the seats over the colleges in proportion to need, by largest remainder."""
    parameters = sector.tables.seats
    total = seat_count(
        seats=parameters.seats,
        fewer_interlocutors=department.levers.fewer_interlocutors,
        fewer_effect=parameters.fewer_effect,
    )
    needs = [
        sum(department.need[college * CAUSES_PER_COLLEGE : (college + 1) * CAUSES_PER_COLLEGE])
        for college in range(len(COLLEGES))
    ]
    shares = [math.floor(total * need) for need in needs]
    order = sorted(range(len(shares)), key=lambda college: shares[college] - total * needs[college])
    for college in order[: total - sum(shares)]:
        shares[college] += 1
    return shares


def stands(one: Any) -> bool:
    """Whether an association is recognised, finds the time, and is not crowded out by a partner."""
    tables = one.model.tables
    if one.legitimacy < tables.seats.seat_legitimacy:
        return False
    if one.uniform(SEAT_TIME) >= seats.candidacy_chance(staff=one.staff, time_scale=tables.tender.time_scale):
        return False
    crowded = 0.0
    for tie in one.active_ties:
        chance = seats.stand_down_chance(
            autonomy=one.model.forms[tie.form].autonomy,
            control=one.control(tie.partner_of(one)),
            governance=tie.governance,
            parameters=tables.seats,
        )
        crowded = max(crowded, chance)
    stood_down = one.uniform(SEAT_CROWDING) < crowded
    one.model.happened["stood down"] += stood_down
    return not stood_down


def score(one: Any) -> float:
    """The score of a candidate."""
    merit = seats.seat_score(
        staff=one.staff,
        legitimacy=one.legitimacy,
        visibility=one.visibility,
        parameters=one.model.tables.seats,
    )
    return float(merit + gumbel(one.model.luck, SEAT_CHOICE, one.model.absolute_quarter, one.who, 0, 0))


def fill_college(
    department: Any, number: int, standing: list[Any], groups: dict[Any, int], held: set[int]
) -> None:
    """Reserved seats first, to the small; then the others, to all, in order of score."""
    reserved = reserved_count(seats=number, reserved_seats=department.levers.reserved_seats)
    for index in range(number):
        for one in standing[:]:
            if index < reserved and one.staff >= one.model.small_below:
                continue
            standing.remove(one)
            if groups[one] in held and one.uniform(SEAT_GROUP) < department.levers.fewer_interlocutors:
                one.model.happened["passed over"] += 1
                continue
            one.seat = 1
            held.add(groups[one])
            one.model.happened["reserved seat"] += index < reserved
            break

"""The founding state: founders, their money, the first contracts, the first seats."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from coopsim.chance import uniform
from coopsim.chance.streams import FOUNDING_CONTRACT, FOUNDING_EXPIRY
from coopsim.population.towns import JITTER_MOST
from coopsim.units import MONTHS_PER_QUARTER
from tests.ordinary.association import PlainAssociation
from tests.ordinary.funder import Department
from tests.ordinary.rules import money, standing
from tests.ordinary.tender import open_calls, transfer_grants

COPIED = ("staff", "governance", "know_how", "legitimacy", "managerial_norm")


def found_departments(sector: Any, founders: Any) -> None:
    """The departments, their towns, and how near they are to one another."""
    sector.departments = [Department(code) for code in founders.departments]
    rows = dict(enumerate(sector.departments))
    sector.towns = {one: [] for one in sector.departments}
    for town in founders.towns:
        sector.towns[rows[int(town.department)]].append(town)


def found_associations(sector: Any, founders: Any) -> None:
    """One agent a founder."""
    profiles, elsewhere = founders.profile.tolist(), founders.active_elsewhere.tolist()
    unit_cost = sector.tables.money.unit_cost
    for row in range(len(founders)):
        department = sector.departments[founders.department[row]]
        one = PlainAssociation(sector, founders.who[row], department, founders.identifier(row))
        for name in COPIED:
            setattr(one, name, float(getattr(founders, name)[row]))
        share, volume = float(founders.public_share[row]), one.staff * unit_cost
        one.public_grant, one.private_income = volume * share, volume * (1.0 - share)
        one.born = -int(founders.age[row])
        one.profile, one.main_cause = profiles[row], int(founders.main_cause[row])
        one.active_elsewhere = bool(elsewhere[row])
        one.settle_at(float(founders.x_km[row]), float(founders.y_km[row]))
        one.target_months = float(founders.cash_months[row])


def found_money(sector: Any) -> None:
    """Cost, reserves, stress and visibility of the founders; needs of the departments."""
    for one in sector.agents:
        one.cost = one.quarter_cost()
        one.reserves = one.target_months * one.cost / MONTHS_PER_QUARTER
        one.visibility = standing.visibility_target(
            staff=one.staff, ties_standing=0.0, seat=0, parameters=sector.tables.standing
        )
        one.feel_stress()
    for department in sector.departments:
        department.price = 1.0 + sector.tables.money.margin
        department.need = department.supply()


def found_contracts(sector: Any) -> None:
    """Turn the opening share of public money into contracts, held in proportion to grants."""
    grants = {one: one.public_grant for one in sector.agents}
    transfer_grants(sector)
    for contract in open_calls(sector):
        members = contract.department.members
        reached = list(accumulate(grants[one] for one in members))
        level = uniform(sector.luck, FOUNDING_CONTRACT, 0, contract.who, 0, 0) * reached[-1]
        contract.give(members[min(bisect_right(reached, level), len(members) - 1)])
        level = uniform(sector.luck, FOUNDING_EXPIRY, 0, contract.who, 0, 0)
        contract.expiry = 1 + int(level * sector.tables.tender.contract_term)


def found_service(sector: Any) -> None:
    """Service delivered by the founders."""
    for one in sector.agents:
        one.delivered = money.delivered_service(
            volume=one.volume, staff=one.staff, parameters=sector.tables.money
        )


def nearness_of(sector: Any, founders: Any) -> dict[Any, dict[Any, float]]:
    """The largest weight that a candidate of one department can have for one of another."""
    outside = sector.tables.search.outside
    bounds = {
        own: {other: 1.0 if own is other else outside for other in sector.departments}
        for own in sector.departments
    }
    unknown = any(math.isnan(one.x_km) for one in sector.agents)
    if all(math.isnan(one.x_km) for one in sector.agents) and len(founders.towns) == 0:
        return bounds
    boxes = {department: _box(sector, department) for department in sector.departments}
    for own, others in bounds.items():
        for other in others:
            distance = _between(boxes[own], boxes[other])
            near = math.exp(-distance / sector.tables.search.distance_scale)
            others[other] = max(others[other] if unknown else 0.0, near)
    return bounds


def _box(sector: Any, department: Any) -> tuple[float, float, float, float] | None:
    """West, south, east, north of all positions that a department has or may get, a kilometre around."""
    east = [one.x_km for one in department.members if not math.isnan(one.x_km)]
    north = [one.y_km for one in department.members if not math.isnan(one.y_km)]
    for town in sector.towns[department]:
        around = JITTER_MOST * town.spread_km
        east += [town.x_km - around, town.x_km + around]
        north += [town.y_km - around, town.y_km + around]
    return (min(east) - 1, min(north) - 1, max(east) + 1, max(north) + 1) if east else None


def _between(one: Any, two: Any) -> float:
    """Least distance of two boxes; 0 where they touch, or where one is everywhere."""
    if one is None or two is None:
        return 0.0
    east = max(0.0, one[0] - two[2], two[0] - one[2])
    north = max(0.0, one[1] - two[3], two[1] - one[3])
    return math.hypot(east, north)

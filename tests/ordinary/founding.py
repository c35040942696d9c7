"""The founding state: founders, their money, the first contracts, the first seats."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from coopsim.chance import uniform
from coopsim.chance.streams import FOUNDING_CONTRACT, FOUNDING_EXPIRY
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
        one.main_cause = int(founders.main_cause[row])
        one.devote_to(profiles[row])
        one.active_elsewhere = bool(elsewhere[row])
        one.settle_at(float(founders.x_km[row]), float(founders.y_km[row]))
        one.target_months = float(founders.cash_months[row])
    for department in sector.departments:
        department.arrange()


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
    parameters = sector.tables.search
    placeless = any(math.isnan(one.x_km) for one in sector.agents)
    discs = dict(zip(sector.departments, founders.discs.tolist(), strict=True))
    bounds: dict[Any, dict[Any, float]] = {}
    for own, disc in discs.items():
        bounds[own] = {}
        for other, (x_km, y_km, radius) in discs.items():
            apart = math.hypot(disc[0] - x_km, disc[1] - y_km) - disc[2] - radius
            near = math.exp(-max(0.0, apart) / parameters.distance_scale)
            by_department = 1.0 if own is other else parameters.outside
            bounds[own][other] = max(near, by_department) if placeless else near
    return bounds

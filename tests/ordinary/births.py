"""New associations."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.chance import normal, poisson
from coopsim.chance.streams import (
    BIRTH_CAUSE,
    BIRTH_COUNT,
    BIRTH_GOVERNANCE,
    BIRTH_POSITION,
    BIRTH_SECOND_CAUSE,
    BIRTH_STAFF,
    INCOME_YEAR,
)
from coopsim.population.towns import JITTER_MOST
from coopsim.units import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR
from coopsim.world.vocabulary import CAUSES, CAUSES_PER_COLLEGE
from tests.ordinary.association import PlainAssociation
from tests.ordinary.rules import birth, money, standing


def pass_births(sector: Any) -> None:
    """Let associations be born in every department."""
    for department in sector.departments:
        supply = department.supply()
        gap = [max(0.0, need - has) for need, has in zip(department.need, supply, strict=True)]
        mean = birth.birth_mean(
            living=len(department.members),
            gap=sum(gap),
            pressure=department.pressure,
            parameters=sector.tables.birth,
        )
        quarter, who = sector.absolute_quarter, np.uint64(department.number)
        number = poisson(mean, sector.luck, BIRTH_COUNT, quarter, who)
        for ordinal in range(number):
            bear(sector, department, ordinal, gap)
        sector.account.births += number
        sector.happened["birth"] += number


def bear(sector: Any, department: Any, ordinal: int, gap: list[float]) -> None:
    """One newborn."""
    parameters, quarter = sector.tables.birth, sector.absolute_quarter
    who = np.uint64(1 << 63 | department.number << 40 | quarter << 20 | ordinal)
    identifier = f"{department.code}-b{quarter - sector.burn_in}-{ordinal}"
    one = PlainAssociation(sector, who, department, identifier)
    staff = math.exp(math.log(parameters.staff_median) + parameters.staff_sigma * one.normal(BIRTH_STAFF))
    _give_causes(one, gap)
    _give_money(one, staff)
    _give_mind(one)
    _give_place(one)


def _give_causes(one: Any, gap: list[float]) -> None:
    """The main cause follows need or the gap; the second mostly stays in its college."""
    founding = one.model.tables.founding
    by_need = one.uniform(BIRTH_CAUSE) < one.model.tables.birth.need_share or sum(gap) <= 0.0
    main = _drawn_cause(one.department.need if by_need else gap, one.uniform(BIRTH_CAUSE, index=1))
    first = main - main % CAUSES_PER_COLLEGE
    college = range(first, first + CAUSES_PER_COLLEGE)
    if one.uniform(BIRTH_SECOND_CAUSE) < founding.same_college:
        others = [cause for cause in college if cause != main]
    else:
        others = [cause for cause in range(len(CAUSES)) if cause not in college]
    second = others[int(one.uniform(BIRTH_SECOND_CAUSE, index=1) * len(others))]
    one.main_cause = main
    profile = [0.0] * len(CAUSES)
    profile[main], profile[second] = founding.main_cause, 1.0 - founding.main_cause
    one.devote_to(profile)


def _drawn_cause(weights: list[float], level: float) -> int:
    """The cause drawn with chance proportional to its weight."""
    reached, last, total = 0.0, 0, sum(weights)
    for cause, weight in enumerate(weights):
        reached += weight
        if weight > 0.0:
            last = cause
        if level * total < reached:
            return cause
    return last


def _give_mind(one: Any) -> None:
    """Governance, know-how, legitimacy, norm and visibility of a newborn."""
    parameters, governance = one.model.tables.birth, one.model.tables.governance
    drawn = governance.governance_mean + governance.governance_sd * one.normal(BIRTH_GOVERNANCE)
    one.governance = min(1.0, max(0.0, drawn))
    one.know_how, one.legitimacy = parameters.know_how, parameters.legitimacy
    one.managerial_norm = parameters.norm
    one.visibility = standing.visibility_target(
        staff=one.staff, ties_standing=0.0, seat=0, parameters=one.model.tables.standing
    )


def _give_money(one: Any, staff: float) -> None:
    """Grants from the returned pool as far as it goes, private income, the staff they pay, cash."""
    sector, department = one.model, one.department
    parameters, quarter = sector.tables.birth, sector.absolute_quarter
    volume = staff * sector.tables.money.unit_cost
    wanted = parameters.grant_share * volume
    for age in reversed(range(len(department.returned))):
        drawn = min(wanted - one.public_grant, department.returned[age])
        department.returned[age] -= drawn
        one.public_grant += drawn
    one.private_income = volume - wanted
    one.staff = max(sector.tables.money.staff_floor, one.volume / sector.tables.money.unit_cost)
    one.cost = one.quarter_cost()
    one.reserves = parameters.reserve_months * one.cost / MONTHS_PER_QUARTER
    one.target_months = parameters.reserve_months
    year_start = quarter - (quarter - 1) % QUARTERS_PER_YEAR
    one.year_luck = float(normal(sector.luck, INCOME_YEAR, year_start, one.who, 0, 0))
    one.delivered = money.delivered_service(
        volume=one.volume, staff=one.staff, parameters=sector.tables.money
    )
    one.feel_stress()
    sector.account.birth_reserves += one.reserves


def _give_place(one: Any) -> None:
    """A position around a town of the department, where one is known."""
    level = one.uniform(BIRTH_POSITION)
    for town in one.model.towns[one.department]:
        if level <= town.cumulative:
            east, north = one.normal(BIRTH_POSITION, 1), one.normal(BIRTH_POSITION, 2)
            one.settle_at(
                town.x_km + town.spread_km * min(JITTER_MOST, max(-JITTER_MOST, east)),
                town.y_km + town.spread_km * min(JITTER_MOST, max(-JITTER_MOST, north)),
            )
            return

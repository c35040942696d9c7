"""Phase 9: new associations (model.md §4.12)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import normal, poisson, uniform
from coopsim.chance.streams import (
    BIRTH_CAUSE,
    BIRTH_COUNT,
    BIRTH_GOVERNANCE,
    BIRTH_POSITION,
    BIRTH_SECOND_CAUSE,
    BIRTH_STAFF,
    INCOME_YEAR,
)
from coopsim.engine.sweeps.costs import quarter_cost, volume_of
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.money import feel_stress, year_start
from coopsim.population.towns import JITTER_MOST
from coopsim.rules.birth import birth_mean
from coopsim.rules.money import delivered_service
from coopsim.rules.standing import visibility_target
from coopsim.units import MONTHS_PER_QUARTER, SMALLEST_SIZE
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import CAUSES_PER_COLLEGE, EVENT_BORN, LIVING, NO_ACT, NO_TIE, NOBODY

BORN_LATER = 4
BORN_FLAG = np.uint64(1 << 63)
SHIFT_DEPARTMENT = np.uint64(40)
SHIFT_QUARTER = np.uint64(20)


@compiled
def pass_births(world: Any, setting: Any, quarter: Any) -> None:
    """Let associations be born in every department."""
    gap = np.empty(N_CAUSES)
    for row in range(len(world.departments)):
        department = world.departments[row]
        total_gap = unmet_by_cause(world, row, gap)
        mean = birth_mean(
            living=world.first[row + 1] - world.first[row],
            gap=total_gap,
            pressure=department.pressure,
            parameters=setting.tables.birth,
        )
        number = poisson(mean, setting.luck, BIRTH_COUNT, quarter, department.code)
        for ordinal in range(number):
            _bear(world, setting, quarter, row, ordinal, gap, total_gap)
        world.account[0].births += number


@compiled
def unmet_by_cause(world: Any, row: Any, gap: Any) -> Any:
    """Fill `gap` with what supply lacks to meet need in a department; return its sum."""
    supply_of(world, row, gap)
    total = 0.0
    for cause in range(N_CAUSES):
        gap[cause] = max(0.0, world.departments[row].need[cause] - gap[cause])
        total += gap[cause]
    return total


@compiled
def supply_of(world: Any, row: Any, supply: Any) -> None:
    """Fill `supply`: by cause, the mean of its share of staff and of associations."""
    supply[:] = 0.0
    by_staff, staff = np.zeros(N_CAUSES), 0.0
    low, high = world.first[row], world.first[row + 1]
    for place in range(low, high):
        one = world.associations[world.residents[place]]
        staff += one.staff
        for cause in range(N_CAUSES):
            supply[cause] += np.float64(one.profile[cause])
            by_staff[cause] += one.staff * np.float64(one.profile[cause])
    for cause in range(N_CAUSES):
        supply[cause] = _mean_share(supply[cause], high - low, by_staff[cause], staff)


@compiled
def _mean_share(count: Any, associations: Any, by_staff: Any, staff: Any) -> Any:
    """The mean of a share of associations and of a share of staff."""
    return (count / max(1, associations) + (by_staff / staff if staff > 0.0 else 0.0)) / 2.0


@compiled
def _bear(
    world: Any, setting: Any, quarter: Any, row: Any, ordinal: Any, gap: Any, total_gap: Any
) -> None:
    """Open a slot for one newborn."""
    table, department = setting.tables.birth, world.departments[row]
    slot = world.counts[0].slots
    world.counts[0].slots += 1
    one = world.associations[slot]
    one.who = (
        BORN_FLAG
        | (department.code << SHIFT_DEPARTMENT)
        | (np.uint64(quarter) << SHIFT_QUARTER)
        | np.uint64(ordinal)
    )
    one.department, one.born, one.end = row, quarter, LIVING
    one.first_tie, one.setup_tie, one.act = NOBODY, NOBODY, NO_ACT
    one.kept_autonomy, one.kept_overhead, one.pay = 1.0, 1.0, 1.0
    luck = normal(setting.luck, BIRTH_STAFF, quarter, one.who, 0, 0)
    staff = math.exp(math.log(table.staff_median) + table.staff_sigma * luck)
    life = world.lives[slot]
    life.field, life.founded, life.ordinal = BORN_LATER, quarter, ordinal
    life.parent, life.absorber, life.end_quarter = NOBODY, NOBODY, NOBODY
    _give_causes(setting, quarter, department, one, gap, total_gap)
    life.main_cause = one.main_cause
    _give_money(world, setting, quarter, one, staff)
    _give_mind(setting, quarter, one)
    _give_place(world, setting, quarter, one)
    note(world, setting, quarter, EVENT_BORN, slot, NOBODY, NO_TIE)


@compiled
def _give_causes(
    setting: Any, quarter: Any, department: Any, one: Any, gap: Any, total_gap: Any
) -> None:
    """The main cause follows need or the gap; the second mostly stays in its college."""
    founding = setting.tables.founding
    level = uniform(setting.luck, BIRTH_CAUSE, quarter, one.who, 0, 1)
    by_need = uniform(setting.luck, BIRTH_CAUSE, quarter, one.who, 0, 0) < setting.tables.birth.need_share
    if by_need or total_gap <= 0.0:
        main = _drawn_cause(department.need, level)
    else:
        main = _drawn_cause(gap, level)
    one.main_cause = main
    one.profile[main] += founding.main_cause
    college = main // CAUSES_PER_COLLEGE
    stays = uniform(setting.luck, BIRTH_SECOND_CAUSE, quarter, one.who, 0, 0) < founding.same_college
    level = uniform(setting.luck, BIRTH_SECOND_CAUSE, quarter, one.who, 0, 1)
    second = second_cause(main, college, stays, level)
    one.profile[second] += 1.0 - founding.main_cause


@compiled
def second_cause(main: Any, college: Any, stays: Any, level: Any) -> Any:
    """A cause other than the main one: of the same college, or of another."""
    if stays:
        second = college * CAUSES_PER_COLLEGE + int(level * (CAUSES_PER_COLLEGE - 1))
        return second + 1 if second >= main else second
    second = int(level * (N_CAUSES - CAUSES_PER_COLLEGE))
    return second + CAUSES_PER_COLLEGE if second >= college * CAUSES_PER_COLLEGE else second


@compiled
def _drawn_cause(weights: Any, level: Any) -> Any:
    """The cause drawn with chance proportional to its weight."""
    total = 0.0
    for cause in range(N_CAUSES):
        total += weights[cause]
    reached, last = 0.0, 0
    for cause in range(N_CAUSES):
        reached += weights[cause]
        if weights[cause] > 0.0:
            last = cause
        if level * total < reached:
            return cause
    return last


@compiled
def _give_mind(setting: Any, quarter: Any, one: Any) -> None:
    """Governance, know-how, legitimacy, norm and visibility of a newborn."""
    table, governance = setting.tables.birth, setting.tables.governance
    luck = normal(setting.luck, BIRTH_GOVERNANCE, quarter, one.who, 0, 0)
    one.governance = min(1.0, max(0.0, governance.governance_mean + governance.governance_sd * luck))
    one.know_how, one.legitimacy, one.managerial_norm = table.know_how, table.legitimacy, table.norm
    one.visibility = visibility_target(
        staff=one.staff, ties_standing=0.0, seat=0, parameters=setting.tables.standing
    )


@compiled
def _give_money(world: Any, setting: Any, quarter: Any, one: Any, staff: Any) -> None:
    """Grants from the returned pool as far as it goes, private income, cash; staff that these can pay.

    Departure: `staff` is the size that the founders plan, and what is not
    funded is not hired. Born at their planned size with 40 % of the money,
    newborns under 3 FTE were insolvent at 40 % a year, and newborns made 79 %
    of all insolvencies.
    """
    table, money = setting.tables.birth, setting.tables.money
    department = world.departments[one.department]
    volume = staff * money.unit_cost
    wanted = table.grant_share * volume
    for age in range(len(department.returned) - 1, -1, -1):
        drawn = min(wanted - one.public_grant, department.returned[age])
        department.returned[age] -= drawn
        one.public_grant += drawn
    one.private_income = volume - wanted
    one.staff = max(money.staff_floor, volume_of(one) / money.unit_cost)
    one.bidding_size = max(one.staff, SMALLEST_SIZE)
    one.cost = quarter_cost(one, department.levers, setting)
    one.reserves = table.reserve_months * one.cost / MONTHS_PER_QUARTER
    one.target_months = table.reserve_months
    one.year_luck = normal(setting.luck, INCOME_YEAR, year_start(quarter), one.who, 0, 0)
    one.delivered = delivered_service(volume=volume_of(one), staff=one.staff, parameters=money)
    feel_stress(one, setting)
    account = world.account[0]
    account.birth_reserves += one.reserves
    account.private_born += one.private_income
    account.staff_born += one.staff


@compiled
def _give_place(world: Any, setting: Any, quarter: Any, one: Any) -> None:
    """A position around a town of the department, or none where no town is known."""
    one.x_km, one.y_km = math.nan, math.nan
    level = uniform(setting.luck, BIRTH_POSITION, quarter, one.who, 0, 0)
    for row in range(len(world.towns)):
        town = world.towns[row]
        if town.department == one.department and level <= town.cumulative:
            east = normal(setting.luck, BIRTH_POSITION, quarter, one.who, 0, 1)
            north = normal(setting.luck, BIRTH_POSITION, quarter, one.who, 0, 2)
            one.x_km = town.x_km + town.spread_km * min(JITTER_MOST, max(-JITTER_MOST, east))
            one.y_km = town.y_km + town.spread_km * min(JITTER_MOST, max(-JITTER_MOST, north))
            return

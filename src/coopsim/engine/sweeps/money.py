"""Phase 3: income, cost, reserves, staff, stress (model.md §4.2, §4.3)."""

from __future__ import annotations

import math
from typing import Any

from coopsim._compile import compiled
from coopsim.chance import normal
from coopsim.chance.streams import GROWTH, INCOME_YEAR
from coopsim.engine.sweeps.costs import quarter_cost, volume_of
from coopsim.rules.money import delivered_service, income, mission_spending, staff_after
from coopsim.rules.stress import cash_months, stress
from coopsim.units import QUARTERS_PER_YEAR


@compiled
def pass_money(world: Any, setting: Any, quarter: Any) -> None:
    """Let every association earn, spend, and adjust its staff."""
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        if setting.switches.money:
            _earn_and_spend(world, setting, quarter, one)
            before = one.staff
            one.staff = staff_after(
                staff=before, volume=volume_of(one), stress=one.stress, parameters=setting.tables.money
            )
            world.account[0].staff_change += one.staff - before
        one.delivered = delivered_service(
            volume=volume_of(one), staff=one.staff, parameters=setting.tables.money
        )


@compiled
def _earn_and_spend(world: Any, setting: Any, quarter: Any, one: Any) -> None:
    """Close the books of one association for one quarter."""
    department, money, account = world.departments[one.department], setting.tables.money, world.account[0]
    if quarter == year_start(quarter):
        one.year_luck = normal(setting.luck, INCOME_YEAR, quarter, one.who, 0, 0)
    earned = income(
        public=one.public_grant + one.contracts,
        private=one.private_income,
        price=department.price,
        year_luck=one.year_luck,
        quarter_luck=one.income_luck,
        staff=one.staff,
        parameters=money,
    )
    one.cost = quarter_cost(one, department.levers, setting) + one.due
    one.reserves += earned - one.cost
    spent = mission_spending(
        reserves=one.reserves, cost=one.cost, target_months=one.target_months, parameters=money
    )
    one.reserves -= spent
    one.surplus[quarter % QUARTERS_PER_YEAR] = earned - one.cost
    account.income += earned
    account.cost += one.cost
    account.mission += spent
    feel_stress(one, setting)


@compiled
def feel_stress(one: Any, setting: Any) -> None:
    """Stress from the months of cost that the reserves cover."""
    table = setting.tables.stress
    months = cash_months(reserves=one.reserves, cost=one.cost, parameters=table)
    one.stress = stress(months=months, parameters=table)


@compiled
def year_start(quarter: Any) -> Any:
    """The first quarter of the year of income that `quarter` belongs to."""
    return quarter - (quarter - 1) % QUARTERS_PER_YEAR


@compiled
def impose_growth(world: Any, setting: Any, quarter: Any) -> None:
    """The growth of the exogenous block: staff and volumes move together."""
    exogenous, account = setting.tables.exogenous, world.account[0]
    if exogenous.growth_mean == 0.0 and exogenous.growth_sd == 0.0:
        return
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        factor = _growth(setting, quarter, one)
        account.staff_change += one.staff * (factor - 1.0)
        account.private_growth += one.private_income * (factor - 1.0)
        account.public_growth += (one.public_grant + one.contracts) * (factor - 1.0)
        one.staff *= factor
        one.public_grant *= factor
        one.private_income *= factor
        one.contracts *= factor
    for row in range(world.counts[0].contracts):
        contract = world.contracts[row]
        if contract.open and contract.holder >= 0:
            contract.volume *= _growth(setting, quarter, world.associations[contract.holder])


@compiled
def _growth(setting: Any, quarter: Any, one: Any) -> Any:
    """The imposed growth factor of one association in one quarter."""
    exogenous = setting.tables.exogenous
    luck = normal(setting.luck, GROWTH, quarter, one.who, 0, 0)
    return math.exp(exogenous.growth_mean + exogenous.growth_sd * luck)

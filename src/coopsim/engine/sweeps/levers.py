"""Phase 1: the levers of the quarter become the terms of each department."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.levers.budget_growth import growth_factor
from coopsim.levers.efficiency import price_after
from coopsim.levers.pressure import pressure


@compiled
def set_levers(world: Any, levers_now: Any, setting: Any) -> Any:
    """Give each department its levers, its price and its pressure; whether credit for partners moved."""
    tables, moved = setting.tables, False
    for row in range(len(world.departments)):
        department = world.departments[row]
        moved |= department.levers.consortium_credit != levers_now[row].consortium_credit
        department.levers = levers_now[row]
        levers = department.levers
        department.price = price_after(
            price=department.price, efficiency=levers.efficiency, absorption=tables.money.absorption
        )
        department.pressure = pressure(
            tendering=levers.tendering,
            efficiency=levers.efficiency,
            reporting=levers.reporting,
            fewer_interlocutors=levers.fewer_interlocutors,
            efficiency_reference=tables.norm.efficiency_reference,
        )
    return moved


@compiled
def grow_budgets(world: Any) -> None:
    """Multiply grants, contracts and pools by the growth of public money."""
    associations, departments = world.associations, world.departments
    for row in range(len(departments)):
        department = departments[row]
        factor = growth_factor(budget_growth=department.levers.budget_growth)
        department.pool *= factor
        department.returned_calls *= factor
        for age in range(len(department.returned)):
            department.returned[age] *= factor
        for place in range(world.first[row], world.first[row + 1]):
            associations[world.residents[place]].public_grant *= factor
            associations[world.residents[place]].contracts = 0.0
    for row in range(world.counts[0].contracts):
        contract = world.contracts[row]
        contract.volume *= growth_factor(budget_growth=departments[contract.department].levers.budget_growth)
        if contract.open and contract.holder >= 0:
            associations[contract.holder].contracts += contract.volume

"""The money of one association."""

from __future__ import annotations

import math

from coopsim.chance.streams import GROWTH, INCOME_YEAR
from coopsim.units import QUARTERS_PER_YEAR
from tests.ordinary.rules import money, reporting_work, stress
from tests.ordinary.state import State


class Purse(State):
    """What an association earns, spends and holds."""

    def quarter_cost(self) -> float:
        """Running cost and compliance work."""
        tables, forms, ties = self.model.tables, self.model.forms, self.active_ties
        kept_overhead = 1.0
        for tie in ties:
            kept_overhead *= max(0.0, 1.0 - forms[tie.form].saving * tie.governance)
        running = money.running_cost(
            staff=self.staff,
            pay=self.pay,
            know_how=self.know_how,
            distraction=tables.agreement.distraction if self.setup else 0.0,
            kept_overhead=kept_overhead,
            parameters=tables.money,
        )
        compliance = money.compliance_cost(
            staff=self.staff,
            reporting=reporting_work(reporting=self.department.levers.reporting),
            relief=max((forms[tie.form].relief for tie in ties), default=0.0),
            parameters=tables.money,
        )
        return float(running + compliance)

    def impose_growth(self) -> None:
        """The growth of the exogenous block: staff and volumes move together."""
        exogenous = self.model.tables.exogenous
        factor = math.exp(exogenous.growth_mean + exogenous.growth_sd * self.normal(GROWTH))
        self.staff *= factor
        self.public_grant *= factor
        self.private_income *= factor
        for contract in self.contracts:
            contract.volume *= factor
        self.count_contracts()

    def pass_money(self) -> None:
        """Earn, spend, adjust staff, deliver."""
        parameters = self.model.tables.money
        if self.model.switches.money:
            self.earn_and_spend()
            self.staff = money.staff_after(
                staff=self.staff, volume=self.volume, stress=self.stress, parameters=parameters
            )
        self.delivered = money.delivered_service(volume=self.volume, staff=self.staff, parameters=parameters)

    def earn_and_spend(self) -> None:
        """Close the books of the quarter."""
        account, parameters = self.model.account, self.model.tables.money
        if self.model.absolute_quarter % QUARTERS_PER_YEAR == 1:
            self.year_luck = self.normal(INCOME_YEAR)
        earned = money.income(
            public=self.public_grant + self.contract_volume,
            private=self.private_income,
            price=self.department.price,
            year_luck=self.year_luck,
            quarter_luck=self.income_luck,
            staff=self.staff,
            parameters=parameters,
        )
        self.cost = self.quarter_cost() + self.due
        self.reserves += earned - self.cost
        spent = money.mission_spending(
            reserves=self.reserves, cost=self.cost, target_months=self.target_months, parameters=parameters
        )
        self.reserves -= spent
        self.surpluses = [*self.surpluses[1:], earned - self.cost]
        account.income += earned
        account.cost += self.cost
        account.mission += spent
        self.feel_stress()

    def feel_stress(self) -> None:
        """Stress from the months of cost that reserves cover."""
        parameters = self.model.tables.stress
        months = stress.cash_months(reserves=self.reserves, cost=self.cost, parameters=parameters)
        self.stress = stress.stress(months=months, parameters=parameters)

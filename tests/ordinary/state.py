"""What one association is and has: plain attributes, a list of ties, a list of contracts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import mesa
import numpy as np

from coopsim.chance import normal, uniform
from coopsim.units import QUARTERS_PER_YEAR, SMALLEST_SIZE
from coopsim.world.vocabulary import CAUSES, LIVING, NO_ACT
from tests.ordinary.luck import halves, normals, unit
from tests.ordinary.rules import choice, partner_credit, voice


class State(mesa.Agent):  # type: ignore[misc]
    """The state of an association, its luck, and what its ties add up to."""

    def __init__(self, model: Any, who: Any, department: Any, identifier: str) -> None:
        super().__init__(model)
        self.who, self.department, self.identifier = who, department, identifier
        self.staff = self.public_grant = self.private_income = self.reserves = self.cost = 0.0
        self.delivered = self.due = self.won = self.target_months = self.year_luck = self.stress = 0.0
        self.governance = self.know_how = self.legitimacy = self.visibility = self.managerial_norm = 0.0
        self.freedom = self.access = self.voice = self.contract_volume = 0.0
        self.income_luck = self.norm_luck = self.closure_luck = self.search_luck = self.departure_luck = 0.0
        self.pay, self.surpluses = 1.0, [0.0] * QUARTERS_PER_YEAR
        self.profile = [0.0] * len(CAUSES)
        self.causes: frozenset[int] = frozenset()
        self.x_km = self.y_km = math.nan
        self.born = model.absolute_quarter
        self.end, self.end_quarter = LIVING, -1
        self.vacancy = self.seat = self.searched = self.sanction = self.main_cause = 0
        self.active_elsewhere = False
        self.act = NO_ACT
        self.contracts: list[Any] = []
        self.ties: list[Any] = []
        self.active_ties: list[Any] = []
        self.setup: Any = None
        self.mind: tuple[float, ...] = ()
        self.number = len(model.everyone)
        department.members.append(self)
        model.everyone.append(self)

    # luck

    def meet_luck(self, block: list[int]) -> None:
        """Take the luck that everybody meets in every quarter from its words."""
        self.income_luck, self.norm_luck = normals(block[0], block[1])
        self.closure_luck = unit(block[2])
        self.search_luck, self.departure_luck = halves(block[3])

    def uniform(self, stream: int, whom: Any = 0, index: int = 0) -> float:
        """A uniform draw of this quarter."""
        return float(uniform(self.model.luck, stream, self.model.absolute_quarter, self.who, whom, index))

    def normal(self, stream: int, index: int = 0) -> float:
        """A standard normal draw of this quarter."""
        return float(normal(self.model.luck, stream, self.model.absolute_quarter, self.who, 0, index))

    def devote_to(self, profile: Iterable[float]) -> None:
        """Take up causes; the engine keeps their weights in single precision."""
        self.profile = [float(np.float32(weight)) for weight in profile]
        self.causes = frozenset(cause for cause, weight in enumerate(self.profile) if weight)

    def settle_at(self, x_km: float, y_km: float) -> None:
        """Take a position; the engine keeps it in single precision, and so does every distance."""
        self.x_km, self.y_km = float(np.float32(x_km)), float(np.float32(y_km))

    # size and ties

    @property
    def size(self) -> float:
        """Staff as it enters logarithms, powers and quotients."""
        return max(self.staff, SMALLEST_SIZE)

    def count_contracts(self) -> None:
        """Volume of the contracts held, after they changed."""
        self.contract_volume = sum((contract.volume for contract in self.contracts), 0.0)

    @property
    def volume(self) -> float:
        """Grants, contracts and private income."""
        return self.public_grant + self.contract_volume + self.private_income

    @property
    def dependence(self) -> float:
        """Share of public money."""
        volume = self.volume
        return (self.public_grant + self.contract_volume) / volume if volume > 0.0 else 0.0

    def count_ties(self) -> None:
        """The ties with an agreement in force, after they changed."""
        self.active_ties = [tie for tie in self.ties if tie.form]

    @property
    def tie_governance(self) -> float:
        """Governance summed over active ties."""
        return sum((tie.governance for tie in self.active_ties), 0.0)

    @property
    def bidding_size(self) -> float:
        """Own size and the credited size of partners."""
        size, levers = self.size, self.department.levers
        for tie in self.active_ties:
            credit = partner_credit(
                credit=self.model.forms[tie.form].credit, consortium_credit=levers.consortium_credit
            )
            size += credit * tie.partner_of(self).size
        return size

    def control(self, other: Any) -> float:
        """Share of control in an agreement with another."""
        parameters = self.model.tables.choice
        return float(choice.control(staff_own=self.staff, staff_other=other.staff, parameters=parameters))

    @property
    def kept_autonomy(self) -> float:
        """Autonomy that the active ties leave."""
        kept = 1.0
        for tie in self.active_ties:
            kept *= voice.kept_autonomy(
                autonomy=self.model.forms[tie.form].autonomy,
                control=self.control(tie.partner_of(self)),
                governance=tie.governance,
            )
        return kept

    def distance(self, other: Any) -> float:
        """Sum of the absolute differences of two profiles."""
        own, its = self.profile, other.profile
        return float(sum([abs(own[cause] - its[cause]) for cause in self.causes | other.causes]))

    def shared(self, other: Any) -> float:
        """Shared part of two profiles."""
        own, its = self.profile, other.profile
        return float(sum([min(own[cause], its[cause]) for cause in self.causes & other.causes]))

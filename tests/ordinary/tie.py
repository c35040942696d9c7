"""The tie of two associations: what is in force, what is set up, what they keep of it."""

from __future__ import annotations

from typing import Any

from coopsim.chance import uniform
from coopsim.chance.streams import DISSOLUTION, STEP_DOWN
from coopsim.world.vocabulary import MERGER, NO_TIE, PARTNERSHIP
from tests.ordinary.rules import agreement, money


class Tie:
    """A pair that has, sets up, or has had an agreement."""

    def __init__(self, own: Any, other: Any) -> None:
        self.own, self.other = own, other
        self.form = self.setup_form = NO_TIE
        self.setup_left = self.active_quarters = 0
        self.governance = self.setup_governance = self.trust = 0.0
        self.past = False
        self.sector = own.model
        own.ties.append(self)
        other.ties.append(self)
        self.sector.ties.append(self)

    def partner_of(self, one: Any) -> Any:
        """The other side."""
        return self.other if one is self.own else self.own

    def uniform(self, stream: int) -> float:
        """A uniform draw of the pair, whoever comes first."""
        first, second = sorted((self.own.who, self.other.who))
        return float(uniform(self.sector.luck, stream, self.sector.absolute_quarter, first, second, 0))

    def pass_quarter(self) -> None:
        """Dissolve or mature; then set-up goes on."""
        if self.form:
            if self.breaks():
                self.dissolve()
            else:
                self.mature()
        elif self.past:
            self.trust = agreement.trust_idle(trust=self.trust, parameters=self.sector.tables.agreement)
        if self.setup_form:
            self.setup_left -= 1
            if self.setup_left <= 0 and self.setup_form != MERGER:
                self.activate()

    def breaks(self) -> bool:
        """Whether the agreement dissolves this quarter."""
        risk = agreement.dissolution_risk(
            hazard=self.sector.forms[self.form].dissolution,
            governance=self.governance,
            stress_mean=(self.own.stress + self.other.stress) / 2.0,
            trust=self.trust,
            parameters=self.sector.tables.agreement,
        )
        return bool(self.uniform(DISSOLUTION) < risk)

    def dissolve(self) -> None:
        """End, or step down to the next looser form; both sides lose."""
        parameters, forms = self.sector.tables.agreement, self.sector.forms
        former, looser = self.form, NO_TIE
        may_step = former > PARTNERSHIP and forms[former - 1].allowed
        if may_step and self.uniform(STEP_DOWN) < parameters.step_down:
            looser = former - 1
            self.sector.happened["step down"] += 1
        self.sector.happened["dissolution"] += 1
        self.sector.account.ended += 1
        for one in (self.own, self.other):
            one.legitimacy = max(0.0, one.legitimacy - parameters.legitimacy_loss)
            take_back(one, forms[former].saving - forms[looser].saving, self.governance)
        self.trust = max(0.0, self.trust - parameters.trust_loss)
        self.active_quarters = 0
        self.take_form(looser)

    def mature(self) -> None:
        """Trust grows, governance follows its members."""
        parameters = self.sector.tables.agreement
        self.active_quarters += 1
        self.trust = agreement.trust_active(
            trust=self.trust, governance=self.governance, parameters=parameters
        )
        self.governance = agreement.governance_after(
            governance=self.governance,
            members_mean=(self.own.governance + self.other.governance) / 2.0,
            parameters=parameters,
        )

    def activate(self) -> None:
        """Start the agreement whose set-up is over; it replaces the form before it."""
        if self.form:
            self.sector.account.ended += 1
            self.sector.happened["change of form"] += 1
        self.take_form(self.setup_form)
        self.governance = self.setup_governance
        self.active_quarters, self.past = 0, True
        self.trust = min(1.0, self.trust + self.sector.tables.agreement.trust_activation)
        self.release_setup()

    def take_form(self, form: int) -> None:
        """Change the form in force; both sides take note."""
        self.form = form
        self.own.count_ties()
        self.other.count_ties()

    def release_setup(self) -> None:
        """Forget the set-up; both sides are free to search again."""
        self.setup_form, self.setup_left = NO_TIE, 0
        self.own.setup = self.other.setup = None

    def cut(self) -> None:
        """Forget the tie altogether."""
        if self.setup_form:
            self.release_setup()
        self.past = False
        self.own.ties.remove(self)
        self.other.ties.remove(self)
        self.take_form(NO_TIE)
        self.sector.ties.remove(self)


def tie_of(own: Any, other: Any) -> Tie | None:
    """The tie of two associations, if they have one."""
    for tie in own.ties:
        if tie.partner_of(own) is other:
            return tie  # type: ignore[no-any-return]
    return None


def take_back(one: Any, saving: float, governance: float) -> None:
    """Pay for doing alone again what was shared."""
    if one.model.switches.money:
        payment = agreement.taking_back_cost(
            saving=saving,
            governance=governance,
            overhead=money.overhead_cost(staff=one.staff, parameters=one.model.tables.money),
            parameters=one.model.tables.agreement,
        )
        one.reserves -= payment
        one.model.account.reinternalisation += payment


def end_other_forms(sector: Any) -> None:
    """End every agreement of a form that is not allowed, at no cost: the start of a counterfactual arm."""
    for tie in sector.ties:
        if tie.setup_form and not sector.forms[tie.setup_form].allowed:
            tie.release_setup()
        if tie.form and not sector.forms[tie.form].allowed:
            tie.take_form(NO_TIE)

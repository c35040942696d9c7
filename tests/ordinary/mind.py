"""What moves slowly in one association: know-how, governance, norm, standing, leaders."""

from __future__ import annotations

from typing import Any

from coopsim.chance.streams import LEADER_GOVERNANCE
from tests.ordinary.rules import governance, learning, norm, standing
from tests.ordinary.state import State


class Mind(State):
    """The slow variables of an association: all look first, then all change at once."""

    def look(self) -> None:
        """Work out the slow variables of the next quarter on the values of this one."""
        switches = self.model.switches
        ties = self.active_ties
        self.mind = (
            self.next_know_how(ties) if switches.learning else self.know_how,
            self.next_governance(ties),
            self.next_norm(ties) if switches.norm else self.managerial_norm,
            *(self.next_standing(ties) if switches.standing else (self.legitimacy, self.visibility)),
        )

    def change(self) -> None:
        """Take over what was worked out."""
        self.know_how, self.governance, self.managerial_norm, self.legitimacy, self.visibility = self.mind

    def next_know_how(self, ties: list[Any]) -> float:
        """Learned together, learned alone, forgotten."""
        parameters, gained = self.model.tables.learning, 0.0
        for tie in ties:
            other = tie.partner_of(self)
            complement = learning.complementarity(
                know_how_difference=abs(self.know_how - other.know_how),
                profile_distance=self.distance(other),
                parameters=parameters,
            )
            gained += learning.learned(
                rate=self.model.forms[tie.form].learning,
                governance=tie.governance,
                complement=complement,
                know_how_own=self.know_how,
                know_how_other=other.know_how,
                parameters=parameters,
            )
        after = learning.know_how_after(
            know_how=self.know_how, learned_sum=gained, governance=self.governance, parameters=parameters
        )
        return float(after)

    def next_governance(self, ties: list[Any]) -> float:
        """Drawn by the governance of agreements."""
        pull = sum((tie.governance - self.governance for tie in ties), 0.0)
        parameters = self.model.tables.governance
        return float(
            governance.governance_after(governance=self.governance, pull=pull, parameters=parameters)
        )

    def next_norm(self, ties: list[Any]) -> float:
        """What pressure, example and procedure bring, less what is given up."""
        parameters, department, now = self.model.tables.norm, self.department, self.managerial_norm
        loose = sum((self.model.forms[tie.form].autonomy * (1.0 - tie.governance) for tie in ties), 0.0)
        change = norm.coercion(
            pressure=department.pressure, dependence=self.dependence, norm=now, parameters=parameters
        )
        change += norm.imitation(
            norm=now, norm_mean=department.norm_mean, stress=self.stress, parameters=parameters
        )
        change += norm.intensified(
            efficiency=department.levers.efficiency,
            absorption=self.model.tables.money.absorption,
            norm=now,
            parameters=parameters,
        )
        change += norm.formalised(loose_autonomy=loose, norm=now, parameters=parameters)
        change -= norm.reappropriated(
            norm=now,
            governance=self.governance,
            tie_governance=self.tie_governance,
            ties=len(self.active_ties),
            parameters=parameters,
        )
        return float(norm.norm_after(norm=now, change=change, luck=self.norm_luck, parameters=parameters))

    def next_standing(self, ties: list[Any]) -> tuple[float, float]:
        """Legitimacy and visibility, towards what size, ties, seat and norm give."""
        parameters, lent = self.model.tables.standing, 0.0
        for tie in ties:
            lent += standing.tie_standing(
                standing=self.model.forms[tie.form].standing, governance=tie.governance, parameters=parameters
            )
        legitimacy = standing.legitimacy_after(
            legitimacy=self.legitimacy, ties_standing=lent, norm=self.managerial_norm, parameters=parameters
        )
        target = standing.visibility_target(
            staff=self.staff, ties_standing=lent, seat=self.seat, parameters=parameters
        )
        visibility = standing.visibility_after(
            visibility=self.visibility, target=target, parameters=parameters
        )
        return legitimacy, visibility

    def change_leader(self) -> None:
        """An empty place waits for its time; a leader in place may leave."""
        parameters = self.model.tables.governance
        if self.vacancy > 0:
            self.vacancy -= 1
            if self.vacancy == 0:
                luck = self.normal(LEADER_GOVERNANCE)
                self.governance = governance.governance_of_new_leader(
                    governance=self.governance, luck=luck, parameters=parameters
                )
                self.model.happened["leader arrived"] += 1
        elif self.departure_luck < governance.departure_chance(parameters=parameters):
            self.vacancy = parameters.vacancy_quarters
            for tie in self.ties:
                tie.trust *= 1.0 - parameters.personal_trust
            self.model.happened["leader left"] += 1

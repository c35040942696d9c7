"""One association as an ordinary Mesa agent."""

from __future__ import annotations

from coopsim.chance.streams import CONSTANT_ENDS
from coopsim.world.vocabulary import ABSORBED, CLOSED, INSOLVENT, LIVING
from tests.ordinary.mind import Mind
from tests.ordinary.purse import Purse
from tests.ordinary.rules import closure, funded_freedom, seats, voice


class PlainAssociation(Purse, Mind):
    """An association: its state, its money, its mind, its fate, its voice."""

    def fate(self) -> int:
        """Living, closed, insolvent, or absorbed by decree."""
        exogenous, parameters = self.model.tables.exogenous, self.model.tables.closure
        closing, absorbing = exogenous.closure_constant, exogenous.absorption_constant
        if closing > 0.0 or absorbing > 0.0:
            level = self.uniform(CONSTANT_ENDS)
            if level < closing + absorbing:
                return CLOSED if level < closing else ABSORBED
        if not self.model.switches.closure:
            return LIVING
        risk = closure.closure_risk(
            staff=self.staff,
            age=self.model.absolute_quarter - self.born,
            tie_governance=self.tie_governance,
            vacancy=self.vacancy > 0,
            reference_size=self.model.tables.money.reference_size,
            parameters=parameters,
        )
        level = self.closure_luck
        if level < risk:
            return CLOSED
        limit = closure.insolvency_risk(
            risk=risk, reserves=self.reserves, cost=self.cost, parameters=parameters
        )
        return INSOLVENT if level < limit else LIVING

    def leave(self, end: int) -> None:
        """End here: leave the department, the seat and Mesa's agents."""
        self.end, self.end_quarter = end, self.model.absolute_quarter
        self.seat, self.setup = 0, None
        self.department.members.remove(self)
        self.remove()

    def speak(self) -> None:
        """Access, freedom, voice."""
        self.access = self.own_or_lent_access()
        self.freedom = self.free_to_speak()
        self.voice = 0.0
        if self.model.switches.voice:
            self.voice = voice.voice(
                freedom=self.freedom,
                visibility=self.visibility,
                access=self.access,
                tie_governance=self.tie_governance,
                parameters=self.model.tables.voice,
            )

    def own_or_lent_access(self) -> float:
        """One's own seat, or the best that a partner's seat lends."""
        access = float(self.seat)
        for tie in self.active_ties:
            lent = seats.lent_access(
                fidelity=self.model.forms[tie.form].fidelity,
                governance=tie.governance,
                seat=tie.partner_of(self).seat,
            )
            access = max(access, lent)
        return access

    def free_to_speak(self) -> float:
        """What public money, the norm and ties leave of freedom."""
        funded = funded_freedom(
            advocacy_penalty=self.department.levers.advocacy_penalty, dependence=self.dependence
        )
        return float(
            voice.freedom(
                funded_freedom=funded,
                norm=self.managerial_norm,
                kept_autonomy=self.kept_autonomy,
                parameters=self.model.tables.voice,
            )
        )

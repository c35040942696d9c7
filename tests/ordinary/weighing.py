"""What two associations see when they weigh a form of cooperation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coopsim.chance.streams import CHOICE
from coopsim.world.vocabulary import ALLIANCE, MERGER, PARTNERSHIP, POOLING
from tests.ordinary.luck import gumbel, words_by_index
from tests.ordinary.mergers import smaller_share
from tests.ordinary.rules import (
    aid_of_fund,
    aid_of_incentive,
    choice,
    choice_losses,
    choice_terms,
    learning,
    merger,
    money,
    partner_credit,
)


@dataclass
class Meeting:
    """What one association sees of another when both weigh an agreement."""

    own: Any
    other: Any
    trust: float
    governance: float  # expected, the same for both
    control: float
    distance: float
    complement: float
    overhead_own: float
    overhead_other: float
    overhead_together: float

    @cached_property
    def words(self) -> list[int]:
        """The words of chance of this side, by form; drawn when first asked for."""
        luck, quarter = self.own.model.luck, self.own.model.absolute_quarter
        drawn = words_by_index(luck, CHOICE, quarter, self.own.who, self.other.who, MERGER + 1)
        return list(drawn[:, 0].tolist())


def meet(own: Any, other: Any, trust: float) -> Meeting:
    """What `own` sees."""
    tables = own.model.tables
    control, distance = own.control(other), own.distance(other)
    levers_own, levers_other = own.department.levers, other.department.levers
    complement = learning.complementarity(
        know_how_difference=abs(own.know_how - other.know_how),
        profile_distance=distance,
        parameters=tables.learning,
    )
    governance = choice.expected_governance(
        governance_mean=(own.governance + other.governance) / 2.0,
        control=control,
        stress_most=max(own.stress, other.stress),
        governance_support=(levers_own.governance_support + levers_other.governance_support) / 2.0,
        parameters=tables.choice,
    )
    overheads = [
        money.overhead_cost(staff=staff, parameters=tables.money)
        for staff in (own.staff, other.staff, own.staff + other.staff)
    ]
    return Meeting(own, other, trust, governance, control, distance, complement, *overheads)


def mirrored(seen: Meeting) -> Meeting:
    """What `other` sees."""
    return Meeting(
        own=seen.other,
        other=seen.own,
        trust=seen.trust,
        governance=seen.governance,
        control=1.0 - seen.control,
        distance=seen.distance,
        complement=seen.complement,
        overhead_own=seen.overhead_other,
        overhead_other=seen.overhead_own,
        overhead_together=seen.overhead_together,
    )


def utility(seen: Meeting, form: int) -> float:
    """The sum of the named terms for one side, and the noise of this decision."""
    parameters = seen.own.model.tables.choice
    noise = choice.decision_noise(gumbel=gumbel(seen.words[form]), parameters=parameters)
    return float(sum(weigh(seen, form).values()) + noise)


def weigh(seen: Meeting, form: int) -> dict[str, float]:
    """The named terms of one form for one side."""
    own, other = seen.own, seen.other
    parameters, row, levers = own.model.tables.choice, own.model.forms[form], own.department.levers
    return {
        "savings": _savings(seen, form),
        "threshold": _threshold(seen, form),
        "standing": choice_terms.standing_term(
            learning=row.learning,
            complement=seen.complement,
            standing=row.standing,
            governance=seen.governance,
            governance_neutral=own.model.tables.standing.governance_neutral,
            parameters=parameters,
        ),
        "incentive": choice_terms.incentive_term(
            share=row.incentive, incentive=levers.consolidation_incentive, parameters=parameters
        ),
        "rescue": choice_terms.rescue_term(share=row.rescue, stress=own.stress, parameters=parameters),
        "growth": _growth(own, other) if form == MERGER else 0.0,
        "trust": choice_terms.trust_term(trust=seen.trust, parameters=parameters),
        **_losses(seen, form),
        "taste": row.taste,
    }


def _losses(seen: Meeting, form: int) -> dict[str, float]:
    """The terms that speak against a form."""
    own, other = seen.own, seen.other
    parameters, row = own.model.tables.choice, own.model.forms[form]
    return {
        "autonomy": choice_losses.autonomy_term(
            autonomy=row.autonomy,
            control=seen.control,
            loosened=own.vacancy > 0 and form >= ALLIANCE,
            parameters=parameters,
        ),
        "misfit": choice_losses.misfit_term(
            profile_distance=seen.distance,
            norm_difference=abs(own.managerial_norm - other.managerial_norm),
            autonomy=row.autonomy,
            parameters=parameters,
        ),
        "risk": choice_losses.risk_term(
            risk=_failure_chance(seen, form), autonomy=row.autonomy, parameters=parameters
        ),
    }


def _growth(own: Any, other: Any) -> float:
    """What the larger gains by growing."""
    return float(
        choice_terms.growth_term(
            staff_own=own.staff,
            staff_other=other.staff,
            stress=own.stress,
            parameters=own.model.tables.choice,
        )
    )


def _savings(seen: Meeting, form: int) -> float:
    """Gain of sharing or of merging, less the burden of set-up."""
    own, parameters = seen.own, seen.own.model.tables.choice
    burden = choice.setup_burden(
        setup_cost=own.model.forms[form].setup_cost,
        staff_own=own.staff,
        staff_other=seen.other.staff,
        aid=setup_aid(own, form),
        parameters=parameters,
    )
    gain = _gain_of_merging(seen) if form == MERGER else _gain_of_sharing(seen, form)
    return float(
        choice_terms.savings_term(gain=gain, burden=burden, stress=own.stress, parameters=parameters)
    )


def _gain_of_merging(seen: Meeting) -> float:
    """What one overhead instead of two would save, less the rise of pay."""
    own, other, parameters = seen.own, seen.other, seen.own.model.tables.money
    return float(
        choice.merger_gain(
            overhead_own=seen.overhead_own,
            overhead_other=seen.overhead_other,
            overhead_together=seen.overhead_together,
            staff_together=own.staff + other.staff,
            unit_cost=parameters.unit_cost,
            pay_rise=money.pay_rise(share=smaller_share(own, other), parameters=parameters),
        )
    )


def _gain_of_sharing(seen: Meeting, form: int) -> float:
    """What a shared part of the overhead would save."""
    own = seen.own
    return float(
        choice.sharing_gain(
            saving=own.model.forms[form].saving,
            governance=seen.governance,
            overhead=seen.overhead_own,
            staff=own.staff,
            unit_cost=own.model.tables.money.unit_cost,
        )
    )


def setup_aid(one: Any, form: int) -> float:
    """Share of the set-up cost that the funder pays; pooling takes the larger of both aids."""
    levers = one.department.levers
    fund = aid_of_fund(cooperation_fund=levers.cooperation_fund)
    incentive = aid_of_incentive(
        consolidation_incentive=levers.consolidation_incentive,
        consolidation_aid=one.model.tables.choice.consolidation_aid,
    )
    if form == PARTNERSHIP:
        return float(fund)
    return float(max(fund, incentive) if form == POOLING else incentive)


def _threshold(seen: Meeting, form: int) -> float:
    """What the partner's size adds to a bid."""
    own, other, tables = seen.own, seen.other, seen.own.model.tables
    levers, alone = own.department.levers, own.bidding_size
    credit = partner_credit(credit=own.model.forms[form].credit, consortium_credit=levers.consortium_credit)
    return float(
        choice_terms.threshold_term(
            tendering=levers.tendering,
            size_alone=alone,
            size_together=alone + credit * other.size,
            size_threshold=levers.size_threshold,
            credited=credit * other.size / own.size,
            size_weight=tables.tender.size_weight,
            parameters=tables.choice,
        )
    )


def _failure_chance(seen: Meeting, form: int) -> float:
    """Felt risk that the agreement fails."""
    tables = seen.own.model.tables
    if form == MERGER:
        return float(
            1.0 - merger.merger_success_chance(governance=seen.governance, parameters=tables.agreement)
        )
    return float(
        choice.agreement_risk(
            governance=seen.governance,
            governance_effect=tables.agreement.governance_effect,
            parameters=tables.choice,
        )
    )

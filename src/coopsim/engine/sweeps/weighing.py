"""What two associations see when they weigh a form of cooperation (model.md §4.6)."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim._compile import compiled
from coopsim.engine.sweeps.pairs import profile_distance
from coopsim.engine.sweeps.unite import smaller_share
from coopsim.levers.consolidation_incentive import aid_of_incentive
from coopsim.levers.consortium_credit import partner_credit
from coopsim.levers.cooperation_fund import aid_of_fund
from coopsim.rules.choice import (
    agreement_risk,
    control,
    expected_governance,
    merger_gain,
    setup_burden,
    sharing_gain,
)
from coopsim.rules.choice_losses import autonomy_term, misfit_term, risk_term
from coopsim.rules.choice_terms import (
    growth_term,
    incentive_term,
    rescue_term,
    savings_term,
    standing_term,
    threshold_term,
    trust_term,
)
from coopsim.rules.learning import complementarity
from coopsim.rules.merger import is_takeover, merger_success_chance
from coopsim.rules.money import overhead_cost, pay_rise
from coopsim.units import SMALLEST_SIZE
from coopsim.world.vocabulary import ALLIANCE, MERGER, POOLING

TERMS = (
    "savings",
    "threshold",
    "standing",
    "incentive",
    "rescue",
    "growth",
    "trust",
    "autonomy",
    "misfit",
    "risk",
    "taste",
)


class Pair(NamedTuple):
    """What two associations have in common, seen from the first."""

    distance: float  # sum of absolute differences of the profiles
    norm_difference: float
    complement: float
    overhead_own: float  # k€/quarter
    overhead_other: float
    overhead_together: float
    control: float  # share of the first in a common decision
    governance: float  # expected of an agreement
    trust: float


@compiled
def meet(world: Any, setting: Any, own: Any, other: Any, trust: Any) -> Any:
    """The pair that two associations would make."""
    tables = setting.tables
    distance = profile_distance(own, other)
    share = control(staff_own=own.staff, staff_other=other.staff, parameters=tables.choice)
    support = (
        world.departments[own.department].levers.governance_support
        + world.departments[other.department].levers.governance_support
    ) / 2.0
    return Pair(
        distance,
        abs(own.managerial_norm - other.managerial_norm),
        complementarity(
            know_how_difference=abs(own.know_how - other.know_how),
            profile_distance=distance,
            parameters=tables.learning,
        ),
        overhead_cost(staff=own.staff, parameters=tables.money),
        overhead_cost(staff=other.staff, parameters=tables.money),
        overhead_cost(staff=own.staff + other.staff, parameters=tables.money),
        share,
        expected_governance(
            governance_mean=(own.governance + other.governance) / 2.0,
            control=share,
            stress_most=max(own.stress, other.stress),
            governance_support=support,
            parameters=tables.choice,
        ),
        trust,
    )


@compiled
def mirrored(pair: Any) -> Any:
    """The same pair, seen from the second."""
    return Pair(
        pair.distance,
        pair.norm_difference,
        pair.complement,
        pair.overhead_other,
        pair.overhead_own,
        pair.overhead_together,
        1.0 - pair.control,
        pair.governance,
        pair.trust,
    )


@compiled
def setup_aid(levers: Any, form: Any, setting: Any) -> Any:
    """Share of the set-up cost that the funder pays, [0, 1]."""
    fund = aid_of_fund(cooperation_fund=levers.cooperation_fund)
    incentive = aid_of_incentive(
        consolidation_incentive=levers.consolidation_incentive,
        consolidation_aid=setting.tables.choice.consolidation_aid,
    )
    if form == POOLING:
        return max(fund, incentive)
    return fund if form < POOLING else incentive


@compiled
def weigh(world: Any, setting: Any, own: Any, other: Any, form: Any, pair: Any) -> Any:
    """The named terms of one form for `own`, in the order of `TERMS` (noise aside).

    Parameters
    ----------
    own, other : records, the one that decides and its partner
    form : int, 1 partnership, 2 pooling, 3 alliance, 4 merger
    pair : Pair, seen from `own`

    Returns
    -------
    tuple of 11 floats, utility
    """
    tables, row = setting.tables, world.forms[form]
    choice, levers = tables.choice, world.departments[own.department].levers
    loosened = own.vacancy > 0 and form >= ALLIANCE
    growth = 0.0
    if form == MERGER:
        growth = growth_term(
            staff_own=own.staff, staff_other=other.staff, stress=own.stress, parameters=choice
        )
    return (
        _savings(setting, own, other, form, row, pair, levers),
        _threshold(setting, own, other, row, levers),
        standing_term(
            learning=row.learning,
            complement=pair.complement,
            standing=row.standing,
            governance=pair.governance,
            governance_neutral=tables.standing.governance_neutral,
            parameters=choice,
        ),
        incentive_term(share=row.incentive, incentive=levers.consolidation_incentive, parameters=choice),
        rescue_term(share=row.rescue, stress=own.stress, parameters=choice),
        growth,
        trust_term(trust=pair.trust, parameters=choice),
        autonomy_term(autonomy=row.autonomy, control=pair.control, loosened=loosened, parameters=choice),
        misfit_term(
            profile_distance=pair.distance,
            norm_difference=pair.norm_difference,
            autonomy=row.autonomy,
            parameters=choice,
        ),
        _risk(setting, form, row, pair),
        row.taste,
    )


@compiled
def _savings(
    setting: Any, own: Any, other: Any, form: Any, row: Any, pair: Any, levers: Any
) -> Any:
    """The savings term, gain of sharing or of merging less the burden of set-up."""
    money, choice = setting.tables.money, setting.tables.choice
    if form == MERGER:
        gain = merger_gain(
            overhead_own=pair.overhead_own,
            overhead_other=pair.overhead_other,
            overhead_together=pair.overhead_together,
            staff_together=own.staff + other.staff,
            unit_cost=money.unit_cost,
            pay_rise=pay_rise(share=smaller_share(own, other), parameters=money),
        )
    else:
        gain = sharing_gain(
            saving=row.saving,
            governance=pair.governance,
            overhead=pair.overhead_own,
            staff=own.staff,
            unit_cost=money.unit_cost,
        )
    burden = setup_burden(
        setup_cost=row.setup_cost,
        staff_own=own.staff,
        staff_other=other.staff,
        aid=setup_aid(levers, form, setting),
        parameters=choice,
    )
    return savings_term(gain=gain, burden=burden, stress=own.stress, parameters=choice)


@compiled
def _threshold(setting: Any, own: Any, other: Any, row: Any, levers: Any) -> Any:
    """The threshold term: what the partner's size adds to a bid."""
    credit = partner_credit(credit=row.credit, consortium_credit=levers.consortium_credit)
    credited = credit * max(other.staff, SMALLEST_SIZE)
    return threshold_term(
        tendering=levers.tendering,
        size_alone=own.bidding_size,
        size_together=own.bidding_size + credited,
        size_threshold=levers.size_threshold,
        credited=credited / max(own.staff, SMALLEST_SIZE),
        size_weight=setting.tables.tender.size_weight,
        parameters=setting.tables.choice,
    )


@compiled
def _risk(setting: Any, form: Any, row: Any, pair: Any) -> Any:
    """The risk term: of dissolution, or of a merger that fails."""
    if form == MERGER:
        risk = 1.0 - merger_success_chance(
            governance=pair.governance, parameters=setting.tables.agreement
        )
    else:
        risk = agreement_risk(
            governance=pair.governance,
            governance_effect=setting.tables.agreement.governance_effect,
            parameters=setting.tables.choice,
        )
    return risk_term(risk=risk, autonomy=row.autonomy, parameters=setting.tables.choice)


@compiled
def utility_of(terms: Any) -> Any:
    """The sum of the named terms, in their order."""
    total = 0.0
    for term in terms:
        total += term
    return total


@compiled
def may_merge(own: Any, other: Any, setting: Any) -> Any:
    """Whether neither side would vanish against the rule on members of larger groups."""
    if setting.absorb_elsewhere or not (own.active_elsewhere or other.active_elsewhere):
        return True
    equals = not is_takeover(smaller_share=smaller_share(own, other), parameters=setting.tables.agreement)
    if equals:
        return False
    return not (own.active_elsewhere if own.staff < other.staff else other.active_elsewhere)

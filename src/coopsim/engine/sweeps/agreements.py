"""Phase 4: set-up, life and dissolution of agreements (model.md §4.8)."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.streams import DISSOLUTION, STEP_DOWN
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.mergers import complete_merger
from coopsim.engine.sweeps.pairs import pair_address, release_setup
from coopsim.rules.agreement import (
    dissolution_risk,
    governance_after,
    taking_back_cost,
    trust_active,
    trust_idle,
)
from coopsim.rules.money import overhead_cost
from coopsim.world.vocabulary import (
    AGREEMENT_ACTIVE,
    AGREEMENT_ENDED,
    LIVING,
    MERGER,
    NO_TIE,
    PARTNERSHIP,
)


@compiled
def pass_agreements(world: Any, setting: Any, quarter: Any) -> None:
    """Dissolve, mature, and start agreements; then complete the mergers that are due."""
    if not setting.switches.agreements:
        return
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form != NO_TIE:
            if _breaks(world, setting, quarter, tie):
                _dissolve(world, setting, quarter, tie)
            else:
                _mature(world, setting, tie)
        elif tie.past:
            tie.trust = trust_idle(trust=tie.trust, parameters=setting.tables.agreement)
        if tie.setup_form != NO_TIE:
            tie.setup_left -= 1
            if tie.setup_left <= 0 and tie.setup_form != MERGER:
                _activate(world, setting, quarter, tie)
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.setup_form == MERGER and tie.setup_left <= 0:
            complete_merger(world, setting, quarter, row)


@compiled
def _breaks(world: Any, setting: Any, quarter: Any, tie: Any) -> Any:
    """Whether the active agreement dissolves this quarter."""
    own, other = world.associations[tie.own], world.associations[tie.other]
    risk = dissolution_risk(
        hazard=world.forms[tie.form].dissolution,
        governance=tie.governance,
        stress_mean=(own.stress + other.stress) / 2.0,
        trust=tie.trust,
        parameters=setting.tables.agreement,
    )
    first, second = pair_address(own, other)
    return uniform(setting.luck, DISSOLUTION, quarter, first, second, 0) < risk


@compiled
def _dissolve(world: Any, setting: Any, quarter: Any, tie: Any) -> None:
    """End an agreement, or step down to the next looser form; both lose."""
    agreement = setting.tables.agreement
    own, other = world.associations[tie.own], world.associations[tie.other]
    first, second = pair_address(own, other)
    former, looser = tie.form, NO_TIE
    if former > PARTNERSHIP and world.forms[former - 1].allowed:
        if uniform(setting.luck, STEP_DOWN, quarter, first, second, 0) < agreement.step_down:
            looser = former - 1
    note(world, setting, quarter, AGREEMENT_ENDED, tie.own, tie.other, former)
    world.account[0].ended += 1.0
    saving = world.forms[former].saving - world.forms[looser].saving
    _lose(world, setting, own, saving, tie.governance)
    _lose(world, setting, other, saving, tie.governance)
    tie.trust = max(0.0, tie.trust - agreement.trust_loss)
    tie.form, tie.active_quarters = looser, 0
    if looser != NO_TIE:
        note(world, setting, quarter, AGREEMENT_ACTIVE, tie.own, tie.other, looser)


@compiled
def _lose(world: Any, setting: Any, one: Any, saving: Any, governance: Any) -> None:
    """What one side of a broken agreement loses."""
    one.legitimacy = max(0.0, one.legitimacy - setting.tables.agreement.legitimacy_loss)
    take_back(world, setting, one, saving, governance)


@compiled
def take_back(world: Any, setting: Any, one: Any, saving: Any, governance: Any) -> None:
    """Pay for doing alone again what was shared."""
    if setting.switches.money:
        payment = taking_back_cost(
            saving=saving,
            governance=governance,
            overhead=overhead_cost(staff=one.staff, parameters=setting.tables.money),
            parameters=setting.tables.agreement,
        )
        one.reserves -= payment
        world.account[0].reinternalisation += payment


@compiled
def _mature(world: Any, setting: Any, tie: Any) -> None:
    """One quarter of an active agreement: trust grows, governance follows its members."""
    agreement = setting.tables.agreement
    own, other = world.associations[tie.own], world.associations[tie.other]
    tie.active_quarters += 1
    tie.trust = trust_active(trust=tie.trust, governance=tie.governance, parameters=agreement)
    tie.governance = governance_after(
        governance=tie.governance,
        members_mean=(own.governance + other.governance) / 2.0,
        parameters=agreement,
    )


@compiled
def _activate(world: Any, setting: Any, quarter: Any, tie: Any) -> None:
    """Start the agreement whose set-up is over; it replaces the form before it."""
    if tie.form != NO_TIE:
        note(world, setting, quarter, AGREEMENT_ENDED, tie.own, tie.other, tie.form)
        world.account[0].ended += 1.0
    if tie.first_quarter < 0:
        tie.first_quarter = quarter
    tie.form, tie.governance, tie.active_quarters, tie.past = tie.setup_form, tie.setup_governance, 0, 1
    tie.trust = min(1.0, tie.trust + setting.tables.agreement.trust_activation)
    note(world, setting, quarter, AGREEMENT_ACTIVE, tie.own, tie.other, tie.form)
    release_setup(world, tie)


@compiled
def end_other_forms(world: Any, setting: Any, quarter: Any) -> None:
    """End every agreement of a form that is not allowed, at no cost: the start of a counterfactual arm."""
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.setup_form != NO_TIE and not world.forms[tie.setup_form].allowed:
            release_setup(world, tie)
        if tie.form != NO_TIE and not world.forms[tie.form].allowed:
            if world.associations[tie.own].end == LIVING and world.associations[tie.other].end == LIVING:
                note(world, setting, quarter, AGREEMENT_ENDED, tie.own, tie.other, tie.form)
            tie.form, tie.active_quarters = NO_TIE, 0

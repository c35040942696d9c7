"""Phase 8: closures, contagion, imposed ends (model.md §4.4, §4.13)."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.streams import CONSTANT_ABSORBER, CONSTANT_ENDS
from coopsim.engine.sweeps.agreements import take_back
from coopsim.engine.sweeps.dispersal import disperse
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.mergers import absorb_imposed
from coopsim.engine.sweeps.pairs import next_tie, other_end, release_setup
from coopsim.rules.closure import closure_risk, closure_risk_most, contagion_loss, insolvency_risk
from coopsim.units import SMALLEST_SIZE
from coopsim.world.vocabulary import (
    ABSORBED,
    AGREEMENT_ENDED,
    CLOSED,
    EVENT_CLOSED,
    EVENT_INSOLVENT,
    INSOLVENT,
    LIVING,
    NO_TIE,
    NOBODY,
    SEAT_LOST,
)

ROUNDED_UP = 1.0 + 1e-9
"""On the largest risk, so that rounding never puts a risk above it."""


@compiled
def pass_closures(world: Any, setting: Any, quarter: Any) -> None:
    """Draw every fate on the state before the phase; then let the closers go."""
    fates = np.zeros(world.counts[0].slots, np.int8)
    most = ROUNDED_UP * closure_risk_most(
        reference_size=setting.tables.money.reference_size, parameters=setting.tables.closure
    )
    closers = 0
    for place in range(world.counts[0].living):
        slot = world.living[place]
        fates[slot] = _fate(setting, quarter, world.associations[slot], most)
        closers += fates[slot] == CLOSED or fates[slot] == INSOLVENT
    if closers > 0:
        disperse(world, setting, fates)
        for place in range(world.counts[0].living):
            slot = world.living[place]
            if fates[slot] == CLOSED or fates[slot] == INSOLVENT:
                _close(world, setting, quarter, slot, fates)
        _free_contracts(world)
    if setting.tables.exogenous.absorption_constant > 0.0:
        _impose_absorptions(world, setting, quarter, fates)


@compiled
def _fate(setting: Any, quarter: Any, one: Any, most: Any) -> Any:
    """Living, closed, insolvent, or absorbed by decree."""
    exogenous = setting.tables.exogenous
    closing, absorbing = exogenous.closure_constant, exogenous.absorption_constant
    if closing > 0.0 or absorbing > 0.0:
        level = uniform(setting.luck, CONSTANT_ENDS, quarter, one.who, 0, 0)
        if level < closing + absorbing:
            return CLOSED if level < closing else ABSORBED
    if not setting.switches.closure:
        return LIVING
    level = one.closure_luck
    if level >= _limit(setting, one, most):
        return LIVING
    risk = closure_risk(
        staff=one.staff,
        age=quarter - one.born,
        tie_governance=one.tie_governance,
        vacancy=one.vacancy > 0,
        reference_size=setting.tables.money.reference_size,
        parameters=setting.tables.closure,
    )
    if level < risk:
        return CLOSED
    return INSOLVENT if level < _limit(setting, one, risk) else LIVING


@compiled
def _limit(setting: Any, one: Any, risk: Any) -> Any:
    """The draw under which an association of this risk closes, in one way or the other."""
    return insolvency_risk(
        risk=risk, reserves=one.reserves, cost=one.cost, parameters=setting.tables.closure
    )


@compiled
def _close(world: Any, setting: Any, quarter: Any, slot: Any, fates: Any) -> None:
    """End one association: its ties, its reserves, its staff."""
    one, account = world.associations[slot], world.account[0]
    insolvent = fates[slot] == INSOLVENT
    _part_from_partners(world, setting, quarter, slot, fates)
    one.end, world.lives[slot].end_quarter = fates[slot], quarter
    if one.seat:
        note(world, setting, quarter, SEAT_LOST, slot, NOBODY, NO_TIE)
    one.seat, one.setup_tie = 0, NOBODY
    account.estate += one.reserves
    account.staff_lost += one.staff
    account.closures += 1.0
    account.insolvencies += 1.0 if insolvent else 0.0
    note(world, setting, quarter, EVENT_INSOLVENT if insolvent else EVENT_CLOSED, slot, NOBODY, NO_TIE)


@compiled
def _part_from_partners(world: Any, setting: Any, quarter: Any, slot: Any, fates: Any) -> None:
    """Partners lose the tie; those that stay pay to do alone again, lose standing, and share losses."""
    size = _size_of_partners(world, slot, fates)
    row = world.associations[slot].first_tie
    while row >= 0:
        tie = world.ties[row]
        partner = other_end(tie, slot)
        if world.associations[partner].end == LIVING:
            if tie.setup_form != NO_TIE:
                release_setup(world, tie)
            if tie.form != NO_TIE:
                if fates[partner] == LIVING:
                    _strike(world, setting, slot, partner, tie, size, fates[slot] == INSOLVENT)
                note(world, setting, quarter, AGREEMENT_ENDED, tie.own, tie.other, tie.form)
                world.account[0].ended += 1.0
        tie.form, tie.past = NO_TIE, 0
        row = next_tie(tie, slot)


@compiled
def _size_of_partners(world: Any, slot: Any, fates: Any) -> Any:
    """Size of the active partners that stay, FTE."""
    size, row = 0.0, world.associations[slot].first_tie
    while row >= 0:
        tie = world.ties[row]
        partner = other_end(tie, slot)
        if tie.form != NO_TIE and fates[partner] == LIVING:
            size += max(world.associations[partner].staff, SMALLEST_SIZE)
        row = next_tie(tie, slot)
    return size


@compiled
def _strike(
    world: Any, setting: Any, slot: Any, partner: Any, tie: Any, size: Any, insolvent: Any
) -> None:
    """What one partner of a closer loses."""
    one, closer = world.associations[partner], world.associations[slot]
    form = world.forms[tie.form]
    one.legitimacy = max(0.0, one.legitimacy - setting.tables.agreement.legitimacy_loss)
    take_back(world, setting, one, form.saving, tie.governance)
    if insolvent and setting.switches.money:
        loss = contagion_loss(
            contagion=form.contagion,
            debt=-closer.reserves,
            cost=closer.cost,
            size_share=max(one.staff, SMALLEST_SIZE) / size,
            parameters=setting.tables.closure,
        )
        one.reserves -= loss
        world.account[0].contagion += loss


@compiled
def _free_contracts(world: Any) -> None:
    """Contracts of closers have no holder: they are called in the next quarter."""
    for row in range(world.counts[0].contracts):
        contract = world.contracts[row]
        if contract.holder >= 0 and world.associations[contract.holder].end != LIVING:
            contract.holder = NOBODY


@compiled
def _impose_absorptions(world: Any, setting: Any, quarter: Any, fates: Any) -> None:
    """Those absorbed by decree join a living association of their department, drawn uniformly."""
    for place in range(world.counts[0].living):
        slot = world.living[place]
        one = world.associations[slot]
        if fates[slot] == ABSORBED:
            low, high = world.first[one.department], world.first[one.department + 1]
            level = uniform(setting.luck, CONSTANT_ABSORBER, quarter, one.who, 0, 0)
            chosen = _next_living(world, slot, low, high, int(level * (high - low)))
            if chosen >= 0:
                absorb_imposed(world, setting, quarter, chosen, slot)


@compiled
def _next_living(world: Any, slot: Any, low: Any, high: Any, start: Any) -> Any:
    """The first place from `start` on, in a circle, that lives and is another."""
    for step in range(high - low):
        candidate = world.residents[low + (start + step) % (high - low)]
        if candidate != slot and world.associations[candidate].end == LIVING:
            return candidate
    return NOBODY

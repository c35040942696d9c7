"""How the substance of one association passes into another: exact sums, weighted means."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.pairs import find_tie, next_tie, other_end
from coopsim.rules.merger import duplicate_grant, merged_weight
from coopsim.rules.money import pay_rise
from coopsim.units import SMALLEST_SIZE
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import AGREEMENT_ENDED, LIVING, NO_TIE, NOBODY


@compiled
def smaller_share(one: Any, two: Any) -> Any:
    """Share of the smaller in the size of both, [0, 1/2]."""
    first, second = max(one.staff, SMALLEST_SIZE), max(two.staff, SMALLEST_SIZE)
    return min(first, second) / (first + second)


@compiled
def unite(world: Any, setting: Any, quarter: Any, into: Any, source: Any, governance: Any) -> None:
    """Add `source` to `into`; an empty `into` simply takes it over."""
    body, part = world.associations[into], world.associations[source]
    weight = part.staff / (body.staff + part.staff) if body.staff + part.staff > 0.0 else 1.0
    if body.staff > 0.0:
        _mix(setting, body, part, weight, governance)
        _drop_duplicates(world, setting, body, part)
    body.staff += part.staff
    body.public_grant += part.public_grant
    body.contracts += part.contracts
    body.private_income += part.private_income
    body.reserves += part.reserves
    body.cost += part.cost
    body.delivered += part.delivered
    body.won += part.won
    body.due += part.due
    for index in range(len(body.surplus)):
        body.surplus[index] += part.surplus[index]
    pass_ties_on(world, setting, quarter, into, source)


@compiled
def _mix(setting: Any, body: Any, part: Any, weight: Any, governance: Any) -> None:
    """Staff-weighted means of the slow variables; governance decides which causes stay."""
    rise = pay_rise(share=smaller_share(body, part), parameters=setting.tables.money)
    body.pay = _mean(body.pay, part.pay, weight) * (1.0 + rise)
    body.governance = _mean(body.governance, part.governance, weight)
    body.know_how = _mean(body.know_how, part.know_how, weight)
    body.legitimacy = _mean(body.legitimacy, part.legitimacy, weight)
    body.visibility = _mean(body.visibility, part.visibility, weight)
    body.managerial_norm = _mean(body.managerial_norm, part.managerial_norm, weight)
    body.target_months = _mean(body.target_months, part.target_months, weight)
    body.stress = _mean(body.stress, part.stress, weight)
    body.active_elsewhere = max(body.active_elsewhere, part.active_elsewhere)
    main = 0
    for cause in range(N_CAUSES):
        own = np.float64(body.profile[cause])
        mixed = _mean(own, np.float64(part.profile[cause]), weight)
        body.profile[cause] = merged_weight(own=own, mixed=mixed, governance=governance)
        if body.profile[cause] > body.profile[main]:
            main = cause
    body.main_cause = main


@compiled
def _mean(own: Any, other: Any, weight: Any) -> Any:
    """Mean of two values, `weight` on the other."""
    return (1.0 - weight) * own + weight * other


@compiled
def _drop_duplicates(world: Any, setting: Any, body: Any, part: Any) -> None:
    """The part of the smaller grant that paid for the same thing twice is given up."""
    lost = duplicate_grant(
        smaller_grant=min(body.public_grant, part.public_grant), parameters=setting.tables.agreement
    )
    body.public_grant -= lost
    world.departments[body.department].saved += lost
    world.account[0].grants_lost += lost


@compiled
def pass_ties_on(world: Any, setting: Any, quarter: Any, into: Any, source: Any) -> None:
    """Hand the ties of `source` to `into`; its set-ups lapse, the tie between both is over."""
    row = world.associations[source].first_tie
    while row >= 0:
        tie = world.ties[row]
        following = next_tie(tie, source)
        partner = other_end(tie, source)
        if tie.setup_form != NO_TIE:
            tie.setup_form, tie.setup_left = NO_TIE, 0
            world.associations[partner].setup_tie = NOBODY
        if partner == into or world.associations[partner].end != LIVING:
            _let_end(world, setting, quarter, tie)
        else:
            _hand_over(world, setting, quarter, row, into, source, partner)
        row = following


@compiled
def _let_end(world: Any, setting: Any, quarter: Any, tie: Any) -> None:
    """End a tie that a merger swallows, at no cost."""
    if tie.form != NO_TIE:
        note(world, setting, quarter, AGREEMENT_ENDED, tie.own, tie.other, tie.form)
        world.account[0].ended += 1.0
    tie.form, tie.past = NO_TIE, 0


@compiled
def _hand_over(
    world: Any, setting: Any, quarter: Any, row: Any, into: Any, source: Any, partner: Any
) -> None:
    """Move one tie to its new side, or fold it into the tie that already is there."""
    tie = world.ties[row]
    existing = find_tie(world, into, partner)
    if existing >= 0:
        kept = world.ties[existing]
        if tie.form > kept.form:
            # the looser of the two ends; the closer goes on in the row that is kept
            kept.form, tie.form = tie.form, kept.form
            kept.governance, kept.active_quarters = tie.governance, tie.active_quarters
        if kept.first_quarter < 0 or 0 <= tie.first_quarter < kept.first_quarter:
            kept.first_quarter = tie.first_quarter
        kept.trust, kept.past = max(kept.trust, tie.trust), max(kept.past, tie.past)
        _let_end(world, setting, quarter, tie)
        return
    if tie.own == source:
        tie.own, tie.next_own = into, world.associations[into].first_tie
    else:
        tie.other, tie.next_other = into, world.associations[into].first_tie
    world.associations[into].first_tie = row

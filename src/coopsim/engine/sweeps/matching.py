"""Phase 7, continued: offers, matching, signing (model.md §4.6, §4.7)."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import gumbel
from coopsim.chance.streams import CHOICE
from coopsim.engine.sweeps.around import surroundings
from coopsim.engine.sweeps.events import note_signing
from coopsim.engine.sweeps.order import rising
from coopsim.engine.sweeps.pairs import find_tie, new_tie
from coopsim.engine.sweeps.search import choose_searchers, find_candidates
from coopsim.engine.sweeps.weighing import may_merge, meet, mirrored, setup_aid, utility_of, weigh
from coopsim.levers.governance_support import support_cost
from coopsim.rules.agreement import setup_payment
from coopsim.rules.choice import decision_noise
from coopsim.world.vocabulary import (
    ALLIANCE,
    JOIN,
    MERGER,
    NO_ACT,
    NO_TIE,
    PARTNER,
    PARTNERSHIP,
    POOL,
    POOLING,
    SPEAK,
    STAY,
)

GAIN_OWN, GAIN_OTHER, GOVERNANCE = range(3)
OWN, OTHER, FORM = range(3)
NO_GAIN = -1.0e300


@compiled
def pass_search(world: Any, setting: Any, quarter: Any) -> None:
    """Search, weigh, and sign: at most one new agreement an association."""
    number = choose_searchers(world, setting)
    if number == 0:
        return
    table = setting.tables.search
    places = np.empty((number * table.candidates, 3), np.int32)
    gains = np.empty((number * table.candidates, 3))
    found = np.empty(table.candidates, np.int32)
    around = surroundings(world)
    count = 0
    for place in range(world.counts[0].living):
        slot = world.living[place]
        if world.associations[slot].searched:
            heard = find_candidates(world, setting, quarter, slot, around, found)
            for index in range(heard):
                count = _offer(world, setting, quarter, slot, found[index], places, gains, count)
    for row in matched(places, gains, count, world.counts[0].slots):
        sign(world, setting, quarter, places[row], gains[row])


@compiled
def greedy_order(gains: Any, count: Any) -> Any:
    """Offers by falling joint gain; equal gains keep their order."""
    losses = np.empty(count)
    for row in range(count):
        losses[row] = -(gains[row, GAIN_OWN] + gains[row, GAIN_OTHER])
    return rising(losses)


@compiled
def matched(places: Any, gains: Any, count: Any, slots: Any) -> Any:
    """The offers that are signed: by falling joint gain, each side at most once.

    Where both sides of every pair gain alike, this is the one matching that
    no pair would leave; elsewhere it is a rule.

    Parameters
    ----------
    places : int32, shape (n, 3): the two slots, and the form
    gains : float64, shape (n, 3): the gains of both sides, and the governance
    count : int, offers in use, [0, n]
    slots : int, number of slots

    Returns
    -------
    int64, shape (signed,): rows of `places`

    Examples
    --------
    >>> import numpy as np
    >>> offers = np.array([[0, 1, 1], [1, 2, 1], [2, 3, 1]], np.int32)
    >>> matched(offers, np.array([[0.2, 0.2, 0], [0.3, 0.3, 0], [0.1, 0.1, 0]]), 3, 4).tolist()
    [1]
    """
    taken = np.zeros(slots, np.bool_)
    signed = np.empty(count, np.int64)
    number = 0
    for row in greedy_order(gains, count):
        own, other = places[row, OWN], places[row, OTHER]
        if not (taken[own] or taken[other]):
            taken[own], taken[other] = True, True
            signed[number] = row
            number += 1
    return signed[:number]


@compiled
def _offer(
    world: Any, setting: Any, quarter: Any, slot: Any, candidate: Any, places: Any, gains: Any, count: Any
) -> Any:
    """Weigh every form with one candidate; keep the best that both sides want."""
    own, other = world.associations[slot], world.associations[candidate]
    if other.setup_tie >= 0 or other.act == STAY:
        return count
    row = find_tie(world, slot, candidate)
    present = world.ties[row].form if row >= 0 else NO_TIE
    pair = meet(world, setting, own, other, world.ties[row].trust if row >= 0 else 0.0)
    best = NO_GAIN
    for form in range(PARTNERSHIP, MERGER + 1):
        if form == present or not world.forms[form].allowed:
            continue
        if form == MERGER and not may_merge(own, other, setting):
            continue
        gain_own = _gain(world, setting, quarter, own, other, form, pair)
        if not _accepts(own, form, gain_own):
            continue
        gain_other = _gain(world, setting, quarter, other, own, form, mirrored(pair))
        if _accepts(other, form, gain_other) and gain_own + gain_other > best:
            best = gain_own + gain_other
            places[count, OWN], places[count, OTHER], places[count, FORM] = slot, candidate, form
            gains[count, GAIN_OWN], gains[count, GAIN_OTHER] = gain_own, gain_other
            gains[count, GOVERNANCE] = pair.governance
    return count + 1 if best > NO_GAIN else count


@compiled
def _gain(
    world: Any, setting: Any, quarter: Any, own: Any, other: Any, form: Any, pair: Any
) -> Any:
    """Utility of a form for one side: its named terms and the noise of this decision."""
    luck = gumbel(setting.luck, CHOICE, quarter, own.who, other.who, form)
    noise = decision_noise(gumbel=luck, parameters=setting.tables.choice)
    return utility_of(weigh(world, setting, own, other, form, pair)) + noise


@compiled
def _accepts(one: Any, form: Any, gain: Any) -> Any:
    """Whether a side wants the form: by its gain, or by the act imposed on it."""
    if one.act == NO_ACT or one.act == SPEAK:
        return gain > 0.0
    return form == form_of_act(one.act)


@compiled
def form_of_act(act: Any) -> Any:
    """The form that an imposed act asks for, or no tie."""
    if act == PARTNER:
        return PARTNERSHIP
    if act == POOL:
        return POOLING
    return ALLIANCE if act == JOIN else NO_TIE


@compiled
def sign(world: Any, setting: Any, quarter: Any, place: Any, gain: Any) -> None:
    """Sign an agreement: its set-up starts."""
    own, other = world.associations[place[OWN]], world.associations[place[OTHER]]
    row = find_tie(world, place[OWN], place[OTHER])
    if row < 0:
        row = new_tie(world, place[OWN], place[OTHER])
    tie = world.ties[row]
    form = place[FORM]
    tie.setup_form, tie.setup_left = form, world.forms[form].setup_quarters
    tie.setup_governance = gain[GOVERNANCE]
    world.account[0].signed += 1.0
    swapped = tie.own != place[OWN]
    first, second = (gain[GAIN_OTHER], gain[GAIN_OWN]) if swapped else (gain[GAIN_OWN], gain[GAIN_OTHER])
    note_signing(world, setting, quarter, tie, first, second)
    _pay_setup(world, setting, own, other, form)
    _pay_setup(world, setting, other, own, form)
    own.setup_tie, other.setup_tie = row, row


@compiled
def _pay_setup(world: Any, setting: Any, own: Any, other: Any, form: Any) -> None:
    """One side's half of the set-up cost; the funder pays the aided part and the support."""
    levers, account = world.departments[own.department].levers, world.account[0]
    unit_cost, cost = setting.tables.money.unit_cost, world.forms[form].setup_cost
    aid = setup_aid(levers, form, setting)
    whole = setup_payment(
        setup_cost=cost, staff_own=own.staff, staff_other=other.staff, aid=0.0, unit_cost=unit_cost
    )
    part = setup_payment(
        setup_cost=cost, staff_own=own.staff, staff_other=other.staff, aid=aid, unit_cost=unit_cost
    )
    if setting.switches.money:
        own.reserves -= part
        account.setup += part
        account.aids += whole - part
    account.support += (
        support_cost(
            governance_support=levers.governance_support,
            cost_per_agreement=setting.tables.funder.support_cost,
        )
        / 2.0
    )

"""Phase 7, by decree: pairs that sign at random (model.md §4.13), the control of a choice."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.draws import poisson
from coopsim.chance.streams import RANDOM_SIGNING, RANDOM_SIGNINGS
from coopsim.engine.sweeps.matching import FORM, GOVERNANCE, OTHER, OWN, sign
from coopsim.engine.sweeps.pairs import find_tie
from coopsim.engine.sweeps.weighing import may_merge, meet
from coopsim.world.vocabulary import ALLIANCE, MERGER, PARTNERSHIP, POOLING

TRIES = 16
"""Pairs drawn for each signing before it lapses; part of the procedure."""
HUNDRED = 100.0


@compiled
def impose_signings(world: Any, setting: Any, quarter: Any) -> None:
    """Let as many pairs sign each form as decreed: whom chance brings together, whether they want or not."""
    for form in range(PARTNERSHIP, MERGER + 1):
        mean = _decreed(setting.tables.exogenous, form) * world.counts[0].living / HUNDRED
        if mean > 0.0 and world.forms[form].allowed:
            number = poisson(mean, setting.luck, RANDOM_SIGNINGS, quarter, form)
            for pair in range(number):
                _sign_at_random(world, setting, quarter, form, pair)


@compiled
def _decreed(exogenous: Any, form: Any) -> Any:
    """Signings of a form decreed for a quarter, per 100 associations."""
    if form == PARTNERSHIP:
        return exogenous.signed_partnerships
    if form == POOLING:
        return exogenous.signed_poolings
    return exogenous.signed_alliances if form == ALLIANCE else exogenous.signed_mergers


@compiled
def _sign_at_random(world: Any, setting: Any, quarter: Any, form: Any, pair: Any) -> None:
    """Draw pairs until one may sign; it signs, as if it had chosen to, at no gain."""
    place, gain = np.empty(3, np.int32), np.zeros(3)
    for attempt in range(TRIES):
        index = 2 * (pair * TRIES + attempt)
        own, other = _drawn(world, setting, quarter, form, index), _drawn(world, setting, quarter, form, index + 1)
        if own != other and _may_sign(world, setting, own, other, form):
            one, partner = world.associations[own], world.associations[other]
            place[OWN], place[OTHER], place[FORM] = own, other, form
            gain[GOVERNANCE] = meet(world, setting, one, partner, 0.0).governance
            sign(world, setting, quarter, place, gain)
            return


@compiled
def _drawn(world: Any, setting: Any, quarter: Any, form: Any, index: Any) -> Any:
    """A living slot drawn uniformly."""
    level = uniform(setting.luck, RANDOM_SIGNING, quarter, form, 0, index)
    return world.residents[int(level * world.counts[0].living)]


@compiled
def _may_sign(world: Any, setting: Any, own: Any, other: Any, form: Any) -> Any:
    """Whether both are free, the form is new to them, and a merger is allowed."""
    one, partner = world.associations[own], world.associations[other]
    if one.setup_tie >= 0 or partner.setup_tie >= 0:
        return False
    row = find_tie(world, own, other)
    if row >= 0 and world.ties[row].form == form:
        return False
    return form != MERGER or may_merge(one, partner, setting)

"""Pairs that sign at random, by decree."""

from __future__ import annotations

from typing import Any

from coopsim.chance import poisson, uniform
from coopsim.chance.streams import RANDOM_SIGNING, RANDOM_SIGNINGS
from coopsim.world.vocabulary import ALLIANCE, MERGER, PARTNERSHIP, POOLING
from tests.ordinary.matching import Offer, sign
from tests.ordinary.mergers import may_merge
from tests.ordinary.tie import tie_of
from tests.ordinary.weighing import meet

TRIES = 16
DECREED = {
    PARTNERSHIP: "signed_partnerships",
    POOLING: "signed_poolings",
    ALLIANCE: "signed_alliances",
    MERGER: "signed_mergers",
}


def impose_signings(sector: Any) -> None:
    """Let as many pairs sign each form as decreed."""
    for form, name in DECREED.items():
        everyone = sector.by_department()
        mean = getattr(sector.tables.exogenous, name) * len(everyone) / 100.0
        if mean > 0.0 and sector.forms[form].allowed:
            for pair in range(poisson(mean, sector.luck, RANDOM_SIGNINGS, sector.absolute_quarter, form)):
                _sign_at_random(sector, everyone, form, pair)


def _sign_at_random(sector: Any, everyone: list[Any], form: int, pair: int) -> None:
    """Draw pairs until one may sign."""
    for attempt in range(TRIES):
        index = 2 * (pair * TRIES + attempt)
        own, other = _drawn(sector, everyone, form, index), _drawn(sector, everyone, form, index + 1)
        if own is not other and _may_sign(own, other, form):
            sign(Offer(0.0, own, other, form, meet(own, other, 0.0).governance))
            sector.happened["signed by chance"] += 1
            return


def _drawn(sector: Any, everyone: list[Any], form: int, index: int) -> Any:
    """A living association drawn uniformly."""
    level = uniform(sector.luck, RANDOM_SIGNING, sector.absolute_quarter, form, 0, index)
    return everyone[int(level * len(everyone))]


def _may_sign(own: Any, other: Any, form: int) -> bool:
    """Whether both are free, the form is new to them, and a merger is allowed."""
    if own.setup is not None or other.setup is not None:
        return False
    tie = tie_of(own, other)
    return not (tie and tie.form == form) and (form != MERGER or may_merge(own, other))

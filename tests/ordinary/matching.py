"""Offers, matching, signing."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.world.vocabulary import (
    ACTS,
    ALLIANCE,
    JOIN,
    MERGER,
    NO_ACT,
    PARTNER,
    PARTNERSHIP,
    POOL,
    POOLING,
    SPEAK,
    STAY,
)
from tests.ordinary.mergers import may_merge
from tests.ordinary.rules import agreement, support_cost
from tests.ordinary.search import Around, candidates, searches
from tests.ordinary.tie import Tie, tie_of
from tests.ordinary.weighing import meet, mirrored, setup_aid, utility

FORM_OF_ACT = {PARTNER: PARTNERSHIP, POOL: POOLING, JOIN: ALLIANCE}
FORMS = (PARTNERSHIP, POOLING, ALLIANCE, MERGER)


class Offer(NamedTuple):
    """An agreement that both sides want."""

    gain: float  # of both
    own: Any
    other: Any
    form: int
    governance: float


def pass_search(sector: Any) -> None:
    """Search, weigh, and sign: at most one new agreement an association."""
    for one in sector.agents:
        one.searched = int(searches(one))
    searching = [one for one in sector.by_department() if one.searched]
    sector.account.explorations += len(searching)
    around = Around(sector)
    offers = []
    for one in searching:
        for candidate in candidates(one, around):
            offer = best_offer(one, candidate)
            if offer:
                offers.append(offer)
    for offer in sorted(offers, key=lambda offer: offer.gain, reverse=True):
        if offer.own.setup is None and offer.other.setup is None:
            sign(offer)


def best_offer(own: Any, other: Any) -> Offer | None:
    """The form of largest joint gain that both sides want, if any."""
    if other.setup is not None or other.act == STAY:
        return None
    tie = tie_of(own, other)
    seen = meet(own, other, tie.trust if tie else 0.0)
    seen_by_other = mirrored(seen)
    best = None
    for form in FORMS:
        if (tie and form == tie.form) or not own.model.forms[form].allowed:
            continue
        if form == MERGER and not may_merge(own, other):
            continue
        gain_own = utility(seen, form)
        if not accepts(own, form, gain_own):
            continue
        gain_other = utility(seen_by_other, form)
        if accepts(other, form, gain_other) and (best is None or gain_own + gain_other > best.gain):
            best = Offer(gain_own + gain_other, own, other, form, seen.governance)
    return best


def accepts(one: Any, form: int, gain: float) -> bool:
    """Whether a side wants the form: by its gain, or by the act imposed on it."""
    if one.act in (NO_ACT, SPEAK):
        return gain > 0.0
    return form == FORM_OF_ACT.get(one.act)


def sign(offer: Offer) -> None:
    """Open the set-up of an agreement; each side pays its half."""
    own, other, form = offer.own, offer.other, offer.form
    tie = tie_of(own, other) or Tie(own, other)
    tie.setup_form, tie.setup_left = form, own.model.forms[form].setup_quarters
    tie.setup_governance = offer.governance
    own.setup = other.setup = tie
    own.model.account.signed += 1
    for one, partner in ((own, other), (other, own)):
        pay_setup(one, partner, form)
        if one.act not in (NO_ACT, SPEAK):
            own.model.happened[f"led to {ACTS[one.act]}"] += 1


def pay_setup(own: Any, other: Any, form: int) -> None:
    """One side's half of the set-up cost; the funder pays the aided part and the support."""
    sector, levers, account = own.model, own.department.levers, own.model.account
    whole, part = (
        agreement.setup_payment(
            setup_cost=sector.forms[form].setup_cost,
            staff_own=own.staff,
            staff_other=other.staff,
            aid=aid,
            unit_cost=sector.tables.money.unit_cost,
        )
        for aid in (0.0, setup_aid(own, form))
    )
    if sector.switches.money:
        own.reserves -= part
        account.setup += part
        account.aids += whole - part
    cost = support_cost(
        governance_support=levers.governance_support, cost_per_agreement=sector.tables.funder.support_cost
    )
    account.support += cost / 2.0

"""Mergers: takeovers, mergers of equals, and those imposed for verification."""

from __future__ import annotations

import math
from typing import Any

from coopsim.chance import uniform
from coopsim.chance.streams import MERGER_SUCCESS, RANDOM_MERGER
from coopsim.world.vocabulary import ABSORBED, MERGED
from tests.ordinary.association import PlainAssociation
from tests.ordinary.rules import merger, money
from tests.ordinary.tie import Tie, tie_of

TRIES = 64

INHERITED = (
    "pay",
    "governance",
    "know_how",
    "legitimacy",
    "visibility",
    "managerial_norm",
    "target_months",
    "stress",
    "year_luck",
    "income_luck",
    "norm_luck",
    "closure_luck",
    "search_luck",
    "departure_luck",
    "freedom",
    "access",
    "voice",
    "seat",
    "active_elsewhere",
    "main_cause",
    "x_km",
    "y_km",
    "vacancy",
    "sanction",
)
"""What a new body has from its larger parent, before both are mixed."""

MIXED = (
    "pay",
    "governance",
    "know_how",
    "legitimacy",
    "visibility",
    "managerial_norm",
    "target_months",
    "stress",
)
ADDED = ("staff", "public_grant", "private_income", "reserves", "cost", "delivered", "won", "due")


def complete_merger(sector: Any, tie: Tie) -> None:
    """Make one body of two whose merger is set up; draw whether it works."""
    if not may_merge(tie.own, tie.other):
        tie.release_setup()
        return
    parameters, governance, after_tie = sector.tables.agreement, tie.setup_governance, tie.past
    larger, smaller = by_size(tie.own, tie.other)
    chance = merger.merger_success_chance(governance=governance, parameters=parameters)
    fails = tie.uniform(MERGER_SUCCESS) >= chance
    staff_smaller = smaller.staff
    if merger.is_takeover(smaller_share=smaller_share(larger, smaller), parameters=parameters):
        body = larger
        absorb(body, smaller, governance, ABSORBED)
        sector.happened["takeover"] += 1
    else:
        body = succeed(larger, smaller)
        absorb(body, smaller, governance, MERGED)
        sector.account.absorptions += 1
        sector.happened["merger of equals"] += 1
    sector.account.mergers_after_tie += after_tie
    sector.account.mergers_so_far += 1
    if fails:
        _fail(sector, body, staff_smaller)


def by_size(one: Any, two: Any) -> tuple[Any, Any]:
    """The larger and the smaller."""
    return (one, two) if one.staff >= two.staff else (two, one)


def smaller_share(one: Any, two: Any) -> float:
    """Share of the smaller in the size of both."""
    return float(min(one.size, two.size) / (one.size + two.size))


def may_merge(own: Any, other: Any) -> bool:
    """Whether no member of a larger group would vanish."""
    if own.model.absorb_elsewhere or not (own.active_elsewhere or other.active_elsewhere):
        return True
    parameters = own.model.tables.agreement
    if not merger.is_takeover(smaller_share=smaller_share(own, other), parameters=parameters):
        return False
    return not (own.active_elsewhere if own.staff < other.staff else other.active_elsewhere)


def succeed(larger: Any, smaller: Any) -> Any:
    """A new body that takes over all that its larger parent was and had; its age is the mean of both."""
    identifier = f"{larger.identifier}~{larger.model.quarter}"
    body = PlainAssociation(larger.model, larger.who, larger.department, identifier)
    for name in (*INHERITED, *ADDED):
        setattr(body, name, getattr(larger, name))
    body.devote_to(larger.profile)
    body.surpluses = larger.surpluses[:]
    weight = smaller.staff / (larger.staff + smaller.staff)
    body.born = math.floor((1.0 - weight) * larger.born + weight * smaller.born + 0.5)
    _pass_on(larger, body)
    larger.leave(MERGED)
    return body


def absorb(body: Any, part: Any, governance: float, end: int) -> None:
    """Add one association to another: exact sums, weighted means."""
    sector, weight = body.model, part.staff / (body.staff + part.staff)
    rise = money.pay_rise(share=smaller_share(body, part), parameters=sector.tables.money)
    for name in MIXED:
        setattr(body, name, (1.0 - weight) * getattr(body, name) + weight * getattr(part, name))
    body.pay *= 1.0 + rise
    body.active_elsewhere = body.active_elsewhere or part.active_elsewhere
    body.devote_to(
        merger.merged_weight(own=own, mixed=(1.0 - weight) * own + weight * its, governance=governance)
        for own, its in zip(body.profile, part.profile, strict=True)
    )
    body.main_cause = body.profile.index(max(body.profile))
    _drop_duplicates(sector, body, part)
    for name in ADDED:
        setattr(body, name, getattr(body, name) + getattr(part, name))
    body.surpluses = [own + its for own, its in zip(body.surpluses, part.surpluses, strict=True)]
    _pass_on(part, body)
    part.leave(end)
    sector.account.mergers += 1
    sector.account.absorptions += 1


def _drop_duplicates(sector: Any, body: Any, part: Any) -> None:
    """The part of the smaller grant that paid for the same thing twice is given up."""
    lost = merger.duplicate_grant(
        smaller_grant=min(body.public_grant, part.public_grant), parameters=sector.tables.agreement
    )
    body.public_grant -= lost
    body.department.saved += lost
    sector.account.grants_lost += lost


def _pass_on(source: Any, into: Any) -> None:
    """Hand contracts and ties on; set-ups lapse, a tie between both is over."""
    for contract in source.contracts[:]:
        contract.give(into)
    for tie in source.ties[::-1]:
        partner = tie.partner_of(source)
        if tie.setup_form:
            tie.release_setup()
        existing = tie_of(into, partner)
        if partner is into:
            _let_end(tie)
        elif existing is not None:
            _fold(tie, existing)
        else:
            tie.own, tie.other = (into, partner) if tie.own is source else (partner, into)
            into.ties.append(tie)
    source.ties = []
    source.count_ties()
    into.count_ties()


def _fold(tie: Tie, kept: Tie) -> None:
    """Two ties with the same partner become one: the closer form, the greater trust."""
    if tie.form > kept.form:
        form = kept.form
        kept.take_form(tie.form)
        tie.take_form(form)
        kept.governance, kept.active_quarters = tie.governance, tie.active_quarters
    kept.trust, kept.past = max(kept.trust, tie.trust), kept.past or tie.past
    _let_end(tie)


def _let_end(tie: Tie) -> None:
    """End a tie that a merger swallows, at no cost."""
    if tie.form:
        tie.sector.account.ended += 1
    tie.cut()


def _fail(sector: Any, body: Any, staff_smaller: float) -> None:
    """A merger that does not work costs money, know-how and legitimacy; the body stands."""
    parameters = sector.tables.agreement
    if sector.switches.money:
        payment = merger.failure_payment(
            staff_smaller=staff_smaller, unit_cost=sector.tables.money.unit_cost, parameters=parameters
        )
        body.reserves -= payment
        sector.account.failure += payment
    body.know_how *= parameters.failure_know_how
    body.legitimacy = max(0.0, body.legitimacy - parameters.failure_legitimacy)
    sector.happened["failed merger"] += 1


def impose_mergers(sector: Any) -> None:
    """The random mergers of the exogenous block: pairs drawn among all living."""
    for pair in range(sector.tables.exogenous.random_mergers):
        everyone = sector.by_department()
        if len(everyone) < 2:
            return
        first = second = _drawn(sector, everyone, pair * (TRIES + 1))
        for attempt in range(TRIES):
            if second is first:
                second = _drawn(sector, everyone, pair * (TRIES + 1) + 1 + attempt)
        if second is not first:
            larger, smaller = by_size(first, second)
            absorb(larger, smaller, larger.governance, ABSORBED)
            larger.department.arrange()


def _drawn(sector: Any, everyone: list[Any], index: int) -> Any:
    """A living association drawn uniformly."""
    level = uniform(sector.luck, RANDOM_MERGER, sector.absolute_quarter, 0, 0, index)
    return everyone[int(level * len(everyone))]

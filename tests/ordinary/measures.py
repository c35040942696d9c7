"""A handful of measures, each by its definition."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from coopsim.world.vocabulary import ALLIANCE, LIVING
from tests.ordinary.rules import interlocutors
from tests.ordinary.seats import groups_of


def associations(sector: Any) -> float:
    """Associations alive."""
    return float(len(sector.agents))


def small_independent(sector: Any) -> float:
    """Share of the small cohort that lives in its own slot."""
    if not sector.small_cohort:
        return 1.0
    alive = sum(one.end == LIVING for one in sector.small_cohort)
    return float(alive / len(sector.small_cohort))


def voice_of_all(sector: Any) -> float:
    """Sum of voices."""
    return float(sum(one.voice for one in sector.agents))


def voice_total(sector: Any) -> float:
    """Total voice, as an index."""
    return 100.0 * (voice_of_all(sector) / sector.voice_at_start if sector.voice_at_start > 0.0 else 1.0)


def voices_effective(sector: Any) -> float:
    """Hill's number of order 1 of the shares of voice."""
    total = voice_of_all(sector)
    shares = [one.voice / total for one in sector.agents if one.voice > 0.0]
    return math.exp(-sum(share * math.log(share) for share in shares)) if shares else 0.0


def voices_distinct(sector: Any) -> float:
    """Leinster and Cobbold's number of order 1, pair by pair."""
    everyone, likeness = list(sector.agents), sector.tables.voice.similarity
    total = voice_of_all(sector)
    logarithms = 0.0
    for one in everyone:
        ordinary = sum(
            other.voice / total * (1.0 if other is one else _likeness(one, other, likeness))
            for other in everyone
        )
        logarithms += one.voice / total * math.log(ordinary) if one.voice > 0.0 else 0.0
    return math.exp(-logarithms)


def _likeness(one: Any, other: Any, similarity: float) -> float:
    """How far two voices are one: by their causes, or by their alliance."""
    likeness = similarity * sum(map(min, one.profile, other.profile))
    for tie in one.ties:
        if tie.form == ALLIANCE and tie.partner_of(one) is other:
            fidelity = one.model.forms[ALLIANCE].fidelity
            return float(max(likeness, min(1.0, fidelity * tie.governance)))
    return float(likeness)


def public_money_hhi(sector: Any) -> float:
    """Herfindahl index of public money."""
    money = [one.public_grant + one.contract_volume for one in sector.agents]
    total = sum(money)
    return float(sum((amount / total) ** 2 for amount in money))


def public_spending(sector: Any) -> float:
    """What the funders pay in the quarter."""
    account, tables = sector.account, sector.tables
    paid = sum((one.public_grant + one.contract_volume) * one.department.price for one in sector.agents)
    work = account.calls * tables.tender.call_cost + coordination_cost(sector)
    return float(paid + account.aids + account.support + work)


def coordination_cost(sector: Any) -> float:
    """Cost of dealing with interlocutors: the members of a group may count as one."""
    groups, counted = groups_of(sector), 0.0
    for department in sector.departments:
        for members in Counter(groups[one] for one in department.members).values():
            counted += interlocutors(
                members=members, fewer_interlocutors=department.levers.fewer_interlocutors
            )
    return float(sector.tables.funder.interlocutor_cost * counted)


def of_account(name: str) -> Any:
    """A reporter of one entry of the account."""
    return lambda sector: float(getattr(sector.account, name))


REPORTERS = {
    "associations": associations,
    "small_independent": small_independent,
    "voice_total": voice_total,
    "voices_effective": voices_effective,
    "public_money_hhi": public_money_hhi,
    "public_spending": public_spending,
    "coordination_cost": coordination_cost,
    "closures": of_account("closures"),
    "absorptions": of_account("absorptions"),
    "births": of_account("births"),
    "mergers": of_account("mergers"),
    "agreements_started": of_account("signed"),
    "agreements_ended": of_account("ended"),
    "service_lost": of_account("service_lost"),
}
"""What the data collector asks each quarter."""

"""All measures of a quarter, each by its definition, as Mesa's data collector asks for them."""

from __future__ import annotations

from typing import Any

from coopsim.world.vocabulary import ALLIANCE, PARTNERSHIP, POOLING
from tests.ordinary import funding, links, structure, survival, voices


def of_account(name: str) -> Any:
    """A reporter of one entry of the account."""
    return lambda sector: float(getattr(sector.account, name))


def mean_of(name: str) -> Any:
    """A reporter of the mean of one attribute over the living."""
    return lambda sector: float(sector.stock.mean(name))


def of(module: Any, *names: str) -> dict[str, Any]:
    """The reporters of one module."""
    return {name: getattr(module, name) for name in names}


REPORTERS = {
    "associations": lambda sector: float(len(sector.agents)),
    **of(survival, "small_independent", "small_independent_second", "small_closed", "small_absorbed"),
    **of(survival, "small_self_governed", "medium_independent", "large_independent"),
    "births": of_account("births"),
    "closures": of_account("closures"),
    "insolvencies": of_account("insolvencies"),
    "absorptions": of_account("absorptions"),
    **of(structure, "staff_mean", "staff_total", "public_money_hhi", "public_money_cr4"),
    **of(structure, "group_money_hhi", "group_money_cr4", "size_gini", "hollowing", "groups"),
    **of(voices, "voices_independent", "voices_effective", "voices_effective_2", "voices_distinct"),
    **of(voices, "voice_total", "causes_effective"),
    "freedom_mean": mean_of("freedom"),
    **of(voices, "access_small", "access_small_now", "access_causes", "seats_empty", "representation_gap"),
    **of(funding, "public_spending", "cost_per_service", "coordination_cost", "funder_savings"),
    "service_lost": of_account("service_lost"),
    **of(funding, "unmet_need"),
    "partnerships": links.active(PARTNERSHIP),
    "poolings": links.active(POOLING),
    "alliances": links.active(ALLIANCE),
    "mergers": of_account("mergers"),
    "agreements_started": of_account("signed"),
    "agreements_ended": of_account("ended"),
    **of(links, "escalation_share", "exploring_share", "engaged_share", "any_tie_share"),
    "know_how_mean": mean_of("know_how"),
    "legitimacy_mean": mean_of("legitimacy"),
    "visibility_mean": mean_of("visibility"),
    "norm_mean": mean_of("managerial_norm"),
    "governance_mean": mean_of("governance"),
    "stress_mean": mean_of("stress"),
    **of(survival, "deficit_share"),
}
"""What the data collector asks each quarter: every measure of the package, in its order."""

"""Measures of voice: how many voices, how loud, how alike, for which causes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.world.vocabulary import ALLIANCE, CAUSES, LIVING
from tests.ordinary.stock import share


def voices_independent(sector: Any) -> float:
    """The living that are free to speak and let in."""
    return float(sum(one.freedom * one.access > 0.0 for one in sector.stock.living))


def _hill_1(amounts: list[float]) -> float:
    """Hill's number of order 1 of the shares."""
    total = sum(amounts)
    shares = [amount / total for amount in amounts if amount > 0.0]
    return math.exp(-sum(p * math.log(p) for p in shares)) if shares else 0.0


def voices_effective(sector: Any) -> float:
    """Hill's number of order 1 of the shares of voice."""
    return _hill_1(sector.stock.voices)


def voices_effective_2(sector: Any) -> float:
    """Hill's number of order 2 of the shares of voice."""
    voices, total = sector.stock.voices, sector.stock.voice
    return 1.0 / sum((voice / total) ** 2 for voice in voices) if total > 0.0 else 0.0


def voices_distinct(sector: Any) -> float:
    """Leinster and Cobbold's number of order 1, pair by pair."""
    stock = sector.stock
    if stock.voice <= 0.0:
        return 0.0
    p = np.array(stock.voices) / stock.voice
    ordinary = p + _alike(sector, p)
    heard = p > 0.0
    return float(np.exp(-np.sum(p[heard] * np.log(ordinary[heard]))))


def _alike(sector: Any, p: Any) -> Any:
    """Sum over the others of their likeness times their share of voice."""
    living, similarity = sector.stock.living, sector.tables.voice.similarity
    profiles = np.array([one.profile for one in living])
    summed = np.zeros(len(living))
    for weights in profiles.T:
        these = weights.nonzero()[0]  # pairs of which one does not defend the cause share nothing of it
        shared = np.minimum.outer(weights[these], weights[these])
        np.fill_diagonal(shared, 0.0)
        # a matrix product would wake more threads than the work is worth
        summed[these] += similarity * (shared * p[these]).sum(axis=1)
    row = {one: place for place, one in enumerate(living)}
    for tie in sector.ties:
        if tie.form == ALLIANCE:
            more, own, other = _more_alike(tie, similarity), row[tie.own], row[tie.other]
            summed[own] += more * p[other]
            summed[other] += more * p[own]
    return summed


def _more_alike(tie: Any, similarity: float) -> float:
    """How much more alike than their causes an alliance makes two voices."""
    spoken_for = min(1.0, tie.sector.forms[ALLIANCE].fidelity * tie.governance)
    return float(max(0.0, spoken_for - similarity * tie.own.shared(tie.other)))


def voice_total(sector: Any) -> float:
    """Sum of voices, 100 at the start."""
    return 100.0 * share(sector.stock.voice, sector.opening.voice, 1.0)


def causes_effective(sector: Any) -> float:
    """Hill's number of order 1 of the voice of causes."""
    return _hill_1(sector.stock.voice_by_cause)


def access_small(sector: Any) -> float:
    """Mean access of the small cohort; who ended has none."""
    cohort = sector.opening.small
    return share(sum(one.access for one in cohort if one.end == LIVING), len(cohort))


def access_small_now(sector: Any) -> float:
    """Mean access of those small today."""
    small = [one for one in sector.stock.living if one.staff < sector.small_below]
    return share(sum(one.access for one in small), len(small))


def access_causes(sector: Any) -> float:
    """Mean over departments and causes of the best access of any that defends it there."""
    summed = 0.0
    for department in sector.departments:
        let_in = [one for one in department.members if one.access > 0.0]
        for cause in range(len(CAUSES)):
            summed += max((one.access * one.profile[cause] for one in let_in), default=0.0)
    return share(summed, len(sector.departments) * len(CAUSES))


def seats_empty(sector: Any) -> float:
    """Share of the seats offered at the last sharing-out that nobody holds now."""
    offered = sector.account.seats_offered
    return share(offered - sum(one.seat for one in sector.stock.living), offered)


def representation_gap(sector: Any) -> float:
    """Half the differences of the shares of causes in voice and in need."""
    voice, need = sector.stock.voice_by_cause, sector.opening.need
    if sum(voice) <= 0.0 or sum(need) <= 0.0:
        return float(sum(need) > 0.0)
    pairs = zip(voice, need, strict=True)
    return float(sum(abs(said / sum(voice) - asked / sum(need)) for said, asked in pairs) / 2.0)

"""Measures of fate and condition: what became of the cohorts, how the living are."""

from __future__ import annotations

from typing import Any

from coopsim.world.vocabulary import ABSORBED, CLOSED, INSOLVENT, LIVING, MERGED
from tests.ordinary.stock import share


def _share_that(cohort: list[Any], ends: tuple[int, ...], otherwise: float) -> float:
    """Share of a cohort with one of these fates so far."""
    return share(sum(one.end in ends for one in cohort), len(cohort), otherwise)


def small_independent(sector: Any) -> float:
    """Share of the small cohort that lives in its own slot."""
    return _share_that(sector.opening.small, (LIVING,), 1.0)


def small_independent_second(sector: Any) -> float:
    """The same under the second threshold."""
    return _share_that(sector.opening.small_second, (LIVING,), 1.0)


def small_closed(sector: Any) -> float:
    """Share of the small cohort that went dormant or insolvent."""
    return _share_that(sector.opening.small, (CLOSED, INSOLVENT), 0.0)


def small_absorbed(sector: Any) -> float:
    """Share of the small cohort that was absorbed, or merged into a new body."""
    return _share_that(sector.opening.small, (ABSORBED, MERGED), 0.0)


def small_self_governed(sector: Any) -> float:
    """Share of the small cohort that lives and keeps enough of its autonomy."""
    cohort, enough = sector.opening.small, sector.tables.voice.self_governed_share
    kept = sum(one.end == LIVING and one.kept_autonomy >= enough for one in cohort)
    return share(kept, len(cohort), 1.0)


def medium_independent(sector: Any) -> float:
    """Share of the medium cohort that lives in its own slot."""
    return _share_that(sector.opening.medium, (LIVING,), 1.0)


def large_independent(sector: Any) -> float:
    """Share of the large cohort that lives in its own slot."""
    return _share_that(sector.opening.large, (LIVING,), 1.0)


def deficit_share(sector: Any) -> float:
    """Share of the living whose surpluses of four quarters sum below 0."""
    living = sector.stock.living
    return share(sum(sum(one.surpluses) < 0.0 for one in living), len(living))

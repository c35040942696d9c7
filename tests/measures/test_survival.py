"""Fates of the cohorts."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.survival import fates_by_class, survival
from coopsim.world.vocabulary import ABSORBED, CLOSED, INSOLVENT, LIVING, MERGED, SMALL

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)
STAFF = (1.0, 2.0, 3.0, 4.0, 5.0, 12.0, 30.0, 60.0)


def fates(ends: tuple[int, ...], after: Any = None, **columns: Any) -> Any:
    """What survival says once the associations have had these ends."""
    world = example_world(staff=STAFF, **columns)
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[:] = ends
    list_living(world)
    if after:
        after(world)
    return survival(world, opening, 0.7)


def test_each_end_in_its_share() -> None:
    said = fates((LIVING, CLOSED, INSOLVENT, ABSORBED, MERGED, LIVING, CLOSED, ABSORBED))
    assert said.small_independent == pytest.approx(1 / 5)
    assert said.small_closed == pytest.approx(2 / 5)
    assert said.small_absorbed == pytest.approx(2 / 5)
    assert said.small_independent_second == pytest.approx(2 / 6)
    assert said.medium_independent == pytest.approx(1 / 2)
    assert said.large_independent == 0.0
    assert said.associations == 2.0


def test_growing_does_not_leave_the_cohort() -> None:
    def grow(world: Any) -> None:
        world.associations.staff[:] = 100.0

    assert fates((LIVING,) * 8, after=grow).small_independent == 1.0


def test_self_governed_is_independent_and_keeps_its_autonomy() -> None:
    said = fates(
        (LIVING, LIVING, CLOSED, LIVING, LIVING, 0, 0, 0), kept_autonomy=(0.6, 0.7, 1, 1, 0.1, 0, 0, 0)
    )
    assert said.small_self_governed == pytest.approx(2 / 5)


def test_who_was_born_later_belongs_to_no_cohort() -> None:
    world = example_world(staff=STAFF)
    world.associations.end[0] = CLOSED
    list_living(world)
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[0] = LIVING
    list_living(world)
    assert fates_by_class(world, opening)[SMALL].sum() == 4.0
    assert survival(world, opening, 0.7).small_independent == 1.0


def test_an_empty_cohort_lost_nobody() -> None:
    world = example_world(staff=(12.0,))
    said = survival(world, opened(world, THRESHOLDS, example_tables()), 0.7)
    assert (said.small_independent, said.small_closed, said.small_absorbed, said.large_independent) == (
        1,
        0,
        0,
        1,
    )

"""Sizes: classes, hollowing, and money over groups."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.groups import find_groups
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.structure import hollowing, structure
from coopsim.world.vocabulary import ALLIANCE, CLOSED

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)


def test_the_middle_lost_against_both_ends() -> None:
    assert hollowing(np.array([20.0, 5.0, 5.0]), np.array([20.0, 10.0, 5.0])) == pytest.approx(-math.log(2.0))
    assert hollowing(np.array([10.0, 5.0, 5.0]), np.array([20.0, 10.0, 10.0])) == pytest.approx(0.0)


def test_an_empty_class_counts_a_half() -> None:
    assert hollowing(np.array([1.0, 0.0, 1.0]), np.array([1.0, 1.0, 1.0])) == pytest.approx(-math.log(2.0))


def test_an_alliance_concentrates_money_over_groups_only() -> None:
    world = example_world(
        ties=[(0, 1, ALLIANCE, 0.5)], staff=10.0, public_grant=(1.0, 2.0, 3.0), contracts=(1.0, 0.0, 1.0)
    )
    sizes = structure(world, opened(world, THRESHOLDS, example_tables()))
    assert sizes.public_money_hhi == pytest.approx((4 + 4 + 16) / 64)
    assert sizes.group_money_hhi == pytest.approx(0.5)
    assert sizes.group_money_cr4 == 1.0
    assert sizes.groups == 1.0


def test_sizes_are_those_of_the_living() -> None:
    world = example_world(staff=(5.0, 15.0, 70.0))
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[1] = CLOSED
    list_living(world)
    find_groups(world)
    sizes = structure(world, opening)
    assert (sizes.staff_total, sizes.staff_mean) == (75.0, 37.5)
    assert sizes.hollowing == pytest.approx(-math.log(2.0))

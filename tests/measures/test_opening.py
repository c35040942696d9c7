"""Quarter 0, remembered."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.opening import Thresholds, opened, regional_need
from coopsim.world.vocabulary import CLOSED, LARGE, MEDIUM, SMALL

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)


def test_the_cohort_is_who_lives() -> None:
    world = example_world(staff=(4.0, 15.0, 60.0, 5.0))
    world.associations.end[3] = CLOSED
    list_living(world)
    opening = opened(world, THRESHOLDS, example_tables())
    assert world.lives.cohort.tolist() == [1, 1, 1, 0]
    assert world.lives.size_class[:3].tolist() == [SMALL, MEDIUM, LARGE]
    assert opening[0].by_class.tolist() == [1.0, 1.0, 1.0]


def test_opening_twice_is_opening_once() -> None:
    world = example_world(staff=(4.0, 15.0), voice=1.0)
    assert opened(world, THRESHOLDS, example_tables()) == opened(world, THRESHOLDS, example_tables())


def test_need_of_the_region_sums_to_one() -> None:
    world = example_world(staff=(1.0, 1.0, 1.0), department=(0, 1, 1), departments=2)
    world.departments.need[:] = np.random.default_rng(1).dirichlet(np.ones(16), 2)
    need = regional_need(world)
    assert need.sum() == pytest.approx(1.0)
    assert need == pytest.approx(world.departments.need[0] / 3 + world.departments.need[1] * 2 / 3)

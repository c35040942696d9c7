"""The funder's account."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.measures.causes import causes_of
from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.funder import coordination_cost, funder, unmet_need
from coopsim.measures.groups import find_groups
from coopsim.measures.opening import Thresholds, opened
from coopsim.world.vocabulary import ALLIANCE, CLOSED

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)


def test_every_part_of_spending() -> None:
    account = {"aids": 10.0, "support": 5.0, "calls": 2.0, "service_lost": 7.0}
    world = example_world(public_grant=(60.0, 30.0), contracts=(0.0, 10.0), delivered=50.0, account=account)
    world.departments.price[:] = 1.1
    said = funder(world, opened(world, THRESHOLDS, example_tables()), causes_of(world), example_tables())
    assert said.coordination_cost == 2.0
    assert said.public_spending == pytest.approx(110.0 + 10.0 + 5.0 + 2 * 3.0 + 2.0)
    assert said.cost_per_service == pytest.approx(1.33)
    assert said.service_lost == 7.0
    assert said.funder_savings == 0.0
    assert said.unmet_need == 0.0


def test_cheaper_service_saves_and_less_service_does_not() -> None:
    world = example_world(public_grant=(98.0, 0.0), delivered=(100.0, 0.0))
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.public_grant[0], world.associations.delivered[0] = 48.0, 50.0
    halved = funder(world, opening, causes_of(world), example_tables())
    assert halved.funder_savings == pytest.approx(0.0)
    world.associations.delivered[0] = 100.0
    cheaper = funder(world, opening, causes_of(world), example_tables())
    assert cheaper.funder_savings == pytest.approx(50.0)


def test_need_is_unmet_where_service_was_lost() -> None:
    now, start = np.array([50.0, 200.0, 5.0]), np.array([100.0, 100.0, 0.0])
    assert unmet_need(now, start, np.array([0.6, 0.3, 0.1])) == pytest.approx(0.3)


def test_a_closer_leaves_need_unmet() -> None:
    world = example_world(causes=(0, 1), delivered=(10.0, 10.0))
    world.departments.need[0, :2] = 0.25, 0.75
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[1] = CLOSED
    list_living(world)
    assert funder(world, opening, causes_of(world), example_tables()).unmet_need == pytest.approx(0.75)


@pytest.mark.parametrize(("fewer", "counted"), [(0.0, 5.0), (0.5, 4.0), (1.0, 3.0)])
def test_a_group_counts_once_as_far_as_wanted(fewer: float, counted: float) -> None:
    ties = [(0, 1, ALLIANCE, 0.5), (1, 2, ALLIANCE, 0.5)]
    world = example_world(ties=ties, staff=[1.0] * 5)
    world.departments.levers.fewer_interlocutors[:] = fewer
    find_groups(world)
    assert coordination_cost(world, 1.0) == pytest.approx(counted)


def test_a_group_across_departments_is_one_in_each() -> None:
    world = example_world(ties=[(0, 1, ALLIANCE, 0.5)], department=(0, 1), departments=2)
    world.departments.levers.fewer_interlocutors[:] = 1.0
    find_groups(world)
    assert coordination_cost(world, 1.0) == 2.0


def test_no_service_at_all() -> None:
    world = example_world(public_grant=(9.0,))
    said = funder(world, opened(world, THRESHOLDS, example_tables()), causes_of(world), example_tables())
    assert (said.cost_per_service, said.funder_savings) == (10.0, 0.0)

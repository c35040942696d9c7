"""Voice, access and seats, counted by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.measures.causes import causes_of
from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.voice import access_of_causes, representation_gap, seats_empty, voice
from coopsim.world.vocabulary import CLOSED

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)


def heard(world: Any, opening: Any = None) -> Any:
    """The voice measures of a world, by itself or against an opening."""
    if opening is None:
        opening = opened(world, THRESHOLDS, example_tables())
    return voice(world, opening, causes_of(world), 0.5)


def test_louder_with_fewer_voices() -> None:
    world = example_world(voice=(1.0, 1.0, 1.0, 1.0), staff=1.0)
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.voice[:] = (6.0, 0.0, 0.0, 0.0)
    said = heard(world, opening)
    assert said.voice_total == pytest.approx(150.0)
    assert said.voices_effective == said.voices_effective_2 == 1.0


def test_causes_spoken_for() -> None:
    said = heard(example_world(voice=(2.0, 1.0, 1.0), causes=(0, 1, 2)))
    assert said.causes_effective == pytest.approx(2.0 * 2.0**0.5)


def test_the_index_stays_where_nothing_was_said() -> None:
    world = example_world(voice=(0.0,))
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.voice[:] = 1.0
    assert heard(world, opening).voice_total == 100.0


def test_access_of_the_small_then_and_now() -> None:
    world = example_world(staff=(4.0, 5.0, 6.0, 60.0), access=(1.0, 0.5, 1.0, 1.0))
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[0] = CLOSED
    world.associations.staff[2], world.associations.staff[3] = 30.0, 8.0
    list_living(world)
    said = heard(world, opening)
    assert said.access_small == pytest.approx((0.5 + 1.0) / 3)
    assert said.access_small_now == pytest.approx((0.5 + 1.0) / 2)


def test_freedom_counts_each_once() -> None:
    assert heard(example_world(freedom=(1.3, 0.1), staff=(1.0, 100.0))).freedom_mean == pytest.approx(0.7)


def test_a_seat_opens_no_door_in_another_department() -> None:
    world = example_world(access=(1.0, 0.5), causes=(0, 0), department=(0, 1), departments=2)
    assert access_of_causes(world, causes_of(world)) == pytest.approx(1.5 / 32)


def test_a_holder_that_ends_leaves_an_empty_seat() -> None:
    world = example_world(seat=(1, 1), account={"seats_offered": 2.0})
    assert seats_empty(world) == 0.0
    world.associations.end[0] = CLOSED
    list_living(world)
    assert seats_empty(world) == 0.5


def test_no_seat_offered_none_empty() -> None:
    assert seats_empty(example_world(staff=(1.0,))) == 0.0


@pytest.mark.parametrize(
    ("spoken", "need", "gap"),
    [
        ((1.0, 1.0), (0.5, 0.5), 0.0),
        ((1.0, 0.0), (0.0, 1.0), 1.0),
        ((0.0, 0.0), (0.5, 0.5), 1.0),
        ((1.0, 0.0), (0.0, 0.0), 0.0),
    ],
)
def test_representation_gap(spoken: tuple[float, ...], need: tuple[float, ...], gap: float) -> None:
    assert representation_gap(np.array(spoken), np.array(need)) == pytest.approx(gap, abs=1e-12)

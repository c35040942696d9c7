"""Distinct voices: the sums without pairs are those over all pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.measures.causes import causes_of
from coopsim.measures.distinct import distinct_voices, voices
from coopsim.measures.diversity import leinster_cobbold
from coopsim.measures.example import FIDELITY, example_world, list_living
from coopsim.world.vocabulary import ALLIANCE, CLOSED, POOLING
from coopsim.world.world import World

from .random_world import random_world


def by_pairs(world: World, similarity: float, order: int) -> float:
    """The definition, pair by pair."""
    profile = world.associations.profile.astype(float)
    likeness = similarity * np.minimum(profile[:, None, :], profile[None, :, :]).sum(axis=2)
    for tie in world.ties:
        if tie.form == ALLIANCE:
            lent = min(1.0, world.forms.fidelity[ALLIANCE] * tie.governance)
            likeness[tie.own, tie.other] = max(likeness[tie.own, tie.other], lent)
            likeness[tie.other, tie.own] = likeness[tie.own, tie.other]
    np.fill_diagonal(likeness, 1.0)
    return float(leinster_cobbold(voices(world), likeness, order))


def distinct(world: World, similarity: float, order: int) -> float:
    return float(distinct_voices(world, causes_of(world), voices(world), similarity, order))


@settings(deadline=None, max_examples=150)
@given(
    size=st.integers(1, 12),
    seed=st.integers(0, 2**31),
    similarity=st.floats(0.0, 1.0),
    order=st.integers(0, 2),
)
def test_sums_without_pairs_are_those_over_pairs(size: int, seed: int, similarity: float, order: int) -> None:
    world = random_world(size, seed)
    assert distinct(world, similarity, order) == pytest.approx(by_pairs(world, similarity, order), rel=1e-10)


@pytest.mark.parametrize("order", [0, 1, 2])
def test_alike_wholly_is_one_voice(order: int) -> None:
    world = example_world(voice=(1.0, 3.0, 2.0), causes=(4, 4, 4))
    assert distinct(world, 1.0, order) == pytest.approx(1.0, rel=1e-12)


def test_strangers_are_as_many_as_they_are() -> None:
    world = example_world(voice=(1.0, 1.0, 1.0), causes=(0, 5, 10))
    assert distinct(world, 0.5, 1) == pytest.approx(3.0, rel=1e-12)


def test_an_alliance_makes_fewer_voices_and_a_pooling_does_not() -> None:
    def world(ties: Any = ()) -> World:
        return example_world(voice=(1.0, 1.0), causes=(0, 5), ties=ties)

    assert distinct(world([(0, 1, POOLING, 1.0)]), 0.5, 1) == distinct(world(), 0.5, 1)
    together = distinct(world([(0, 1, ALLIANCE, 1.0)]), 0.5, 1)
    assert together == pytest.approx(2.0 / (1.0 + FIDELITY), rel=1e-12)


def test_who_ended_is_silent() -> None:
    world = example_world(voice=(1.0, 1.0), causes=(0, 5))
    world.associations.end[0] = CLOSED
    list_living(world)
    assert voices(world).tolist() == [0.0, 1.0]
    assert distinct(world, 0.5, 0) == 1.0


def test_where_nobody_speaks_there_is_no_voice() -> None:
    assert distinct(example_world(staff=(1.0, 1.0)), 0.5, 1) == 0.0
    assert distinct(example_world(), 0.5, 1) == 0.0

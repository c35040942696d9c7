"""Causes listed once say what the profiles say."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.measures.causes import by_cause, causes_of

from .random_world import random_world


def test_amounts_by_cause_are_the_product_with_the_profiles() -> None:
    world = random_world(9, seed=3)
    amounts = np.arange(9.0)
    expected = amounts @ world.associations.profile
    assert by_cause(causes_of(world), amounts) == pytest.approx(expected, rel=1e-12)


def test_only_what_weighs_is_listed() -> None:
    world = random_world(9, seed=3)
    assert len(causes_of(world).weight) == np.count_nonzero(world.associations.profile)

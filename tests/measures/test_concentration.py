"""Concentration between its two ends, and against definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.measures.concentration import gini, herfindahl, largest_four_share

WEIGHTS = st.lists(st.floats(0.0, 1e6), min_size=1, max_size=30)


@pytest.mark.parametrize(("measure", "equal"), [(herfindahl, 0.1), (largest_four_share, 0.4), (gini, 0.0)])
def test_ten_equals(measure: object, equal: float) -> None:
    assert measure(np.full(10, 3.0)) == pytest.approx(equal, abs=1e-12)  # type: ignore[operator]


@pytest.mark.parametrize(("measure", "alone"), [(herfindahl, 1.0), (largest_four_share, 1.0), (gini, 0.9)])
def test_one_holds_all(measure: object, alone: float) -> None:
    assert measure(np.eye(10)[3]) == pytest.approx(alone, abs=1e-12)  # type: ignore[operator]


@pytest.mark.parametrize("measure", [herfindahl, largest_four_share, gini])
@pytest.mark.parametrize("weights", [np.zeros(4), np.zeros(0)])
def test_nothing_to_share(measure: object, weights: np.ndarray) -> None:
    assert measure(weights) == 0.0  # type: ignore[operator]


def test_a_merger_adds_twice_the_product_of_shares() -> None:
    before, after = np.array([5.0, 3.0, 2.0]), np.array([5.0, 5.0])
    assert herfindahl(after) - herfindahl(before) == pytest.approx(2 * 0.3 * 0.2, abs=1e-12)


@settings(deadline=None)
@given(WEIGHTS)
def test_four_largest_and_gini_are_their_definitions(weights: list[float]) -> None:
    array = np.array(weights)
    if array.sum() > 0.0:
        assert largest_four_share(array) == pytest.approx(np.sort(array)[-4:].sum() / array.sum(), rel=1e-9)
        apart = np.abs(array[:, None] - array[None, :]).mean() / (2.0 * array.mean())
        assert gini(array) == pytest.approx(apart, abs=1e-9)

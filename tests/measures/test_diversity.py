"""Effective numbers: the exact cases of the model's documentation."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.measures.diversity import hill, leinster_cobbold

SHARES = np.array([0.5, 0.25, 0.25])
LIKENESS = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]])
ORDERS = (0, 1, 2)


@pytest.mark.parametrize(
    ("shares", "order", "expected"),
    [
        (SHARES, 0, 3.0),
        (SHARES, 1, 2.0 * 2.0**0.5),
        (SHARES, 2, 8.0 / 3.0),
        (np.array([0.4, 0.3, 0.2, 0.1]), 1, 3.596115),
        (np.array([0.4, 0.3, 0.2, 0.1]), 2, 10.0 / 3.0),
    ],
)
def test_hill(shares: np.ndarray, order: int, expected: float) -> None:
    assert hill(shares, order) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("order", ORDERS)
def test_doubling_gives_twice(order: int) -> None:
    doubled = np.concatenate([SHARES, SHARES]) / 2.0
    assert hill(doubled, order) == pytest.approx(2.0 * hill(SHARES, order), rel=1e-12)


@pytest.mark.parametrize("order", ORDERS)
def test_only_proportions_count(order: int) -> None:
    assert hill(1000.0 * SHARES, order) == pytest.approx(hill(SHARES, order), rel=1e-12)


@pytest.mark.parametrize(("order", "expected"), [(0, 2.3), (1, 2.127318), (2, 2.0)])
def test_likeness(order: int, expected: float) -> None:
    assert leinster_cobbold(SHARES, LIKENESS, order) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("order", ORDERS)
def test_splitting_a_kind_in_two_alike_changes_nothing(order: int) -> None:
    split = np.array([0.2, 0.3, 0.25, 0.25])
    alike = np.insert(np.insert(LIKENESS, 0, LIKENESS[0], axis=0), 0, [1.0, *LIKENESS[:, 0]], axis=1)
    assert leinster_cobbold(split, alike, order) == pytest.approx(
        leinster_cobbold(SHARES, LIKENESS, order), rel=1e-12
    )


@pytest.mark.parametrize("order", ORDERS)
def test_without_likeness_it_is_hill(order: int) -> None:
    assert leinster_cobbold(SHARES, np.eye(3), order) == pytest.approx(hill(SHARES, order), rel=1e-12)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("weights", [np.zeros(3), np.zeros(0)])
def test_silence_has_no_voices(weights: np.ndarray, order: int) -> None:
    assert hill(weights, order) == 0.0

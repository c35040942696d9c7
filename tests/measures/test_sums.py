"""Sums and shares exist at every time."""

from __future__ import annotations

import numpy as np

from coopsim.measures.sums import share, total_of


def test_the_sum_of_nothing_is_zero() -> None:
    assert total_of(np.zeros(0)) == 0.0


def test_a_share_of_nothing_is_what_is_said() -> None:
    assert share(3.0, 0.0, 0.5) == 0.5
    assert share(3.0, 4.0, 0.5) == 0.75

"""Results that moved are announced: the baseline is the one that was kept."""

from __future__ import annotations

import pytest

from coopsim.measures.row import MEASURES
from tests.reference.frozen_baseline import EXACT, computed, kept

REMEDY = (
    "results moved: if they were meant to, run `python -m tests.reference.frozen_baseline` "
    "and announce it in CHANGELOG.md under « Results change »"
)


def test_baseline_is_the_frozen_one():
    header, *rows = kept()
    assert header == ["seed", "quarter", *MEASURES]
    for expected, row in zip(rows, computed(), strict=True):
        if EXACT:
            assert row == expected, REMEDY
        else:
            assert [float(value) for value in row] == pytest.approx([float(value) for value in expected], rel=1e-9)

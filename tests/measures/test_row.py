"""A row is what the concepts say, one after the other."""

from __future__ import annotations

import numpy as np

from coopsim.measures.condition import condition
from coopsim.measures.example import example_tables
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.row import CONCEPTS, MEASURES, measure_row
from coopsim.measures.survival import survival

from .random_world import random_world


def test_a_row_begins_with_survival_and_ends_with_condition() -> None:
    world, row = random_world(12, seed=1), np.full(len(MEASURES), np.nan)
    opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    measure_row(world, opening, example_tables(), row)
    first, last = CONCEPTS[0], CONCEPTS[-1]
    assert row[: len(first._fields)].tolist() == list(survival(world, opening, 0.7))
    assert row[-len(last._fields) :].tolist() == list(condition(world))

"""The cases with exact answers, by function: matching and the logit of awards."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.engine.sweeps.awards import pick
from coopsim.engine.sweeps.matching import matched

NUMBER = 30


def market(generator):
    """Symmetric gains between all pairs of a market."""
    pairs = np.array([(i, j, 1) for i in range(NUMBER) for j in range(i + 1, NUMBER)], np.int32)
    values = generator.random(len(pairs))
    return pairs, np.stack([values, values, np.zeros(len(pairs))], axis=1)


def mutual_best(pairs, values):
    """Pairs that are each other's best among those left, until none is left."""
    left, chosen = set(range(len(pairs))), set()
    while left:
        best = {}
        for row in left:
            for slot in pairs[row][:2]:
                if slot not in best or values[row] > values[best[slot]]:
                    best[slot] = row
        agreed = {row for row in left if best[pairs[row][0]] == row and best[pairs[row][1]] == row}
        chosen |= agreed
        gone = {slot for row in agreed for slot in pairs[row][:2]}
        left = {row for row in left if not gone & set(pairs[row][:2])}
    return chosen


def test_matching_is_mutual_best_and_nobody_would_leave():
    generator = np.random.default_rng(11)
    for _ in range(500):
        pairs, gains = market(generator)
        signed = set(matched(pairs, gains, len(pairs), NUMBER).tolist())
        assert signed == mutual_best(pairs, gains[:, 0])
        reached = {slot: gains[row, 0] for row in signed for slot in pairs[row][:2]}
        values = np.array([reached.get(slot, -np.inf) for slot in range(NUMBER)])
        blocking = (gains[:, 0] > values[pairs[:, 0]]) & (gains[:, 0] > values[pairs[:, 1]])
        assert not blocking.any()


def test_awards_follow_the_logit():
    scores = np.array([0.0, 0.5, 1.0, -0.5, 0.2])
    expected = np.array([0.138987, 0.229150, 0.377805, 0.084300, 0.169759])
    levels = (np.arange(200_000) + 0.5) / 200_000
    drawn = np.bincount([pick(scores, 1.0, level) for level in levels], minlength=5) / len(levels)
    assert drawn == pytest.approx(expected, abs=6e-6)

"""Power: the numbers of the specification, and what a first batch says."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np
import pytest
from scipy import stats

from coopsim.errors import InputRefused
from coopsim.lab.analysis.power import (
    EFFECTS,
    pairs_needed,
    pilot_table,
    power_table,
    runs_per_arm,
    smallest_effect,
)
from tests.lab.told import Told


@pytest.mark.parametrize(("effect", "runs"), [(0.1, 3565), (0.3, 398), (0.5, 145), (0.8, 58)])
def test_runs_per_arm_at_one_per_cent_and_ninety_five(effect: float, runs: int) -> None:
    assert runs_per_arm(effect) == runs


def chance(effect: float, pairs: int) -> float:
    """The power of a t test at one per cent, from its distribution."""
    return float(stats.nct.sf(stats.t.isf(0.005, pairs - 1), pairs - 1, effect * math.sqrt(pairs)))


@pytest.mark.parametrize("effect", [0.05, 0.1, 0.3, 0.5, 0.8, 1.5])
@pytest.mark.parametrize("paired", [0.2, 0.5, 1.0, 2.0, 4.0])
def test_so_many_pairs_are_enough_and_one_fewer_is_not(effect: float, paired: float) -> None:
    pairs = pairs_needed(effect, paired)
    assert chance(effect / math.sqrt(paired), pairs) >= 0.95 > chance(effect / math.sqrt(paired), pairs - 1)


def test_without_pairing_as_many_pairs_as_runs() -> None:
    for effect in EFFECTS:
        assert pairs_needed(effect, 2.0) == pytest.approx(runs_per_arm(effect), abs=3)


@pytest.mark.parametrize("effect", [0.01, 10.0])
@pytest.mark.parametrize("paired", [0.0, 4.0])
@pytest.mark.parametrize("alpha", [0.0001, 0.2])
@pytest.mark.parametrize("power", [0.5, 0.999])
def test_the_ends_of_what_may_be_asked_have_an_answer(effect: float, paired: float, alpha: float, power: float) -> None:
    row = power_table([effect], paired, alpha, power).iloc[0]
    assert 2 <= row.pairs < 1e8
    assert 2 <= row.runs_per_arm < 1e8


def test_the_smallest_effect_is_what_the_pairs_tell() -> None:
    for pairs in (10, 40, 400):
        assert pairs_needed(smallest_effect(pairs, 0.5) * 1.0001, 0.5) <= pairs
        assert pairs_needed(smallest_effect(pairs, 0.5) * 0.99, 0.5) > pairs - 1
    assert math.isnan(smallest_effect(9, 0.5))


def test_the_promise_is_kept() -> None:
    """Of 2,000 experiments with as many pairs as told, about 95 % see the difference."""
    random = np.random.default_rng(5)
    pairs = pairs_needed(0.5, 0.6)
    apart = 0.5 + math.sqrt(0.6) * random.normal(size=(2000, pairs))
    t = apart.mean(axis=1) / (apart.std(axis=1, ddof=1) / math.sqrt(pairs))
    assert np.mean(np.abs(t) > stats.t.ppf(0.995, pairs - 1)) == pytest.approx(0.95, abs=0.015)


LUCK = np.random.default_rng(8).normal(size=(2, 50))


def answer(scenario: str, point: dict[str, Any], replicate: int) -> float:
    own = LUCK[1, replicate] if scenario == "strong-npm" else 0.0
    return float(5.0 + 2.0 * LUCK[0, replicate] + own)


def test_a_first_batch_says_what_its_pairs_share() -> None:
    store: Any = Told({"kind": "list"}, answer, ("baseline", "strong-npm"), replicates=50)
    found = pilot_table(store, "voice_total", effects=[0.5])
    row = found.iloc[0]
    alone = (np.var(2 * LUCK[0], ddof=1) + np.var(2 * LUCK[0] + LUCK[1], ddof=1)) / 2
    assert len(found) == 1
    assert (row.scenario, row.there) == ("strong-npm", 50)
    assert row.paired_variance == pytest.approx(np.var(LUCK[1], ddof=1) / alone)
    assert row.difference == pytest.approx(0.5 * math.sqrt(alone))
    assert row.pairs == pairs_needed(0.5, row.paired_variance)
    assert row.smallest == pytest.approx(smallest_effect(50, row.paired_variance) * math.sqrt(alone))


def test_a_batch_too_small_or_without_spread_says_so() -> None:
    one: Any = Told({"kind": "list"}, answer, ("baseline", "strong-npm"), replicates=1)
    still: Any = Told({"kind": "list"}, lambda *run: 1.0, ("baseline", "strong-npm"), replicates=20)
    for store in (one, still):
        row = pilot_table(store, "voice_total", effects=[0.5]).iloc[0]
        assert math.isnan(row.paired_variance)
        assert math.isnan(row.pairs)
        assert math.isnan(row.smallest)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"effects": [0.0]}, "--effect: expected a number from 0.01 to 10, got 0"),
        ({"paired_variance": 4.5}, "--paired-variance: expected a number from 0 to 4, got 4.5"),
        ({"alpha": 1.0}, "--alpha: expected a number from 0.0001 to 0.2, got 1"),
        ({"power": math.nan}, "--power: expected a number from 0.5 to 0.999, got nan"),
    ],
)
def test_refusals(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InputRefused, match=message):
        power_table(**given)


def test_one_scenario_alone_has_no_pairs() -> None:
    store: Any = Told({"kind": "list"}, answer, replicates=5)
    with pytest.raises(InputRefused, match="expected runs to pair, got one scenario alone"):
        pilot_table(store, "voice_total")


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.power", None)
    with pytest.raises(InputRefused, match=r'statsmodels: .* got none. pip install "coopsim'):
        runs_per_arm(0.5)

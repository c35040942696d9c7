"""Comparisons: paired on the same luck, with intervals that say how sure they are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from coopsim.errors import InputRefused
from coopsim.lab.analysis.compare import HEADLINES, baseline_of, contrast, differences, summary, with_companions
from coopsim.lab.analysis.intervals import bootstrap_interval, mean_interval
from coopsim.lab.store import Store

RANDOM = np.random.default_rng(3)


def test_the_interval_is_students() -> None:
    values = RANDOM.normal(5, 2, 20)
    found = mean_interval(values)
    low, high = stats.t.interval(0.95, 19, loc=values.mean(), scale=stats.sem(values))
    assert (found["low"], found["high"]) == pytest.approx((low, high))


def test_the_bootstrap_is_near_and_repeatable() -> None:
    values = RANDOM.normal(5, 2, 40)
    low, high = bootstrap_interval(values, seed=1)
    found = mean_interval(values)
    assert (low, high) == pytest.approx((found["low"], found["high"]), abs=0.25)
    assert bootstrap_interval(values, seed=1) == (low, high)


def test_pairing_gains_what_luck_shares() -> None:
    luck = RANDOM.normal(0, 3, 200)
    before, after = luck + RANDOM.normal(0, 1, 200), luck + 1 + RANDOM.normal(0, 1, 200)
    found = contrast(before, after)
    assert found["low"] < 1 < found["high"]
    assert found["variance_factor"] == pytest.approx(10, rel=0.3)
    assert found["effect_size"] == pytest.approx(1 / math.sqrt(10), abs=0.1)


def test_one_pair_has_no_interval() -> None:
    found = contrast(np.array([1.0]), np.array([3.0]))
    assert found["difference"] == 2.0
    assert all(math.isnan(found[name]) for name in found if name != "difference")


def test_a_difference_of_nothing_is_exactly_nothing() -> None:
    values = RANDOM.normal(0, 1, 10)
    found = contrast(values, values)
    assert (found["difference"], found["low"], found["high"], found["bootstrap_low"]) == (0, 0, 0, 0)
    assert found["variance_factor"] == math.inf


def test_a_summary_of_a_store(store: Store) -> None:
    rows = summary(store)
    assert list(rows.columns) == ["scenario", "point", "quarter", "measure", "runs", "mean", "low", "high"]
    assert len(rows) == 2 * len(HEADLINES)
    assert set(rows.runs) == {4}
    values = store.measures.query("quarter == 6 and scenario == 'tiny'").small_independent
    told = rows[(rows.scenario == "tiny") & (rows.measure == "small_independent")]
    assert told["mean"].item() == pytest.approx(values.mean())


def test_differences_are_paired_by_replicate(store: Store) -> None:
    rows = differences(store, measures=["poolings"])
    assert set(rows.scenario) == {"apart"}
    wide = store.measures.query("quarter == 6").pivot(index="replicate", columns="scenario", values="poolings")
    assert rows.difference.item() == pytest.approx((wide["apart"] - wide["tiny"]).mean())
    assert rows.pairs.item() == 4
    turned = differences(store, baseline="apart", measures=["poolings"])
    assert turned.difference.item() == pytest.approx(-rows.difference.item())


def test_savings_are_never_shown_alone(store: Store) -> None:
    assert set(differences(store, measures=["funder_savings"]).measure) == {
        "funder_savings",
        "unmet_need",
        "service_lost",
    }
    assert with_companions(["unmet_need", "funder_savings"]) == ("unmet_need", "funder_savings", "service_lost")


def test_refusals(store: Store) -> None:
    with pytest.raises(InputRefused, match=r"Did you mean voice_total\?"):
        summary(store, ["voice_totl"])
    with pytest.raises(InputRefused, match="from 0 to 6, got 7"):
        summary(store, quarter=7)
    with pytest.raises(InputRefused, match=r"one of tiny, apart, got aprt. Did you mean apart\?"):
        baseline_of(store, "aprt")

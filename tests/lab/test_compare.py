"""Comparisons: paired on the same luck, with intervals that say how sure they are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from coopsim.errors import InputRefused
from coopsim.lab.analysis.compare import (
    DIFFERENCES,
    HEADLINES,
    baseline_of,
    contrast,
    differences,
    summary,
    with_companions,
)
from coopsim.lab.analysis.intervals import bootstrap_interval, bootstrap_spread, mean_interval
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store
from tests.lab.told import Told

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


def differing(scenario: str, point: dict[str, Any], replicate: int) -> float:
    luck = math.sin(5.0 * replicate)
    return float(luck + 2.0 * point.get("levers.tendering", 0.0) + (0.5 + 0.1 * luck) * (scenario != "baseline"))


NAMES = ("baseline", "strong-npm", "mergers-pushed")
SMALL = ["small_independent"]


def test_unequal_replicates_are_paired_where_both_are_there() -> None:
    lost = {RunKey("baseline", 0, 3), RunKey("strong-npm", 0, 0), RunKey("strong-npm", 0, 5)}
    told: Any = Told({"kind": "list"}, differing, NAMES, replicates=12, lost=lost)
    rows = differences(told, measures=SMALL).set_index("scenario")
    assert dict(rows.pairs) == {"strong-npm": 9, "mergers-pushed": 11}
    common = [math.sin(5.0 * replicate) for replicate in range(12) if replicate not in (0, 3, 5)]
    assert rows.difference["strong-npm"] == pytest.approx(0.5 + 0.1 * np.mean(common))
    assert rows.baseline["strong-npm"] == pytest.approx(np.mean(common))
    assert dict(summary(told, SMALL).set_index("scenario").runs) == {
        "baseline": 11, "strong-npm": 10, "mergers-pushed": 12
    }


def test_without_a_common_replicate_there_is_a_row_that_says_so() -> None:
    lost = {RunKey("baseline", 0, 1), RunKey("strong-npm", 0, 0)}
    told: Any = Told({"kind": "list"}, differing, NAMES[:2], replicates=2, lost=lost)
    row = differences(told, measures=SMALL).iloc[0]
    assert row.pairs == 0
    assert row[["baseline", "difference", "low", "variance_factor"]].isna().all()


def test_without_the_baseline_nothing_is_compared() -> None:
    lost = {RunKey("baseline", 0, replicate) for replicate in range(3)}
    told: Any = Told({"kind": "list"}, differing, NAMES[:2], replicates=3, lost=lost)
    assert list(differences(told, measures=SMALL).columns) == list(DIFFERENCES)
    assert differences(told, measures=SMALL).empty
    assert set(summary(told, SMALL).scenario) == {"strong-npm"}


def test_one_replicate_has_a_difference_and_nothing_else() -> None:
    told: Any = Told({"kind": "list"}, differing, NAMES[:2], replicates=1)
    row = differences(told, measures=SMALL).iloc[0]
    assert (row.pairs, row.difference) == (1, pytest.approx(0.5))
    assert row[["low", "high", "bootstrap_low", "effect_size", "variance_factor", "variance_factor_low"]].isna().all()


def test_scenarios_are_compared_at_the_same_point() -> None:
    grid = {"kind": "grid", "factors": {"levers.tendering": [0.2, 0.6]}}
    told: Any = Told(grid, differing, NAMES, replicates=12)
    rows = differences(told, measures=SMALL)
    assert list(zip(rows.scenario, rows.point, strict=True)) == [
        ("strong-npm", 0), ("mergers-pushed", 0), ("strong-npm", 1), ("mergers-pushed", 1)
    ]
    assert set(zip(rows.against, rows.against_point, strict=True)) == {("baseline", 0), ("baseline", 1)}
    assert rows.difference.to_numpy() == pytest.approx(rows.difference[0])
    assert rows.baseline.iloc[2] - rows.baseline.iloc[0] == pytest.approx(0.8)


@pytest.mark.parametrize("kind", ["oat", "grid"])
def test_points_of_one_scenario_are_compared_with_the_first(kind: str) -> None:
    told: Any = Told({"kind": kind, "factors": {"levers.tendering": [0.2, 0.6]}}, differing, replicates=12)
    rows = differences(told, measures=SMALL)
    expected = [0.4, 1.2] if kind == "oat" else [0.8]
    assert rows.difference.to_numpy() == pytest.approx(expected)
    assert set(rows.against_point) == {0}
    assert set(rows.against) == {"baseline"}


def test_drawn_points_of_one_scenario_have_no_baseline() -> None:
    told: Any = Told({"kind": "lhs", "points": 5, "factors": ["levers.tendering"]}, differing, replicates=3)
    assert differences(told, measures=SMALL).empty
    assert len(summary(told, SMALL)) == 5


def test_a_long_table_is_not_resampled(monkeypatch: pytest.MonkeyPatch) -> None:
    told: Any = Told({"kind": "list"}, differing, NAMES, replicates=12)
    short = differences(told, measures=SMALL)
    monkeypatch.setattr("coopsim.lab.analysis.compare.RESAMPLED_MOST", 1)
    long = differences(told, measures=SMALL)
    assert short.bootstrap_low.notna().all()
    assert short.variance_factor_low.notna().all()
    resampled = ["bootstrap_low", "bootstrap_high", "variance_factor_low", "variance_factor_high"]
    assert long[resampled].isna().all(axis=None)
    assert long.low.tolist() == short.low.tolist()


def test_the_last_quarter_is_one_that_every_point_has() -> None:
    told: Any = Told({"kind": "oat", "factors": {"quarters": [8, 12]}}, differing, replicates=3)
    assert set(differences(told, measures=SMALL).quarter) == {8}


def test_the_interval_of_a_difference_of_variances() -> None:
    """Luck of a spread of 1 against 2: the difference of variances is 3, and is held in about 95 of 100."""
    held = 0
    for trial in range(200):
        before = RANDOM.normal(size=80)
        low, high = bootstrap_spread(before, 2.0 * before + 0.2 * RANDOM.normal(size=80), seed=trial)
        held += low <= 3.04 <= high
    assert 0.86 <= held / 200 <= 0.99
    assert all(map(math.isnan, bootstrap_spread(np.arange(5.0), np.ones(5))))


def test_refusals(store: Store) -> None:
    with pytest.raises(InputRefused, match=r"Did you mean voice_total\?"):
        summary(store, ["voice_totl"])
    with pytest.raises(InputRefused, match="from 0 to 6, got 7"):
        summary(store, quarter=7)
    with pytest.raises(InputRefused, match=r"one of tiny, apart, got aprt. Did you mean apart\?"):
        baseline_of(store, "aprt")

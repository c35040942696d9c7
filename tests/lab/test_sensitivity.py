"""Sensitivity: exact cases through the whole of the analysis, and what is said where there is nothing to say."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pandas import DataFrame
from scipy import stats

from coopsim.errors import InputRefused
from coopsim.lab.analysis.indices import morris_effects, rank_regression, sobol_indices
from coopsim.lab.analysis.one_at_a_time import ranges_apart
from coopsim.lab.analysis.responses import STILL
from coopsim.lab.analysis.sensitivity import interactions, kind_of, sensitivity
from coopsim.lab.batch import run_batch
from coopsim.lab.design import design_of, points_of
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store, store_for
from tests.lab.conftest import Write
from tests.lab.told import Told

KEYS = ("levers.tendering", "levers.reporting", "levers.smaller_lots")
ONE = ["small_independent"]


def line(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """Linear in the factors, the third without effect; luck spreads more where the first is large."""
    first, second = point.get(KEYS[0], 0.5), point.get(KEYS[1], 0.5)
    slope = 3.0 if scenario == "baseline" else 5.0
    return float(slope * first - 2.0 * second + (replicate - 0.5) * 2 * first)


def of(found: DataFrame, of: str = "mean", against: str = "", scenario: str = "baseline") -> DataFrame:
    rows = found[(found["of"] == of) & (found.against == against) & (found.scenario == scenario)]
    return rows.set_index("factor")


def test_sobol_on_ishigami() -> None:
    """The function of Ishigami with 7 and 0.1 has known indices."""
    keys, ends = ("x1", "x2", "x3"), [-math.pi, math.pi]
    design = design_of({"kind": "sobol", "points": 2**14, "factors": dict.fromkeys(keys, ends)}, "test.toml")
    x1, x2, x3 = (np.array([point[key] for point in points_of(design, "test.toml", Path())]) for key in keys)
    found = sobol_indices(np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1), number=3)
    assert found["S1"] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.01)
    assert found["ST"] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)
    for name in ("S1", "ST"):
        assert np.all(found[f"{name}_low"] <= found[name])
        assert np.all(found[name] <= found[f"{name}_high"])
        assert np.all(found[f"{name}_high"] - found[f"{name}_low"] < 0.1)


def test_second_order_of_a_product() -> None:
    """Of two centred factors only their product acts: all of the variance is the pair's."""
    keys = ("x1", "x2", "x3")
    said = {"kind": "sobol", "points": 2**10, "second_order": True, "factors": {key: [-1.0, 1.0] for key in keys}}
    points = points_of(design_of(said, "test.toml"), "test.toml", Path())
    found = sobol_indices(np.array([point["x1"] * point["x2"] for point in points]), number=3, second_order=True)
    assert found["S2"][0, 1] == pytest.approx(1.0, abs=0.05)
    assert found["S2"][0, 2] == pytest.approx(0.0, abs=0.05)
    assert found["S1"] == pytest.approx([0, 0, 0], abs=0.05)


def test_morris_on_a_line_is_exact() -> None:
    """Effects are told over the whole range, so that a line of slope 3 over a range of 0.5 gives 1.5."""
    factors = {KEYS[0]: [0.25, 0.75], KEYS[1]: [0.0, 1.0], KEYS[2]: [0.0, 1.0]}
    store: Any = Told({"kind": "morris", "trajectories": 7, "factors": factors}, line)
    rows = of(sensitivity(store, ONE))
    assert rows.mu.to_numpy() == pytest.approx([1.5, -2.0, 0.0], abs=1e-12)
    assert rows.mu_star.to_numpy() == pytest.approx([1.5, 2.0, 0.0], abs=1e-12)
    assert rows.sigma.to_numpy() == pytest.approx([0, 0, 0], abs=1e-12)
    assert rows.mu_star_low.to_numpy() == pytest.approx([1.5, 2.0, 0.0], abs=1e-12)


def test_morris_takes_words_and_whole_numbers() -> None:
    def steps(scenario: str, point: dict[str, Any], replicate: int) -> float:
        return 10.0 * point["switches.voice"] + point["parameters.tender.bidders_per_call"]

    factors = {"switches.voice": [False, True], "parameters.tender.bidders_per_call": [8, 11]}
    store: Any = Told({"kind": "morris", "trajectories": 30, "levels": 4, "factors": factors}, steps)
    rows = of(sensitivity(store, ONE))
    assert rows.mu["switches.voice"] == pytest.approx(10.0)
    assert rows.sigma["switches.voice"] == pytest.approx(0.0, abs=1e-9)
    assert rows.mu["parameters.tender.bidders_per_call"] == pytest.approx(3.0, rel=0.2)


def test_sobol_of_a_line_in_the_mean_and_in_the_variance() -> None:
    """Variances of 9/12 and 4/12 in the mean; between replicates only the first factor acts."""
    factors = {key: [0.0, 1.0] for key in KEYS}
    store: Any = Told({"kind": "sobol", "points": 2**10, "factors": factors}, line)
    found = sensitivity(store, ONE)
    assert of(found).S1.to_numpy() == pytest.approx([9 / 13, 4 / 13, 0.0], abs=0.03)
    assert of(found).ST.to_numpy() == pytest.approx([9 / 13, 4 / 13, 0.0], abs=0.03)
    assert of(found, "variance").ST.to_numpy() == pytest.approx([1.0, 0.0, 0.0], abs=0.03)
    assert set(found.quarter) == {60}


def test_the_paired_difference_from_the_baseline_is_analysed_too() -> None:
    factors = {key: [0.0, 1.0] for key in KEYS}
    names = ("baseline", "strong-npm")
    store: Any = Told({"kind": "morris", "trajectories": 4, "factors": factors}, line, names)
    found = sensitivity(store, ONE)
    assert set(zip(found.scenario, found.against, strict=True)) == {
        ("baseline", ""),
        ("strong-npm", ""),
        ("strong-npm", "baseline"),
    }
    apart = of(found, against="baseline", scenario="strong-npm")
    assert apart.mu.to_numpy() == pytest.approx([2.0, 0.0, 0.0], abs=1e-12)
    still = of(found, "variance", against="baseline", scenario="strong-npm")
    assert set(still.note) == {STILL}
    assert still.mu.isna().all()
    alone = sensitivity(store, ONE, scenario="strong-npm.toml")
    assert set(alone.scenario) == {"strong-npm"}


def test_what_does_not_move_is_said_and_not_calculated() -> None:
    factors = {key: [0.0, 1.0] for key in KEYS}
    for kind in ({"kind": "sobol", "points": 4}, {"kind": "morris"}, {"kind": "lhs", "points": 9}):
        store: Any = Told({**kind, "factors": factors}, lambda scenario, point, replicate: 0.3)
        found = sensitivity(store, ONE)
        assert set(found.note) == {STILL}
        assert found.select_dtypes("float").isna().all(axis=None)


def test_what_is_no_number_somewhere_is_said() -> None:
    def holes(scenario: str, point: dict[str, Any], replicate: int) -> float:
        return math.nan if point[KEYS[0]] > 0.9 else point[KEYS[0]]

    store: Any = Told({"kind": "sobol", "points": 8, "factors": {key: [0.0, 1.0] for key in KEYS}}, holes)
    assert sensitivity(store, ONE).note.str.fullmatch(r"not a number at \d+ of 40 points").all()


def test_one_replicate_has_no_variance() -> None:
    store: Any = Told({"kind": "morris", "factors": {key: [0.0, 1.0] for key in KEYS}}, line, replicates=1)
    assert set(sensitivity(store, ONE)["of"]) == {"mean"}


def test_ranks_see_through_a_curve() -> None:
    def curve(scenario: str, point: dict[str, Any], replicate: int) -> float:
        return math.exp(4 * point[KEYS[0]]) * math.exp(-3 * point[KEYS[1]])

    store: Any = Told({"kind": "lhs", "points": 80, "factors": {key: [0.0, 1.0] for key in KEYS}}, curve)
    rows = of(sensitivity(store, ONE))
    assert rows.coefficient.to_numpy() == pytest.approx([0.8, -0.6, 0.0], abs=0.06)
    assert np.all((rows.low < rows.coefficient) & (rows.coefficient < rows.high))
    assert rows.fit.iloc[0] > 0.95


def test_the_regression_is_that_of_the_textbook() -> None:
    random = np.random.default_rng(2)
    x = random.normal(size=(40, 1))
    y = x[:, 0] + random.normal(size=40)
    assert rank_regression(x, y)["coefficient"][0] == pytest.approx(stats.spearmanr(x[:, 0], y).statistic)


OAT = {"kind": "oat", "factors": {KEYS[0]: [0.2, 0.8], KEYS[1]: [0.5, 1.25]}}


def noisy(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """A mean that falls with the first factor, and a spread that grows with it."""
    luck = math.sin(7.0 * replicate + 1.0)
    first = point.get(KEYS[0], 0.35)
    return float(luck * (1 + first) - 2.0 * first)


def test_one_factor_at_a_time_is_paired_with_the_scenario_as_it_is() -> None:
    store: Any = Told(OAT, noisy, replicates=24)
    found = sensitivity(store, ONE)
    mean, variance = found[found["of"] == "mean"], found[found["of"] == "variance"]
    assert list(mean.factor) == [KEYS[0], KEYS[0], KEYS[1], KEYS[1]]
    assert list(mean.level) == [0.2, 0.8, 0.5, 1.25]
    luck = np.array([math.sin(7.0 * replicate + 1.0) for replicate in range(24)])
    for row, level in zip(mean.itertuples(), (0.2, 0.8), strict=False):
        apart = (level - 0.35) * luck - 2.0 * (level - 0.35)
        low, high = stats.t.interval(0.95, 23, loc=apart.mean(), scale=stats.sem(apart))
        assert (row.difference, row.low, row.high) == pytest.approx((apart.mean(), low, high))
        assert row.over_range == pytest.approx(row.difference * 0.75 / (level - 0.35))
        assert row.pairs == 24
    spreads = [(1 + level) ** 2 - 1.35**2 for level in (0.2, 0.8)]
    assert variance.difference.to_numpy()[:2] == pytest.approx(np.array(spreads) * luck.var(ddof=1))
    assert variance.low.iloc[1] > 0
    assert variance.high.iloc[0] < 0
    assert list(mean.note) == ["", "", STILL, STILL]


def test_missing_runs_cost_pairs_where_points_are_read_alone() -> None:
    lost = {RunKey("baseline", 1, replicate) for replicate in range(14)} | {RunKey("baseline", 0, 23)}
    store: Any = Told(OAT, noisy, replicates=24, lost=lost)
    found = sensitivity(store, ONE)
    assert list(found[found["of"] == "mean"].pairs) == [9, 23, 23, 23]
    assert found[found["of"] == "variance"].low.isna().tolist() == [True, False, False, False]


@pytest.mark.parametrize("design", [{"kind": "sobol", "points": 4}, {"kind": "morris"}, {"kind": "lhs", "points": 9}])
def test_missing_runs_are_refused_where_balance_counts(design: dict[str, Any]) -> None:
    factors = {key: [0.0, 1.0] for key in KEYS}
    store: Any = Told({**design, "factors": factors}, line, lost={RunKey("baseline", 3, 1), RunKey("baseline", 0, 0)})
    asked = 2 * len(store.experiment.points)
    with pytest.raises(InputRefused, match=rf"expected every run of the design, got 2 of {asked} missing. The same"):
        sensitivity(store, ONE)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda store: sensitivity(store, ["small_indepndent"]), r"Did you mean small_independent\?"),
        (lambda store: sensitivity(store, scenario="base"), r"expected one of baseline, got base"),
        (lambda store: interactions(store, ONE), r"second_order = true, got another one"),
    ],
)
def test_refusals(ask: Callable[[Any], Any], message: str) -> None:
    store = Told({"kind": "sobol", "points": 4, "factors": {key: [0.0, 1.0] for key in KEYS}}, line)
    with pytest.raises(InputRefused, match=message):
        ask(store)


def test_scenarios_without_factors_are_compared_elsewhere() -> None:
    store: Any = Told({"kind": "list"}, line, ("baseline", "strong-npm"))
    with pytest.raises(InputRefused, match="coopsim compare"):
        sensitivity(store)


def test_words_and_few_points_have_no_ranks() -> None:
    words: Any = Told({"kind": "grid", "factors": {KEYS[0]: [0.1, 0.2], "start": ["2026Q1", "2027Q1"]}}, line)
    with pytest.raises(InputRefused, match='"start": expected a number at every point'):
        sensitivity(words, ONE)
    few: Any = Told({"kind": "lhs", "points": 5, "factors": {key: [0.0, 1.0] for key in KEYS}}, line)
    with pytest.raises(InputRefused, match="at least 6 points for 3 factors, got 5"):
        sensitivity(few, ONE)


def test_a_store_that_does_not_say_its_design_shows_it() -> None:
    for design, kind in ((OAT, "oat"), ({"kind": "grid", "factors": {KEYS[0]: [0.1, 0.2, 0.3]}}, "csv")):
        store: Any = Told(design, line)
        whole = store.experiment
        store.experiment = Experiment("old", whole.scenarios, whole.baseline, 2, points=whole.points)
        assert kind_of(store) == kind


def test_steps_in_explored_ranges() -> None:
    own = {KEYS[0]: {"2026Q1": 0.0, "2030Q1": 0.4}, "switches.voice": True, "start": "2026Q1"}
    assert ranges_apart(KEYS[0], {"2026Q1": 0.0, "2030Q1": 0.7}, own, "2041Q1") == pytest.approx(0.75 / 0.3)
    assert math.isnan(ranges_apart(KEYS[0], 0.4, own, "2041Q1"))
    assert math.isnan(ranges_apart("switches.voice", False, own, "2041Q1"))
    assert math.isnan(ranges_apart("start", "2027Q1", own, "2041Q1"))


def test_bootstraps_repeat() -> None:
    values = np.sin(np.arange(40.0))
    assert sobol_indices(values, 3)["ST_low"] == pytest.approx(sobol_indices(values, 3)["ST_low"], abs=0)
    places = np.array([[0.0, 0.0], [2 / 3, 0.0], [2 / 3, 2 / 3], [1.0, 1.0], [1 / 3, 1.0], [1 / 3, 1 / 3]])
    once, again = (morris_effects(places, values[:6], levels=4) for _ in range(2))
    assert once["mu_star_low"] == pytest.approx(again["mu_star_low"], abs=0)


@pytest.fixture
def swept(write: Write, tmp_path: Path) -> Store:
    """A finished batch of a tiny Sobol design with two scenarios."""
    design = '[design]\nkind = "sobol"\npoints = 4\nsecond_order = true\n[design.factors]\n'
    factors = '"levers.tendering" = "explored"\n"switches.voice" = [true, false]\n'
    text = f'scenarios = ["tiny", "apart"]\nreplicates = 2\nseed = 3\nrecord = ["measures"]\n{design}{factors}'
    experiment = load_experiment(write("swept.toml", text))
    done = store_for(experiment, tmp_path / "swept")
    run_batch(experiment, done, workers=1)
    return done


def test_a_sobol_design_of_real_runs(swept: Store) -> None:
    found = sensitivity(swept, ["voice_total"])
    assert len(found) == 2 * 2 * 3
    values = swept.measures.query("quarter == 6 and scenario == 'apart'")
    told = values.groupby("point").voice_total.mean().to_numpy()
    expected = sobol_indices(told, 2, second_order=True)
    assert of(found, scenario="apart").ST.to_numpy() == pytest.approx(expected["ST"])
    assert of(found, scenario="apart").ST["switches.voice"] > of(found, scenario="apart").ST["levers.tendering"]
    pairs = interactions(swept, ["voice_total"])
    assert len(pairs) == 2 * 3
    assert of(pairs, scenario="apart").S2.item() == pytest.approx(expected["S2"][0, 1])

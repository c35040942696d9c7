"""Calibration: a toy whose answer is known, the arithmetic of implausibility, and resuming to the same bytes."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import CoopsimError, InputRefused, StoreRefused
from coopsim.lab.batch import Progress
from coopsim.lab.calibration import remembered
from coopsim.lab.calibration.drawing import Screen, distance_of, first_draw, next_draw, spread_out
from coopsim.lab.calibration.emulator import columns_of, emulators_of, terms_for
from coopsim.lab.calibration.implausibility import Ensemble, ensemble_of, implausibilities, largest
from coopsim.lab.calibration.plan import Plan, Target
from coopsim.lab.calibration.reading import load_plan
from coopsim.lab.calibration.results import implausibility_rows, kept_points, region_rows, wave_rows, write_results
from coopsim.lab.calibration.simulation import Batches, Unfinished, begin
from coopsim.lab.calibration.waves import Simulate, Wave, waves_of
from coopsim.lab.design import Point
from coopsim.lab.design.factors import Factor
from coopsim.lab.experiment import load_experiment
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess
from coopsim.lab.store import open_store
from coopsim.scenario import load_scenario
from tests.lab.conftest import Write

RANDOM = np.random.default_rng(5)

PLAN = """
scenario = "tiny.toml"
seed = 7
replicates = 2
points = 12
waves = 2

[factors]
"parameters.closure.hazard" = [0.001, 0.03]
"parameters.search.search_scale" = "explored"

[patterns.closures]
low = 0.01
high = 0.09

[patterns.engaged]
low = 0.005

[patterns.merger_share]
low = 0.03
high = 0.15
binding = false
source = "E-coop"
"""

# --- a toy whose answer is known ---------------------------------------------------------------------------

TRUTH = np.array([0.3, 0.7])
HALF = 0.1


def shown(places: Any) -> Any:
    """Two curved patterns of two factors; both are as observed near the truth only."""
    one, two = places[:, 0], places[:, 1]
    return np.column_stack([np.exp(one) + two, np.sin(3 * one) - two**2, one])


def toy(low: float = -HALF, high: float = HALF, **changed: Any) -> Plan:
    """A plan for the toy, its bands about what the truth shows, or moved away from it."""
    observed = shown(TRUTH[None])[0]
    factors = [Factor(key, (0.0, 1.0), ranged=True, whole=False) for key in ("one", "two")]
    targets = [Target(name, value + low, value + high) for name, value in zip("ab", observed, strict=False)]
    told = Target("told", 0.0, 0.1, binding=False)
    made = Plan("toy", load_scenario("baseline"), tuple(factors), (*targets, told), points=60, waves=3)
    return replace(made, **changed)


def simulated(plan: Plan) -> Simulate:
    """The toy with some luck of its own in each replicate."""

    def simulate(wave: int, points: list[Point]) -> tuple[Sequence[Point], Any]:
        luck = np.random.default_rng([plan.seed, wave]).normal(0, 0.01, (len(points), plan.replicates, 3))
        return points, shown(plan.places_of(points))[:, None, :] + luck

    return simulate


def screens_of(plan: Plan, waves: Sequence[Wave]) -> list[Screen]:
    return [Screen(wave.emulators, plan.cut) for wave in waves]


def test_the_region_that_is_left_holds_the_truth_and_little_else() -> None:
    plan = toy()
    waves = list(waves_of(plan, simulated(plan)))
    rows = wave_rows(waves)
    assert [row["wave"] for row in rows] == [1, 2, 3]
    assert rows[0]["left"] > rows[1]["left"] >= rows[2]["left"] > 0
    assert rows[0]["share_kept"] < 0.2 < rows[-1]["share_kept"]
    assert {row["widened"] for row in rows} == {1.0}
    assert distance_of(TRUTH[None], screens_of(plan, waves))[0] < 1
    for row, truth in zip(region_rows(plan, waves), TRUTH, strict=True):
        assert row["kept_low"] < truth < row["kept_high"]
        assert row["left"] < 0.6
    kept = plan.places_of(kept_points(waves))
    assert np.abs(shown(kept) - shown(TRUTH[None]))[:, :2].max() < HALF + 3 * 0.01


def test_what_is_left_is_what_a_full_look_would_leave() -> None:
    plan = toy(points=200)
    waves = list(waves_of(plan, simulated(plan)))
    everywhere = RANDOM.uniform(size=(4000, 2))
    right = (np.abs(shown(everywhere) - shown(TRUTH[None]))[:, :2] < HALF).all(axis=1)
    passing = distance_of(everywhere, screens_of(plan, waves)) < 1
    assert passing[right].mean() > 0.98
    assert waves[-1].left == pytest.approx(passing.mean(), abs=0.02)
    assert passing.mean() < 2 * right.mean()


def test_a_truth_far_from_every_point_leaves_nothing_and_says_so() -> None:
    plan = toy(low=9.0, high=9.2)
    waves = list(waves_of(plan, simulated(plan)))
    rows = wave_rows(waves)
    assert [row["kept"] for row in rows] == [0, 0, 0]
    assert [row["left"] for row in rows] == [0, 0, 0]
    assert rows[1]["widened"] > 10
    region = region_rows(plan, waves)
    assert [row["left"] for row in region] == [0, 0]
    assert all(math.isnan(row["kept_low"]) for row in region)
    assert np.median(waves[-1].largest) < np.median(waves[0].largest)


def test_a_pattern_that_is_not_binding_rules_nothing_out() -> None:
    plan = toy()
    waves = list(waves_of(plan, simulated(plan)))
    assert {emulator.target.name for wave in waves for emulator in wave.emulators} == {"a", "b"}
    told = implausibility_rows(plan, waves)
    assert all(row["kept"] for row in told if row["largest"] < 3)
    assert any(row["kept"] and row["told_implausibility"] > 3 for row in told)
    for row in told:
        assert row["second"] <= row["largest"] == max(row["a_implausibility"], row["b_implausibility"])


def test_more_waves_begin_with_the_same_ones() -> None:
    short, long = toy(waves=2), toy(waves=3)
    first, second = list(waves_of(short, simulated(short))), list(waves_of(long, simulated(long)))
    assert implausibility_rows(short, first) == implausibility_rows(long, second)[: 2 * 60]
    assert short.identity == long.identity
    assert short.identity != toy(cut=2.5).identity


# --- the arithmetic ----------------------------------------------------------------------------------------


def test_implausibility_is_a_distance_in_standard_deviations() -> None:
    band = Target("a", 0.01, 0.03, discrepancy=0.004)
    means, variances = np.array([[0.05]]), np.array([[0.003**2]])
    expected = 0.03 / math.sqrt(0.003**2 + (0.01 / 3) ** 2 + 0.004**2)
    assert implausibilities(means, variances, [band])[0, 0] == pytest.approx(expected)


def test_the_ends_of_a_band_are_three_standard_deviations_away() -> None:
    band = Target("a", 1.0, 3.0)
    found = implausibilities(np.array([[1.0], [2.9], [4.01]]), np.zeros((3, 1)), [band])[:, 0]
    assert found[0] == pytest.approx(3.0)
    assert found[1] < 3 < found[2]
    assert implausibilities(np.array([[1.0]]), np.array([[0.1]]), [band])[0, 0] < 3


def test_a_bound_rules_out_what_is_clearly_beyond_it() -> None:
    means = np.array([[0.5], [0.2], [0.17], [0.1]])
    found = implausibilities(means, np.full((4, 1), 0.02**2), [Target("a", low=0.2)])[:, 0]
    assert found == pytest.approx([0, 0, 1.5, 5])
    most = implausibilities(means, np.full((4, 1), 0.02**2), [Target("a", high=0.15)])[:, 0]
    assert most == pytest.approx([17.5, 2.5, 1, 0])
    sure = implausibilities(means[1:3], np.zeros((2, 1)), [Target("a", low=0.2)])[:, 0]
    assert sure.tolist() == [0, math.inf]


def test_what_no_run_shows_is_infinitely_implausible() -> None:
    values = np.array([[[math.nan, 1.0], [math.nan, 2.0]], [[0.5, math.nan], [math.nan, 4.0]]])
    ensemble = ensemble_of(values)
    assert ensemble.means == pytest.approx(np.array([[math.nan, 1.5], [0.5, 4.0]]), nan_ok=True)
    found = implausibilities(ensemble.means, ensemble.variances, [Target("a", 0, 1), Target("b", 0, 3)])
    assert found[0, 0] == math.inf
    assert np.isfinite(found[1]).all()


def test_variances_of_means_are_drawn_towards_those_of_the_wave() -> None:
    values = RANDOM.normal(0, 2, (500, 4, 1))
    found = ensemble_of(values)
    own = values.var(axis=1, ddof=1)
    assert found.variances == pytest.approx((4 * own.mean() + 3 * own) / 7 / 4)
    assert found.variances.mean() == pytest.approx(1.0, rel=0.1)


def test_the_largest_is_over_binding_patterns() -> None:
    told = np.array([[1.0, 9.0, 2.0], [5.0, 0.0, math.inf]])
    assert largest(told, [0, 2]).tolist() == [2, math.inf]
    assert largest(told, [0, 2], rank=2).tolist() == [1, 5]
    assert largest(told, [0], rank=2).tolist() == [0, 0]


def ensemble(means: Any, noise: float = 0.0) -> Ensemble:
    return Ensemble(means, np.full(means.shape, noise))


def test_an_emulator_finds_a_quadratic_again() -> None:
    places = RANDOM.uniform(size=(80, 3))
    true = RANDOM.normal(size=10)
    means = columns_of(places, terms_for(3, 80)) @ true + RANDOM.normal(0, 0.05, 80)
    (found,) = emulators_of(places, ensemble(means[:, None], 0.01), [Target("a", -1, 1)], seed=1)
    assert found.surface.weights == pytest.approx(true, abs=0.1)
    assert found.surface.residual == pytest.approx(0.05**2, rel=0.5)
    assert found.explained > 0.95
    assert found.within > 0.95
    assert (found.good, found.points, found.noise) == (True, 80, pytest.approx(0.01))
    elsewhere = RANDOM.uniform(size=(2000, 3))
    expected, variance = found.surface.predicted(elsewhere)
    apart = expected - columns_of(elsewhere, terms_for(3, 80)) @ true
    assert (apart**2).mean() + 0.05**2 == pytest.approx(variance.mean(), rel=0.5)


def test_an_emulator_that_explains_nothing_rules_nothing_out() -> None:
    places, means = RANDOM.uniform(size=(60, 2)), RANDOM.normal(0, 0.1, (60, 1))
    emulators = emulators_of(places, ensemble(means), [Target("a", 5, 6)], seed=1)
    assert not emulators[0].good
    assert Screen(emulators, 3.0).distance(places).tolist() == [0.0] * 60


def test_points_that_do_not_show_a_pattern_teach_nothing_about_it() -> None:
    places = RANDOM.uniform(size=(40, 2))
    means = np.column_stack([places[:, 0], places[:, 0]])
    means[:10, 0], means[3:, 1] = math.nan, math.nan
    emulators = emulators_of(places, ensemble(means), [Target("a", 0, 1), Target("b", 0, 1)], seed=1)
    assert [(emulator.target.name, emulator.points) for emulator in emulators] == [("a", 30)]


# --- where the next points lie -----------------------------------------------------------------------------


def test_the_first_wave_is_a_latin_hypercube() -> None:
    plan = toy(points=20)
    places = first_draw(plan).places
    assert np.sort(np.floor(places * 20), axis=0).tolist() == [[row, row] for row in range(20)]
    assert first_draw(plan).places.tolist() == places.tolist()
    assert first_draw(replace(plan, seed=2)).places.tolist() != places.tolist()


def test_a_whole_number_stays_whole() -> None:
    plan = toy(factors=(Factor("parameters.search.candidates", (3, 12), ranged=True, whole=True),), points=50)
    places = first_draw(plan).places
    values = [point["parameters.search.candidates"] for point in plan.points_at(places)]
    assert {type(value) for value in values} == {int}
    assert set(values) == set(range(3, 13))
    assert plan.places_of(plan.points_at(places)) == pytest.approx(places)


def test_places_are_spread_out() -> None:
    many = RANDOM.uniform(size=(400, 2))
    few = spread_out(many, 20)
    assert len({tuple(place) for place in few}) == 20

    def nearest(places: Any) -> float:
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        return float(apart[~np.eye(len(places), dtype=bool)].min())

    assert nearest(few) > 3 * nearest(many[:20])


def test_without_emulators_that_speak_a_wave_looks_everywhere() -> None:
    plan = toy()
    draw = next_draw(plan, 2, [Screen((), 3.0)])
    assert draw.widened == 1.0
    assert draw.places.min(axis=0).max() < 0.1
    assert draw.places.max(axis=0).min() > 0.9


# --- plans -------------------------------------------------------------------------------------------------


def test_a_plan_is_read_as_it_is_written(write: Write) -> None:
    plan = load_plan(write("plan.toml", PLAN))
    assert [(factor.key, factor.values) for factor in plan.factors] == [
        ("parameters.closure.hazard", (0.001, 0.03)),
        ("parameters.search.search_scale", (0.3, 2)),
    ]
    assert plan.names == ["closures", "engaged", "merger_share"]
    assert plan.binding == [0, 1]
    assert plan.targets[1].told() == {"low": 0.005, "high": None, "discrepancy": 0, "binding": True, "source": ""}
    assert (plan.seed, plan.replicates, plan.points, plan.waves, plan.cut) == (7, 2, 12, 2, 3.0)
    experiment = plan.experiment(1, [{}])
    assert experiment.record == ("measures", "associations", "events")
    assert experiment.every == 400


def test_only_what_patterns_ask_for_is_recorded(write: Write) -> None:
    start, end = PLAN.index("[patterns.closures]"), PLAN.index("[patterns.engaged]")
    plan = load_plan(write("plan.toml", PLAN[:start] + PLAN[end:].partition("[patterns.merger_share]")[0]))
    assert plan.experiment(1, [{}]).record == ("measures",)
    summed = load_plan(write("plan.toml", PLAN + "[patterns.explorations]\nhigh = 14"))
    assert summed.experiment(1, [{}]).every == 1


def test_the_shipped_plan_is_sound() -> None:
    plan = load_plan("first-look")
    assert (plan.scenario.name, len(plan.factors), plan.points, plan.waves) == ("baseline", 4, 64, 2)
    assert all(target.source.startswith("E-") for target in plan.targets)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("waves = 2", "wave = 2", "did you mean waves?"),
        ("waves = 2", "waves = 0", "waves: expected a whole number from 1 to 50, got 0"),
        ("replicates = 2", "replicates = 1", "replicates: expected a whole number from 2"),
        ('"tiny.toml"', '"tny.toml"', "expected a scenario file or a shipped scenario, got nothing there"),
        ('scenario = "tiny.toml"', "", "scenario: expected a scenario file"),
        ("closure.hazard", "closure.hazrd", "parameters.closure.hazrd"),
        ("[0.001, 0.03]", "[0.03, 0.001]", "a range from less to more"),
        ("[0.001, 0.03]", "[0.001, 0.01, 0.03]", 'factors."parameters.closure.hazard": expected a range [low, high]'),
        ("[0.001, 0.03]", "[0.001, 7.0]", "parameters.closure.hazard: expected a number from 0"),
        ("[0.001, 0.03]", "0.03", 'factors."parameters.closure.hazard": expected a list'),
        ("patterns.closures", "patterns.closure", "Did you mean closures?"),
        ("low = 0.01", "low = 0.09", "low under high, or one of them"),
        ("low = 0.005", "", "low under high, or one of them"),
        ("low = 0.005", "low = true", "patterns.engaged.low: expected a number, got True"),
        ("low = 0.005", "low = 0.005\nbinding = 1", "patterns.engaged.binding: expected true or false"),
        ("low = 0.005", "low = 0.005\ndiscrepancy = -1", "discrepancy: expected a number from 0 on"),
        ("low = 0.005", "lower = 0.1", "patterns.engaged.lower is unknown"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(write: Write, old: str, new: str, message: str) -> None:
    assert PLAN.count(old) == 1
    with pytest.raises(CoopsimError) as refusal:
        load_plan(write("plan.toml", PLAN.replace(old, new)))
    assert message in str(refusal.value)


def test_other_refusals_of_plans(write: Write) -> None:
    with pytest.raises(InputRefused, match=r"Did you mean first-look\?"):
        load_plan("first-lok")
    with pytest.raises(InputRefused, match="scenario: expected a scenario file"):
        load_plan(write("empty.toml", ""))
    unbound = PLAN.replace("low = 0.005", "low = 0.005\nbinding = false")
    unbound = unbound.replace("high = 0.09", "high = 0.09\nbinding = false")
    with pytest.raises(InputRefused, match="patterns: expected at least one that is binding, got none"):
        load_plan(write("told.toml", unbound))
    with pytest.raises(InputRefused, match=r"patterns: expected at least one table \[patterns.NAME\], got nothing"):
        load_plan(write("bare.toml", PLAN.partition("[patterns")[0]))


# --- the whole loop ----------------------------------------------------------------------------------------

CALIBRATE = """
import os
import signal
import sys
from pathlib import Path
from coopsim.lab.calibration.reading import load_plan
from coopsim.lab.calibration.results import write_results
from coopsim.lab.calibration.simulation import Batches, begin
from coopsim.lab.calibration.waves import waves_of
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess

plan, folder = load_plan("plan.toml"), Path(sys.argv[1])
deadly_wave, deadly_run = (int(word) for word in sys.argv[2:])


def watch(wave, progress):
    if wave == deadly_wave and progress.before + progress.done >= deadly_run:
        os.kill(os.getpid(), signal.SIGKILL)


begin(plan, folder)
write_results(plan, list(waves_of(plan, Batches(plan, folder, Crew(1, executor=InProcess()), watch))), folder)
"""
RESULTS = ("report.json", "implausibility.csv", "kept.csv", "region.csv", "waves.csv", "patterns.csv", "emulators.csv")


def alone() -> Crew:
    """This process itself."""
    return Crew(1, executor=InProcess())


def calibrated(plan: Plan, folder: Path, crew: Crew | None = None) -> list[Wave]:
    begin(plan, folder)
    with crew or alone() as hands:
        waves = list(waves_of(plan, Batches(plan, folder, hands)))
    write_results(plan, waves, folder)
    return waves


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in RESULTS}


@pytest.fixture
def plan(write: Write) -> Plan:
    return load_plan(write("plan.toml", PLAN))


def test_a_calibration_of_a_tiny_sector(plan: Plan, tmp_path: Path) -> None:
    waves = calibrated(plan, tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert [row["points"] for row in report["waves"]] == [12, 12]
    assert [row["factor"] for row in report["region"]] == [factor.key for factor in plan.factors]
    assert len(report["patterns"]) == 6
    assert report["kept"] == sum(wave.kept.sum() for wave in waves)
    rows = (tmp_path / "out" / "implausibility.csv").read_text().splitlines()
    assert len(rows) == 1 + 24
    assert rows[0].startswith("wave,point,parameters.closure.hazard,parameters.search.search_scale,closures,")
    assert rows[0].endswith("largest,second,kept")
    hazards = [[point["parameters.closure.hazard"] for point in wave.points] for wave in waves]
    assert np.corrcoef(hazards[0], waves[0].ensemble.means[:, 0])[0, 1] > 0.5


def test_the_kept_points_are_a_design(plan: Plan, write: Write, tmp_path: Path) -> None:
    waves = calibrated(plan, tmp_path / "out")
    assert kept_points(waves)
    design = '[design]\nkind = "csv"\nfile = "out/kept.csv"'
    experiment = load_experiment(write("go-on.toml", f'scenarios = ["tiny"]\nreplicates = 1\n{design}'))
    assert list(experiment.points) == kept_points(waves)


def test_a_killed_calibration_goes_on_to_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    calibrated(plan, tmp_path / "whole")
    out = tmp_path / "killed"
    for wave, run, code in ((1, 1, -signal.SIGKILL), (1, 24, -signal.SIGKILL), (2, 1, -signal.SIGKILL), (0, 0, 0)):
        command = [sys.executable, "-c", CALIBRATE, str(out), str(wave), str(run)]
        assert subprocess.run(command, check=False).returncode == code
        assert (out / "report.json").exists() == (code == 0)
    assert written(out) == written(tmp_path / "whole")


@pytest.mark.parametrize("wave", [1, 2])
def test_an_interrupted_calibration_goes_on_to_the_same_bytes(plan: Plan, tmp_path: Path, wave: int) -> None:
    calibrated(plan, tmp_path / "whole")
    out = tmp_path / "stopped"
    begin(plan, out)

    def stop(number: int, progress: Progress) -> None:
        if number == wave:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(waves_of(plan, Batches(plan, out, alone(), stop)))
    assert not (out / "report.json").exists()
    calibrated(plan, out)
    assert written(out) == written(tmp_path / "whole")


def test_a_wave_more_keeps_the_waves_there_are(plan: Plan, write: Write, tmp_path: Path) -> None:
    calibrated(plan, tmp_path / "out")
    before = (tmp_path / "out" / "implausibility.csv").read_text()
    longer = load_plan(write("plan.toml", PLAN.replace("waves = 2", "waves = 3")))
    calibrated(longer, tmp_path / "out")
    after = (tmp_path / "out" / "implausibility.csv").read_text()
    assert after.startswith(before)
    assert after.count("\n") == before.count("\n") + 12


def test_the_points_of_a_wave_that_has_begun_stand(plan: Plan, tmp_path: Path) -> None:
    batches = Batches(plan, tmp_path / "out", alone())
    points = plan.points_at(first_draw(plan).places)
    ran, values = batches(1, points)
    again, same = batches(1, points[::-1])
    assert list(again) == list(ran) == points
    assert np.array_equal(values, same, equal_nan=True)


def test_values_are_remembered_for_the_same_runs_only(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    count = remembered.values_of
    monkeypatch.setattr(remembered, "values_of", lambda *asked: counted.append(1) or count(*asked))
    batches, file = Batches(plan, tmp_path / "out", alone()), tmp_path / "out" / "wave-1.values.json"
    points = plan.points_at(first_draw(plan).places)

    def values() -> Any:
        return batches(1, points)[1]

    first = values()
    assert np.array_equal(values(), first, equal_nan=True)
    assert len(counted) == 1
    file.write_text(file.read_text().replace("0", "1", 1))
    assert np.array_equal(values(), first, equal_nan=True)
    assert len(counted) == 2
    next((tmp_path / "out" / "wave-1" / "measures").iterdir()).unlink()
    fewer = remembered.remembered_values(open_store(tmp_path / "out" / "wave-1"), plan.names, file)
    assert np.isnan(fewer).sum() > np.isnan(first).sum()
    assert np.array_equal(values(), first, equal_nan=True)
    assert len(counted) == 4
    file.write_bytes(b"\xff")
    assert np.array_equal(values(), first, equal_nan=True)
    assert len(counted) == 5
    monkeypatch.setattr(remembered, "ASKING", (remembered,))
    assert np.array_equal(values(), first, equal_nan=True)
    assert len(counted) == 6


def test_the_folder_of_another_plan_is_refused(plan: Plan, write: Write, tmp_path: Path) -> None:
    begin(plan, tmp_path / "out")
    begin(plan, tmp_path / "out")
    other = load_plan(write("plan.toml", PLAN.replace("seed = 7", "seed = 8")))
    with pytest.raises(StoreRefused, match="expected the waves of this plan, got those of another"):
        begin(other, tmp_path / "out")
    with pytest.raises(StoreRefused, match="a folder with other things in it"):
        begin(plan, tmp_path)
    with pytest.raises(StoreRefused, match="got a file"):
        begin(plan, tmp_path / "plan.toml")
    (tmp_path / "out" / "plan.json").write_text("[]")
    with pytest.raises(StoreRefused, match="expected a calibration plan, got something else"):
        begin(plan, tmp_path / "out")


def stopping(**told: Any) -> Any:
    """A batch that ends in some way without running anything."""

    def fill(experiment: Any, *_: Any, **__: Any) -> Progress:
        return Progress(asked=24, before=0, **told)

    return fill


def test_a_wave_with_missing_runs_ends_the_calibration(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = stopping(done=20, stopped="a worker was killed")
    monkeypatch.setattr("coopsim.lab.calibration.simulation.fill", ended)
    with pytest.raises(Unfinished, match=r"wave 1: 4 runs are missing \(a worker was killed\)") as refusal:
        calibrated(plan, tmp_path / "out")
    assert refusal.value.exit_code == 3
    assert not (tmp_path / "out" / "report.json").exists()


def test_failed_runs_cost_their_points_only(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coopsim.lab import work

    run = work.run

    def sometimes(scenario: Any, *arguments: Any) -> Any:
        if scenario.parameters.closure.hazard > 0.025:
            raise ZeroDivisionError("oh")
        return run(scenario, *arguments)

    monkeypatch.setattr("coopsim.lab.work.run", sometimes)
    begin(plan, tmp_path / "out")
    batches = Batches(plan, tmp_path / "out", alone())
    waves = list(waves_of(plan, batches))
    failed = [point["parameters.closure.hazard"] > 0.025 for wave in waves for point in wave.points]
    assert batches.failed == 2 * sum(failed) > 0
    assert [row["largest"] == math.inf for row in implausibility_rows(plan, waves)] == failed


def test_a_wave_whose_every_run_fails_says_why(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("coopsim.lab.work.run", broken)
    with pytest.raises(Unfinished, match="wave 1: every run failed, such as with ZeroDivisionError: oh"):
        calibrated(plan, tmp_path / "out")


def test_who_runs_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    calibrated(plan, tmp_path / "one")
    calibrated(plan, tmp_path / "two", Crew(workers=2))
    assert written(tmp_path / "one") == written(tmp_path / "two")

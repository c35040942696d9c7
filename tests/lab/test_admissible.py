"""Admissible points: who is tried first, who is let in, and the same file at every call."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.calibration.admissible import (
    BATCH,
    Admitted,
    admitted,
    calibrated_plan,
    candidates,
    write_ensemble,
)
from coopsim.lab.calibration.plan import Plan, Target
from coopsim.lab.calibration.reading import load_plan
from coopsim.lab.calibration.results import write_results
from coopsim.lab.calibration.simulation import Batches, begin
from coopsim.lab.calibration.waves import waves_of
from coopsim.lab.design import Point
from coopsim.lab.design.ensemble import ensemble_points
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess
from coopsim.scenario import load_scenario
from tests.lab.conftest import Write
from tests.lab.test_calibration import PLAN

KEY = "parameters.choice.taste_merger"
TOLD = Target("told", high=0.0, binding=False)
TOY = Plan("toy", load_scenario("baseline"), (), (Target("one", 0.2, 0.4), Target("two", low=-0.5), TOLD), replicates=2)


def answer(number: int, points: list[Point]) -> tuple[Sequence[Point], Any]:
    """Two runs a point, one above and one below its value; the second pattern falls as the first rises."""
    one = np.array([[point[KEY] - 0.05, point[KEY] + 0.05] for point in points])
    return points, np.stack([one, -one, one], axis=2)


def tried(number: int) -> list[Point]:
    return [{KEY: value} for value in np.linspace(0, 1, number).tolist()]


def test_means_inside_every_binding_band_and_nothing_else() -> None:
    found = admitted(TOY, tried(11), 100, answer)
    assert [round(row[KEY], 9) for row in found.rows] == [0.2, 0.3, 0.4]
    assert (found.looked, found.candidates) == (11, 11)


def test_the_search_ends_with_the_batch_that_has_enough() -> None:
    found = admitted(TOY, [{KEY: 0.3 + place / 1e4} for place in range(3 * BATCH)], BATCH + 1, answer)
    assert (len(found.rows), found.looked) == (BATCH + 1, 2 * BATCH)


def test_a_pattern_that_no_run_shows_lets_nobody_in() -> None:
    def silent(number: int, points: list[Point]) -> tuple[Sequence[Point], Any]:
        return points, np.full((len(points), 2, 3), np.nan)

    assert admitted(TOY, tried(11), 5, silent).rows == []


def test_points_of_a_batch_that_has_begun_stand() -> None:
    """What was run is told, whatever would be drawn by now, and is not run again."""
    asked: list[list[float]] = []

    def begun(number: int, points: list[Point]) -> tuple[Sequence[Point], Any]:
        asked.append([point[KEY] for point in points])
        return answer(number, tried(11)[2:4] if number == 1 else points)

    found = admitted(TOY, tried(11), 3, begun)
    assert [round(row[KEY], 9) for row in found.rows] == [0.2, 0.3, 0.4]
    assert not set(asked[1]) & {0.2, 0.30000000000000004}


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    """A finished calibration of the tiny sector."""
    plan = load_plan(write("plan.toml", PLAN))
    begin(plan, tmp_path / "out")
    with Crew(executor=InProcess()) as crew:
        write_results(plan, list(waves_of(plan, Batches(plan, tmp_path / "out", crew))), tmp_path / "out")
    return tmp_path / "out"


def judged(folder: Path) -> list[dict[str, str]]:
    with (folder / "implausibility.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_candidates_are_the_kept_those_that_missed_least_first(folder: Path) -> None:
    plan = calibrated_plan(folder, 8, 3)
    hazards = [point["parameters.closure.hazard"] for point in candidates(folder, plan)]
    missed = {
        float(row["parameters.closure.hazard"]): (not 0.01 <= float(row["closures"]) <= 0.09)
        + (not float(row["engaged"]) >= 0.005)
        for row in judged(folder)
        if row["kept"] == "True"
    }
    assert set(hazards) == set(missed)
    assert [missed[one] for one in hazards] == sorted(missed.values())
    assert hazards == [point["parameters.closure.hazard"] for point in candidates(folder, plan)]
    redrawn = [point["parameters.closure.hazard"] for point in candidates(folder, calibrated_plan(folder, 9, 3))]
    assert hazards != redrawn


def test_bands_and_scenario_are_those_that_were_run(folder: Path, write: Write) -> None:
    wanted = load_plan(write("plan.toml", PLAN))
    write("tiny.toml", Path("tiny.toml").read_text(encoding="utf-8").replace("quarters = 6", "quarters = 9"))
    plan = calibrated_plan(folder, 8, 3)
    assert plan.targets == wanted.targets
    assert plan.scenario.hash == wanted.scenario.hash
    assert (plan.seed, plan.replicates) == (8, 3)


def test_the_luck_of_the_calibration_is_refused(folder: Path) -> None:
    with pytest.raises(InputRefused, match="luck that the calibration never saw"):
        calibrated_plan(folder, 7, 3)


def test_what_is_no_finished_calibration_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "implausibility.csv").unlink()
    with pytest.raises(StoreRefused, match="under way"):
        calibrated_plan(folder, 8, 3)
    with pytest.raises(StoreRefused, match="something else"):
        calibrated_plan(tmp_path, 8, 3)


def test_the_file_is_an_ensemble(tmp_path: Path) -> None:
    rows = [{KEY: 0.1 + 0.2, "closures": 1 / 3}, {KEY: 0.25, "closures": float("nan")}]
    write_ensemble(Admitted(rows), ["closures"], tmp_path / "made" / "points.csv")
    text = (tmp_path / "made" / "points.csv").read_text(encoding="utf-8")
    assert text == f"point,{KEY},closures\n0,0.30000000000000004,0.333333\n1,0.25,\n"
    assert ensemble_points(str(tmp_path / "made" / "points.csv")) == ({KEY: 0.1 + 0.2}, {KEY: 0.25})


def test_the_plan_of_a_calibration_is_json(folder: Path) -> None:
    (folder / "plan.json").write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(StoreRefused, match="something else"):
        calibrated_plan(folder, 8, 3)

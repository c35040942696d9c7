"""`coopsim calibrate`: what is printed, what is written, what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from coopsim.lab.batch import Progress
from coopsim.lab.pool.local import InProcess
from tests.cli.conftest import Prompt, Write
from tests.lab.test_calibration import PLAN

FILES = {"plan.json", "report.json", "implausibility.csv", "kept.csv"}
FILES |= {"region.csv", "waves.csv", "patterns.csv", "emulators.csv"}
FILES |= {"wave-1", "wave-2", "wave-1.values.json", "wave-2.values.json"}


def test_three_tables_for_eyes_and_the_files(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("plan.toml", PLAN)
    said = prompt("calibrate", "plan.toml", "--out", "out", "--workers", 1)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("plan: tiny, 2 factors, 2 waves of 12 points, 2 replicates each, seed 7, cut 3\n")
    for start in ("Waves: ", "Patterns in the last wave: ", "Kept points of all waves: "):
        assert f"\n{start}" in said.out
    kept = len((tmp_path / "out" / "kept.csv").read_text().splitlines()) - 1
    assert f"\n{kept} points are not ruled out: {Path('out') / 'kept.csv'}" in said.out
    assert said.out.endswith("A thought experiment, not a forecast.\n")
    assert {file.name for file in (tmp_path / "out").iterdir()} == FILES
    assert prompt("calibrate", "plan.toml", "--out", "out").out == said.out


def test_csv_gives_the_region_and_json_all_but_the_points(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("plan.toml", PLAN)
    said = prompt("calibrate", "plan.toml", "--out", "out", "--workers", 1, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["factor"] for row in rows] == ["parameters.closure.hazard", "parameters.search.search_scale"]
    for words in (("--format", "json"), ("--json",)):
        told = json.loads(prompt("calibrate", "plan.toml", "--out", "out", *words).out)
        assert told == json.loads((tmp_path / "out" / "report.json").read_text())
    assert prompt("calibrate", "plan.toml", "--out", "out", "--quiet").out == ""


def test_nothing_kept_is_an_answer(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("plan.toml", PLAN.replace("low = 0.005", "low = 0.9"))
    said = prompt("calibrate", "plan.toml", "--out", "out", "--workers", 1)
    assert said.code == 0
    assert "Nothing is kept" in said.out
    assert "In the last wave engaged rules out most (100%)" in said.out
    assert (tmp_path / "out" / "kept.csv").read_text() == "parameters.closure.hazard,parameters.search.search_scale\n"
    assert json.loads((tmp_path / "out" / "report.json").read_text())["region"][0]["kept_low"] is None


def test_failed_runs_are_exit_3(prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from coopsim.lab import work

    run = work.run

    def sometimes(scenario: Any, *arguments: Any) -> Any:
        if scenario.parameters.closure.hazard > 0.025:
            raise ZeroDivisionError("oh")
        return run(scenario, *arguments)

    monkeypatch.setattr("coopsim.lab.work.run", sometimes)
    monkeypatch.setattr("coopsim.lab.pool.crew.local_executor", lambda workers: InProcess())
    write("plan.toml", PLAN)
    said = prompt("calibrate", "plan.toml", "--out", "out", "--workers", 1)
    assert said.code == 3
    assert said.out.startswith("plan: tiny")
    assert "runs failed; failures.jsonl of their wave says why" in said.err


def test_a_wave_with_missing_runs_is_exit_3(
    prompt: Prompt, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any, **__: Any) -> Progress:
        return Progress(asked=24, before=0, done=20, stopped="a worker was killed")

    monkeypatch.setattr("coopsim.lab.calibration.simulation.fill", stopped)
    write("plan.toml", PLAN)
    said = prompt("calibrate", "plan.toml", "--out", "out")
    assert said.code == 3
    assert "wave 1: 4 runs are missing (a worker was killed). The same command runs them" in said.err
    assert not (tmp_path / "out" / "report.json").exists()


def test_ctrl_c_is_exit_130_and_says_how_to_go_on(
    prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    write("plan.toml", PLAN)
    monkeypatch.setattr("coopsim.lab.calibration.simulation.fill", interrupted)
    said = prompt("calibrate", "plan.toml", "--out", "out")
    assert said.code == 130
    assert "the same command goes on" in said.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PLAN.replace("waves", "wave", 1), "did you mean waves?"),
        (PLAN.replace("[patterns.closures]", "[patterns.closing]"), "patterns.closing: expected the name of a pattern"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, write: Write, tmp_path: Path, text: str, message: str
) -> None:
    write("plan.toml", text)
    said = prompt("calibrate", "plan.toml", "--out", "out")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "out").exists()


def test_another_folder_is_exit_4(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("plan.toml", PLAN)
    said = prompt("calibrate", "plan.toml", "--out", tmp_path)
    assert said.code == 4
    assert "a folder with other things in it" in said.err
    assert not (tmp_path / "plan.json").exists()

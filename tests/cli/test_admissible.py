"""`coopsim ensemble`: from a calibration to a file that `coopsim batch --ensemble` reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.lab.batch import Progress
from coopsim.lab.design.ensemble import ensemble_points
from tests.cli.conftest import Prompt, Write
from tests.lab.test_calibration import PLAN


@pytest.fixture
def calibrated(prompt: Prompt, write: Write, tmp_path: Path) -> Path:
    write("plan.toml", PLAN)
    assert prompt("calibrate", "plan.toml", "--out", "out", "--workers", 1, "--quiet").code == 0
    return tmp_path / "out"


def test_points_are_found_and_found_again(prompt: Prompt, calibrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("ensemble", "out", "--points", 2, "--replicates", 3, "--workers", 1, "--out", "points.csv")
    said = prompt(*words)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("2 of ")
    assert said.out.endswith(" on fresh luck: points.csv, an ensemble for coopsim batch --ensemble.\n")
    first = Path("points.csv").read_bytes()
    factors = "parameters.closure.hazard,parameters.search.search_scale"
    assert first.decode().startswith(f"point,{factors},closures,engaged,merger_share\n")
    kept = (calibrated / "kept.csv").read_text(encoding="utf-8")
    assert all(str(point["parameters.closure.hazard"]) in kept for point in ensemble_points("points.csv"))

    def never(*given: object) -> Progress:
        raise AssertionError("what is there is run again")

    monkeypatch.setattr("coopsim.lab.work.run", never)
    assert prompt(*words).out == said.out
    assert Path("points.csv").read_bytes() == first


def test_too_few_are_written_and_said(prompt: Prompt, calibrated: Path) -> None:
    words = ("--points", 500, "--replicates", 2, "--workers", 1, "--out", "points.csv", "--quiet")
    said = prompt("ensemble", "out", *words)
    kept = len((calibrated / "kept.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert (said.code, said.out) == (3, "")
    assert f"500 points were asked and all {kept} candidates are run" in said.err
    assert 2 <= len(ensemble_points("points.csv")) <= kept


def test_refusals_leave_no_file(prompt: Prompt, calibrated: Path) -> None:
    assert prompt("ensemble", "out", "--seed", 7, "--out", "points.csv").code == 2
    assert prompt("ensemble", "nowhere", "--out", "points.csv").code == 4
    assert prompt("ensemble", "out", "--out", "out").code == 2
    assert not Path("points.csv").exists()

"""`coopsim batch --ensemble` and what `coopsim compare` makes of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from coopsim.cli.batch import with_usual_ensemble
from tests.cli.conftest import Prompt, Write
from tests.lab.test_ensemble import ENSEMBLE

QUICK = 'scenarios = ["tiny", "apart"]\nreplicates = 3\nrecord = ["measures"]\nevery = 6\n'


def begun(prompt: Prompt, write: Write) -> None:
    """The store of a finished ensemble."""
    write("ensemble.csv", ENSEMBLE)
    write("quick.toml", QUICK)
    said = prompt("batch", "quick.toml", "--ensemble", "ensemble.csv", "--out", "results", "--workers", 1)
    assert said.code == 0
    assert "18 runs" in said.out


def test_a_batch_over_an_ensemble_resumes_and_exports(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    begun(prompt, write)
    again = prompt("batch", "quick.toml", "--ensemble", "ensemble.csv", "--out", "results", "--workers", 1)
    assert "all 18 there before" in again.out
    other = prompt("batch", "quick.toml", "--out", "results", "--workers", 1)
    assert other.code == 4
    assert prompt("export", "results", "--to", "csv", "--out", "sheets").code == 0
    first = (tmp_path / "sheets" / "points.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "parameters.choice.taste_merger" in first


def test_shards_of_an_ensemble_are_merged(prompt: Prompt, write: Write) -> None:
    write("ensemble.csv", ENSEMBLE)
    write("quick.toml", QUICK)
    for shard in ("1/2", "2/2"):
        out = f"part-{shard[0]}"
        words = ("--ensemble", "ensemble.csv", "--out", out, "--shard", shard, "--workers", 1)
        assert prompt("batch", "quick.toml", *words).code == 0
    assert prompt("merge", "part-1", "part-2", "--out", "whole").code == 0
    assert prompt("status", "whole").code == 0
    told = json.loads(prompt("compare", "whole", "--format", "json").out)
    assert {row["point"] for row in told["points"]} == {0, 1, 2}


def test_compare_counts_points(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    begun(prompt, write)
    said = prompt("compare", "results", "--measures", "poolings,voice_total", "--out", "shown")
    assert "“Apart” against “Tiny”, on the same luck, over 3 points" in said.out
    assert {file.name for file in (tmp_path / "shown").iterdir()} == {"over-points.csv", "points.csv"}
    french = prompt("compare", "results", "--measures", "poolings", "--lang", "fr")
    assert "Sans écart" in french.out
    rows = list(csv.DictReader(io.StringIO(prompt("compare", "results", "--format", "csv").out)))
    assert all(int(row["up"]) + int(row["down"]) + int(row["no_difference"]) == 3 for row in rows)
    every = prompt("compare", "results", "--details", "--format", "csv", "--measures", "poolings")
    assert len(every.out.splitlines()) == 1 + 3


def test_an_ensemble_that_is_not_there_is_refused(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("quick.toml", QUICK)
    said = prompt("batch", "quick.toml", "--ensemble", "nobody.csv", "--out", "results")
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert not (tmp_path / "results").exists()


def test_the_shipped_ensemble_needs_no_name() -> None:
    assert with_usual_ensemble(["batch", "first", "--ensemble"])[-1] == "admissible"
    assert with_usual_ensemble(["batch", "--ensemble", "--out", "x"])[1:3] == ["--ensemble", "admissible"]
    assert with_usual_ensemble([]) == []
    assert with_usual_ensemble(["batch", "--ensemble", "mine.csv"]) == ["batch", "--ensemble", "mine.csv"]

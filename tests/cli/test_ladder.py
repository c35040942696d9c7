"""`coopsim ladder`: rungs, controls, table, words and figure."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from coopsim.lab.analysis.ladder import STEPS
from coopsim.lab.ladder import RUNGS
from tests.cli.conftest import Prompt, Write

TINY = [
    word
    for value in ("population.source=synthetic", "population.size=60", "quarters=6", "burn_in=4")
    for word in ("--set", value)
]


def test_a_ladder_is_climbed_told_and_gone_on_with(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    said = prompt("ladder", "--out", "up", "--replicates", 2, "--workers", 1, *TINY)
    assert said.code == 0
    assert "What each rung adds to the one below" in said.out
    assert "L5 Merger: " in said.out
    assert {file.name for file in (tmp_path / "up").iterdir()} == {
        "preparation", "runs", "ladder.csv", "ladder.png", "ladder.txt"
    }
    rows = list(csv.DictReader(io.StringIO((tmp_path / "up" / "ladder.csv").read_text(encoding="utf-8"))))
    assert list(rows[0]) == list(STEPS)
    assert [row["scenario"] for row in rows[::3]][: len(RUNGS) - 1] == list(RUNGS[1:])
    again = prompt("ladder", "--out", "up", "--replicates", 2, "--workers", 1, *TINY, "--json", "--lang", "fr")
    told = json.loads(again.out)
    assert len(told["steps"]) == len(rows)
    assert all("la survie des petites" in sentence for sentence in told["words"][:-1])
    assert prompt("compare", "up/runs").code == 0
    quiet = prompt("ladder", "--out", "up", "--replicates", 2, "--workers", 1, *TINY, "--quiet")
    assert (quiet.code, quiet.out) == (0, "")


def test_another_ladder_or_folder_is_refused(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    said = prompt("ladder", "--out", "mine", *TINY)
    assert said.code == 4
    assert "expected a new folder or a ladder" in said.err
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_bad_words_are_refused_before_anything_is_written(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    both = prompt("ladder", "--out", "up", "--quiet", "--json")
    unknown = prompt("ladder", "--out", "up", "--set", "parameters.choice.taste_mergr=1")
    assert (both.code, unknown.code) == (2, 2)
    assert "did you mean parameters.choice.taste_merger?" in unknown.err
    assert not (tmp_path / "up").exists()

"""`coopsim stories`: counts of worlds, for eyes, sheets and programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from coopsim.lab.analysis.stories import PROPERTIES, STORIES
from tests.cli.conftest import Prompt, Write

ENSEMBLE = "point,parameters.choice.taste_merger\n0,-0.2\n1,0.4\n"
WORLDS = 'scenarios = ["tiny", "apart"]\nreplicates = {}\nrecord = ["measures"]\nevery = 6\n'


def run_worlds(prompt: Prompt, write: Write, replicates: int) -> None:
    write("ensemble.csv", ENSEMBLE)
    write("worlds.toml", WORLDS.format(replicates))
    said = prompt("batch", "worlds.toml", "--ensemble", "ensemble.csv", "--out", "results", "--workers", 1)
    assert said.code == 0


def test_counts_for_everybody(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    run_worlds(prompt, write, 20)
    said = prompt("stories", "results", "--out", "shown")
    assert said.code == 0
    assert "“Tiny” against the same without cooperation, on the same luck: share of 2 points" in said.out
    assert "Both ways" in said.out
    names = {"stories.csv", "joint.csv", "points.csv", "stories.png"}
    assert {file.name for file in (tmp_path / "shown").iterdir()} == names
    rows = list(csv.DictReader(io.StringIO(prompt("stories", "results", "--format", "csv").out)))
    assert [row["measure"] for row in rows] == [*STORIES, *PROPERTIES]
    assert all(int(row["up"]) + int(row["no_difference"]) + int(row["down"]) == int(row["points"]) for row in rows)
    told = json.loads(prompt("stories", "results", "--format", "json").out)
    assert sum(row["points"] for row in told["joint"]) == 2
    assert told["left_out"] == 0
    french = prompt("stories", "results", "--lang", "fr")
    assert "face au même scénario sans coopération" in french.out
    assert "\u00a0%" in french.out


REFUSED = (
    ((), "expected 20 pairs a point or more, got 2"),
    (("--baseline", "tiny"), "expected a scenario without cooperation, got tiny"),
    (("--baseline", "nobody"), "expected one of tiny, apart, got nobody"),
    (("--quarter", 99), "from 0 to 6, got 99"),
)


def test_what_cannot_be_counted_is_refused(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    run_worlds(prompt, write, 2)
    for words, message in REFUSED:
        said = prompt("stories", "results", *words, "--out", "shown")
        assert said.code == 2
        assert message in said.err
        assert said.err.count("\n") == 1
        assert not (tmp_path / "shown").exists()

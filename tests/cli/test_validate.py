"""`coopsim validate`: a table for eyes, sheets and programs, and a page that no hand touches."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from coopsim.cli.validate import SHOWN
from tests.cli.conftest import Prompt, Write
from tests.cli.test_ladder import TINY
from tests.cli.test_stories import run_worlds
from tests.lab.test_calibration import PLAN

ASKED = ("validate", "tiny.toml", "--plan", "plan.toml", "--replicates", 2)
MADE = (
    "coopsim validate tiny --replicates 2 --seed 7001 --plan plan",
    "coopsim batch worlds --ensemble",
    "coopsim ladder --replicates 2 --seed 1 --out up",
    "coopsim sensitivity STORE --out ",
)
SWEEP = """
scenarios = ["tiny"]
replicates = 2
record = ["measures"]
[design]
kind = "morris"
trajectories = 3
[design.factors]
"levers.tendering" = "explored"
"switches.voice" = [true, false]
"""


@pytest.fixture
def plan(write: Write) -> Path:
    return write("plan.toml", PLAN)


def test_a_table_for_everybody(prompt: Prompt, plan: Path) -> None:
    said = prompt(*ASKED)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].split() == [*SHOWN]
    assert lines[1].startswith("closures ")
    assert lines[-1] == "A thought experiment, not a forecast."
    rows = list(csv.DictReader(io.StringIO(prompt(*ASKED, "--format", "csv").out)))
    told = json.loads(prompt(*ASKED, "--format", "json").out)
    assert [row["pattern"] for row in rows] == [row["pattern"] for row in told["patterns"]]
    assert float(rows[0]["mean"]) == told["patterns"][0]["mean"]
    assert len(told["incidence"]) == 9
    assert {row["scenario"] for row in rows} == {"tiny", "strong-npm"}


def test_a_page_with_every_section_is_written_again_alike(
    prompt: Prompt, write: Write, plan: Path, tmp_path: Path
) -> None:
    run_worlds(prompt, write, 20)
    write("sweep.toml", SWEEP)
    assert prompt("batch", "sweep.toml", "--out", "sweep", "--workers", 1).code == 0
    swept = prompt("sensitivity", "sweep", "--format", "csv").out
    write("sensitivity.csv", swept)
    assert prompt("ladder", "--out", "up", "--replicates", 2, "--workers", 1, *TINY, "--quiet").code == 0
    more = ("--stories", "results", "--ladder", "up", "--sensitivity", "sensitivity.csv", "--out", "page.md")
    for language in ("en", "fr"):
        assert prompt(*ASKED, *more, "--lang", language).out == "page.md\n"
        text = (tmp_path / "page.md").read_text(encoding="utf-8")
        assert prompt(*ASKED, *more, "--lang", language).code == 0
        assert (tmp_path / "page.md").read_text(encoding="utf-8") == text
        assert all(f"`{command}" in text for command in MADE)
        assert text.count("\n## ") == 5
        assert not re.search(r"\bnan\b|[{}]|" + re.escape(str(tmp_path)), text)


def test_stories_from_their_table_are_those_of_their_store(
    prompt: Prompt, write: Write, plan: Path, tmp_path: Path
) -> None:
    run_worlds(prompt, write, 20)
    assert prompt("stories", "results", "--out", "shown").code == 0
    told = []
    for source in ("results", "shown/points.csv"):
        assert prompt(*ASKED, "--stories", source, "--out", "page.md").code == 0
        text = (tmp_path / "page.md").read_text(encoding="utf-8")
        told.append([line for line in text.partition("## Both stories")[2].splitlines() if line.startswith("|")])
    assert len(told[0]) > 10
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--seed", 7), "luck that the calibration never saw"),
        (("--plan", "nobody"), "expected a calibration file or a shipped one"),
        (("--out", "."), "expected a file, got the folder"),
        (("--ladder", "nowhere", "--out", "page.md"), "nothing there"),
        (("--sensitivity", "plan.toml", "--out", "page.md"), "expected a"),
        (("--stories", "nowhere.csv", "--out", "page.md"), "expected a table (CSV)"),
    ],
)
def test_bad_words_are_refused(
    prompt: Prompt, plan: Path, tmp_path: Path, words: tuple[object, ...], message: str
) -> None:
    said = prompt(*ASKED, *words)
    assert said.code == 2
    assert message in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "page.md").exists()

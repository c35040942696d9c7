"""`coopsim run`: what it tells, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pandas
import pytest

import coopsim
from tests.cli.conftest import Prompt, Write


def test_it_tells_of_the_small_of_voice_and_of_money(prompt: Prompt, write: Write) -> None:
    said = prompt("run", "tiny.toml", "--seed", 1)
    assert said.code == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == "Tiny"
    assert "tiny, seed 1, replicate 0" in lines
    assert "associations with fewer than 10 FTE at the start, after 6 quarters" in said.out
    for words in ("still independent", "absorbed or merged", "Total voice", "Public spending", "Need no longer met"):
        assert words in said.out
    assert "A thought experiment, not a forecast." in said.out


def test_of_a_hundred_all_are_told(prompt: Prompt, write: Write) -> None:
    lines = prompt("run", "tiny.toml").out.splitlines()
    counts = [int(line.split()[0]) for line in lines if line.startswith("  ") and line.split()[0].isdigit()]
    assert len(counts) == 3
    assert sum(counts) == 100


def test_it_speaks_french(prompt: Prompt, write: Write) -> None:
    said = prompt("run", "tiny.toml", "--lang", "fr")
    assert said.out.startswith("Minuscule\n")
    assert "Une expérience de pensée, pas une prévision." in said.out
    assert "encore indépendantes" in said.out


def test_a_sector_without_small_ones(prompt: Prompt, write: Write) -> None:
    said = prompt("run", "tiny.toml", "--set", "population.staff=30", "--set", "burn_in=0")
    assert "No association had fewer than 10 FTE at the start." in said.out


def test_json_gives_both_ends(prompt: Prompt, write: Write) -> None:
    content = json.loads(prompt("run", "tiny.toml", "--json", "--quarters", 3, "--set", "levers.tendering=0.5").out)
    assert content["scenario"] == "tiny"
    assert (content["start"]["quarter"], content["end"]["quarter"]) == (0, 3)
    assert content["hash"] == coopsim.load_scenario("tiny.toml", {"quarters": 3, "levers.tendering": 0.5}).hash


def test_tables_are_written_twice(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    said = prompt("run", "tiny.toml", "--seed", 5, "--replicate", 2, "--out", "out")
    assert "Tables: out" in said.out
    names = {f"{name}.{kind}" for name in ("measures", "associations", "events") for kind in ("csv", "parquet")}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names
    done = coopsim.run("tiny.toml", seed=5, replicate=2)
    assert pandas.read_parquet(tmp_path / "out" / "measures.parquet").equals(done.measures)
    assert len(pandas.read_csv(tmp_path / "out" / "events.csv")) == len(done.events)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("nowhere.toml", "nowhere.toml: expected a scenario file or a shipped scenario"),
        ("basline", "Did you mean baseline?"),
        ("tiny.toml --set levers.tendring=0.5", "levers.tendring is unknown; did you mean levers.tendering?"),
        ("tiny.toml --set levers.tendering=2", "expected a number from 0 to 1"),
        ("tiny.toml --set tendering", "expected KEY=VALUE"),
        ("tiny.toml --quarters 0", "quarters: expected a whole number from 1"),
        ("tiny.toml --set population.departments=['99']", "99"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, write: Write, tmp_path: Path, words: str, message: str
) -> None:
    said = prompt("run", *words.split(), "--out", "out")
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("coopsim: ")
    assert message in said.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(prompt: Prompt, write: Write) -> None:
    said = prompt("run", "tiny.toml", "--out", "tiny.toml/inside")
    assert said.code == 2
    assert "--out: expected a folder that can be written" in said.err


def test_the_folder_of_a_batch_is_left_alone(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "manifest.json").write_text("{}")
    for out in ("store", "tiny.toml"):
        said = prompt("run", "tiny.toml", "--out", out)
        assert said.code == 2
        assert "expected a folder for the tables of this run" in said.err
    assert len(list((tmp_path / "store").iterdir())) == 1

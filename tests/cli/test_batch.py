"""`coopsim batch` and `coopsim status`: what is run, what is said, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopsim.lab.store import Store
from tests.cli.conftest import Prompt, Write
from tests.lab.conftest import FIRST
from tests.lab.test_batch import FAILING


def test_a_batch_and_the_same_again(prompt: Prompt, write: Write) -> None:
    write("first.toml", FIRST)
    first = prompt("batch", "first.toml", "--out", "results", "--workers", 1)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("results: 8 runs in ")
    again = prompt("batch", "first.toml", "--out", "results")
    assert again.code == 0
    assert "0 runs" in again.out
    assert "8 there before" in again.out


def test_quiet_says_nothing_and_json_says_it_to_programs(prompt: Prompt, write: Write) -> None:
    write("first.toml", FIRST)
    assert prompt("batch", "first.toml", "--out", "results", "--workers", 1, "--quiet").out == ""
    told = json.loads(prompt("batch", "first.toml", "--out", "results", "--json").out)
    assert (told["asked"], told["before"], told["done"], told["failed"], told["left"]) == (8, 8, 0, 0, 0)


def test_failed_runs_are_exit_3(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("failing.toml", FAILING)
    write("half.toml", 'scenarios = ["tiny", "failing"]\nreplicates = 2')
    said = prompt("batch", "half.toml", "--out", "half", "--workers", 1)
    assert said.code == 3
    assert said.err.startswith("coopsim: 2 of 4 runs failed, such as failing, point 0, replicate 1: InputRefused")
    assert "levers.by_department.75" in said.err
    assert len((tmp_path / "half" / "failures.jsonl").read_text().splitlines()) == 2
    rows = json.loads(prompt("status", "half", "--format", "json").out)
    assert rows[1] == {"scenario": "failing", "asked": 2, "done": 0, "missing": 2, "failed": 2}


def test_ctrl_c_is_exit_130_and_says_how_to_go_on(
    prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    write("first.toml", FIRST)
    monkeypatch.setattr("coopsim.lab.batch.run_batch", stopped)
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 130
    assert "the same command goes on" in said.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FIRST.replace("apart", "aprt"), "scenarios: expected a scenario file"),
        (FIRST + "sed = 3", "did you mean seed?"),
        ('extends = "baseline.toml"', "Try coopsim run first.toml"),
        (FIRST + '[design]\nkind = "sobol"', "list or grid or oat or csv, got sobol"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, write: Write, tmp_path: Path, text: str, message: str
) -> None:
    write("first.toml", text)
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "results").exists()


def test_another_folder_is_exit_4(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("first.toml", FIRST)
    said = prompt("batch", "first.toml", "--out", tmp_path)
    assert said.code == 4
    assert "a folder with other things in it" in said.err
    assert not (tmp_path / "manifest.json").exists()


def test_status_tells_what_is_there_and_what_is_missing(prompt: Prompt, store: Store) -> None:
    store.parts("measures")[0].unlink()
    said = prompt("status", store.path)
    assert said.code == 0
    assert "experiment first, seed 7" in said.out
    rows = json.loads(prompt("status", store.path, "--format", "json").out)
    assert [row["asked"] for row in rows] == [4, 4]
    assert sum(row["missing"] for row in rows) > 0


@pytest.mark.parametrize(("path", "code"), [("nowhere", 2), (".", 4)])
def test_status_of_what_is_not_a_store(prompt: Prompt, write: Write, path: str, code: int) -> None:
    assert prompt("status", path).code == code

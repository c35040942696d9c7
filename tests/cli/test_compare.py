"""`coopsim compare`: for eyes, for sheets, for programs, in both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from coopsim.lab.analysis.compare import HEADLINES
from coopsim.lab.store import Store
from tests.cli.conftest import Prompt, Write


def test_two_tables_for_eyes(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path)
    assert said.code == 0
    assert "means of 4 replicates, with their 95 % interval" in said.out
    assert "Differences from “Tiny” on the same luck" in said.out
    assert "Need no longer met, by cause (%)" in said.out
    assert "A thought experiment, not a forecast." in said.out


def test_in_french_numbers_take_a_comma(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path, "--lang", "fr", "--measures", "voice_total,freedom_mean")
    assert "Écarts à « Minuscule »" in said.out
    freedom = next(line for line in said.out.splitlines() if line.startswith("Liberté de parole"))
    assert "0,8" in freedom
    assert "0." not in freedom


def test_csv_gives_differences_and_json_both(prompt: Prompt, store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(prompt("compare", store.path, "--format", "csv").out)))
    assert [row["measure"] for row in rows] == list(HEADLINES)
    both = json.loads(prompt("compare", store.path, "--format", "json", "--quarter", 0).out)
    assert len(both["summary"]) == 2 * len(HEADLINES)
    assert {row["quarter"] for row in both["differences"]} == {0}
    assert {row["difference"] for row in both["differences"] if row["measure"] == "small_closed"} == {0.0}


def test_another_baseline(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path, "--baseline", "apart", "--measures", "poolings", "--format", "csv")
    assert said.out.splitlines()[1].startswith("tiny,0,6,poolings,4,")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tables_and_figures_in_a_folder(prompt: Prompt, store: Store, tmp_path: Path, language: str) -> None:
    said = prompt("compare", store.path, "--out", "shown", "--lang", language)
    assert said.out.rstrip().endswith("shown")
    names = {"summary.csv", "differences.csv", "survival.png", "paths.png", "differences.png"}
    assert {file.name for file in (tmp_path / "shown").iterdir()} == names
    assert all(file.stat().st_size > 100 for file in (tmp_path / "shown").iterdir())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--measures voice_totl", "Did you mean voice_total?"),
        ("--quarter 99", "from 0 to 6, got 99"),
        ("--baseline nobody", "one of tiny, apart, got nobody"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, store: Store, tmp_path: Path, words: str, message: str
) -> None:
    said = prompt("compare", store.path, *words.split(), "--out", "shown")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "shown").exists()


def test_one_scenario_alone_has_no_differences(prompt: Prompt, write: Write) -> None:
    write("one.toml", 'scenarios = ["tiny"]\nreplicates = 2')
    prompt("batch", "one.toml", "--out", "one", "--workers", 1)
    said = prompt("compare", "one", "--out", "shown")
    assert said.code == 0
    assert "means of 2 replicates" in said.out
    assert "Differences" not in said.out


def test_the_points_of_a_design_are_rows(prompt: Prompt, write: Write) -> None:
    design = '[design]\nkind = "oat"\n[design.factors]\n"levers.tendering" = [0.2, 0.9]'
    write("oat.toml", f'scenarios = ["tiny", "apart"]\nreplicates = 2\n{design}')
    prompt("batch", "oat.toml", "--out", "oat", "--workers", 1)
    said = prompt("compare", "oat", "--measures", "voice_total")
    assert [line.split()[:2] for line in said.out.splitlines()[1:4]] == [["apart", "0"], ["apart", "1"], ["apart", "2"]]


def test_a_batch_that_has_not_begun(prompt: Prompt, store: Store) -> None:
    for part in store.parts("measures"):
        part.unlink()
    said = prompt("compare", store.path)
    assert said.code == 2
    assert "no run is done" in said.err

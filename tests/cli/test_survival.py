"""`coopsim survival`: for eyes, for sheets, for programs, in both languages."""

from __future__ import annotations

import csv
import io
import json

import pytest

from coopsim.lab.store import Store
from tests.cli.conftest import Prompt, Write


def test_both_tables_for_eyes(prompt: Prompt, store: Store) -> None:
    said = prompt("survival", store.path)
    assert (said.code, said.err) == (0, "")
    assert "Ended by then, % (Aalen–Johansen)" in said.out
    assert "Ended per 100 associations and year at risk" in said.out
    assert "of the estimates of 4 replicates" in " ".join(said.out.split())
    assert "A thought experiment, not a forecast." in said.out
    assert sum(line.startswith("small ") for line in said.out.splitlines()) == 4


def test_in_french_numbers_take_a_comma(prompt: Prompt, store: Store) -> None:
    said = prompt("survival", store.path, "--by", "scenario", "--measure", "incidence", "--lang", "fr")
    lines = [line for line in said.out.splitlines() if line.startswith("toutes")]
    assert len(lines) == 2
    assert all("," in line and "." not in line for line in lines)
    assert "Disparues pour 100" not in said.out


def test_csv_gives_every_quarter_and_json_both_tables(prompt: Prompt, store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(prompt("survival", store.path, "--format", "csv").out)))
    assert len(rows) == 2 * 4 * 5 * 7
    assert list(rows[0])[:7] == ["scenario", "point", "size_class", "end", "quarter", "date", "lives"]
    both = json.loads(prompt("survival", store.path, "--by", "scenario", "--format", "json").out)
    assert (len(both["incidence"]), len(both["hazards"])) == (2 * 5 * 7, 2 * 4)
    rates = prompt("survival", store.path, "--measure", "hazards", "--grouped", "--format", "csv").out
    assert rates.splitlines()[1].startswith("tiny,0,all,closed,0,6,")


def test_one_replicate_shows_a_dash(prompt: Prompt, write: Write) -> None:
    write("one.toml", 'scenarios = ["tiny"]\nreplicates = 1')
    prompt("batch", "one.toml", "--out", "one", "--workers", 1)
    said = prompt("survival", "one", "--cohort", "births", "--by", "scenario")
    assert said.code == 0
    assert "±–" in said.out
    assert "born in the run, by quarters since birth" in said.out


def test_the_points_of_a_design_are_rows(prompt: Prompt, write: Write) -> None:
    design = '[design]\nkind = "oat"\n[design.factors]\n"levers.tendering" = [0.2, 0.9]'
    write("oat.toml", f'scenarios = ["tiny"]\nreplicates = 1\n{design}')
    prompt("batch", "oat.toml", "--out", "oat", "--workers", 1)
    said = prompt("survival", "oat", "--by", "scenario", "--measure", "incidence")
    lines = said.out.splitlines()
    assert lines[0].split()[:4] == ["scenario", "point", "size_class", "end"]
    assert [line.split()[1] for line in lines[1::5]] == ["0", "1", "2"]


def test_lives_that_were_not_recorded(prompt: Prompt, write: Write) -> None:
    write("bare.toml", 'scenarios = ["tiny"]\nreplicates = 1\nrecord = ["measures"]')
    prompt("batch", "bare.toml", "--out", "bare", "--workers", 1)
    said = prompt("survival", "bare")
    assert said.code == 2
    assert 'Add "associations" to record' in said.err


@pytest.mark.parametrize(("path", "code"), [("nowhere", 2), (".", 4)])
def test_what_is_not_a_store(prompt: Prompt, write: Write, path: str, code: int) -> None:
    assert prompt("survival", path).code == code

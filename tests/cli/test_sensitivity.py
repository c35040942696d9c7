"""`coopsim sensitivity`: from an experiment file to a table, for each kind of design."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Prompt, Write

DESIGNS = {
    "sobol": 'kind = "sobol"\npoints = 4\nsecond_order = true',
    "morris": 'kind = "morris"\ntrajectories = 3',
    "lhs": 'kind = "lhs"\npoints = 8',
    "oat": 'kind = "oat"',
}
FACTORS = '[design.factors]\n"levers.tendering" = "explored"\n"switches.voice" = [true, false]\n'
WORDS = {
    "en": {
        "sobol": "Share of the variance that a factor explains alone",
        "morris": "Size of the effect over the whole range",
        "lhs": "Coefficients between ranks",
        "oat": "Differences from the scenario as it is",
    },
    "fr": {
        "sobol": "Part de la variance qu'un facteur explique seul",
        "morris": "Taille de l'effet sur toute la plage",
        "lhs": "Coefficients entre rangs",
        "oat": "Écarts au scénario tel quel",
    },
}
COLUMNS = {"sobol": "ST", "morris": "mu_star", "lhs": "coefficient", "oat": "difference"}


@pytest.fixture
def swept(prompt: Prompt, write: Write, request: pytest.FixtureRequest) -> str:
    """The store of a tiny batch of one kind of design."""
    kind = str(request.param)
    head = 'scenarios = ["tiny", "apart"]\nreplicates = 2\nrecord = ["measures"]\nevery = 6\n'
    write(f"{kind}.toml", f"{head}[design]\n{DESIGNS[kind]}\n{FACTORS}")
    assert prompt("batch", f"{kind}.toml", "--out", kind, "--workers", 1).code == 0
    return kind


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("swept", list(DESIGNS), indirect=True)
def test_a_table_for_eyes(prompt: Prompt, swept: str, language: str) -> None:
    said = prompt("sensitivity", swept, "--measures", "voice_total,mergers", "--lang", language)
    assert (said.code, said.err) == (0, "")
    factor = {"en": "Target share of reachable public money awarded by call", "fr": "Part visée de l'argent public"}
    still = {"en": "does not move", "fr": "ne bouge pas"}
    against = {"en": "Apart less Tiny on the same luck", "fr": "Chacune pour soi moins Minuscule, à chance égale"}
    for words in (WORDS[language][swept], factor[language], still[language], against[language], "switches.voice"):
        assert words in said.out


@pytest.mark.parametrize("swept", list(DESIGNS), indirect=True)
def test_sheets_and_programs_get_everything(prompt: Prompt, swept: str) -> None:
    words = ("sensitivity", swept, "--measures", "voice_total", "--scenario", "tiny")
    rows = list(csv.DictReader(io.StringIO(prompt(*words, "--format", "csv").out)))
    told = json.loads(prompt(*words, "--format", "json").out)
    assert len(rows) == len(told) == (8 if swept == "oat" else 4)
    assert {row["of"] for row in rows} == {"mean", "variance"}
    assert {row["factor"] for row in rows} == {"levers.tendering", "switches.voice"}
    for row, other in zip(rows, told, strict=True):
        assert float(row[COLUMNS[swept]]) == other[COLUMNS[swept]]


@pytest.mark.parametrize("swept", ["sobol"], indirect=True)
def test_pairs_of_factors(prompt: Prompt, swept: str) -> None:
    said = prompt("sensitivity", swept, "--measures", "voice_total", "--pairs")
    assert "awarded by call × switches.voice" in " ".join(said.out.split())
    assert "S2_high" in prompt("sensitivity", swept, "--pairs", "--format", "csv").out.splitlines()[0]


@pytest.mark.parametrize("swept", ["morris"], indirect=True)
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--measures voice_totl", "Did you mean voice_total?"),
        ("--scenario tiney", "Did you mean tiny?"),
        ("--quarter 5", "expected a quarter with rows, from 0 to 6, got 5"),
        ("--pairs", 'kind = "sobol" and second_order = true, got another one'),
    ],
)
def test_bad_input_is_refused(prompt: Prompt, swept: str, words: str, message: str) -> None:
    said = prompt("sensitivity", swept, *words.split())
    assert (said.code, said.out) == (2, "")
    assert message in said.err


@pytest.mark.parametrize("swept", ["morris"], indirect=True)
def test_a_batch_that_was_stopped_is_refused_with_what_is_missing(prompt: Prompt, swept: str) -> None:
    write = Path("morris.toml")
    write.write_text(write.read_text(encoding="utf-8").replace("replicates = 2", "replicates = 3"), encoding="utf-8")
    from coopsim.lab.experiment import load_experiment
    from coopsim.lab.store import store_for

    store_for(load_experiment("morris.toml"), "morris")
    said = prompt("sensitivity", "morris")
    assert said.code == 2
    assert "expected every run of the design, got 18 of 54 missing. The same coopsim batch runs them" in said.err


def test_scenarios_alone_have_no_sensitivity(prompt: Prompt, write: Write) -> None:
    write("list.toml", 'scenarios = ["tiny"]\nreplicates = 1')
    prompt("batch", "list.toml", "--out", "list", "--workers", 1)
    said = prompt("sensitivity", "list")
    assert said.code == 2
    assert "coopsim compare shows scenarios" in said.err

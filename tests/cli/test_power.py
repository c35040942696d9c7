"""`coopsim power`: the numbers, what to do with them, and what a first batch adds."""

from __future__ import annotations

import csv
import io
import json

import pytest

from coopsim.lab.store import Store
from tests.cli.conftest import Prompt


def test_the_numbers_for_eyes(prompt: Prompt) -> None:
    said = prompt("power")
    assert (said.code, said.err) == (0, "")
    for number in ("3,565", "398", "145", "58"):
        assert number in said.out
    assert "Write the number into `replicates`" in said.out


def test_in_french(prompt: Prompt) -> None:
    said = prompt("power", "--lang", "fr", "--effect", "0.3")
    assert "0,30" in said.out
    assert "Reportez le nombre dans `replicates`" in said.out


def test_sheets_and_programs(prompt: Prompt) -> None:
    rows = list(csv.DictReader(io.StringIO(prompt("power", "--format", "csv").out)))
    assert [int(row["runs_per_arm"]) for row in rows] == [3565, 398, 145, 58]
    words = ("--effect", 0.2, "--effect", 0.4, "--paired-variance", 0.5, "--power", 0.9, "--alpha", 0.05)
    told = json.loads(prompt("power", *words, "--format", "json").out)
    assert [row["effect"] for row in told] == [0.2, 0.4]
    assert all(row["pairs"] < row["runs_per_arm"] for row in told)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_first_batch(prompt: Prompt, store: Store, language: str) -> None:
    said = prompt("power", "--store", store.path, "--measure", "voice_total", "--lang", language)
    assert said.code == 0
    assert {"en": "paired variance", "fr": "variance appariée"}[language] in said.out
    assert {"en": "Apart", "fr": "Chacune pour soi"}[language] in said.out
    rows = json.loads(prompt("power", "--store", store.path, "--measure", "voice_total", "--format", "json").out)
    assert {row["there"] for row in rows} == {4}
    assert {row["smallest"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--effect 0", "--effect: expected a number from 0.01 to 10, got 0"),
        ("--power 1", "--power: expected a number from 0.5 to 0.999, got 1"),
        ("--store nowhere", "expected the folder of a store, got nothing there"),
    ],
)
def test_bad_input_is_refused(prompt: Prompt, words: str, message: str) -> None:
    said = prompt("power", *words.split())
    assert (said.code, said.out) == (2, "")
    assert message in said.err

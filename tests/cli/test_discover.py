"""`coopsim discover`: boxes in words, in both languages."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.conftest import Prompt, Write


@pytest.fixture
def sampled(prompt: Prompt, write: Write) -> str:
    """A tiny Latin hypercube in which the voices of a silent sector count for none."""
    factors = '"levers.tendering" = "explored"\n"switches.voice" = [true, false]\n'
    design = f'[design]\nkind = "lhs"\npoints = 40\n[design.factors]\n{factors}'
    write("lhs.toml", f'scenarios = ["tiny"]\nreplicates = 1\nrecord = ["measures"]\nevery = 6\n{design}')
    assert prompt("batch", "lhs.toml", "--out", "lhs", "--workers", 1).code == 0
    return "lhs"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "it holds 100 % of all such points"), ("fr", "elle contient 100 % de tous ces points")],
)
def test_a_box_in_words(prompt: Prompt, sampled: str, language: str, words: str) -> None:
    said = prompt("discover", sampled, "--where", "voices_effective<0.5", "--lang", language)
    assert (said.code, said.err) == (0, "")
    assert words in said.out
    assert "switches.voice: False" in said.out.replace(" :", ":")


def test_a_box_for_sheets(prompt: Prompt, sampled: str) -> None:
    said = prompt("discover", sampled, "--where", "voices_effective < 0.5", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["box"], row["factor"], row["values"]) for row in rows] == [("1", "switches.voice", "False")]


def test_no_box_is_said(prompt: Prompt, sampled: str) -> None:
    said = prompt("discover", sampled, "--where", "births>1000")
    assert said.code == 2
    assert "some points where births > 1000, and others, got none of 40" in said.err


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("voice_total=3", 'Such as "small_independent<0.4"'),
        ("voice_total<1e", "a measure, < or >, and a number"),
        ("voice_totl<3", "Did you mean voice_total?"),
    ],
)
def test_a_question_that_cannot_be_read(prompt: Prompt, sampled: str, where: str, message: str) -> None:
    said = prompt("discover", sampled, "--where", where)
    assert (said.code, said.out) == (2, "")
    assert message in said.err

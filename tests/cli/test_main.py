"""The door itself: help at once, exit codes, no traceback unless asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

import coopsim.scenario
from tests.cli.conftest import Prompt

HEAVY = ("numba", "numpy", "pandas", "pyarrow", "mesa", "pydantic", "matplotlib", "scipy", "rich.console")


def test_help_loads_nothing_heavy() -> None:
    asked = f"import sys, coopsim.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


COMMANDS = (
    "run", "batch", "status", "merge", "export", "compare", "survival", "sensitivity", "discover", "power",
    "calibrate", "ensemble", "validate", "ladder", "stories", "figures", "report", "story", "workshop",
    "scenario", "population",
)  # fmt: skip


def test_help_lists_the_commands(prompt: Prompt) -> None:
    said = prompt("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"  {command} " in said.out
    assert "..." not in said.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", [*COMMANDS, "scenario show"])
def test_every_command_has_help(prompt: Prompt, command: str) -> None:
    said = prompt(*command.split(), "--help")
    assert said.code == 0
    assert "Usage: coopsim" in said.out


def test_version(prompt: Prompt) -> None:
    assert prompt("--version").out.startswith("coopsim ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("rum baseline", "rum"),
        ("run", "SCENARIO"),
        ("run baseline --seed x", "--seed"),
        ("run baseline --seed -1", "--seed"),
        ("run baseline --lang de", "--lang"),
        ("batch first", "--out"),
        ("batch first --out here --workers 0", "--workers"),
        ("compare here --format xml", "--format"),
    ],
)
def test_a_command_that_makes_no_sense(prompt: Prompt, words: str, message: str) -> None:
    said = prompt(*words.split())
    assert said.code == 2
    assert said.out == ""
    assert message in said.err


def _fails(monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    def failing(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(coopsim.scenario, "load_scenario", failing)


def test_a_bug_is_exit_1_and_says_what_to_do(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    _fails(monkeypatch, ZeroDivisionError("oh"))
    said = prompt("run", "baseline")
    assert said.code == 1
    assert said.err.startswith("coopsim: a bug: ZeroDivisionError: oh")
    assert "--traceback" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("by_option", [True, False])
def test_where_a_bug_arose_is_shown_on_demand(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, by_option: bool
) -> None:
    _fails(monkeypatch, ZeroDivisionError("oh"))
    monkeypatch.setenv("COOPSIM_TRACEBACK", "0" if by_option else "1")
    if not by_option:
        monkeypatch.setattr("coopsim.cli.os.environ", {"COOPSIM_TRACEBACK": "1"})
    said = prompt(*(["--traceback"] if by_option else []), "run", "baseline")
    assert said.code == 1
    assert "in failing" in said.err


def test_ctrl_c_is_exit_130(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    _fails(monkeypatch, KeyboardInterrupt())
    assert prompt("run", "baseline").code == 130

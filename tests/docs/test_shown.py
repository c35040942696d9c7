"""What is shown is run: the code, the commands and the files of every page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from coopsim.cli import app
from tests.docs.pages import PAGES, ROOT, blocks, commands, name_of, shown, text_of
from tests.docs.session import Prompt, play, steps

INSTALLING = ("pip", "python", "git", "cd")
"""Commands of an installation: looked at, not run."""

DAILY = {
    "run", "batch", "status", "merge", "export", "compare", "survival", "sensitivity", "discover", "power", "calibrate",
    "stories", "ladder", "figures", "scenario", "population",
}  # fmt: skip
"""Commands of a study from its first run to its figures: a page shows each, so that it is run here."""

WITH_PYTHON = [page for page in PAGES if blocks(page, "python")]
WITH_COMMANDS = [page for page in PAGES if commands(page, "sh")]
TO_FIND = sorted({line for page in PAGES for line in commands(page, "console")})


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    (tmp_path / "shown.py").write_text("\n".join(blocks(page, "python")), encoding="utf-8")
    for block in shown(page):
        if block.file:
            (tmp_path / block.file).write_text(block.body, encoding="utf-8")
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "shown.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_the_commands_of_a_page_run_in_order(page: Path, tmp_path: Path, prompt: Prompt) -> None:
    assert play(page, tmp_path, prompt)


@pytest.mark.parametrize("line", TO_FIND)
def test_a_command_of_an_installation_exists(line: str) -> None:
    program, *arguments = line.split()
    if program == "make":
        assert re.search(rf"^{arguments[0]}:", text_of(ROOT / "Makefile"), re.MULTILINE)
    else:
        assert program in INSTALLING


def test_every_daily_command_is_shown() -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    told = {step.words[0] for page in PAGES for block in shown(page) if block.language == "sh" for step in steps(block)}
    assert told <= known
    assert told >= DAILY

"""A reader at the prompt: the files that a page shows, and its commands, in order, in one folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from coopsim.scenario import shipped_folder
from tests.docs.pages import Shown, shown

REFUSED = "  # refused"
"""After a command of a page: it is shown for what it says no to."""

SERVERS = ("workshop",)
"""Commands that stay until they are stopped: here only their help is asked for."""

FEWER = {
    "experiments": {"replicates": 2, "trajectories": 2, "points": 24},
    "calibration": {"replicates": 2, "points": 16},
}
"""Shipped designs are run with fewer points: a file of that name in the folder is read in their place."""

SMALL = {"npm-shares": {"replicates": 2, "points": 4}}
"""A Sobol design has many points for each of its own."""

Prompt = Callable[..., tuple[int, str, str]]


class Step(NamedTuple):
    """A command of a page, and whether the page says that it is refused."""

    words: list[str]
    refused: bool


def steps(block: Shown) -> Iterator[Step]:
    """The commands of a shell block."""
    for line in block.body.splitlines():
        if line.strip():
            program, *words = shlex.split(line, comments=True)
            assert program == "coopsim", line
            yield Step(words, line.endswith(REFUSED))


def made_small(folder: Path) -> None:
    """Lay the shipped designs, with fewer points, where a command finds them first."""
    for room, fewer in FEWER.items():
        for file in (shipped_folder() / room).glob("*.toml"):
            text = file.read_text(encoding="utf-8")
            for key, number in SMALL.get(file.stem, fewer).items():
                text = re.sub(rf"^{key} = \d+", f"{key} = {number}", text, flags=re.MULTILINE)
            (folder / file.stem).write_text(text, encoding="utf-8")


def play(page: Path, folder: Path, prompt: Prompt) -> list[Step]:
    """Write the files of a page and type its commands; what is refused must say what the page says."""
    made_small(folder)
    done, said = [], ""
    for block in shown(page):
        if block.file:
            (folder / block.file).write_text(block.body, encoding="utf-8")
        elif block.language == "sh":
            for step in steps(block):
                said = typed(step, prompt)
                done.append(step)
        elif block.language == "text" and done and done[-1].refused:
            assert block.body.strip() in said
    return done


def typed(step: Step, prompt: Prompt) -> str:
    """Type one command; what it said on stderr."""
    words = [*step.words[:1], "--help"] if step.words[0] in SERVERS else step.words
    code, out, err = prompt(*words)
    if step.refused:
        assert (code, out) == (2, ""), err
    else:
        assert code == 0, err
        assert out
    return err

"""The pages of the documentation, and what they show: files, commands, code, links."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r'^( *)```(\w+)(?: title="([^"\n]+)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Shown(NamedTuple):
    """A fenced block: its language, the file it stands for (or an empty text), and what it holds."""

    language: str
    file: str
    body: str


@cache
def text_of(page: Path) -> str:
    """The text of a page."""
    return page.read_text(encoding="utf-8")


def shown(page: Path) -> Iterator[Shown]:
    """The fenced blocks of a page, in order."""
    for _, language, file, body in BLOCK.findall(text_of(page)):
        yield Shown(language, file, textwrap.dedent(body))


def blocks(page: Path, language: str) -> list[str]:
    """What the fenced blocks of a page in one language hold; files apart."""
    return [block.body for block in shown(page) if block.language == language and not block.file]


def commands(page: Path, language: str) -> list[str]:
    """The lines of the shell blocks of a page."""
    return [line for body in blocks(page, language) for line in body.splitlines() if line.strip()]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return BLOCK.sub("", text_of(page))


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page make."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def name_of(page: Path) -> str:
    """How a test names a page."""
    return page.relative_to(ROOT).as_posix()

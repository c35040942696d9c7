"""The floors of the house, kept by import-linter; sizes, kept by counting."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "coopsim").rglob("*.py"))
DECLARATIONS = ("scenario/parameters",)


def test_imports_only_go_down():
    answer = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"],
        cwd=ROOT, capture_output=True, text=True,
    )
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-2000:]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def bodies(path):
    """Lines of each function of a file, docstring aside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield node, body[-1].end_lineno - body[0].lineno + 1


def test_functions_are_short():
    lengths = []
    for path in SOURCES:
        most = 40 if "sweeps" in path.parts or path.name == "quarter.py" else 25
        for node, length in bodies(path):
            assert length <= most, f"{path.name}: {node.name} has {length} lines"
            lengths.append(length)
    assert statistics.median(lengths) <= 8


def test_nothing_is_excused():
    """No exclusion from coverage, no skipped test, no bare except, no path of a machine."""
    for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]:
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        for word in ("pragma: no cover", "mark.skip", "mark.xfail", "except:", "NotImplementedError", "TODO"):
            assert word not in text, f"{path}: {word}"

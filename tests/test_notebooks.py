"""Notebooks are run, what they print is checked, and they are kept without outputs."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

PRINTED = {
    "1_first_steps": [r"quarter\s+\n0 ", r"'partnership': -?\d", r"voices_effective", r"absorbed"],
    "2_two_stories": [r"^3$", r"small_independent +(up|down|no difference)", r"share", r"partnership"],
    "3_full_factorial": [r"^8$", r"variance_factor", r"tendering × reporting × fewer_interlocutors"],
    "4_sensitivity_and_discovery": [r"^21$", r"parameters\.closure\.hazard", r"coverage"],
    "5_own_population": [r"Competition here", r"'governance': 60", r"without cooperation", r"± 0\.\d"],
    "6_mesa": [r"\('mesa', 12, False\)", r"'34': \{'associations': \d+", r"2: \(\d+, \d", r"Solara|page"],
}
"""What each notebook shows, whatever the luck."""


def code_cells(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def run_cell(source: str, names: dict[str, Any]) -> str:
    """Run a cell as a notebook does; what it shows is its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return "" if last is None else f"{eval(compile(ast.Expression(last.value), 'cell', 'eval'), names)!s}\n"


def played(path: Path) -> tuple[dict[str, Any], str]:
    """The names and the shown text of a notebook, run from top to bottom."""
    names: dict[str, Any] = {}
    with pd.option_context("display.max_columns", None, "display.width", 400, "display.max_colwidth", 80):
        shown = [run_cell("".join(cell["source"]), names) for cell in code_cells(path)]
    return names, "".join(shown)


@pytest.fixture(scope="module")
def run_once() -> dict[Path, tuple[dict[str, Any], str]]:
    return {}


@pytest.fixture
def result(path: Path, run_once: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], str]:
    """A notebook that has been run, once for all tests."""
    if path not in run_once:
        monkeypatch.chdir(tmp_path)
        run_once[path] = played(path)
    return run_once[path]


@every_notebook
def test_shows_what_it_promises(path: Path, result: tuple[dict[str, Any], str]) -> None:
    _, shown = result
    for pattern in PRINTED[path.stem]:
        assert re.search(pattern, shown, re.MULTILINE), (pattern, shown)
    assert "NaN" not in shown


@every_notebook
def test_is_kept_without_outputs(path: Path) -> None:
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code_cells(path))


@every_notebook
def test_begins_with_a_title_and_has_short_cells(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cells[0]["source"][0].startswith("# ")
    assert max(len(line) for cell in cells for line in cell["source"]) <= 125


def test_there_are_six() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(PRINTED)


@pytest.mark.parametrize("path", [FOLDER / "3_full_factorial.ipynb"], ids=["3_full_factorial"])
def test_contrasts_add_up_to_the_differences(path: Path, result: tuple[dict[str, Any], str]) -> None:
    names, _ = result
    voices, effects = names["voices"], names["effects"]
    corner = sum(each for name, each in effects.items() if name.count("×") != 1)
    assert (voices[7] - voices[0]).to_numpy() == pytest.approx(corner)


@pytest.mark.parametrize("path", [FOLDER / "6_mesa.ipynb"], ids=["6_mesa"])
def test_mesa_and_the_run_agree(path: Path, result: tuple[dict[str, Any], str]) -> None:
    sector, collected = result[0]["sector"], result[0]["collected"]
    assert collected.voice_total.tolist() == sector.measures.voice_total.tolist()
    assert sum(result[0]["numbers"].values()) == len(sector.agents)

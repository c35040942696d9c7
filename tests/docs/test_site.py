"""The site is built without a warning and asks nobody for anything; its generated pages tell what the code tells."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer

from coopsim.cli import app
from coopsim.lab.records.columns import SCHEMAS
from coopsim.measures.meanings import MEANINGS
from coopsim.scenario.knobs import knobs
from coopsim.world.vocabulary import LEVERS
from tests.docs.pages import DOCS, ROOT, text_of

FETCHED = re.compile(r"<(?:script|img|iframe|source|video)[^>]+\bsrc=\"?(https?:)?//|<link[^>]+\bhref=\"?(https?:)?//")
HIGH_PUNCTUATION = re.compile(r"\w ?[?!;](?=\s)|[^\W\d_] :(?=\s)|« | »|\d %")


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    """The hook that writes pages from the code."""
    place = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written(generated: ModuleType) -> dict[str, str]:
    return generated.written()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The built site, and what was said while it was built."""
    out = tmp_path_factory.mktemp("site")
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return out, done.stderr


def test_it_is_built_without_a_warning(site: tuple[Path, str]) -> None:
    assert "WARNING" not in site[1]


def test_pages_ask_nobody_for_anything(site: tuple[Path, str]) -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in site[0].rglob("*.html")}
    assert len(pages) > 25
    assert [page.name for page, text in pages.items() if FETCHED.search(text)] == []
    assert [page.name for page, text in pages.items() if 'class="mermaid"' in text] == []
    styles = [style.read_text(encoding="utf-8") for style in site[0].rglob("*.css")]
    assert not any(re.search(r"url\(\"?(https?:)?//|@import", style) for style in styles)


def test_french_pages_say_that_they_are_french(site: tuple[Path, str]) -> None:
    for page in site[0].rglob("*.html"):
        language = "fr" if page.parent.name == "fr" else "en"
        assert f'<html lang="{language}"' in page.read_text(encoding="utf-8"), page.name


def test_functions_are_told_with_their_parameters(site: tuple[Path, str]) -> None:
    told = (site[0] / "reference" / "python.html").read_text(encoding="utf-8")
    for name in ("load_scenario", "Sector", "run_batch", "differences", "cumulative_incidence", "gallery"):
        assert f"{name}</span>" in told or f".{name}" in told
    assert "INSEE code" in told


def test_every_lever_column_and_command_has_its_place(written: dict[str, str]) -> None:
    assert re.findall(r"^## `(\w+)`$", written["reference/levers.md"], re.MULTILINE) == list(LEVERS)
    columns = written["reference/columns.md"]
    assert all(f"| `{field.name}` |" in columns for schema in SCHEMAS.values() for field in schema)
    root = typer.main.get_command(app)
    told = written["reference/commands.md"]
    assert [name for name in root.commands if f"## `coopsim {name}`" not in told] == []  # type: ignore[attr-defined]
    assert "## `coopsim scenario check`" in told


def test_every_meaning_is_told_in_french(written: dict[str, str]) -> None:
    meanings = {one.key: one.fr for one in knobs()} | {name: one.fr for name, one in MEANINGS.items()}
    told = written["fr/leviers.md"] + written["fr/parametres.md"] + written["fr/mesures.md"]
    assert [key for key, french in meanings.items() if f"| {french} |" not in told] == []


def test_a_lever_is_told_by_its_rules(written: dict[str, str]) -> None:
    own = written["reference/levers.md"].split("## `reserved_seats`")[1].split("## ")[0]
    assert "`reserved_count`: Seats of a college that only the small may hold" in own


def test_every_french_word_of_the_glossary_is_found(written: dict[str, str]) -> None:
    french = written["fr/glossaire.md"]
    assert "| mutualisation | `pooling` (M) |" in french
    rows = [line.strip("| ").split(" | ") for line in text_of(DOCS / "glossary.md").splitlines() if line[:2] == "| "]
    words = {row[1].strip() for row in rows if len(row) > 1 and row[1] not in ("mot", "")}
    assert [word for word in words if f"| {word} |" not in french] == []


def test_a_notebook_becomes_a_page(written: dict[str, str]) -> None:
    page = written["notebooks/1_first_steps.md"]
    assert page.startswith("# First steps")
    assert "```python\nimport coopsim\n" in page


@pytest.mark.parametrize("page", [ROOT / "README.fr.md", DOCS / "fr" / "index.md"], ids=lambda page: page.name)
def test_french_has_its_spaces(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", text_of(page), flags=re.DOTALL)
    assert HIGH_PUNCTUATION.findall(text) == []


def test_the_two_readmes_say_the_same_commands() -> None:
    english, french = text_of(ROOT / "README.md"), text_of(ROOT / "README.fr.md")
    for shown in ("make run", "pip install .", "coopsim batch first --out results/first", "CITATION.cff"):
        assert shown in english
        assert shown in french


def test_every_work_that_the_paper_cites_is_known_and_none_besides() -> None:
    cited = set(re.findall(r"@(\w+)", text_of(DOCS / "paper.md").split("---", 2)[2]))
    known = re.findall(r"^@\w+\{(\w+),$", (DOCS / "paper.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(known) == cited
    assert len(known) == len(cited)

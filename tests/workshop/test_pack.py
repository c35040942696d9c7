"""The facilitator's pack: both languages, words of the page, commands that hold together, French spaces."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from coopsim.workshop.pages import page_files

ROOT = Path(__file__).parents[2]
PACK = ROOT / "docs" / "workshop"
WORDS = ROOT / "src" / "coopsim" / "workshop" / "page" / "words"
PAIRS = {
    "guide.md": "guide.md",
    "debat.md": "debate.md",
    "installation.md": "installation.md",
    "feuille-de-pari.html": "prediction-sheet.html",
}
SHEETS = [PACK / "fr" / "feuille-de-pari.html", PACK / "en" / "prediction-sheet.html"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*([^*]+)\*\*")
STEP = re.compile(r"(?:Étape|Step) \d, ([^|]+?) \|")
NOT_BROKEN = re.compile(r"[ ][?!;:%»](?=\s|\*|$)|«[ ]|'")
IMAGE_MOST = 200_000
FOLDER, ROOM = "atelier", "salle"


def text_of(language: str, name: str) -> str:
    return (PACK / language / name).read_text(encoding="utf-8")


@cache
def spoken(language: str) -> list[str]:
    """What the page says in a language."""
    return list(json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8")).values())


def typed(language: str, *kinds: str) -> list[list[str]]:
    """The commands of the page on installation, as words."""
    found = FENCE.findall(text_of(language, "installation.md"))
    lines = [line for kind, body in found if kind in kinds for line in body.splitlines()]
    return [shlex.split(line.replace("\\", "/")) for line in lines]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> list[str]:
    """What lies in the wheel that the page on installation has one build."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-index", "--no-build-isolation", "--quiet"]
    asked = [word.replace(FOLDER, str(folder)) for word in typed("fr", "console")[0][1:-1]]
    subprocess.run([sys.executable, *asked, *offline, str(ROOT)], check=True, cwd=folder)
    (made,) = folder.glob("coopsim-*.whl")
    with ZipFile(made) as archive:
        return archive.namelist()


def test_both_languages_have_the_same_parts():
    assert {file.name for file in (PACK / "fr").iterdir()} == set(PAIRS)
    assert {file.name for file in (PACK / "en").iterdir()} == set(PAIRS.values())
    for french, english in PAIRS.items():
        if french.endswith(".md"):
            depths = [
                re.findall(r"^(#+) ", text_of(*page), re.MULTILINE) for page in (("fr", french), ("en", english))
            ]
            assert depths[0] == depths[1], french


@pytest.mark.parametrize("name", [name for name in PAIRS if name.endswith(".md")])
def test_french_spaces_do_not_break(name):
    told = re.sub(r"`[^`\n]*`|\]\([^)]*\)", "", FENCE.sub("", text_of("fr", name)))
    assert [found.group() for found in NOT_BROKEN.finditer(told)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_names_what_the_page_shows(language):
    guide = text_of(language, "guide.md")
    rows = "\n".join(line for line in guide.splitlines() if re.match(r"\| \d", line))
    named = set(BOLD.findall(rows))
    titles = {title.strip() for title in STEP.findall(rows)}
    assert len(named) >= 8
    assert len(titles) >= 6
    assert [name for name in named | titles if name not in spoken(language)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("minutes", [45, 90])
def test_the_minutes_of_a_session_follow_one_another(language, minutes):
    part = re.split(r"^## ", text_of(language, "guide.md"), flags=re.MULTILINE)
    (session,) = [one for one in part if re.match(rf"(?:En|In) {minutes}\sminutes", one)]
    spans = [(int(low), int(high)) for low, high in re.findall(r"^\| (\d+)–(\d+) \|", session, re.MULTILINE)]
    assert [low for low, _ in spans] == [0, *(high for _, high in spans[:-1])]
    assert spans[-1][1] == minutes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_folder_that_is_filled_is_the_one_installed_from(language):
    build, download, other = typed(language, "console")
    assert build[:4] == ["python", "-m", "pip", "wheel"]
    assert build[build.index("--wheel-dir") + 1] == FOLDER
    for asked in (download, other):
        assert asked[:4] == ["python", "-m", "pip", "download"]
        assert {asked[asked.index(option) + 1] for option in ("--dest", "--find-links")} == {FOLDER}
    for system, bin_folder in (("powershell", "Scripts"), ("bash", "bin")):
        made, installed, started = typed(language, system)
        assert made[1:] == ["-m", "venv", ROOM]
        assert installed[0] == f"{ROOM}/{bin_folder}/python"
        assert installed[1:] == ["-m", "pip", "install", "--no-index", "--find-links", FOLDER, "coopsim[workshop]"]
        assert started[:2] == [f"{ROOM}/{bin_folder}/coopsim", "workshop"]


def test_the_extra_that_is_installed_is_declared():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = {re.match(r"[\w-]+", one).group() for one in extras["workshop"]}
    assert named == {"starlette", "uvicorn", "segno"}


def test_the_wheel_carries_every_file_of_the_page(wheel):
    wanted = {f"coopsim/workshop/page/{address}" for address in page_files()}
    assert len(wanted) > 40
    assert wanted <= set(wheel)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_prediction_sheet_asks_nothing_elsewhere(sheet):
    seen: list[tuple[str, str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.extend((tag, name) for name, value in attrs if name in ("src", "href") and value)

    text = sheet.read_text(encoding="utf-8")
    Reader().feed(text)
    assert seen == []
    assert "http" not in text
    assert "size: A4" in text


def test_images_are_small():
    images = list((PACK / "images").glob("*.png"))
    assert len(images) == 4
    assert all(image.stat().st_size <= IMAGE_MOST for image in images)

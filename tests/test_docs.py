"""Pages, links, keys and tables of the documentation hold together; tests/docs runs what they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coopsim.chance import streams
from coopsim.engine.sweeps.weighing import TERMS
from coopsim.measures.meanings import MEANINGS
from coopsim.measures.tables import measures_page
from coopsim.scenario import load_scenario
from coopsim.scenario.knobs import knobs
from coopsim.scenario.tables import parameters_page
from coopsim.world import vocabulary
from tests.docs.pages import DOCS, LINK, PAGES, ROOT, anchors, name_of, prose, text_of

CITED = re.compile(r"\[([A-Za-z]+[0-9]{4}|E-[a-z]+|UriopssIdF)\]")
EVIDENCE = re.compile(r"\bE-[a-z]+")
FORM = re.compile(r"_(partnership|pooling|alliance|merger)$")

every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


@every_page
def test_relative_links_resolve(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        target, _, anchor = link.partition("#")
        if "://" not in target:
            file = (page.parent / target).resolve() if target else page
            assert file.exists(), link
            assert not anchor or anchor in anchors(file), link


@every_page
def test_nothing_points_at_a_machine(page: Path) -> None:
    assert not re.search(r"(?<!\w)/(work|tmp|home|root|Users)/|[A-Z]:\\", text_of(page))


def test_the_tables_are_those_of_the_code() -> None:
    assert text_of(DOCS / "parameters.md") == parameters_page()
    assert text_of(DOCS / "measures.md") == measures_page()


def keys_of_the_bibliography() -> set[str]:
    """The keys that the bibliography explains."""
    text = text_of(DOCS / "bibliography.md")
    return set(re.findall(r"^### (E-[a-z]+)$", text, re.MULTILINE)) | set(
        re.findall(r"^\| (\w+) \|", text, re.MULTILINE)
    )


def test_every_key_stands_in_the_bibliography() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))]
    cited = {key for text in sources for key in re.findall(r"\[([\w-]+)\]_", text)}
    cited |= {key for text in load_scenario("baseline").evidence.values() for key in EVIDENCE.findall(text)}
    cited |= {key for page in PAGES for key in CITED.findall(prose(page))}
    assert len(cited) > 20
    assert cited <= keys_of_the_bibliography(), cited - keys_of_the_bibliography()


def test_every_parameter_stands_in_the_model() -> None:
    named = set(re.findall(r"`([a-z_]+\.[a-zA-Z_]+)`", text_of(DOCS / "model.md")))
    keys = [one.key.removeprefix("parameters.") for one in knobs() if one.key.startswith("parameters.")]
    assert [key for key in keys if key not in named and FORM.sub("_FORM", key) not in named] == []
    known = {*keys, *(FORM.sub("_FORM", key) for key in keys)}
    rooms = {key.partition(".")[0] for key in keys}
    assert [name for name in named if name.partition(".")[0] in rooms and name not in known] == []


def test_every_stream_stands_in_the_model() -> None:
    rows = re.findall(r"^\| ([A-Z_]+) \| (\d+) \|", text_of(DOCS / "model.md"), re.MULTILINE)
    numbers = {name: value for name, value in vars(streams).items() if name.isupper()}
    assert {name: int(number) for name, number in rows} == numbers
    assert len(set(numbers.values())) == len(numbers)


def test_every_lever_switch_and_term_stands_in_the_model() -> None:
    text = text_of(DOCS / "model.md")
    assert [lever for lever in vocabulary.LEVERS if f"| *{lever}* |" not in text] == []
    assert [switch for switch in vocabulary.SWITCHES if f"`{switch}`" not in text] == []
    assert [term for term in TERMS if not re.search(rf"^\| {term} \|", text, re.MULTILINE)] == []
    assert f"{len(MEANINGS)} measures" in text


def test_every_word_of_the_state_stands_in_the_glossary() -> None:
    words = (
        vocabulary.FORMS + vocabulary.ENDS + vocabulary.SIZE_CLASSES + vocabulary.CAUSES + vocabulary.COLLEGES
        + vocabulary.FIELDS + vocabulary.LEVERS + vocabulary.SWITCHES + vocabulary.ACTS
    )
    glossary = text_of(DOCS / "glossary.md")
    assert [word for word in words if word and f"`{word}`" not in glossary] == []

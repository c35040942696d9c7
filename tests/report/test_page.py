"""What stands on the page of a report, and what must never stand there."""

from __future__ import annotations

import getpass
import itertools
import re
from pathlib import Path

import pytest

from coopsim.errors import InputRefused
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import Store, store_for
from coopsim.lab.wording import STANDING, out_of
from coopsim.report.answer import FATES, answer
from coopsim.report.page import page
from coopsim.report.stamp import stamped
from coopsim.report.subject import subject_of
from tests.report.conftest import LANGUAGES, small_store
from tests.report.reading import Reading

FIGURES = ("survival", "incidence", "voices", "tradeoff", "contrasts")
SECTIONS = ["question", "answer", "fates", "voice", "money", "apart", "limits", "stamp"]
ENGLISH = ("the", "and", "with", "closed", "absorbed", "merged", "savings", "years", "seed", "means", "small", "of")
FRENCH = ("les", "des", "avec", "fermées", "graine", "écart", "petites", "voix")
FEW = 'scenarios = ["tiny"]\nreplicates = {}\nrecord = ["measures"]\nevery = 3'
ASIDE = re.compile(r'<section id="stamp".*</section>', re.DOTALL)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-zà-ÿ]+", Reading(ASIDE.sub("", text)).words.lower()))


def test_each_language_keeps_to_itself(pages: dict[str, str]) -> None:
    assert words_of(pages["fr"]).isdisjoint(ENGLISH)
    assert words_of(pages["en"]).isdisjoint(FRENCH)
    assert set(ENGLISH) <= words_of(pages["en"])
    assert set(FRENCH) <= words_of(pages["fr"])


def test_french_marks_are_set_apart_by_a_space_that_does_not_break(pages: dict[str, str]) -> None:
    words = Reading(pages["fr"]).words
    assert "\u00a0:" in words
    assert re.findall(r"[\w»] [:;?!%»]|« \w", words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_of_a_network(pages: dict[str, str], language: str) -> None:
    text = pages[language]
    assert "http" not in text
    assert {"script", "link", "iframe"}.isdisjoint(tag for tag, _ in Reading(text).opened)
    asked = re.findall(r'(?:src|href)="([^"]*)"|url\(([^)]*)\)', text)
    assert all("".join(one).startswith(("#", "data:")) for one in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_there_with_words_and_numbers(pages: dict[str, str], language: str) -> None:
    reading = Reading(pages[language])
    drawings = reading.all("svg")
    assert [one["role"] for one in drawings] == ["img"] * len(FIGURES)
    assert len({one["aria-label"] for one in drawings}) == len(FIGURES)
    assert all(f'id="{name}-' in pages[language] for name in FIGURES)
    after = re.split(r"</figure>", pages[language])[1:]
    assert all(re.match(r'\s*<div class="wide"[^>]*><table>', one) for one in after)
    assert all(len(row) == len(table[0]) > 1 for table in reading.tables for row in table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_order(pages: dict[str, str], language: str) -> None:
    reading = Reading(pages[language])
    assert reading.all("html") == [{"lang": language}]
    assert [one["id"] for one in reading.all("section")] == SECTIONS
    levels = [int(tag[1]) for tag, _ in reading.opened if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [told["id"] for _, told in reading.opened if "id" in told]
    assert len(ids) == len(set(ids))
    links = {told["href"] for _, told in reading.opened if told.get("href", "").startswith("#")}
    assert links
    assert {link[1:] for link in links} <= set(ids)
    assert STANDING[language] in reading.words


def test_the_same_store_gives_the_same_page(told: Store, pages: dict[str, str]) -> None:
    assert page(told, "fr") == pages["fr"]


def test_the_answer_is_that_of_the_records(told: Store) -> None:
    rows = told.measures
    last = rows[rows.quarter == rows.quarter.max()].groupby("scenario")[list(FATES)].mean()
    counts = [out_of([float(value) for value in last.loc[name]]) for name in ("tiny", "apart")]
    assert all(sum(one) == 100 for one in counts)
    said = answer(subject_of(told, "en"))
    numbers = [int(one) for one in re.findall(r"\d+", said.partition("later ")[2].partition("; total")[0])]
    assert numbers == [*counts[0], *counts[1]]
    assert re.findall(r"\.(?!\d)", said) == ["."]


def test_savings_never_stand_alone(pages: dict[str, str]) -> None:
    for table in Reading(pages["en"]).tables:
        heads = " ".join([*table[0], *(row[0] for row in table)])
        if "Savings" in heads:
            assert "Need no longer met" in heads
            assert "Service lost" in heads


def test_the_stamp_names_what_was_run_and_nobody(told: Store, pages: dict[str, str]) -> None:
    stamp = stamped(subject_of(told, "en"))
    assert stamp["code"] == told.manifest["code"]
    assert stamp["seed"] == "7"
    assert stamp["runs"] == "8 of 8; 0 failed"
    assert told.experiment.identity.startswith(stamp["experiment"])
    for text in pages.values():
        assert all(value in Reading(text).words for value in (stamp["code"], stamp["experiment"]))
        assert str(told.path.parent) not in text
        assert str(Path.home()) not in text
        assert told.manifest["platform"] not in text
        assert getpass.getuser() not in stamp.values()


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    few = small_store(tmp_path, FEW.format(2))
    (tmp_path / "asked.toml").write_text(FEW.format(3), encoding="utf-8")
    store_for(load_experiment(tmp_path / "asked.toml"), few.path)
    text = page(Store(few.path), "en")
    assert "1 of 3 runs are not there" in text
    assert "no table of associations" in text
    assert [one["id"] for one in Reading(text).all("section")] == [one for one in SECTIONS if one != "apart"]


def test_a_store_without_runs_is_refused(tmp_path: Path, told: Store) -> None:
    empty = store_for(load_experiment(told.path.parent / "asked.toml"), tmp_path / "empty")
    with pytest.raises(InputRefused, match="no run is done"):
        page(empty)

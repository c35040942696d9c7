"""The report of a store: one page that asks for nothing, on screen and on paper."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from coopsim.lab.wording import STANDING
from coopsim.report.answer import answer
from coopsim.report.apart import apart
from coopsim.report.factors import factors
from coopsim.report.fates import fates
from coopsim.report.limits import limits
from coopsim.report.markup import element, paragraph, section, text
from coopsim.report.money import money
from coopsim.report.stamp import stamp
from coopsim.report.subject import Subject, subject_of
from coopsim.report.voice import voice
from coopsim.report.worlds import counted, worlds, worlds_answer

if TYPE_CHECKING:
    from coopsim.lab.store import Store

SAID = {
    "en": {
        "title": "Cooperation between associations: {titles}",
        "many": "{first} and {count} other policies",
        "question": "The question",
        "answer": "The answer",
        "incomplete": "{count} of {asked} runs are not there: the numbers are those of the runs that are.",
        "point": "The store holds {count} points of a design. What follows tells of the first one, unless it says "
        "otherwise.",
        "baseline": "{title} (the others are compared with it)",
        "no question": "Its file states no question.",
    },
    "fr": {
        "title": "Coopération entre associations : {titles}",
        "many": "{first} et {count} autres politiques",
        "question": "La question",
        "answer": "La réponse",
        "incomplete": "{count} simulations sur {asked} manquent : les nombres sont ceux des simulations présentes.",
        "point": "Ces résultats portent sur {count} points d'un plan d'expérience. La suite parle du premier, sauf "
        "mention contraire.",
        "baseline": "{title} (les autres lui sont comparés)",
        "no question": "Son fichier n'énonce pas de question.",
    },
}
NAMED_MOST = 3
"""Scenarios that a title names."""


def page(store: Store, language: str = "en") -> str:
    """The report of a store, as HTML.

    Parameters
    ----------
    store : Store
    language : str, en or fr

    Returns
    -------
    str

    Raises
    ------
    InputRefused
        If no run is done, or an extra that the analysis needs is not installed.
    StoreRefused
        If the store is damaged.
    """
    subject = subject_of(store, language)
    title = _title(subject)
    parts = [element("h1", text(title)), paragraph(STANDING[language], "standing"), *_parts(subject)]
    body = element("body", element("main", "\n".join(filter(None, parts))))
    whole = element("html", _head(title) + "\n" + body, lang=language)
    return f"<!doctype html>\n{whole}\n"


def _head(title: str) -> str:
    """What stands before the page."""
    style = files("coopsim.report").joinpath("page.css").read_text(encoding="utf-8")
    said = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", text(title)),
        element("style", style),
    ]
    return element("head", "\n".join(said))


def _parts(subject: Subject) -> list[str]:
    """The parts of the page, in order."""
    over = counted(subject)
    return [
        _question(subject),
        _answer(subject, [] if over is None else worlds_answer(subject, over)),
        fates(subject),
        voice(subject),
        money(subject),
        apart(subject),
        "" if over is None else worlds(subject, over),
        factors(subject),
        limits(subject.language),
        stamp(subject),
    ]


def _title(subject: Subject) -> str:
    """The title of the page: what is compared."""
    said, titles = SAID[subject.language], list(subject.evidence.titles.values())
    told = ", ".join(titles)
    if len(titles) > NAMED_MOST:
        told = said["many"].format(first=titles[0], count=len(titles) - 1)
    return said["title"].format(titles=told)


def _question(subject: Subject) -> str:
    """Title and question of each scenario."""
    said, scenarios = SAID[subject.language], {one.name: one for one in subject.store.experiment.scenarios}
    content = ""
    for name, title in subject.evidence.titles.items():
        base = name == subject.evidence.baseline and len(subject.evidence.titles) > 1
        question = str(getattr(scenarios[name].question, subject.language))
        content += element("dt", text(said["baseline"].format(title=title) if base else title))
        content += element("dd", text(question or said["no question"]))
    return section("question", said["question"], element("dl", content, kind="questions"))


def _answer(subject: Subject, over: list[str]) -> str:
    """The answer, what it is of, and what is missing."""
    said, store = SAID[subject.language], subject.store
    first, *others = [*over, answer(subject)]
    missing, points = len(store.missing()), len(store.experiment.points)
    notes = [
        said["incomplete"].format(count=missing, asked=len(list(store.asked()))) if missing else "",
        said["point"].format(count=points) if points > 1 else "",
    ]
    told = [paragraph(first, "answer"), *map(paragraph, others)]
    return section("answer", said["answer"], *told, *(paragraph(note, "note") for note in notes))

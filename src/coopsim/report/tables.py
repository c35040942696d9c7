"""Tables of means: measures beside one another, of the first point of a design."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopsim.lab.analysis.compare import summary
from coopsim.lab.wording import label_of
from coopsim.report.markup import Table
from coopsim.report.subject import FIRST, Subject, with_half

if TYPE_CHECKING:
    from pandas import DataFrame

BESIDE_MOST = 5
"""Scenarios that fit beside one another on paper."""

SAID = {
    "en": {
        "scenario": "Scenario",
        "measure": "Measure",
        "start": "At the start",
        "more": "{caption} ({part} of {parts})",
    },
    "fr": {
        "scenario": "Scénario",
        "measure": "Mesure",
        "start": "Au départ",
        "more": "{caption} ({part} sur {parts})",
    },
}


def by_scenario(subject: Subject, measures: Sequence[str], caption: str, note: str = "") -> Table:
    """A row a scenario, a column a measure.

    Parameters
    ----------
    subject : Subject
    measures : sequence of str
    caption, note : str

    Returns
    -------
    Table
    """
    means, language = means_of(subject, measures), subject.language
    shown = list(dict.fromkeys(means.measure))
    rows = [
        [title, *(_cell(means, name, measure, language) for measure in shown)]
        for name, title in subject.evidence.titles.items()
    ]
    heads = [SAID[language]["scenario"], *(label_of(measure, language) for measure in shown)]
    return Table(caption, heads, rows, note)


def by_measure(subject: Subject, measures: Sequence[str], caption: str, note: str = "") -> list[Table]:
    """A row a measure, a column a scenario, and where the first one stood at the start.

    Parameters
    ----------
    subject : Subject
    measures : sequence of str
    caption, note : str

    Returns
    -------
    list of Table: more than one where scenarios are more than a sheet is wide
    """
    language, titles = subject.language, subject.evidence.titles
    means, before = means_of(subject, measures), means_of(subject, measures, 0)
    shown, groups = list(dict.fromkeys(means.measure)), in_groups(list(titles))
    tables = []
    for names, told in zip(groups, captions(caption, len(groups), language), strict=True):
        rows = [
            [
                label_of(measure, language),
                _cell(before, subject.evidence.baseline, measure, language).partition("\N{NO-BREAK SPACE}±")[0],
                *(_cell(means, name, measure, language) for name in names),
            ]
            for measure in shown
        ]
        heads = [SAID[language]["measure"], SAID[language]["start"], *(titles[name] for name in names)]
        tables.append(Table(told, heads, rows, note if names is groups[-1] else ""))
    return tables


def means_of(subject: Subject, measures: Sequence[str], quarter: int | None = None) -> DataFrame:
    """Means of the scenarios at the first point.

    Parameters
    ----------
    subject : Subject
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame, of `coopsim.lab.analysis.compare.summary`
    """
    means = summary(subject.store, measures, quarter)
    return means[means.point == FIRST]


def in_groups(names: Sequence[str]) -> list[Sequence[str]]:
    """Names in groups that fit beside one another.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    list of sequences

    Examples
    --------
    >>> [len(group) for group in in_groups("abcdefg")]
    [4, 3]
    """
    groups = -(-len(names) // BESIDE_MOST)
    size = -(-len(names) // groups)
    return [names[first : first + size] for first in range(0, len(names), size)]


def captions(caption: str, parts: int, language: str) -> list[str]:
    """The captions of a table in parts, no two of them alike.

    Parameters
    ----------
    caption : str
    parts : int
    language : str, en or fr

    Returns
    -------
    list of str

    Examples
    --------
    >>> captions("Voice", 1, "en"), captions("Voix", 2, "fr")
    (['Voice'], ['Voix (1 sur 2)', 'Voix (2 sur 2)'])
    """
    if parts == 1:
        return [caption]
    return [SAID[language]["more"].format(caption=caption, part=part + 1, parts=parts) for part in range(parts)]


def _cell(means: DataFrame, name: str, measure: str, language: str) -> str:
    """The mean of a measure in a scenario."""
    column = means[means.measure == measure]
    found = column[column.scenario == name].to_dict("records")
    return with_half(found[0], column["mean"], language) if found else "–"

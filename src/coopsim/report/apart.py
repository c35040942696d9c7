"""What each policy changes: paired differences from the baseline, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coopsim.lab.analysis.compare import differences
from coopsim.lab.wording import digits_for, label_of, number, scale_of
from coopsim.report.drawn import svg
from coopsim.report.markup import Table, figure, paragraph, section, table
from coopsim.report.subject import FIRST, Subject
from coopsim.report.tables import captions, in_groups

if TYPE_CHECKING:
    from pandas import DataFrame

SAID = {
    "en": {
        "title": "What each policy changes",
        "lead": "Each replicate of a scenario has the same luck as that of “{title}”: the differences are of pairs.",
        "figure": "Differences from “{title}” with 95 % intervals, a panel for each measure. The numbers stand in the "
        "table below.",
        "table": "Differences from “{title}” after {years}: means of {pairs} pairs, 95 % t intervals",
        "measure": "Measure",
        "note": "Percentages: differences in points. ▲ ▼ the interval leaves out 0. Of many intervals some "
        "leave out 0 by "
        "luck alone: about one in twenty.",
        "ends": "({low} to {high})",
    },
    "fr": {
        "title": "Ce que change chaque politique",
        "lead": "Chaque réplique d'un scénario a la même chance que celle de « {title} » : les écarts sont "
        "ceux de paires.",
        "figure": "Écarts à « {title} » avec intervalles à 95 %, un cadre par mesure. Les nombres sont dans le tableau "
        "qui suit.",
        "table": "Écarts à « {title} » après {years} : moyennes de {pairs} paires, intervalles de Student à 95 %",
        "measure": "Mesure",
        "note": "Pourcentages : écarts en points. ▲ ▼ l'intervalle exclut 0. Sur beaucoup d'intervalles, quelques-uns "
        "excluent 0 par le seul hasard : environ un sur vingt.",
        "ends": "(de {low} à {high})",
    },
}


def apart(subject: Subject) -> str:
    """The part of the page on differences; nothing where there is one scenario only.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    from coopsim.figures.contrasts import contrasts

    rows = differences(subject.store, subject.evidence.baseline)
    rows = rows[(rows.point == FIRST) & (rows.pairs > 0)]
    if rows.empty or len(subject.evidence.titles) == 1:
        return ""
    said = SAID[subject.language]
    title = subject.evidence.titles[subject.evidence.baseline]
    caption = said["figure"].format(title=title)
    drawn = figure(svg(contrasts(rows, subject.evidence), "contrasts", caption), caption)
    tables = [table(one) for one in _tables(subject, rows, title)]
    return section("apart", said["title"], paragraph(said["lead"].format(title=title)), drawn, *tables)


def _tables(subject: Subject, rows: DataFrame, title: str) -> list[Table]:
    """A row a measure, a column a scenario; in parts where a sheet is not wide enough."""
    said, language = SAID[subject.language], subject.language
    least, most = int(rows.pairs.min()), int(rows.pairs.max())
    pairs = str(most) if least == most else f"{least}–{most}"
    caption = said["table"].format(title=title, years=subject.years, pairs=pairs)
    groups = in_groups([name for name in subject.evidence.titles if name in set(rows.scenario)])
    told = []
    for names, of_part in zip(groups, captions(caption, len(groups), language), strict=True):
        heads = [said["measure"], *(subject.evidence.titles[name] for name in names)]
        cells = [
            [label_of(measure, language), *_cells(rows[rows.measure == measure], names, language)]
            for measure in dict.fromkeys(rows.measure)
        ]
        told.append(Table(of_part, heads, cells, said["note"] if names is groups[-1] else ""))
    return told


def _cells(rows: DataFrame, names: Sequence[str], language: str) -> list[str]:
    """The differences of one measure."""
    scale = scale_of(str(rows.measure.iloc[0]))
    digits = digits_for(float(rows.difference.abs().max()) * scale)
    by_name = {row["scenario"]: row for row in rows.to_dict("records")}
    return [between(by_name[name], scale, digits, language) if name in by_name else "–" for name in names]


def between(row: Mapping[Any, Any], scale: float, digits: int, language: str) -> str:
    """A difference with its interval, marked where that leaves out 0.

    Parameters
    ----------
    row : mapping with difference, low, high
    scale : float, by which it is multiplied
    digits : int, decimals
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> between({"difference": -0.12, "low": -0.2, "high": -0.04}, 100.0, 0, "en").split()
    ['▼', '−12', '(−20', 'to', '−4)']
    """
    value, low, high = (number(row[key] * scale, digits, language, sign=True) for key in ("difference", "low", "high"))
    if row["low"] != row["low"]:
        return value
    mark = "▲\N{NO-BREAK SPACE}" if row["low"] > 0 else "▼\N{NO-BREAK SPACE}" if row["high"] < 0 else ""
    ends = SAID[language]["ends"].format(low=low, high=high)
    return f"{mark}{value}\n" + ends.replace(" ", "\N{NO-BREAK SPACE}")

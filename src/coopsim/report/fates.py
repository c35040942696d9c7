"""What became of whom: the small, and every size class by cause of end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopsim.lab.wording import called, number
from coopsim.report.answer import FATES
from coopsim.report.drawn import svg
from coopsim.report.markup import Table, element, figure, paragraph, section, table, text
from coopsim.report.subject import PLUS_MINUS, Subject
from coopsim.report.tables import by_scenario
from coopsim.world.vocabulary import SIZE_CLASSES

if TYPE_CHECKING:
    from pandas import DataFrame

SAID = {
    "en": {
        "title": "Who remains, and how the others ended",
        "small": "The small",
        "sizes": "By size class and by cause of end",
        "figure": "What became of the associations that were small at the start, year by year, a panel for each "
        "scenario. The numbers at the end stand in the table below.",
        "table": "The small of the start after {years}: per cent, with 95 % intervals",
        "incidence": "Ends of small, medium and large associations over time, by cause, under each scenario. The "
        "numbers at the end stand in the table below.",
        "ends": "Of 100 associations of each size class at the start, after {years}",
        "scenario": "Scenario",
        "class": "Scenario and size class",
        "number": "Associations a run",
        "without": "The store has no table of associations: ends by size class are not told.",
        "joint": "“Absorbed”: taken over by a larger one, which keeps its name. “Merged”: joined with another into a "
        "new body. Either may be a rescue, a choice, or a loss; the count does not say which.",
    },
    "fr": {
        "title": "Qui demeure, et comment les autres ont fini",
        "small": "Les petites",
        "sizes": "Par classe de taille et par cause de fin",
        "figure": "Ce que deviennent les associations petites au départ, année après année, un cadre par scénario. "
        "Les nombres de la fin sont dans le tableau qui suit.",
        "table": "Les petites du départ après {years} : pour cent, avec intervalles à 95 %",
        "incidence": "Fins des associations petites, moyennes et grandes au fil du temps, par cause, dans chaque "
        "scénario. Les nombres de la fin sont dans le tableau qui suit.",
        "ends": "Sur 100 associations de chaque classe de taille au départ, après {years}",
        "scenario": "Scénario",
        "class": "Scénario et classe de taille",
        "number": "Associations par simulation",
        "without": "Les résultats n'ont pas de table des associations : les fins par classe de taille ne sont pas "
        "données.",
        "joint": "« Absorbées » : reprises par une plus grande, qui garde son nom. « Fusionnées » : réunies à une "
        "autre dans un nouvel ensemble. L'un comme l'autre peut être un secours, un choix ou une perte ; le nombre ne "
        "le dit pas.",
    },
}
COLUMNS = ("independent", "absorbed", "merged", "closed", "insolvent")


def fates(subject: Subject) -> str:
    """The part of the page on survival.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    said = SAID[subject.language]
    small = by_scenario(subject, FATES, said["table"].format(years=subject.years))
    parts = [element("h3", text(said["small"])), _survival(subject), table(small)]
    parts.append(element("h3", text(said["sizes"])))
    parts += _by_size(subject) if subject.has("associations") else [paragraph(said["without"], "note")]
    return section("fates", said["title"], *parts)


def _survival(subject: Subject) -> str:
    """The fates of the small over time."""
    from coopsim.figures.survival import survival

    caption = SAID[subject.language]["figure"]
    drawn = survival(subject.rows("measures", ["quarter", *FATES]), subject.evidence)
    return figure(svg(drawn, "survival", caption), caption)


def _by_size(subject: Subject) -> list[str]:
    """Every size class, by cause: the figure and its numbers."""
    from coopsim.figures.incidence import incidence
    from coopsim.lab.analysis.survival import incidences

    said, rows = SAID[subject.language], incidences(subject.store)
    rows = rows[rows.point == 0]
    drawn = svg(incidence(rows, subject.evidence), "incidence", said["incidence"])
    return [figure(drawn, said["incidence"]), table(_ends(subject, rows))]


def _ends(subject: Subject, rows: DataFrame) -> Table:
    """What each size class came to at the end of the runs."""
    said, language = SAID[subject.language], subject.language
    last = rows[rows.quarter == subject.quarter]
    shown = [end for end in COLUMNS if end in set(last.end)]
    told = []
    for name, title in subject.evidence.titles.items():
        for size in SIZE_CLASSES:
            of_class = last[(last.scenario == name) & (last.size_class == size)].set_index("end")
            if len(of_class):
                cells = [_share(of_class.loc[end], language) for end in shown]
                told.append([f"{title}, {called(size, language)}", _count(of_class, language), *cells])
    heads = [said["class"], said["number"], *(called(end, language).capitalize() for end in shown)]
    return Table(said["ends"].format(years=subject.years), heads, told, said["joint"])


def _count(rows: DataFrame, language: str) -> str:
    """How many of a class there were in a run, on average."""
    first = rows.iloc[0]
    return number(first.lives / max(first.replicates, 1), 0, language)


def _share(row: Any, language: str) -> str:
    """Of a hundred, with half the width of the interval."""
    half = (row["high"] - row["low"]) * 50.0
    told = number(100.0 * row["incidence"], 0, language)
    return f"{told}{PLUS_MINUS}{number(half, 0, language)}" if half == half else told

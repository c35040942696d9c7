"""Who is heard: indicators of voice side by side, and where voice went."""

from __future__ import annotations

from typing import Any

from coopsim.lab.wording import number
from coopsim.report.drawn import svg
from coopsim.report.markup import Table, figure, paragraph, section, table
from coopsim.report.subject import Subject
from coopsim.report.tables import by_measure

INDICATORS = (
    "voice_total",
    "voices_independent",
    "voices_effective",
    "voices_effective_2",
    "voices_distinct",
    "causes_effective",
    "access_small",
    "access_small_now",
    "access_causes",
    "freedom_mean",
    "seats_empty",
    "representation_gap",
)
SAID = {
    "en": {
        "title": "Who is heard",
        "lead": "No single number is “voice”: how loud all are together, how many speak, how different they "
        "are, and who "
        "is let in may go different ways.",
        "table": "Indicators of voice after {years}: means, with 95 % intervals",
        "figure": "By how many points total voice changed: with whom it was lost or found, and by what. The numbers "
        "stand in the table below.",
        "parts": "Change of total voice in points (start = 100), in two ways of adding it up",
        "scenario": "Scenario",
        "note": "The first four columns, and again the last four, add up to the whole change.",
    },
    "fr": {
        "title": "Qui est entendu",
        "lead": "Aucun nombre seul n'est « la voix » : la force de toutes ensemble, le nombre de celles qui "
        "parlent, leurs "
        "différences et qui est admis peuvent aller en sens divers.",
        "table": "Indicateurs de voix après {years} : moyennes, avec intervalles à 95 %",
        "figure": "De combien de points la voix totale a varié : chez qui elle s'est perdue ou trouvée, et "
        "par quoi. Les "
        "nombres sont dans le tableau qui suit.",
        "parts": "Variation de la voix totale en points (départ = 100), additionnée de deux façons",
        "scenario": "Scénario",
        "note": "La somme des quatre premières colonnes, comme celle des quatre dernières, est la variation entière.",
    },
}


def voice(subject: Subject) -> str:
    """The part of the page on voice.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    said = SAID[subject.language]
    parts = [table(one) for one in by_measure(subject, INDICATORS, said["table"].format(years=subject.years))]
    drawn = _where_it_went(subject) if subject.has("associations") else []
    return section("voice", said["title"], paragraph(said["lead"]), *parts, *drawn)


def _where_it_went(subject: Subject) -> list[str]:
    """The figure of the change of total voice, and its numbers."""
    from coopsim.figures.voices import COLUMNS, MEASURES, voices

    said = SAID[subject.language]
    rows, lives = subject.rows("measures", ["quarter", *MEASURES]), subject.rows("associations", COLUMNS)
    drawn = svg(voices(rows, lives, subject.evidence), "voices", said["figure"])
    return [figure(drawn, said["figure"]), table(_parts(subject, rows, lives))]


def _parts(subject: Subject, rows: Any, lives: Any) -> Table:
    """By whom and by what, in points."""
    from pandas import concat

    from coopsim.figures.voices import SAID as WORDS
    from coopsim.figures.voices import by_what, by_whom

    said, language = SAID[subject.language], subject.language
    whole = concat([by_whom(lives), by_what(rows)], axis=1).groupby("scenario").mean()
    names = [name for name in subject.evidence.titles if name in whole.index]
    cells = [
        [subject.evidence.titles[name], *(number(value, 1, language, sign=True) for value in whole.loc[name])]
        for name in names
    ]
    heads = [said["scenario"], *(WORDS[language][str(column)].capitalize() for column in whole.columns)]
    return Table(said["parts"], heads, cells, said["note"])

"""An ensemble: at how many of its points a policy raises a measure, lowers it, or does neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coopsim.lab.analysis.over_points import at_points, over_points
from coopsim.lab.design.ensemble import is_ensemble
from coopsim.lab.wording import digits_for, label_of, number, scale_of
from coopsim.report.markup import Table, paragraph, section, table
from coopsim.report.subject import Subject

if TYPE_CHECKING:
    from pandas import DataFrame

COUNTS = ("up", "down", "no_difference")
SMALL, VOICE = "small_independent", "voice_total"
SAID = {
    "en": {
        "title": "Over the ensemble",
        "lead": "Each point is a set of values that nobody can settle. A direction that holds at nearly all "
        "of them holds "
        "over these assumptions; one that does not, depends on them.",
        "table": "“{title}” against “{against}”: at how many of {points} points each measure goes which way",
        "measure": "Measure",
        "mean": "Mean difference",
        "ends": "5 % to 95 % of the points",
        "up": "Up",
        "down": "Down",
        "no_difference": "No difference",
        "note": "Up or down: beyond two standard errors of the paired difference. Percentages: points.",
        "to": "{low} to {high}",
        "answer": "Of {points} sets of values, “{title}” against “{against}” leaves more of the small "
        "independent at {up}, "
        "fewer at {down}, and neither beyond luck at {no_difference}; it raises total voice at {voice_up} and lowers "
        "it at {voice_down}.",
    },
    "fr": {
        "title": "Sur l'ensemble",
        "lead": "Chaque point est un jeu de valeurs que personne ne peut trancher. Un sens qui se retrouve "
        "presque partout "
        "tient sur ces hypothèses ; sinon, il en dépend.",
        "table": "« {title} » face à « {against} » : en combien de points sur {points} chaque mesure va dans quel sens",
        "measure": "Mesure",
        "mean": "Écart moyen",
        "ends": "De 5 à 95 % des points",
        "up": "Hausse",
        "down": "Baisse",
        "no_difference": "Sans écart",
        "note": "Hausse ou baisse : au-delà de deux erreurs types de l'écart par paires. Pourcentages : points.",
        "to": "de {low} à {high}",
        "answer": "Sur {points} jeux de valeurs, « {title} » face à « {against} » laisse plus de petites "
        "indépendantes dans "
        "{up} cas, moins dans {down}, ni l'un ni l'autre au-delà du hasard dans {no_difference} ; la voix totale monte "
        "dans {voice_up} cas et baisse dans {voice_down}.",
    },
}


def counted(subject: Subject) -> DataFrame | None:
    """Counts over the points of an ensemble; None where the store is not one, or has nothing to compare.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    DataFrame, of `coopsim.lab.analysis.over_points.over_points`, or None
    """
    experiment = subject.store.experiment
    if not is_ensemble(experiment.design) or len(subject.evidence.titles) == 1:
        return None
    return over_points(at_points(subject.store, subject.evidence.baseline))


def worlds_answer(subject: Subject, over: DataFrame) -> list[str]:
    """A sentence for each scenario: at how many points of which the small and voice go which way.

    Parameters
    ----------
    subject : Subject
    over : DataFrame, of `counted`

    Returns
    -------
    list of str
    """
    return [
        _answer(subject, rows.set_index("measure"), str(name)) for name, rows in over.groupby("scenario", sort=False)
    ]


def _answer(subject: Subject, rows: Any, name: str) -> str:
    """The sentence of one scenario."""
    titles, small, voice = subject.evidence.titles, rows.loc[SMALL], rows.loc[VOICE]
    named = {"title": titles[name], "against": titles[str(small.against)], "points": int(small.points)}
    counts = {key: int(small[key]) for key in COUNTS} | {f"voice_{key}": int(voice[key]) for key in COUNTS}
    return SAID[subject.language]["answer"].format(**named, **counts)


def worlds(subject: Subject, over: DataFrame) -> str:
    """The part of the page on the counts.

    Parameters
    ----------
    subject : Subject
    over : DataFrame, of `counted`

    Returns
    -------
    str
    """
    said = SAID[subject.language]
    tables = [table(_table(subject, rows)) for _, rows in over.groupby("scenario", sort=False)]
    return section("worlds", said["title"], paragraph(said["lead"]), *tables, paragraph(said["note"], "note"))


def _table(subject: Subject, rows: DataFrame) -> Table:
    """The counts of one scenario."""
    said, titles, first = SAID[subject.language], subject.evidence.titles, rows.iloc[0]
    named = {"title": titles[str(first.scenario)], "against": titles[str(first.against)]}
    heads = [said[key] for key in ("measure", *COUNTS, "mean", "ends")]
    cells = [_row(row, subject.language) for row in rows.to_dict("records")]
    return Table(said["table"].format(**named, points=int(rows.points.max())), heads, cells)


def _row(row: Mapping[Any, Any], language: str) -> list[str]:
    """One measure."""
    scale = scale_of(str(row["measure"]))
    digits = digits_for(max(abs(row["low"]), abs(row["high"])) * scale)
    mean, low, high = (number(row[key] * scale, digits, language, sign=True) for key in ("difference", "low", "high"))
    ends = SAID[language]["to"].format(low=low, high=high)
    return [label_of(str(row["measure"]), language), *(str(row[key]) for key in COUNTS), mean, ends]

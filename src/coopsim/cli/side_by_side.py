"""Scenarios in columns, measures in rows, at the prompt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.text import Text

from coopsim.cli.grid import WIDTH, print_grid, say
from coopsim.lab.wording import STANDING, digits_for, label_of, number, scale_of
from coopsim.scenario.refusals import shown

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

__all__ = ["WIDTH", "arm_title", "show_details", "show_differences", "show_summary"]

Arm = tuple[str, int]
"""A scenario at a point of the design."""

SAID = {
    "en": {
        "summary": "At quarter {quarter} ({date}): means of {runs} replicates, with their 95 % interval",
        "differences": "Differences from “{title}” on the same luck, with their 95 % interval (percentages: points)",
        "measure": "Measure",
        "marks": "▲ ▼ the interval leaves out 0.",
        "luck": "Common luck divides the variance of a difference by {median} (median; {low} to {high}: --details).",
        "as it is": "as it is",
        "at": "{title}: {words}",
        "details": "“{title}” against “{against}”: {pairs} pairs on the same luck",
        "difference": "Difference",
        "t": "95 % (t)",
        "bootstrap": "95 % (bootstrap)",
        "effect": "Effect size (Cohen's d)",
        "factor": "Variance divided by",
    },
    "fr": {
        "summary": "Au trimestre {quarter} ({date}) : moyennes de {runs} répliques, avec leur intervalle à 95 %",
        "differences": "Écarts à « {title} », à chance égale, avec leur intervalle à 95 % (pourcentages : points)",
        "measure": "Mesure",
        "marks": "▲ ▼ l'intervalle exclut 0.",
        "luck": "La chance commune divise la variance d'un écart par {median} (médiane ; {low} à {high} : --details).",
        "as it is": "tel quel",
        "at": "{title} : {words}",
        "details": "« {title} » face à « {against} » : {pairs} paires à chance égale",
        "difference": "Écart",
        "t": "95 % (t)",
        "bootstrap": "95 % (bootstrap)",
        "effect": "Taille d'effet (d de Cohen)",
        "factor": "Variance divisée par",
    },
}


def show_summary(store: Store, base: str, means: DataFrame, language: str) -> None:
    """Print the mean of each measure in each scenario.

    Parameters
    ----------
    store : Store
    base : str, the scenario that stands first
    means : DataFrame, of `coopsim.lab.analysis.compare.summary`
    language : str, en or fr
    """
    quarter = int(means.quarter.iloc[0])
    title = SAID[language]["summary"].format(
        quarter=quarter, date=store.experiment.scenarios[0].date(quarter), runs=_count(means.runs)
    )
    arms = sorted(_arms(means), key=lambda arm: arm[0] != base)
    _print_table(store, title, means, arms, "mean", language)


def show_differences(store: Store, base: str, apart: DataFrame, language: str) -> None:
    """Print the paired differences of each scenario from the baseline, or of each point from the first.

    Parameters
    ----------
    store : Store
    base : str
    apart : DataFrame, of `coopsim.lab.analysis.compare.differences`
    language : str, en or fr
    """
    words = SAID[language]
    if not apart.empty:
        against = (base, 0) if len(store.experiment.scenarios) == 1 else (base, None)
        title = words["differences"].format(title=arm_title(store, *against, language=language))
        _print_table(store, title, apart, _arms(apart), "difference", language)
        say(words["marks"], "dim")
        factors = [value for value in apart.variance_factor if math.isfinite(value)]
        if factors:
            told = {"median": median(factors), "low": min(factors), "high": max(factors)}
            say(words["luck"].format(**{name: number(one, 1, language) for name, one in told.items()}), "dim")
    say(STANDING[language], "italic")


def show_details(store: Store, apart: DataFrame, language: str) -> None:
    """Print all that is known of each difference: both intervals, effect size, gain of common luck.

    Parameters
    ----------
    store : Store
    apart : DataFrame, of `coopsim.lab.analysis.compare.differences`
    language : str, en or fr
    """
    words = SAID[language]
    columns = {name: words[name] for name in ("difference", "t", "bootstrap", "effect", "factor")}
    for _, rows in apart.groupby(["scenario", "point"], sort=False):
        first = rows.iloc[0]
        told = {
            "title": arm_title(store, first.scenario, int(first.point), language=language),
            "against": arm_title(store, first.against, int(first.against_point), language=language),
            "pairs": _count(rows.pairs),
        }
        cells = {
            (str(row["measure"]), name): Text(text)
            for row in rows.to_dict("records")
            for name, text in _detailed(row, language).items()
        }
        labels = {str(measure): label_of(str(measure), language) for measure in rows.measure}
        print_grid(words["details"].format(**told), words["measure"], labels, columns, cells)


def arm_title(store: Store, name: str, point: int | None = None, *, language: str) -> str:
    """The words for a scenario at a point.

    Parameters
    ----------
    store : Store
    name : str, the scenario
    point : int, or None for no point in particular
    language : str, en or fr

    Returns
    -------
    str
    """
    title = next(str(getattr(one.title, language)) for one in store.experiment.scenarios if one.name == name)
    points = store.experiment.points
    if point is None or len(points) == 1:
        return title
    words = _point_words(points[point]) or SAID[language]["as it is"]
    return words if len(store.experiment.scenarios) == 1 else SAID[language]["at"].format(title=title, words=words)


def _point_words(point: Mapping[str, Any]) -> str:
    """What a point changes, in few words; a course as the values it goes through."""
    said = []
    for key, value in point.items():
        course = isinstance(value, Mapping)
        told = " → ".join(f"{one:g}" for one in value.values()) if course else _short(value)
        said.append(f"{key.rpartition('.')[2].replace('_', ' ')} = {told}")
    return ", ".join(said)


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else shown(value).strip('"')


def _print_table(
    store: Store, title: str, rows: DataFrame, arms: Sequence[Arm], value: str, language: str
) -> None:
    """One row a measure, one column a scenario or point."""
    cells = {
        (str(measure), f"{row['scenario']} {row['point']}"): _cell(row, of_measure[value], value, language)
        for measure, of_measure in rows.groupby("measure", sort=False)
        for row in of_measure.to_dict("records")
    }
    labels = {measure: label_of(measure, language) for measure in dict.fromkeys(measure for measure, _ in cells)}
    titles = {f"{name} {point}": arm_title(store, name, point, language=language) for name, point in arms}
    print_grid(title, SAID[language]["measure"], labels, titles, cells)


def _cell(row: Any, column: Any, value: str, language: str) -> Text:
    """A value and half the width of its interval; a difference that excludes 0 is marked."""
    scale, apart = scale_of(str(row["measure"])), value == "difference"
    digits = digits_for(float(column.abs().max()) * scale)
    told = number(row[value] * scale, digits, language, sign=apart)
    half = number((row["high"] - row["low"]) / 2 * scale, digits, language)
    sure = apart and (row["low"] > 0 or row["high"] < 0)
    mark = ("▲ " if row[value] > 0 else "▼ ") if sure else ""
    return Text(f"{mark}{told} ±{half}", style="bold" if sure else "")


def _detailed(row: Any, language: str) -> dict[str, str]:
    """The cells of one difference."""
    scale = scale_of(str(row["measure"]))
    digits = digits_for(abs(row["difference"]) * scale)
    ends = {name: [row[f"{name}low"] * scale, row[f"{name}high"] * scale] for name in ("", "bootstrap_")}
    factor, known = number(row["variance_factor"], 1, language), math.isfinite(row["variance_factor_low"])
    reach = _between([row["variance_factor_low"], row["variance_factor_high"]], 1, language)
    return {
        "difference": number(row["difference"] * scale, digits, language, sign=True),
        "t": _between(ends[""], digits, language),
        "bootstrap": _between(ends["bootstrap_"], digits, language),
        "effect": number(row["effect_size"], 2, language, sign=True),
        "factor": f"{factor} {reach}" if known else factor,
    }


def _between(ends: Sequence[float], digits: int, language: str) -> str:
    low, high = (number(end, digits, language) for end in ends)
    return f"[{low}; {high}]"


def _arms(rows: DataFrame) -> list[Arm]:
    """The scenarios and points of a table, in its order."""
    return list(dict.fromkeys(zip(rows.scenario, rows.point, strict=True)))


def _count(counts: Any) -> str:
    """How many replicates: one number, or a range where a batch is not complete."""
    least, most = int(counts.min()), int(counts.max())
    return str(most) if least == most else f"{least}–{most}"

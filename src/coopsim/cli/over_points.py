"""Comparisons over an ensemble at the prompt: counts of points, and how far they are apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from coopsim.cli.files import writing_to
from coopsim.cli.grid import print_grid, say
from coopsim.cli.side_by_side import arm_title
from coopsim.cli.table import Language, Row, TableFormat, as_json, print_rows
from coopsim.lab.wording import STANDING, digits_for, label_of, number, scale_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

SAID = {
    "en": {
        "title": "“{title}” against “{against}”, on the same luck, over {points} points of the ensemble",
        "measure": "Measure",
        "difference": "Mean difference",
        "ends": "5 to 95 % of points",
        "up": "Points up",
        "down": "Points down",
        "no_difference": "No difference",
        "rule": "Up or down: beyond two standard errors of the paired difference (percentages: points).",
        "files": "Tables:",
    },
    "fr": {
        "title": "« {title} » face à « {against} », à chance égale, sur {points} points de l'ensemble",
        "measure": "Mesure",
        "difference": "Écart moyen",
        "ends": "5 à 95 % des points",
        "up": "Points en hausse",
        "down": "Points en baisse",
        "no_difference": "Sans écart",
        "rule": "Hausse ou baisse : au-delà de deux erreurs types de l'écart par paires (pourcentages : points).",
        "files": "Tableaux :",
    },
}
COUNTS = ("up", "down", "no_difference")


def tell_over_points(
    store: Store, points: DataFrame, over: DataFrame, form: TableFormat, lang: Language
) -> None:
    """On stdout: counts for eyes and sheets, every point beside them for a program.

    Parameters
    ----------
    store : Store
    points : DataFrame, of `coopsim.lab.analysis.over_points.at_points`
    over : DataFrame, of `coopsim.lab.analysis.over_points.over_points`
    form : TableFormat
    lang : Language
    """
    if form is TableFormat.JSON:
        typer.echo(as_json({"over_points": _rows(over), "points": _rows(points)}))
    elif form is TableFormat.CSV:
        print_rows(_rows(over), form, list(over.columns))
    else:
        for _, rows in over.groupby("scenario", sort=False):
            _show(store, rows, lang)
        say(SAID[lang]["rule"], "dim")
        say(STANDING[lang], "italic")


def write_over_points(points: DataFrame, over: DataFrame, out: Path) -> None:
    """Both tables as CSV.

    Parameters
    ----------
    points, over : DataFrame
    out : Path, the folder

    Raises
    ------
    InputRefused
        If the folder cannot be written.
    """
    from coopsim.lab.store.parts import write_whole

    with writing_to(out):
        for name, frame in (("over-points", over), ("points", points)):
            write_whole(out / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n").encode())


def say_files(out: Path, lang: Language) -> None:
    """Say where tables were written.

    Parameters
    ----------
    out : Path
    lang : Language
    """
    typer.echo(f"\n{SAID[lang]['files']} {out}")


def _show(store: Store, rows: DataFrame, lang: Language) -> None:
    """One scenario: a row a measure."""
    words, first = SAID[lang], rows.iloc[0]
    title = words["title"].format(
        title=arm_title(store, str(first.scenario), language=lang),
        against=arm_title(store, str(first.against), language=lang),
        points=int(rows.points.max()),
    )
    columns = {name: words[name] for name in ("difference", "ends", *COUNTS)}
    cells = {
        (str(row["measure"]), name): Text(text)
        for row in rows.to_dict("records")
        for name, text in _cells(row, lang).items()
    }
    labels = {str(measure): label_of(str(measure), lang) for measure in rows.measure}
    print_grid(title, words["measure"], labels, columns, cells)


def _cells(row: Any, lang: Language) -> dict[str, str]:
    """The cells of one measure."""
    scale = scale_of(str(row["measure"]))
    digits = digits_for(max(abs(row["low"]), abs(row["high"])) * scale)
    mean, low, high = (number(row[key] * scale, digits, lang, sign=True) for key in ("difference", "low", "high"))
    counted = {name: f"{row[name]} ({number(100 * row[name] / max(row['points'], 1), 0, lang)}%)" for name in COUNTS}
    if lang is Language.FR:
        counted = {name: text.replace("%", "\N{NO-BREAK SPACE}%") for name, text in counted.items()}
    return {"difference": mean, "ends": f"{low} … {high}", **counted}


def _rows(frame: DataFrame) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]

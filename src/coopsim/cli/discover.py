"""`coopsim discover`: in which corner of the factors something comes about."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.compare import Quarter, rows_of
from coopsim.cli.table import FormatOption, Language, LanguageOption, Row, TableFormat, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.analysis.discovery import Question

WHERE = re.compile(r"\s*(\w+)\s*([<>])\s*([-+.\deE]+)\s*")
StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch with a design.")]
Where = Annotated[str, typer.Option("--where", help='What is looked for, such as "small_independent<0.4".')]
Density = Annotated[float, typer.Option("--density", min=0.05, max=1.0, help="Share of a box that must answer.")]

SAID = {
    "en": {
        "box": "Box {box}: {density} % of its {points} points; it holds {coverage} % of all such points",
        "between": "{factor}: {low} to {high}",
        "among": "{factor}: {values}",
        "none": "No box in which {density} % of the points answer.",
    },
    "fr": {
        "box": "Boîte {box} : {density} % de ses {points} points ; elle contient {coverage} % de tous ces points",
        "between": "{factor} : de {low} à {high}",
        "among": "{factor} : {values}",
        "none": "Aucune boîte dont {density} % des points répondent.",
    },
}


def discover(
    store: StoreFolder,
    where: Where,
    quarter: Quarter = None,
    density: Density = 0.8,
    form: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show where in the factors something happens (PRIM)."""
    from coopsim.lab.analysis.discovery import boxes
    from coopsim.lab.store import open_store

    found = boxes(open_store(store), asked(where), quarter, density)
    if form is TableFormat.TABLE:
        _show(found, density, lang)
    else:
        print_rows(rows_of(found), form, list(found.columns))


def asked(where: str) -> Question:
    """A question from its text: a measure, a sign, a limit."""
    from coopsim.errors import InputRefused
    from coopsim.lab.analysis.compare import known_measure
    from coopsim.lab.analysis.discovery import Question

    read = WHERE.fullmatch(where)
    try:
        limit = float(read[3]) if read else math.nan
    except ValueError:
        limit = math.nan
    if read is None or math.isnan(limit):
        raise InputRefused("--where", "", "a measure, < or >, and a number", where, 'Such as "small_independent<0.4"')
    return Question(known_measure(read[1]), read[2] == "<", limit)


def _show(found: DataFrame, density: float, lang: Language) -> None:
    """Each box in words."""
    from coopsim.lab.wording import STANDING, number

    words = SAID[lang]
    if found.empty:
        typer.echo(words["none"].format(density=number(100 * density, 0, lang)))
    for _, rows in found.groupby("box"):
        first = rows.iloc[0]
        shares = {name: number(100 * first[name], 0, lang) for name in ("density", "coverage")}
        typer.echo(words["box"].format(box=first.box, points=first.points, **shares))
        for row in rows_of(rows):
            typer.echo(f"  {_limit(row, lang)}")
    typer.echo(STANDING[lang])


def _limit(row: Row, lang: Language) -> str:
    """What a box says of one factor."""
    from coopsim.lab.wording import number
    from coopsim.scenario import knob

    declared = knob(row["factor"])
    factor = str(getattr(declared, lang)) if declared else row["factor"]
    if row["values"]:
        return SAID[lang]["among"].format(factor=factor, values=row["values"])
    low, high = (number(row[end], 3, lang) for end in ("low", "high"))
    return SAID[lang]["between"].format(factor=factor, low=low, high=high)

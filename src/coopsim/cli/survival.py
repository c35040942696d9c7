"""`coopsim survival`: how lives end, by cause and size, and how often in a year."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli.compare import rows_of
from coopsim.cli.table import FormatOption, Language, LanguageOption, TableFormat, as_json, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame
    from rich.table import Table

    from coopsim.lab.store import Store


class By(StrEnum):
    """What the lives are divided by."""

    SCENARIO = "scenario"
    SIZE = "size"


class Cohort(StrEnum):
    """Which lives are followed."""

    START = "start"
    BIRTHS = "births"


class Measure(StrEnum):
    """What is told of them."""

    INCIDENCE = "incidence"
    HAZARDS = "hazards"


EVERY = 20
"""Quarters between the rows of incidence that are printed."""

SAID = {
    "en": {
        "incidence": "Ended by then, % (Aalen–Johansen), ± half the 95 % interval over replicates",
        "hazards": "Ended per 100 associations and year at risk, ± half the 95 % interval over replicates",
        "note": "Estimates pool all lives. Lives of one run are not independent: intervals are Student's, of the "
        "estimates of {runs} replicates.",
        "start": "those alive at quarter 0",
        "births": "those born in the run, by quarters since birth",
        "size_class": "Size at the start",
        "quarter": "Quarter",
        "lives": "Lives",
        "years": "Years",
    },
    "fr": {
        "incidence": "Disparues à cette date, % (Aalen–Johansen), ± demi-intervalle à 95 % sur les répliques",
        "hazards": "Disparues pour 100 associations et par an, ± demi-intervalle à 95 % sur les répliques",
        "note": "Les estimations réunissent toutes les vies. Celles d'une même simulation ne sont pas indépendantes : "
        "intervalles de Student, sur les estimations de {runs} répliques.",
        "start": "associations en vie au trimestre 0",
        "births": "associations créées en cours de simulation, en trimestres depuis leur création",
        "size_class": "Taille au départ",
        "quarter": "Trimestre",
        "lives": "Vies",
        "years": "Années",
    },
}

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]
ByOption = Annotated[By, typer.Option("--by", help="Size classes beside all sizes, or scenarios alone.")]
CohortOption = Annotated[Cohort, typer.Option("--cohort", help="Alive at quarter 0, or born in the run.")]
MeasureOption = Annotated[Measure | None, typer.Option("--measure", help="One of both tables.")]
Grouped = Annotated[bool, typer.Option("--grouped", help="Insolvent counts as closed, merged as absorbed.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the figure of incidence by size (PNG).")]


def survival(
    store: StoreFolder,
    by: ByOption = By.SIZE,
    cohort: CohortOption = Cohort.START,
    measure: MeasureOption = None,
    grouped: Grouped = False,
    form: FormatOption = TableFormat.TABLE,
    out: Out = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show how lives end, as competing risks.

    Cumulative incidence by end and the rate of each end per association and
    year; csv gives one table (the incidence unless said), json gives both.
    """
    from coopsim.lab.analysis.survival import hazards, incidences
    from coopsim.lab.store import open_store

    opened, made = open_store(store), {Measure.INCIDENCE: incidences, Measure.HAZARDS: hazards}
    first = [Measure.INCIDENCE] if form is TableFormat.CSV else list(Measure)
    wanted = first if measure is None else [measure]
    tables = {one.value: made[one](opened, cohort.value, by is By.SIZE, grouped) for one in wanted}
    if out is not None:
        _draw(opened, cohort, grouped, out, lang)
    if form is TableFormat.TABLE and len(opened.experiment.points) == 1:
        _show(opened, tables, cohort, lang)
    elif form is TableFormat.JSON:
        typer.echo(as_json({name: rows_of(table) for name, table in tables.items()}))
    else:
        for table in tables.values():
            shown = _some_quarters(table) if form is TableFormat.TABLE and "quarter" in table else table
            print_rows(rows_of(shown), form)


def _draw(store: Store, cohort: Cohort, grouped: bool, out: Path, lang: Language) -> None:
    """Incidence by end and size class, as a figure."""
    from coopsim.cli.files import writing_to
    from coopsim.figures.evidence import evidence_of
    from coopsim.figures.incidence import incidence
    from coopsim.figures.sheet import save
    from coopsim.lab.analysis.survival import incidences

    rows = incidences(store, cohort.value, grouped=grouped)
    evidence = evidence_of(store, store.experiment.baseline, lang.value)
    with writing_to(out):
        save(incidence(rows[rows.point == 0], evidence), out / "incidence.png")


def _show(store: Store, tables: dict[str, DataFrame], cohort: Cohort, lang: Language) -> None:
    """The tables for eyes, scenario by scenario, with what their intervals say."""
    from rich.console import Console
    from rich.text import Text

    from coopsim.cli.side_by_side import WIDTH
    from coopsim.lab.wording import STANDING

    terminal = Console(highlight=False)
    out = terminal if terminal.is_terminal else Console(highlight=False, width=WIDTH)
    said, colon = SAID[lang], ": " if lang is Language.EN else " : "
    for name, rows in tables.items():
        told = {"incidence": _some_quarters, "hazards": _whole_span}[name](rows)
        out.print(Text(f"{said[name]}{colon}{said[cohort]}\n"))
        for scenario, of_arm in told.groupby("scenario", sort=False):
            out.print(Text(_title(store, str(scenario), lang), style="bold"))
            out.print(_table(of_arm, name, lang))
            out.print()
    runs = max(int(rows.replicates.max()) for rows in tables.values())
    out.print(Text(said["note"].format(runs=runs), style="dim"))
    out.print(Text(STANDING[lang], style="italic"))


def _some_quarters(rows: DataFrame) -> DataFrame:
    """The rows of every twentieth quarter and of the last."""
    last = rows.groupby(["scenario", "point"]).quarter.transform("max")
    return rows[(rows.quarter > 0) & ((rows.quarter % EVERY == 0) | (rows.quarter == last))]


def _whole_span(rows: DataFrame) -> DataFrame:
    """The spans as they are, under the words of a table of quarters."""
    span = rows.after.astype(str) + "–" + rows.until.astype(str)
    return rows.assign(quarter=span, date="", incidence=rows.rate, lives=rows.years)


def _title(store: Store, name: str, lang: Language) -> str:
    return str(next(getattr(one.title, lang) for one in store.experiment.scenarios if one.name == name))


def _table(rows: DataFrame, name: str, lang: Language) -> Table:
    """One row a size class and quarter, one column an end."""
    from rich import box
    from rich.table import Table

    from coopsim.lab.wording import called

    said, ends = SAID[lang], list(dict.fromkeys(rows.end))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for column in ("size_class", "quarter"):
        table.add_column(said[column], no_wrap=True)
    for column in ("years" if name == "hazards" else "lives", *ends):
        table.add_column(said[column] if column in said else called(column, lang), justify="right", no_wrap=True)
    for (size_class, quarter), of_row in rows.groupby(["size_class", "quarter"], sort=False):
        first = of_row.iloc[0]
        when = f"{quarter} ({first.date})" if first.date else str(quarter)
        cells = [_cell(of_row[of_row.end == end].iloc[0], name, lang) for end in ends]
        table.add_row(called(str(size_class), lang), when, _number(first.lives, 0, lang), *cells)
    return table


def _cell(row: Any, name: str, lang: Language) -> str:
    """An estimate with half the width of its interval, per hundred."""
    digits = 2 if name == "hazards" else 1
    half = (row["high"] - row["low"]) / 2
    return f"{_number(row['incidence'] * 100, digits, lang)} ±{_number(half * 100, digits, lang)}"


def _number(value: float, digits: int, lang: Language) -> str:
    from coopsim.lab.wording import number

    return number(value, digits, lang)

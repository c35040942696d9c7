"""`coopsim compare`: scenarios beside one another, on the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.files import writing_to
from coopsim.cli.table import FormatOption, Language, LanguageOption, Row, TableFormat, as_json, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]
Baseline = Annotated[str | None, typer.Option("--baseline", help="The scenario that others are compared with.")]
Measures = Annotated[
    list[str] | None, typer.Option("--measures", help="With commas or repeated; the headline ones unless said.")
]
Quarter = Annotated[int | None, typer.Option("--quarter", min=0, help="Quarter to compare at; the last unless said.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for tables (CSV) and figures (PNG).")]


def compare(
    store: StoreFolder,
    baseline: Baseline = None,
    measures: Measures = None,
    quarter: Quarter = None,
    form: FormatOption = TableFormat.TABLE,
    out: Out = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Compare scenarios on the same luck.

    Means and paired differences, each with its 95 % interval; csv gives the
    differences, json gives both.
    """
    from coopsim.lab.analysis.compare import HEADLINES, baseline_of, differences, summary
    from coopsim.lab.store import open_store

    opened = open_store(store)
    base = baseline_of(opened, baseline)
    names = [name.strip() for said in measures or HEADLINES for name in said.split(",") if name.strip()]
    means, apart = summary(opened, names, quarter), differences(opened, base, names, quarter)
    if out is not None:
        with writing_to(out):
            _write(opened, base, means, apart, out, lang)
    _print(opened, base, means, apart, form, lang)
    if out is not None and form is TableFormat.TABLE:
        typer.echo(f"\n{'Tables and figures:' if lang is Language.EN else 'Tableaux et figures :'} {out}")


def _print(
    store: Store, base: str, means: DataFrame, apart: DataFrame, form: TableFormat, lang: Language
) -> None:
    """On stdout: two tables for eyes, one for a sheet, both for a program."""
    if form is TableFormat.JSON:
        typer.echo(as_json({"summary": rows_of(means), "differences": rows_of(apart)}))
    elif form is TableFormat.CSV or len(store.experiment.points) > 1:
        print_rows(rows_of(apart), form)
    else:
        from coopsim.cli.side_by_side import show_differences, show_summary

        show_summary(store, base, means, lang)
        show_differences(store, base, apart, lang)


def rows_of(frame: DataFrame) -> list[Row]:
    """The rows of a frame, as a printer takes them."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _write(store: Store, base: str, means: DataFrame, apart: DataFrame, out: Path, lang: Language) -> None:
    """Tables as CSV and figures as PNG."""
    from coopsim.figures import write_figures
    from coopsim.lab.store.parts import write_whole

    for name, frame in (("summary", means), ("differences", apart)):
        write_whole(out / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n").encode())
    write_figures(store, base, apart, out, lang)

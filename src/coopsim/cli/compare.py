"""`coopsim compare`: scenarios beside one another, on the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
Details = Annotated[
    bool, typer.Option("--details", help="Both intervals, effect size, and the gain of common luck, in place of means.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for tables (CSV) and figures (PNG).")]

ARMS_MOST = 30
"""Scenarios and points beyond which columns side by side say nothing to eyes."""

BRIEF = {
    False: ["scenario", "point", "measure", "pairs", "difference", "low", "high", "variance_factor"],
    True: ["scenario", "point", "measure", "runs", "mean", "low", "high"],
}
"""Columns of a long table for eyes: of differences, or of means where there are none."""


class Shown(NamedTuple):
    """How the answer is shown.

    Attributes
    ----------
    details : bool
    form : TableFormat
    lang : Language
    """

    details: bool
    form: TableFormat
    lang: Language


def compare(
    store: StoreFolder,
    baseline: Baseline = None,
    measures: Measures = None,
    quarter: Quarter = None,
    details: Details = False,
    form: FormatOption = TableFormat.TABLE,
    out: Out = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Compare scenarios on the same luck.

    Means and paired differences, each with its 95 % interval; csv gives the
    differences, json gives both. Where there is one scenario, the points of its
    design are compared with the first. Over an ensemble: at how many points each
    difference goes up, down or nowhere.
    """
    from coopsim.lab.analysis.compare import baseline_of, differences, summary
    from coopsim.lab.design.ensemble import is_ensemble
    from coopsim.lab.store import open_store

    opened = open_store(store)
    base, names = baseline_of(opened, baseline), named(measures)
    if is_ensemble(opened.experiment.design):
        _compare_over_points(opened, base, names, quarter, Shown(details, form, lang), out)
        return
    means, apart = summary(opened, names, quarter), differences(opened, base, names, quarter)
    if out is not None:
        with writing_to(out):
            _write(opened, base, means, apart, out, lang)
    _warn(opened, base, apart)
    _print(opened, base, means, apart, Shown(details, form, lang))
    if out is not None and form is TableFormat.TABLE:
        typer.echo(f"\n{'Tables and figures:' if lang is Language.EN else 'Tableaux et figures :'} {out}")


def _compare_over_points(
    store: Store, base: str, names: list[str], quarter: int | None, shown: Shown, out: Path | None
) -> None:
    """An ensemble: counts of points; with details, every point."""
    from coopsim.cli.over_points import say_files, tell_over_points, write_over_points
    from coopsim.lab.analysis.over_points import at_points, over_points

    points = at_points(store, base, names, quarter)
    over = over_points(points)
    if out is not None:
        write_over_points(points, over, out)
    _warn(store, base, points)
    if shown.details:
        rows = rows_of(points)
        print_rows(_readable(rows) if shown.form is TableFormat.TABLE else rows, shown.form, list(points.columns))
    else:
        tell_over_points(store, points, over, shown.form, shown.lang)
    if out is not None and shown.form is TableFormat.TABLE:
        say_files(out, shown.lang)


def _readable(rows: list[Row]) -> list[Row]:
    """Differences with four digits that tell, for eyes."""
    return [{key: f"{one:.4g}" if isinstance(one, float) else one for key, one in row.items()} for row in rows]


def _print(store: Store, base: str, means: DataFrame, apart: DataFrame, shown: Shown) -> None:
    """On stdout: two tables for eyes, one for a sheet, both for a program."""
    if shown.form is TableFormat.JSON:
        typer.echo(as_json({"summary": rows_of(means), "differences": rows_of(apart)}))
    elif shown.form is TableFormat.CSV:
        print_rows(rows_of(apart), shown.form, list(apart.columns))
    elif len(means.groupby(["scenario", "point"])) > ARMS_MOST:
        print_rows(rows_of(means if apart.empty else apart), shown.form, BRIEF[apart.empty])
    else:
        from coopsim.cli.side_by_side import show_details, show_differences, show_summary

        if shown.details:
            show_details(store, apart, shown.lang)
        else:
            show_summary(store, base, means, shown.lang)
        show_differences(store, base, apart, shown.lang)


def _warn(store: Store, base: str, apart: DataFrame) -> None:
    """Say on stderr what a reader of the table could miss."""
    from coopsim.lab.store.manifest import codes_of

    codes, experiment = codes_of(store.manifest), store.experiment
    if len(codes) > 1:
        told = f"rows of {len(codes)} codes stand in this store ({', '.join(codes)}); pairs may not share their code"
        typer.echo(f"coopsim: {told}", err=True)
    if apart.empty and len(experiment.scenarios) > 1:
        typer.echo(f"coopsim: nothing to compare: no run of {base} has its pair yet", err=True)
    elif apart.empty and len(experiment.points) > 1:
        typer.echo(f"coopsim: drawn points have no baseline; coopsim sensitivity {store.path} reads them", err=True)


def named(measures: list[str] | None) -> list[str]:
    """The measures that were asked for, with commas or one by one; the headline ones unless said."""
    from coopsim.lab.analysis.compare import HEADLINES

    return [name.strip() for said in measures or HEADLINES for name in said.split(",") if name.strip()]


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

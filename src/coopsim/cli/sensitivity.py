"""`coopsim sensitivity`: which factor moves which measure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.compare import Measures, Quarter, named, rows_of
from coopsim.cli.files import writing_to
from coopsim.cli.table import FormatOption, Language, LanguageOption, TableFormat, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch with a design.")]
OneScenario = Annotated[str | None, typer.Option("--scenario", help="One scenario; all of them unless said.")]
Pairs = Annotated[bool, typer.Option("--pairs", help="Pairs of factors (Sobol with second_order = true).")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the table (CSV) and figures (PNG).")]


def sensitivity(
    store: StoreFolder,
    measures: Measures = None,
    quarter: Quarter = None,
    scenario: OneScenario = None,
    pairs: Pairs = False,
    form: FormatOption = TableFormat.TABLE,
    out: Out = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show what each factor of a design does to each measure.

    The design of the store decides how: one factor at a time gives paired
    differences, Morris elementary effects, Sobol shares of variance, any other
    a regression of ranks. Each is told of the mean over replicates and of the
    variance between them.
    """
    from coopsim.lab.analysis.sensitivity import interactions
    from coopsim.lab.analysis.sensitivity import sensitivity as analysed
    from coopsim.lab.store import open_store

    opened = open_store(store)
    found = (interactions if pairs else analysed)(opened, named(measures), quarter, scenario)
    if out is not None:
        with writing_to(out):
            _write(opened, found, pairs, out, lang)
    _print(opened, found, pairs, form, lang)


def _write(store: Store, found: DataFrame, pairs: bool, out: Path, lang: Language) -> None:
    """The table as CSV; figures of the factors, not of their pairs."""
    from coopsim.figures.influence import influence
    from coopsim.figures.sheet import save
    from coopsim.lab.store.parts import write_whole

    told = found.to_csv(index=False, lineterminator="\n").encode()
    write_whole(out / ("pairs.csv" if pairs else "sensitivity.csv"), told)
    for name, figure in () if pairs else influence(store, found, lang.value):
        save(figure, out / f"{name}.png")


def _print(store: Store, found: DataFrame, pairs: bool, form: TableFormat, lang: Language) -> None:
    """On stdout: all of it for sheets and programs, for eyes one table a question."""
    if form is not TableFormat.TABLE:
        print_rows(rows_of(found), form)
        return
    from coopsim.cli.influence import show_influence

    show_influence(store, found, pairs, lang)

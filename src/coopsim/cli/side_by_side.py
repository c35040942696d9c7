"""Scenarios in columns, measures in rows, at the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coopsim.lab.wording import STANDING, digits_for, label_of, number, scale_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

WIDTH = 132
"""Characters of a line where no terminal says."""

LABEL, LABEL_MOST, COLUMN, GAP = 28, 60, 14, 2
"""Characters of a label at least and at most, of a column at least, and between them."""

SAID = {
    "en": {
        "summary": "At quarter {quarter} ({date}): means of {runs} replicates, with their 95 % interval",
        "differences": "Differences from “{title}” on the same luck, with their 95 % interval (percentages: points)",
        "measure": "Measure",
        "marks": "▲ ▼ the interval leaves out 0.",
    },
    "fr": {
        "summary": "Au trimestre {quarter} ({date}) : moyennes de {runs} répliques, avec leur intervalle à 95 %",
        "differences": "Écarts à « {title} », à chance égale, avec leur intervalle à 95 % (pourcentages : points)",
        "measure": "Mesure",
        "marks": "▲ ▼ l'intervalle exclut 0.",
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
        quarter=quarter, date=store.experiment.scenarios[0].date(quarter), runs=_runs(means.runs)
    )
    _print_table(store, title, means, [base, *_others(store, base, means)], "mean", language)


def show_differences(store: Store, base: str, apart: DataFrame, language: str) -> None:
    """Print the paired differences of each scenario from the baseline.

    Parameters
    ----------
    store : Store
    base : str
    apart : DataFrame, of `coopsim.lab.analysis.compare.differences`
    language : str, en or fr
    """
    console = _console()
    if not apart.empty:
        title = SAID[language]["differences"].format(title=_title(store, base, language))
        _print_table(store, title, apart, _others(store, base, apart), "difference", language)
        console.print(Text(SAID[language]["marks"], style="dim"))
    console.print(Text(STANDING[language], style="italic"))


def _print_table(
    store: Store, title: str, rows: DataFrame, names: list[str], value: str, language: str
) -> None:
    """One row a measure, one column a scenario; as many tables as the terminal is narrow."""
    console = _console()
    cells = {
        (str(measure), str(row["scenario"])): _cell(row, str(measure), of_measure[value], value, language)
        for measure, of_measure in rows.groupby("measure", sort=False)
        for row in of_measure.to_dict("records")
    }
    column = max(COLUMN, *(len(cell) for cell in cells.values()))
    beside = max(1, (console.width - LABEL) // (column + GAP))
    console.print(Text(title, style="bold"))
    for start in range(0, len(names), beside):
        shown = {name: _title(store, name, language) for name in names[start : start + beside]}
        console.print(_table(cells, shown, column, console.width, language))
        console.print()


def _table(
    cells: dict[tuple[str, str], Text], shown: dict[str, str], column: int, width: int, language: str
) -> Table:
    """The cells of some scenarios, under their titles."""
    whole = min(width, LABEL_MOST + (column + GAP) * len(shown))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold", padding=(0, 1, 0, 0), width=whole)
    table.add_column(SAID[language]["measure"], ratio=1, vertical="bottom")
    for title in shown.values():
        table.add_column(title, justify="right", min_width=column, max_width=column, vertical="bottom")
    for measure in dict.fromkeys(measure for measure, _ in cells):
        table.add_row(label_of(measure, language), *(cells[measure, name] for name in shown))
    return table


def _cell(row: Any, measure: str, column: Any, value: str, language: str) -> Text:
    """A value and half the width of its interval; a difference that excludes 0 is marked."""
    scale, apart = scale_of(measure), value == "difference"
    digits = digits_for(float(column.abs().max()) * scale)
    told = number(row[value] * scale, digits, language, sign=apart)
    half = number((row["high"] - row["low"]) / 2 * scale, digits, language)
    sure = apart and (row["low"] > 0 or row["high"] < 0)
    mark = ("▲ " if row[value] > 0 else "▼ ") if sure else ""
    return Text(f"{mark}{told} ±{half}", style="bold" if sure else "")


def _others(store: Store, base: str, rows: DataFrame) -> list[str]:
    """The scenarios of a table beside the baseline, in the order of the experiment."""
    present = set(rows.scenario)
    return [one.name for one in store.experiment.scenarios if one.name in present and one.name != base]


def _title(store: Store, name: str, language: str) -> str:
    return str(next(getattr(one.title, language) for one in store.experiment.scenarios if one.name == name))


def _runs(counts: Any) -> str:
    """How many replicates: one number, or a range where a batch is not complete."""
    least, most = int(counts.min()), int(counts.max())
    return str(most) if least == most else f"{least}–{most}"


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)

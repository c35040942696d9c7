"""Tables with long headers at the prompt: as many beside one another as the terminal is wide."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 132
"""Characters of a line where no terminal says."""

LABEL, LABEL_MOST, COLUMN, GAP = 28, 60, 14, 2
"""Characters of a label at least and at most, of a column at least, and between them."""

Cells = Mapping[tuple[str, str], Text]
"""What stands in each row and column."""


def console() -> Console:
    """A console that colours nothing by itself, of a fixed width where nobody looks.

    Returns
    -------
    rich.console.Console
    """
    made = Console(highlight=False)
    return made if made.is_terminal else Console(highlight=False, width=WIDTH)


def say(text: str, style: str = "") -> None:
    """Print a line.

    Parameters
    ----------
    text : str
    style : str, bold, dim or italic
    """
    console().print(Text(text, style=style))


def print_grid(title: str, corner: str, rows: Mapping[str, str], columns: Mapping[str, str], cells: Cells) -> None:
    """Print a title and a table; columns that do not fit stand in further tables below.

    Parameters
    ----------
    title, corner : str, above the table and above its labels
    rows, columns : mapping of keys and labels
    cells : mapping of (row, column) and Text
    """
    at = console()
    width = max(COLUMN, *(len(cell) for cell in cells.values()))
    beside = max(1, (at.width - LABEL) // (width + GAP))
    names = list(columns)
    at.print(Text(title, style="bold"))
    for start in range(0, len(names), beside):
        shown = {name: columns[name] for name in names[start : start + beside]}
        whole = min(at.width, LABEL_MOST + (width + GAP) * len(shown))
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold", padding=(0, 1, 0, 0), width=whole)
        table.add_column(corner, ratio=1, vertical="bottom")
        for label in shown.values():
            table.add_column(
                label, justify="right", vertical="bottom", min_width=width, max_width=width, overflow="fold"
            )
        for row, label in rows.items():
            table.add_row(label, *(cells[row, name] for name in shown))
        at.print(table)
        at.print()

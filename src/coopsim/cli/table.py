"""Tables at the prompt: for eyes, for sheets, for programs; the same options everywhere."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer


class TableFormat(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Language(StrEnum):
    """The language of titles, questions and meanings."""

    EN = "en"
    FR = "fr"


Row = dict[str, Any]
Writer = Callable[[Any], str]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="table, csv or json.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="en or fr.")]

WIDEST = 72
"""Characters of a cell in a printed table; csv and json give everything."""


def print_rows(
    rows: Sequence[Row],
    form: TableFormat,
    columns: Sequence[str] | None = None,
    written: Writer | None = None,
) -> None:
    """Print rows on stdout, as eyes, sheets or programs want them.

    Parameters
    ----------
    rows : sequence of dict
    form : TableFormat
    columns : sequence of str, or None for those of the first row
    written : function that writes a value, in place of the usual way; json keeps values as they are
    """
    names = list(columns if columns is not None else rows[0] if rows else [])
    if form is TableFormat.JSON:
        typer.echo(as_json(list(rows)))
    elif form is TableFormat.CSV:
        typer.echo(_as_csv(rows, names, written), nl=False)
    else:
        typer.echo(_aligned(rows, names, written or _shown) if names else "nothing\n", nl=False)


def as_json(content: Any) -> str:
    r"""Any content as JSON; what is not a number is null.

    Parameters
    ----------
    content : lists, dicts, texts and numbers

    Returns
    -------
    str

    Examples
    --------
    >>> as_json({"low": math.nan})
    '{\n  "low": null\n}'
    """
    return json.dumps(_finite(content), ensure_ascii=False, indent=2, allow_nan=False)


def _finite(content: Any) -> Any:
    """The same content without the numbers that JSON has no word for."""
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content


def _as_csv(rows: Sequence[Row], columns: Sequence[str], written: Writer | None) -> str:
    """Rows with commas, every value whole."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([written(row[column]) if written else row[column] for column in columns])
    return stream.getvalue()


def _aligned(rows: Sequence[Row], columns: Sequence[str], written: Writer) -> str:
    """Rows in columns of equal width, numbers to the right; long cells are shortened."""
    cells = [list(columns), *([_short(written(row[column])) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    right = [written is _shown and _are_numbers(row[column] for row in rows) for column in columns]
    lines = ("  ".join(map(_padded, line, widths, right)) for line in cells)
    return "".join(line.rstrip() + "\n" for line in lines)


def _padded(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)


def _are_numbers(values: Any) -> bool:
    """Whether a column is one of numbers."""
    said = [value for value in values if value is not None]
    return bool(said) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in said)


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _shown(value: Any) -> str:
    """A value for eyes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return "" if value is None else str(value)

"""Tables from CSV or Parquet files, with the line of every cell kept.

French Excel writes semicolons and decimal commas: both are read. A file that
is not UTF-8 is refused by line, because its accents cannot be trusted.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused, nearest

NEARLY = 0.85
"""Likeness above which an unknown column is taken for a misspelt one."""

TRUE_WORDS = ("true", "vrai", "yes", "oui", "1", "1.0")
FALSE_WORDS = ("false", "faux", "no", "non", "0", "0.0")


@dataclass(frozen=True)
class CellTable:
    """A table of cells as they were written; None for an empty cell.

    Attributes
    ----------
    place : str, the file as the reader named it
    columns : dict of list, by column name
    lines : list of int, line (CSV) or row (Parquet) of each cell
    row_word : str, "line" or "row"
    decimal_comma : bool, whether 12,5 is a number
    """

    place: str
    columns: dict[str, list[Any]]
    lines: list[int]
    row_word: str = "line"
    decimal_comma: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def where(self, row: int, column: str) -> str:
        """« line 3, column staff »."""
        return f"{self.row_word} {self.lines[row]}, column {column}"

    def refuse(self, row: int, column: str, expected: str, remedy: str = "") -> InputRefused:
        """The refusal of one cell, which quotes what it holds."""
        cell = self.columns[column][row] if column in self.columns else None
        got = "an empty cell" if cell is None else str(cell)
        return InputRefused(self.place, self.where(row, column), expected, got, remedy)

    def number(self, row: int, column: str, low: float, high: float, expected: str = "") -> float:
        """One number inside bounds; NaN where the cell is empty."""
        cell = self.columns[column][row]
        if cell is None:
            return math.nan
        value = self._value(cell)
        if not low <= value <= high:
            expected = expected or f"a number from {low:g} to {high:g}"
            raise self.refuse(row, column, expected, self._comma_remedy(cell))
        return value

    def numbers(self, column: str, low: float, high: float) -> list[float]:
        """A whole column of numbers; NaN everywhere where there is no such column."""
        if column not in self.columns:
            return [math.nan] * len(self)
        return [self.number(row, column, low, high) for row in range(len(self))]

    def text(self, row: int, column: str) -> str:
        """One cell as text; empty where there is none."""
        cell = self.columns[column][row] if column in self.columns else None
        whole = isinstance(cell, float) and cell.is_integer()
        return "" if cell is None else str(int(cell) if whole else cell).strip()

    def truth(self, row: int, column: str) -> bool:
        """True or false, in English or French; an empty cell is false."""
        word = self.text(row, column).lower()
        if word in TRUE_WORDS:
            return True
        if word == "" or word in FALSE_WORDS:
            return False
        raise self.refuse(row, column, "true or false")

    def _value(self, cell: Any) -> float:
        text = "".join(str(cell).split())
        if self.decimal_comma and "." not in text:
            text = text.replace(",", ".")
        try:
            return float(text) if "_" not in text else math.nan
        except ValueError:
            return math.nan

    def _comma_remedy(self, cell: Any) -> str:
        if "," in str(cell) and not self.decimal_comma:
            return "Write decimals with a point, or separate the columns with semicolons"
        return ""


def read_table(path: str | Path, place: str) -> CellTable:
    """Read a CSV or Parquet file, whole or not at all.

    Parameters
    ----------
    path : str or Path
    place : str, how messages name the file

    Returns
    -------
    CellTable, at least one row

    Raises
    ------
    InputRefused
        No such file, not readable as a table, or empty.
    """
    path = Path(path)
    data = _bytes(path, place)
    table = _parquet(path, place) if path.suffix.lower() in (".parquet", ".pq") else _csv(_decoded(data, place), place)
    if len(table) == 0:
        raise InputRefused(place, "", "at least one row below the names of the columns", "none")
    return table


def find_column(table: CellTable, names: Sequence[str], meaning: str) -> str:
    """The column that bears one of some names.

    Raises
    ------
    InputRefused
        There is none; the nearest present name is shown.
    """
    for name in names:
        if name in table.columns:
            return name
    close = [found for found in table.columns if nearest(found, names)]
    remedy = f"Rename {close[0]} to {nearest(close[0], names).split()[-1].rstrip('?')}" if close else ""
    raise InputRefused(table.place, "columns", f"{meaning} ({' or '.join(names)})", ", ".join(table.columns), remedy)


def _bytes(path: Path, place: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(place, "", "a file that can be read", error.strerror or "none") from error
    if not data.strip(b" \r\n\t;,\xef\xbb\xbf"):
        raise InputRefused(place, "", "a table with names of columns", "an empty file")
    return data


def _decoded(data: bytes, place: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputRefused(
            place, f"line {line}", "UTF-8 text", f"the byte 0x{data[error.start]:02X}", "Save the file as « CSV UTF-8 »"
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputRefused(place, f"line {line}", "UTF-8 text", "a null byte", "Save the file as « CSV UTF-8 »")
    return text


def _csv(text: str, place: str) -> CellTable:
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append([cell.strip() for cell in cells])
                lines.append(reader.line_num)
    except csv.Error as error:
        raise InputRefused(place, f"line {reader.line_num}", "a row of a CSV table", str(error)) from error
    if not rows:
        raise InputRefused(place, "", "a table with names of columns", "an empty file")
    names = _names(rows[0], place)
    _same_length(rows, lines, place)
    columns = {name: [cells[at] or None for cells in rows[1:]] for at, name in enumerate(names) if name}
    return CellTable(place, columns, lines[1:], "line", delimiter == ";")


def _names(header: Sequence[str], place: str) -> list[str]:
    """Names of the columns: small letters, underscores, each once."""
    names = ["_".join(str(cell).lower().split()) for cell in header]
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise InputRefused(place, "columns", "each name once", f"{twice[0]} twice")
    return names


def _same_length(rows: Sequence[Sequence[str]], lines: Sequence[int], place: str) -> None:
    for cells, line in zip(rows, lines, strict=True):
        if len(cells) != len(rows[0]):
            remedy = "Where decimals are written with a comma, separate the columns with semicolons"
            raise InputRefused(
                place,
                f"line {line}",
                f"{len(rows[0])} cells, as in the first line",
                str(len(cells)),
                remedy if len(cells) > len(rows[0]) else "",
            )


def _parquet(path: Path, place: str) -> CellTable:
    """By pyarrow alone: the notes that pandas leaves in a file do not count."""
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(path).read()
        cells = [[_known(cell) for cell in column.to_pylist()] for column in table.columns]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputRefused(place, "", "a Parquet file", str(error).split("\n")[0]) from error
    columns = dict(zip(_names(table.column_names, place), cells, strict=True))
    return CellTable(place, columns, list(range(1, table.num_rows + 1)), "row")


def _known(cell: Any) -> Any:
    """None for what is not a number where one should be, as pandas writes it."""
    return None if isinstance(cell, float) and math.isnan(cell) else cell

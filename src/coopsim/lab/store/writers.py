"""Tables written as CSV, Parquet or Excel, chunk by chunk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.csv as csv
import pyarrow.parquet as parquet

from coopsim.errors import InputRefused
from coopsim.lab.extras import required
from coopsim.lab.store.chunks import Sheet

Provenance = Mapping[str, Any]
WORKBOOK = "results.xlsx"
EXCEL_ROWS = 1_048_576
"""Rows of a sheet of Excel, its header among them."""

EXCEL_LETTERS = 32_767
"""Letters of a cell of Excel."""


def write_csv(folder: Path, sheets: Sequence[Sheet], provenance: Provenance) -> None:
    """One CSV file a table, in UTF-8, with commas and decimal points.

    A cell is empty where there is no value.

    Parameters
    ----------
    folder : Path
    sheets : sequence of Sheet
    provenance : mapping, which stands in a file of its own
    """
    for sheet in sheets:
        with csv.CSVWriter(folder / f"{sheet.name}.csv", sheet.schema) as writer:
            for chunk in sheet.chunks:
                writer.write(chunk)


def write_parquet(folder: Path, sheets: Sequence[Sheet], provenance: Provenance) -> None:
    """One Parquet file a table.

    Parameters
    ----------
    folder : Path
    sheets : sequence of Sheet
    provenance : mapping, which stands in a file of its own
    """
    for sheet in sheets:
        file = folder / f"{sheet.name}.parquet"
        with parquet.ParquetWriter(file, sheet.schema, compression="zstd", write_page_checksum=True) as writer:
            for chunk in sheet.chunks:
                writer.write_table(chunk)


def write_workbook(folder: Path, sheets: Sequence[Sheet], provenance: Provenance) -> None:
    """One Excel workbook, with a sheet for each table.

    Another sheet tells the provenance. Excel keeps fifteen digits or sixteen of a number, not all seventeen.

    Parameters
    ----------
    folder : Path
    sheets : sequence of Sheet
    provenance : mapping

    Raises
    ------
    InputRefused
        If XlsxWriter is not installed, or a table has more rows than a sheet.
    """
    made = required("xlsxwriter", "lab")
    for sheet in sheets:
        _refuse_long(sheet)
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = made.Workbook(str(folder / WORKBOOK), options | {"nan_inf_to_errors": True, "tmpdir": str(folder)})
    book.use_zip64()
    for sheet in sheets:
        _write_sheet(book, sheet)
    page = book.add_worksheet("provenance")
    for number, (key, value) in enumerate(provenance.items()):
        page.write_row(number, 0, [key, value if isinstance(value, str | int) else json.dumps(value)])
    try:
        book.close()
    except made.exceptions.FileCreateError as problem:
        raise problem.args[0] from None


def _refuse_long(sheet: Sheet) -> None:
    """Refuse a table that Excel would cut."""
    if sheet.rows >= EXCEL_ROWS:
        expected = f"at most {EXCEL_ROWS - 1:,} rows in {sheet.name}, which is all that a sheet of Excel holds"
        remedy = "Say --to csv or --to parquet, or fewer tables, such as --tables measures"
        raise InputRefused("--to", "xlsx", expected, f"{sheet.rows:,}", remedy)


def _write_sheet(book: Any, sheet: Sheet) -> None:
    """A sheet whose first line stays in sight."""
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, sheet.schema.names, book.add_format({"bold": True}))
    row = 1
    for chunk in sheet.chunks:
        for values in zip(*(column.to_pylist() for column in chunk.columns), strict=True):
            page.write_row(row, 0, [value[:EXCEL_LETTERS] if isinstance(value, str) else value for value in values])
            row += 1


Writer = Callable[[Path, Sequence[Sheet], Provenance], None]
WRITERS: dict[str, Writer] = {"csv": write_csv, "xlsx": write_workbook, "parquet": write_parquet}
"""How an export is written, by the name of its form."""

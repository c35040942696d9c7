"""Parts of a table: files that are whole or not there, with checksums on every page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RUN, SCHEMAS, RunKey

PATTERN = "part-*.parquet"
TEMPORARY = ".unfinished"


def parquet_bytes(name: str, tables: Sequence[Any]) -> bytes:
    """Tables of several runs as the content of one Parquet file.

    Parameters
    ----------
    name : str, of the table
    tables : sequence of pyarrow.Table, one a run

    Returns
    -------
    bytes
    """
    sink = pa.BufferOutputStream()
    whole = pa.concat_tables([SCHEMAS[name].empty_table(), *tables])
    parquet.write_table(whole, sink, compression="zstd", write_page_checksum=True)
    return bytes(sink.getvalue())


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that a reader finds all of it or nothing, even after a power cut.

    Parameters
    ----------
    file : Path, its folder is made where it is missing
    content : bytes

    Raises
    ------
    StoreRefused
        If the disk is full, or the folder cannot be written.
    """
    temporary = file.with_name(f".{file.name}{TEMPORARY}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file)
        _settle_folder(file.parent)
    except OSError as problem:
        got = problem.strerror or "an error"
        raise StoreRefused(f"{file}: expected a place that can be written, got: {got}") from None


def _settle_folder(folder: Path) -> None:
    """Make a renaming durable, where folders can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_part(file: Path, columns: Sequence[str] | None = None, quarter: int | None = None) -> Any:
    """The rows of one part, its checksums verified.

    Parameters
    ----------
    file : Path
    columns : sequence of str, or None for all
    quarter : int, or None for all

    Returns
    -------
    pyarrow.Table

    Raises
    ------
    StoreRefused
        If the file is damaged or missing.
    """
    wanted = None if quarter is None else [("quarter", "=", quarter)]
    named = None if columns is None else list(columns)
    try:
        return parquet.read_table(
            file, columns=named, filters=wanted, partitioning=None, page_checksum_verification=True
        )
    except (OSError, pa.ArrowException) as problem:
        remedy = "Delete this part from every table and run the batch again"
        raise StoreRefused(f"{file}: expected a whole part, got damage ({_first(problem)}). {remedy}") from None


def _first(problem: Exception) -> str:
    """The first line of what a library says."""
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def runs_of(file: Path) -> set[RunKey]:
    """The runs of one part, from its rows.

    Parameters
    ----------
    file : Path

    Returns
    -------
    set of RunKey
    """
    names = [name for name, _ in RUN]
    keys = read_part(file, names).group_by(names).aggregate([])
    return {RunKey(*row) for row in zip(*(keys[name].to_pylist() for name in names), strict=True)}

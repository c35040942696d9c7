"""A table in the order of its keys, some runs at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from coopsim.lab.records.columns import SCHEMAS
from coopsim.lab.store.folder import Store
from coopsim.lab.store.parts import read_part
from coopsim.lab.store.spans import aligned, in_order, rows_of

CELLS = 20_000_000
"""Values that are in memory at a time: some 160 MB."""


@dataclass(frozen=True)
class Sheet:
    """A table to be written.

    Attributes
    ----------
    name : str
    schema : pyarrow.Schema
    rows : int
    chunks : iterator of pyarrow.Table
    """

    name: str
    schema: Any
    rows: int
    chunks: Iterator[Any]


def sheet_of(store: Store, name: str, cells: int = CELLS) -> Sheet:
    """A table of a store, sorted by run, in chunks.

    Parameters
    ----------
    store : Store, whole
    name : str, of the table
    cells : int, values of a chunk, about

    Returns
    -------
    Sheet
    """
    rows = sum(_rows(store, name))
    runs = sorted(store.done())
    size = max(1, cells * len(runs) // max(1, rows * len(SCHEMAS[name])))
    starts = range(0, len(runs), size)
    return Sheet(name, SCHEMAS[name], rows, (_chunk(store, name, set(runs[at : at + size])) for at in starts))


def _rows(store: Store, name: str) -> Iterator[int]:
    """The rows of each part; those of a run that stands in two parts count once."""
    shares = store.shares()
    for file in store.parts(name):
        if len(shares[file.name]) == len(store.contents.part(file.name).runs):
            yield parquet.read_metadata(file).num_rows
        else:
            yield len(rows_of(read_part(file, ["scenario", "point", "replicate"]), shares[file.name]))


def _chunk(store: Store, name: str, runs: set[Any]) -> Any:
    """The rows of some runs, in order; what is not a number is empty."""
    shares, schema = store.shares(), SCHEMAS[name]
    files = [(file, runs & shares[file.name]) for file in store.parts(name)]
    pieces = [rows_of(aligned(read_part(file), schema), wanted) for file, wanted in files if wanted]
    return without_nan(in_order(pa.concat_tables([schema.empty_table(), *pieces])))


def without_nan(table: Any) -> Any:
    """The same table, empty where it has no number.

    A sheet knows no other way to say so.

    Parameters
    ----------
    table : pyarrow.Table

    Returns
    -------
    pyarrow.Table

    Examples
    --------
    >>> without_nan(pa.table({"x": [1.0, float("nan")]}))["x"].to_pylist()
    [1.0, None]
    """
    for place, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            column = table[place]
            filled = compute.if_else(compute.is_nan(column), pa.scalar(None, field.type), column)
            table = table.set_column(place, field, filled)
    return table

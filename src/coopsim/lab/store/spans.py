"""Where each run begins and ends in a table whose rows of a run stand together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from coopsim.errors import InputRefused
from coopsim.lab.records.columns import RUN, SCHEMAS, RunKey
from coopsim.lab.refusals import meant

RUN_NAMES = tuple(name for name, _ in RUN)


class Span(NamedTuple):
    """The rows of one run in a table.

    Attributes
    ----------
    key : RunKey
    start, stop : int, first row and the one after the last
    """

    key: RunKey
    start: int
    stop: int


def spans_of(table: Any) -> list[Span]:
    """Where each run begins and ends.

    Parameters
    ----------
    table : pyarrow.Table, rows of a run one after the other

    Returns
    -------
    list of Span

    Examples
    --------
    >>> table = pa.table({"scenario": ["a", "a", "b"], "point": [0, 0, 0], "replicate": [0, 0, 0]})
    >>> [(span.key.scenario, span.start, span.stop) for span in spans_of(table)]
    [('a', 0, 2), ('b', 2, 3)]
    """
    if not len(table):
        return []
    codes = [_codes(table[name]) for name in RUN_NAMES]
    changes = np.logical_or.reduce([code[1:] != code[:-1] for code in codes])
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    columns = [table[name].take(pa.array(starts)).to_pylist() for name in RUN_NAMES]
    edges = pairwise([*starts.tolist(), len(table)])
    return [Span(RunKey(*key), *edge) for key, edge in zip(zip(*columns, strict=True), edges, strict=True)]


def _codes(column: Any) -> Any:
    """Numbers that differ where the values of a column differ."""
    whole = pa.concat_arrays(column.chunks)
    words = pa.types.is_string(whole.type)
    return (whole.dictionary_encode().indices if words else whole).to_numpy(zero_copy_only=False)


def rows_of(table: Any, runs: Collection[RunKey]) -> Any:
    """The rows of some runs, in the same order.

    Parameters
    ----------
    table : pyarrow.Table, rows of a run one after the other
    runs : collection of RunKey

    Returns
    -------
    pyarrow.Table
    """
    spans = spans_of(table)
    kept = [span for span in spans if span.key in runs]
    return table if kept == spans else _taken(table, kept)


def in_order(table: Any) -> Any:
    """The same rows, run after run in the order of their keys.

    Within a run they stay as they were.

    Parameters
    ----------
    table : pyarrow.Table, rows of a run one after the other

    Returns
    -------
    pyarrow.Table

    Examples
    --------
    >>> table = pa.table({"scenario": ["b", "a", "a"], "point": [0, 0, 0], "replicate": [0, 0, 0], "x": [1, 2, 3]})
    >>> in_order(table)["x"].to_pylist()
    [2, 3, 1]
    """
    spans = spans_of(table)
    ordered = sorted(spans)
    if ordered == spans:
        return table
    return _taken(table, ordered)


def _taken(table: Any, spans: Sequence[Span]) -> Any:
    """The rows of some spans as a copy, so that the memory of the others is free."""
    rows = pa.array(np.concatenate([np.arange(0), *(np.arange(start, stop) for _, start, stop in spans)]))
    # Column by column: taking rows of a table in chunks takes several times as long.
    columns = [pa.concat_arrays(column.chunks).take(rows) for column in table.columns]
    return pa.Table.from_arrays(columns, schema=table.schema)


def schema_of(name: str, columns: Sequence[str] | None) -> Any:
    """The schema of a table, or of its keys and some columns.

    Parameters
    ----------
    name : str, of the table
    columns : sequence of str, or None for all

    Returns
    -------
    pyarrow.Schema

    Raises
    ------
    InputRefused
        If there is no such column.

    Examples
    --------
    >>> schema_of("measures", ["voice_total"]).names
    ['scenario', 'point', 'replicate', 'voice_total']
    """
    whole = SCHEMAS[name]
    for column in columns or ():
        if column not in whole.names:
            raise InputRefused(name, "", "the name of a column", str(column), meant(column, whole.names))
    named = whole.names if columns is None else list(dict.fromkeys([*RUN_NAMES, *columns]))
    return pa.schema([whole.field(one) for one in named])


def aligned(table: Any, schema: Any) -> Any:
    """A table with the columns of a schema.

    One that an older store never had is empty.

    Parameters
    ----------
    table : pyarrow.Table
    schema : pyarrow.Schema

    Returns
    -------
    pyarrow.Table
    """
    have = set(table.column_names)
    columns = [
        table[field.name].cast(field.type) if field.name in have else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)

"""One number for many rows: equal exactly where every value is equal to the last bit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.spans import spans_of

Contents = Callable[[int, int], tuple[bytes | memoryview, ...]]
"""Gives the bytes of the rows from one to another."""


def run_digests(table: Any) -> dict[RunKey, bytes]:
    """SHA-256 of the rows of each run, in the order of their recording.

    Parameters
    ----------
    table : pyarrow.Table, rows of a run one after the other

    Returns
    -------
    dict of RunKey and bytes

    Examples
    --------
    >>> table = pa.table({"scenario": ["a", "a"], "point": [0, 0], "replicate": [0, 1], "x": [0.5, None]})
    >>> len(set(run_digests(table).values()))
    2
    """
    columns = {name: _contents_of(table[name]) for name in table.column_names}
    return {key: _digest(columns, start, stop) for key, start, stop in spans_of(table)}


def together(digests: Iterable[tuple[RunKey, bytes]]) -> str:
    """SHA-256 over the digests of runs, in the order of their keys.

    Parameters
    ----------
    digests : iterable of RunKey and bytes, in any order

    Returns
    -------
    str, 64 hexadecimal digits
    """
    whole = hashlib.sha256()
    for key, digest in sorted(digests):
        whole.update(repr(tuple(key)).encode() + digest)
    return whole.hexdigest()


def _digest(columns: Mapping[str, Contents], start: int, stop: int) -> bytes:
    """SHA-256 of some rows, column by column."""
    whole = hashlib.sha256()
    for name, contents in columns.items():
        whole.update(f"{name}:{stop - start}:".encode())
        for content in contents(start, stop):
            whole.update(content)
    return whole.digest()


def _contents_of(column: Any) -> Contents:
    """What gives the bytes of some rows: which values they have, then the values, little-endian."""
    whole = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    present = whole.is_valid().to_numpy(zero_copy_only=False)
    values = _texts(whole) if pa.types.is_string(whole.type) else _numbers(whole)
    return lambda start, stop: (np.packbits(present[start:stop]).tobytes(), *values(start, stop))


def _numbers(column: Any) -> Contents:
    """The bytes of numbers or flags; nothing counts as zero."""
    filled = column.fill_null(False if pa.types.is_boolean(column.type) else 0)
    numbers = filled.to_numpy(zero_copy_only=False)
    ordered = np.ascontiguousarray(numbers, numbers.dtype.newbyteorder("<"))
    return lambda start, stop: (ordered[start:stop].tobytes(),)


def _texts(column: Any) -> Contents:
    """The lengths of texts and the texts, one after the other; nothing counts as an empty one."""
    filled = pa.concat_arrays([column.fill_null("")])
    _, offsets, content = filled.buffers()
    edges = np.frombuffer(offsets, "<i4", len(filled) + 1, 4 * filled.offset)
    lengths, texts = np.diff(edges), memoryview(content or b"")
    return lambda start, stop: (lengths[start:stop].tobytes(), texts[edges[start] : edges[stop]])

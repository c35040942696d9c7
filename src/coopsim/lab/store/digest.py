"""One number for many rows: equal exactly where every value is equal to the last bit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

from coopsim.lab.records.columns import RUN, RunKey


def run_digests(table: Any) -> dict[RunKey, bytes]:
    """SHA-256 of the rows of each run, in the order in which they were recorded.

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
    if not len(table):
        return {}
    whole = table.combine_chunks()
    names = [name for name, _ in RUN]
    keys = list(zip(*(whole[name].to_pylist() for name in names), strict=True))
    starts = [0, *(row for row in range(1, len(keys)) if keys[row] != keys[row - 1]), len(keys)]
    return {RunKey(*keys[start]): _digest(whole.slice(start, stop - start)) for start, stop in pairwise(starts)}


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


def _digest(rows: Any) -> bytes:
    """SHA-256 of some rows, column by column."""
    whole = hashlib.sha256()
    for name in rows.column_names:
        whole.update(f"{name}:{len(rows)}:".encode())
        for content in _contents(rows[name].combine_chunks()):
            whole.update(content)
    return whole.digest()


def _contents(column: Any) -> Iterable[bytes]:
    """The bytes of a column: which values it has, then the values, little-endian."""
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    yield np.packbits(column.is_valid().to_numpy(zero_copy_only=False)).tobytes()
    if pa.types.is_string(column.type):
        yield compute.binary_length(column).fill_null(0).to_numpy().astype("<i4").tobytes()
        yield "".join(column.fill_null("").to_pylist()).encode()
    else:
        values = column.fill_null(False if pa.types.is_boolean(column.type) else 0)
        numbers = values.to_numpy(zero_copy_only=False)
        yield np.ascontiguousarray(numbers, numbers.dtype.newbyteorder("<")).tobytes()

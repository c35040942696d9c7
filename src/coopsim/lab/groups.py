"""Runs in groups: what is handed to a worker at a time, and written as one part."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from coopsim.lab.records.columns import RunKey

MOST = 25
"""Runs of a group: more would not write better, and would wait longer to be kept."""

FEWEST = 10
"""Runs of a group where there are many: fewer are slow to write and to read."""

WAITING = 4
"""Groups that a worker still has before it, roughly: they get smaller to the end, so that workers end together."""


def grouped(keys: Sequence[RunKey], workers: int, replicate: int) -> Iterator[list[RunKey]]:
    """Runs in groups: large enough to be written well, small enough to end together.

    Parameters
    ----------
    keys : sequence of RunKey
    workers : int
    replicate : int, runs of one replicate; groups hold whole ones where they can

    Returns
    -------
    iterator of list of RunKey

    Examples
    --------
    >>> keys = [RunKey("a", 0, replicate) for replicate in range(150)]
    >>> [len(group) for group in grouped(keys, workers=2, replicate=1)]
    [19, 17, 15, 13, 11, 10, 10, 10, 10, 10, 10, 10, 5]
    """
    fewest = min(FEWEST, math.ceil(len(keys) / workers))
    start = 0
    while start < len(keys):
        size = math.ceil((len(keys) - start) / (WAITING * workers))
        size = max(fewest, min(MOST, size))
        size -= size % replicate if size > replicate else 0
        yield list(keys[start : start + size])
        start += size

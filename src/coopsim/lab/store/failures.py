"""The runs that failed: one line each, with a checksum, kept as soon as it is known."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.whole import free, settle, write_whole, written

FAILURES = "failures.jsonl"
CHECK = b', "check": "'
END = b'"}'
DIGITS = 16
Failure = dict[str, Any]


class Lines(NamedTuple):
    """The lines of a file of failures.

    Attributes
    ----------
    rows : list of dict, those that are as they were written
    damaged : list of int, numbers of lines that are not, from 1
    torn : bool, whether the last one was never finished
    """

    rows: list[Failure]
    damaged: list[int]
    torn: bool


def key_of(row: Failure) -> RunKey:
    """Which run failed.

    Parameters
    ----------
    row : dict

    Returns
    -------
    RunKey

    Examples
    --------
    >>> key_of({"scenario": "baseline", "point": 0, "replicate": 3, "error": "MemoryError"}).replicate
    3
    """
    return RunKey(row["scenario"], row["point"], row["replicate"])


def line_of(row: Failure) -> bytes:
    r"""A failure as a line that can be verified.

    Parameters
    ----------
    row : dict

    Returns
    -------
    bytes, JSON with a checksum of all before it

    Examples
    --------
    >>> line_of({"scenario": "baseline"})
    b'{"scenario": "baseline", "check": "1ce087aaeb082a72"}\n'
    """
    said = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")[:-1]
    return said + CHECK + _check(said) + END + b"\n"


def add_failures(folder: Path, failures: Iterable[Failure]) -> None:
    """Note why some runs failed.

    Parameters
    ----------
    folder : Path, of the store
    failures : iterable of dict

    Raises
    ------
    StoreRefused
        If the disk is full, or the folder cannot be written; then none of them is noted.
    """
    content = b"".join(map(line_of, failures))
    if not content:
        return
    with written(folder / FAILURES), (folder / FAILURES).open("ab") as stream:
        before = stream.tell()
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            settle(folder)
        except OSError:
            os.truncate(folder / FAILURES, before)
            raise


def read_failures(folder: Path, certified: bool = True) -> Lines:
    """The failures that were noted, later ones last.

    A line that was being written when the power failed is not one yet.

    Parameters
    ----------
    folder : Path, of the store
    certified : bool, whether its lines carry a checksum: older ones do not

    Returns
    -------
    Lines

    Raises
    ------
    StoreRefused
        If the file cannot be read.
    """
    file = folder / FAILURES
    try:
        content = file.read_bytes() if file.exists() else b""
    except OSError as problem:
        raise StoreRefused(f"{file}: expected a file that can be read, got: {problem.strerror}") from None
    *lines, rest = content.split(b"\n")
    read = [_row(line, certified) for line in lines]
    damaged = [number for number, row in enumerate(read, start=1) if row is None]
    return Lines([row for row in read if row is not None], damaged, bool(rest))


def mend_failures(folder: Path, aside: Path) -> Lines:
    """Take out lines that were never finished, or are damaged.

    A copy is kept where a finished one is damaged.

    Parameters
    ----------
    folder : Path, of the store
    aside : Path, where the copy is kept

    Returns
    -------
    Lines, as they were before
    """
    found = read_failures(folder)
    if found.damaged:
        write_whole(free(aside / FAILURES), (folder / FAILURES).read_bytes())
    if found.damaged or found.torn:
        write_whole(folder / FAILURES, b"".join(map(line_of, found.rows)))
    return found


def _row(line: bytes, certified: bool) -> Failure | None:
    """The failure that a line tells of, if it is as it was written."""
    said, mark, check = line.rpartition(CHECK)
    if certified and (not mark or check != _check(said) + END):
        return None
    try:
        row = json.loads(line)
        key_of(row)
    except (ValueError, KeyError, TypeError):
        return None
    return {key: value for key, value in row.items() if key != "check"}


def _check(said: bytes) -> bytes:
    return hashlib.sha256(said).hexdigest()[:DIGITS].encode()

"""What every benchmark does with its results: checks that can fail, and a table that is kept."""

from __future__ import annotations

import csv
import hashlib
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tests.engine.books import Books, assert_balanced

from coopsim.measures.row import MEASURES

Rows = list[dict[str, Any]]
WRONG_RESULT = 1


def digest(rows: Any) -> str:
    """Hash of rows of measures, to the last bit."""
    return hashlib.sha256(np.ascontiguousarray(rows).tobytes()).hexdigest()[:16]


def insane_rows(rows: Any) -> list[str]:
    """What cannot be in rows of measures, in words; empty where all is well."""
    said = [] if np.isfinite(rows).all() else ["a measure is not finite"]
    columns = dict(zip(MEASURES, np.asarray(rows).T, strict=True))
    if (columns["associations"] <= 0).any():
        said.append("nobody lives")
    before, after = columns["associations"][:-1], columns["associations"][1:]
    ended = columns["closures"][1:] + columns["absorptions"][1:]
    if (after > before - ended + columns["births"][1:] + columns["mergers"][1:]).any():
        said.append("more live than were left and born")
    return said


def unbalanced(history: Any) -> list[str]:
    """What of money, staff and contracts does not close over one more quarter; empty where all does."""
    before = Books(history)
    history.step()
    try:
        assert_balanced(before, history)
    except AssertionError as gap:
        return [f"the books of quarter {history.quarter} do not close: {gap}"]
    return []


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def write(folder: Path, name: str, rows: Rows) -> Path:
    """Write a table as a CSV file; the first row names the columns."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    with file.open("w", newline="", encoding="utf-8") as text:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def verdict(said: Sequence[str]) -> int:
    """Say on stderr what is wrong; the exit code."""
    for line in said:
        print(f"wrong: {line}", file=sys.stderr)
    return WRONG_RESULT if said else 0

"""One writer at a time: a lock of the operating system, which dies with its holder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from coopsim.errors import StoreRefused
from coopsim.lab.store.whole import written

LOCK = ".lock"
WRITER = ".writer"
"""Who holds the lock, for a refusal to name; nothing rests on it."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the only one who writes to a store, or be refused at once.

    Parameters
    ----------
    folder : Path, which exists

    Raises
    ------
    StoreRefused
        If another writes to it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    with written(folder):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            told = f"another batch or merge that writes to it{_holder(folder)}. Wait for its end, or stop it"
            raise StoreRefused(f"{folder}: expected to be its only writer, got {told}") from None
    try:
        with _signed(folder):
            yield
    finally:
        lock.release()


@contextmanager
def _signed(folder: Path) -> Iterator[None]:
    """Note who writes, while it does."""
    with written(folder):
        said = {"process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        (folder / WRITER).write_text(json.dumps(said), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / WRITER).unlink()


def _holder(folder: Path) -> str:
    """Who seems to write, as a few words; nothing where it is not known."""
    try:
        said = json.loads((folder / WRITER).read_text(encoding="utf-8"))
        return f" (process {said['process']}, since {said['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""

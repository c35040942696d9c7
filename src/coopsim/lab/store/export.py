"""A store exported: a folder of tables for a spreadsheet, R or anything else, whole or not there."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coopsim.errors import InputRefused
from coopsim.lab.refusals import meant
from coopsim.lab.store.contents import sha256_of
from coopsim.lab.store.folder import Store
from coopsim.lab.store.sheets import provenance_of, sheets_of
from coopsim.lab.store.whole import TEMPORARY, beside, settle, write_durably
from coopsim.lab.store.writers import WRITERS

PROVENANCE = "provenance.json"


def export(store: Store, to: str, out: Path, tables: Sequence[str] | None = None) -> list[Path]:
    """Write the tables of a store for other programs.

    The folder takes its place once everything is written; an earlier export
    stays there until then.

    Parameters
    ----------
    store : Store
    to : str, csv, xlsx or parquet
    out : Path, a new or empty folder, or one of an earlier export
    tables : sequence of str among measures, associations and events, or None for all that were recorded

    Returns
    -------
    list of Path, the files

    Raises
    ------
    InputRefused
        If a name is unknown, the folder holds other things or cannot be written, or Excel has not that many rows.
    StoreRefused
        If a part is damaged.
    """
    if to not in WRITERS:
        raise InputRefused("--to", "", " or ".join(WRITERS), to, meant(to, WRITERS))
    names = _wanted(store, tables)
    folder = Path(os.path.abspath(out))
    _refuse_occupied(folder, out)
    store.contents.parts()
    sheets, provenance = sheets_of(store, names), provenance_of(store)
    with _written_to(out):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        unfinished = beside(folder)
        unfinished.mkdir()
        try:
            WRITERS[to](unfinished, sheets, provenance)
            _seal(unfinished, to, provenance)
            _take_place(unfinished, folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return sorted(out.iterdir())


@contextmanager
def _written_to(out: Path) -> Iterator[None]:
    """Refuse, as input, a folder that cannot be written: no store is at stake."""
    try:
        yield
    except OSError as problem:
        got = f"{out}: {problem.strerror or problem}"
        raise InputRefused("--out", "", "a folder that can be written", got) from None


def _wanted(store: Store, tables: Sequence[str] | None) -> list[str]:
    """The tables to export, in their usual order."""
    for name in tables or ():
        if name not in store.recorded:
            expected = " or ".join(store.recorded)
            raise InputRefused("--tables", "", expected, name, meant(name, store.recorded))
    return [name for name in store.recorded if tables is None or name in tables]


def _refuse_occupied(folder: Path, out: Path) -> None:
    """Refuse a file, the folder one stands in, or a folder that holds other things than an earlier export."""
    expected = "a new or empty folder, or one of an earlier export"
    if folder.exists() and not folder.is_dir():
        raise InputRefused("--out", "", expected, f"{out}, a file")
    if folder == Path.cwd() or folder in Path.cwd().parents:
        raise InputRefused("--out", "", expected, f"{out}, the folder you are in", "Name a folder inside it")
    if folder.is_dir() and {one.name for one in folder.iterdir()} - _exported(folder):
        raise InputRefused("--out", "", expected, f"{out}, a folder with other things in it")


def _exported(folder: Path) -> set[str]:
    """The files of an earlier export."""
    try:
        said = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
        return {PROVENANCE, *said["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _seal(folder: Path, to: str, provenance: dict[str, object]) -> None:
    """Wait until the disk has all files, and note what they are."""
    files = {file.name: {"sha256": sha256_of(file), "bytes": file.stat().st_size} for file in sorted(folder.iterdir())}
    for name in files:
        handle = os.open(folder / name, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    text = json.dumps({"to": to, **provenance, "files": files}, ensure_ascii=False, indent=1)
    write_durably(folder / PROVENANCE, f"{text}\n".encode())
    settle(folder)


def _take_place(unfinished: Path, folder: Path) -> None:
    """Put a finished folder where an earlier one, or none, stands."""
    earlier = beside(folder)
    if folder.exists():
        os.rename(folder, earlier)
    os.rename(unfinished, folder)
    settle(folder.parent)
    shutil.rmtree(earlier, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what an export to the same folder left when it was killed."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{8}}{re.escape(TEMPORARY)}")
    for left in folder.parent.iterdir():
        if ours.fullmatch(left.name) and left.is_dir():
            if not folder.exists() and PROVENANCE in {file.name for file in left.iterdir()}:
                os.rename(left, folder)
            else:
                shutil.rmtree(left)

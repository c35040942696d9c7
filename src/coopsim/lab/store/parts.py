"""Parts: the rows of some runs, one file a table, named by what they hold.

The name of a part is the SHA-256 of its file of measures, which in turn holds
the SHA-256 of its files beside, so that one changed bit anywhere is found.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import SCHEMAS
from coopsim.lab.store.whole import beside, settle, write_durably, write_whole, written

__all__ = ["PATTERN", "Damaged", "parquet_bytes", "publish", "read_part", "write_whole"]

PATTERN = "part-*.parquet"
DIGITS = 32
"""Hexadecimal digits in the name of a part: 128 bits of its SHA-256."""

PREFIX = "coopsim."
"""How our keys begin in the metadata of a file of measures."""

REMEDY = "Run the batch again: it sets this part aside and runs its runs again"


class Damaged(StoreRefused):
    """A file of a part that is not as it was written.

    Parameters
    ----------
    file : Path
    got : str, what is there instead
    remedy : str
    """

    def __init__(self, file: Path, got: str, remedy: str = REMEDY) -> None:
        self.file, self.got, self.remedy = file, got, remedy
        super().__init__(f"{file}: expected a whole part, got {got}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.file, self.got, self.remedy)


def parquet_bytes(name: str, tables: Sequence[Any], notes: Mapping[str, str] | None = None) -> bytes:
    """Tables of several runs as the content of one Parquet file.

    Parameters
    ----------
    name : str, of the table
    tables : sequence of pyarrow.Table, one a run
    notes : mapping of str, kept in the metadata of the file

    Returns
    -------
    bytes
    """
    sink = pa.BufferOutputStream()
    noted = {f"{PREFIX}{key}": value for key, value in (notes or {}).items()}
    schema = _schema_as_given(name, tables)
    whole = pa.concat_tables([schema.empty_table(), *tables]).replace_schema_metadata(noted or None)
    schema = schema.with_metadata(noted or None)
    with parquet.ParquetWriter(sink, schema, compression="zstd", write_page_checksum=True) as writer:
        writer.write_table(whole)
    return bytes(sink.getvalue())


def _schema_as_given(name: str, tables: Sequence[Any]) -> Any:
    """The schema of a table; rows of an older store stay without the columns that it never had."""
    given = set(tables[0].column_names) if tables else set(SCHEMAS[name].names)
    return pa.schema([field for field in SCHEMAS[name] if field.name in given])


def publish(folder: Path, tables: Mapping[str, Sequence[Any]], code: str) -> str:
    """Keep the rows of some runs, whole or not at all.

    Measures are written last: a part is there once they are. Equal rows make
    an equal name, so that publishing twice leaves one part.

    Parameters
    ----------
    folder : Path, of the store
    tables : mapping of table name and sequence of pyarrow.Table, one a run; measures among them
    code : str, fingerprint of the code that made the rows

    Returns
    -------
    str, name of the part

    Raises
    ------
    StoreRefused
        If the store takes no rows of that code, the disk is full, or the folder cannot be written; then no
        part is there.
    """
    contents = {name: parquet_bytes(name, tables[name]) for name in tables if name != "measures"}
    notes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    notes |= {"code": code, "experiment": _identity_for(folder, code)}
    contents["measures"] = parquet_bytes("measures", tables["measures"], notes)
    name = name_for(contents["measures"])
    place(folder, name, contents)
    return name


def name_for(measures: bytes) -> str:
    """The name of a part, which certifies what it holds.

    Parameters
    ----------
    measures : bytes of its file of measures

    Returns
    -------
    str
    """
    return name_certified_by(hashlib.sha256(measures).hexdigest())


def name_certified_by(digest: str) -> str:
    """The name of the part whose file of measures has some SHA-256.

    Parameters
    ----------
    digest : str, 64 hexadecimal digits

    Returns
    -------
    str

    Examples
    --------
    >>> name_certified_by("0123456789abcdef" * 4)
    'part-0123456789abcdef0123456789abcdef.parquet'
    """
    return f"part-{digest[:DIGITS]}.parquet"


def place(folder: Path, name: str, contents: Mapping[str, bytes]) -> None:
    """Write the files of a part, measures last.

    Parameters
    ----------
    folder : Path, of the store
    name : str, of the part
    contents : mapping of table name and bytes, measures last

    Raises
    ------
    StoreRefused
        If the disk is full, or the folder cannot be written.
    """
    files = {folder / table / name: content for table, content in contents.items()}
    temporary = {file: beside(file) for file in files}
    with written(folder):
        try:
            for file, content in files.items():
                file.parent.mkdir(exist_ok=True)
                write_durably(temporary[file], content)
            for file in files:
                os.replace(temporary[file], file)
                settle(file.parent)
            _refuse_robbed(list(files))
        finally:
            for unfinished in temporary.values():
                unfinished.unlink(missing_ok=True)


def _refuse_robbed(files: Sequence[Path]) -> None:
    """Take a part back whose files another writer swept away while it was published."""
    gone = [file for file in files if not file.exists()]
    if gone:
        for file in reversed(files):
            file.unlink(missing_ok=True)
        raise StoreRefused(f"{gone[0]}: expected to be the only writer, got another that removed this file")


def _identity_for(folder: Path, code: str) -> str:
    """Of which experiment a store keeps the rows, if it takes those of a code."""
    from coopsim.lab.store.manifest import MANIFEST, codes_of

    with written(folder):
        seen = (folder / MANIFEST).stat()
    manifest = _manifest_read(folder, seen.st_mtime_ns, seen.st_ino, seen.st_size)
    codes = codes_of(manifest)
    if code not in codes:
        raise StoreRefused(f"{folder}: expected rows of code {' or '.join(codes)}, got rows of code {code}. {SAME}")
    return str(manifest["experiment"]["identity"])


@lru_cache(maxsize=4)
def _manifest_read(folder: Path, *version: int) -> dict[str, Any]:
    """One version of a manifest: reading it may take longer than writing a part."""
    from coopsim.lab.store.manifest import read_manifest

    return read_manifest(folder)


SAME = "Every worker needs the same coopsim, numba and NumPy"


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
    Damaged
        If the file cannot be read as it was written.
    """
    try:
        with parquet.ParquetFile(file, page_checksum_verification=True) as opened:
            present = opened.schema_arrow.names
            if quarter is None:
                return opened.read(present if columns is None else [one for one in columns if one in present])
            named = [one for one in present if columns is None or one in columns]
            rows = opened.read(list(dict.fromkeys([*named, "quarter"])))
    except (OSError, pa.ArrowException) as problem:
        raise Damaged(file, f"damage ({_first(problem)})") from None
    return rows.filter(compute.equal(rows["quarter"], quarter)).select(named)


def _first(problem: Exception) -> str:
    """The first line of what a library says."""
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def notes_of(file: Path) -> dict[str, str]:
    """What was noted in a file when it was written.

    Parameters
    ----------
    file : Path, of measures

    Returns
    -------
    dict of str: code and experiment, and the SHA-256 of each file beside

    Raises
    ------
    Damaged
        If the file cannot be read.
    """
    try:
        noted = parquet.read_schema(file).metadata or {}
    except (OSError, pa.ArrowException) as problem:
        raise Damaged(file, f"damage ({_first(problem)})") from None
    said = {key.decode(): value.decode() for key, value in noted.items()}
    return {key.removeprefix(PREFIX): value for key, value in said.items() if key.startswith(PREFIX)}

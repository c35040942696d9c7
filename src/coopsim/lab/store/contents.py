"""What the parts of a store hold, each file verified before anything is read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.manifest import SEALED, codes_of
from coopsim.lab.store.parts import PATTERN, Damaged, name_certified_by, notes_of, read_part
from coopsim.lab.store.spans import RUN_NAMES, spans_of

Seen = TypeVar("Seen")
OLD = "Take it back from a copy, or delete this part from every table"
OTHER = "Take it out of the folder, or let both codes stand there with coopsim batch --accept-code"


@dataclass(frozen=True)
class Part:
    """The rows of some runs.

    Attributes
    ----------
    name : str, of its file in each table
    runs : frozenset of RunKey
    code : str, fingerprint of the code that made the rows
    beside : mapping of table name and SHA-256 of its file; empty where it is not certified
    """

    name: str
    runs: frozenset[RunKey]
    code: str
    beside: Mapping[str, str] = field(default_factory=dict)


class Contents:
    """The parts of a store.

    A file is verified when it is first asked for, and again only where it was
    changed since.

    Parameters
    ----------
    folder : Path, of the store
    manifest : dict
    """

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder = folder
        self.beside = tuple(name for name in manifest["experiment"]["record"] if name != "measures")
        self._certified = manifest["format"] >= SEALED
        self._codes, self._identity = codes_of(manifest), manifest["experiment"]["identity"]
        self._seen: dict[tuple[Path, int, int, int], Any] = {}

    def names(self) -> list[str]:
        """The names of parts, in a fixed order.

        Returns
        -------
        list of str
        """
        return sorted(file.name for file in (self.folder / "measures").glob(PATTERN))

    def part(self, name: str) -> Part:
        """What a part holds, its measures verified.

        Parameters
        ----------
        name : str

        Returns
        -------
        Part

        Raises
        ------
        Damaged
            If its measures are not as its name says, or a file beside them is missing.
        """
        part = self._once(self.folder / "measures" / name, self._read)
        for table in self.beside:
            if not (self.folder / table / name).exists():
                raise Damaged(self.folder / table / name, "nothing")
        return part

    def file(self, table: str, name: str) -> Path:
        """A file of a part, verified.

        Parameters
        ----------
        table, name : str

        Returns
        -------
        Path

        Raises
        ------
        Damaged
            If the file is not as the measures of its part say.
        """
        part, file = self.part(name), self.folder / table / name
        if table != "measures":
            self._once(file, lambda one: self._verify(one, part.beside.get(table, "")))
        return file

    def whole(self, name: str) -> Part:
        """What a part holds, all its files verified.

        Parameters
        ----------
        name : str

        Returns
        -------
        Part

        Raises
        ------
        Damaged
            If one of its files is damaged or missing.
        """
        for table in self.beside:
            self.file(table, name)
        return self.part(name)

    def parts(self) -> list[Part]:
        """All parts, whole.

        Returns
        -------
        list of Part

        Raises
        ------
        Damaged
            For the first one that is not whole.
        """
        return [self.whole(name) for name in self.names()]

    def sorted_out(self) -> tuple[list[Part], list[Damaged]]:
        """The parts that are whole, and what is wrong with the others.

        Returns
        -------
        list of Part
        list of Damaged, one a part
        """
        whole, damaged = [], []
        for name in self.names():
            try:
                whole.append(self.whole(name))
            except Damaged as problem:
                damaged.append(problem)
        return whole, damaged

    def _once(self, file: Path, check: Callable[[Path], Seen]) -> Seen:
        """What a check gives, which is made once for each version of a file."""
        try:
            seen = file.stat()
        except OSError as problem:
            raise Damaged(file, problem.strerror or "nothing") from None
        version = (file, seen.st_ino, seen.st_size, seen.st_mtime_ns)
        if version not in self._seen:
            try:
                self._seen[version] = check(file)
            except Damaged as problem:
                raise problem if self._certified else Damaged(file, problem.got, OLD) from None
        return self._seen[version]  # type: ignore[no-any-return]

    def _read(self, file: Path) -> Part:
        """What a part says of itself, verified."""
        if not self._certified:
            return Part(file.name, _runs_of(file), self._codes[0])
        if name_certified_by(sha256_of(file)) != file.name:
            raise Damaged(file, "other bytes than its name certifies")
        notes = notes_of(file)
        if notes.get("experiment") != self._identity:
            raise Damaged(file, "rows of another experiment")
        if notes["code"] not in self._codes:
            known = " or ".join(self._codes)
            raise StoreRefused(f"{file}: expected rows of code {known}, got rows of code {notes['code']}. {OTHER}")
        return Part(file.name, _runs_of(file), notes["code"], notes)

    def _verify(self, file: Path, certified: str) -> None:
        """Refuse a file beside the measures that is not the one that was written with them."""
        if not self._certified:
            read_part(file)
        elif sha256_of(file) != certified:
            raise Damaged(file, "other bytes than its measures certify")


def _runs_of(file: Path) -> frozenset[RunKey]:
    """The runs of a part, from its rows."""
    return frozenset(span.key for span in spans_of(read_part(file, RUN_NAMES)))


def sha256_of(file: Path) -> str:
    """SHA-256 of a file, whatever its size.

    Parameters
    ----------
    file : Path

    Returns
    -------
    str, 64 hexadecimal digits

    Raises
    ------
    Damaged
        If the disk cannot read it.
    StoreRefused
        If the reader may not read it.
    """
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except PermissionError as problem:
        raise StoreRefused(f"{file}: expected a file that can be read, got: {problem.strerror}") from None
    except OSError as problem:
        raise Damaged(file, problem.strerror or "an error") from None

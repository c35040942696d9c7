"""Mending: what an interrupted writer left is removed, what is damaged is set aside."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from coopsim.lab.records.columns import TABLES
from coopsim.lab.store.contents import Contents, Part
from coopsim.lab.store.failures import FAILURES, mend_failures
from coopsim.lab.store.overlaps import refuse_disagreement, remainder, shares_of
from coopsim.lab.store.parts import PATTERN, Damaged, publish
from coopsim.lab.store.whole import TEMPORARY, free, settle, written

DAMAGED = "damaged"
"""The folder of a store in which damaged files are kept; nothing is read from it."""


@dataclass(frozen=True)
class Mended:
    """What a writer found when it began.

    Attributes
    ----------
    leftovers : int, files of an interrupted write, removed
    damaged : tuple of str, what was damaged and is set aside
    repeated : int, parts whose runs stood elsewhere too, removed or shortened
    """

    leftovers: int = 0
    damaged: tuple[str, ...] = ()
    repeated: int = 0

    @property
    def told(self) -> str:
        """All of it in a sentence; empty where nothing was found.

        Examples
        --------
        >>> Mended(2, ("events/part-0.parquet: damage",)).told
        'removed 2 files of an interrupted write; set aside in damaged: events/part-0.parquet: damage'
        """
        said = [f"removed {self.leftovers} files of an interrupted write"] if self.leftovers else []
        said += [f"set aside in {DAMAGED}: {', '.join(self.damaged)}"] if self.damaged else []
        said += [f"{self.repeated} parts repeated runs of others"] if self.repeated else []
        return "; ".join(said)


def mend(contents: Contents) -> Mended:
    """Leave whole parts only, and each run in one of them.

    Whatever moment it is stopped at, doing it again ends the same way.

    Parameters
    ----------
    contents : Contents, of a store that nobody else writes to

    Returns
    -------
    Mended

    Raises
    ------
    StoreRefused
        If parts tell different rows of a run, or the folder cannot be written.
    """
    folder = contents.folder
    with written(folder):
        whole, damaged = contents.sorted_out()
        for problem in damaged:
            _set_aside(folder, problem)
        lost = leftovers(contents)
        for file in lost:
            file.unlink(missing_ok=True)
        repeated = _remove_repeats(contents, whole)
        lines = mend_failures(folder, folder / DAMAGED)
    told = [f"{one.file.relative_to(folder).as_posix()}: {one.got}" for one in damaged]
    told += [f"{FAILURES}: line {line}" for line in lines.damaged]
    return Mended(len(lost) + lines.torn, tuple(told), repeated)


def leftovers(contents: Contents) -> list[Path]:
    """Files of writes that never ended.

    They are unfinished, or belong to a part without measures.

    Parameters
    ----------
    contents : Contents

    Returns
    -------
    list of Path
    """
    folder = contents.folder
    places = (folder, folder / DAMAGED, *(folder / table for table in TABLES))
    unfinished = [file for place in places for file in place.glob(f".*{TEMPORARY}") if file.is_file()]
    others = [file for table in contents.beside for file in (folder / table).glob(PATTERN)]
    # Read after them: a part that is published at this moment has its measures last.
    names = set(contents.names())
    return unfinished + [file for file in others if file.name not in names]


def _set_aside(folder: Path, problem: Damaged) -> None:
    """Keep the files of a damaged part where nothing is read, measures last: until then it stays one."""
    for table in reversed(TABLES):
        file, kept = folder / table / problem.file.name, folder / DAMAGED / table / problem.file.name
        if file.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, free(kept))
            settle(file.parent)
            settle(kept.parent)


def _remove_repeats(contents: Contents, parts: list[Part]) -> int:
    """Leave each run in one part; parts that only repeat others go first, so that a shortened one may be among them."""
    refuse_disagreement(contents, parts)
    shares = shares_of(parts)
    repeating = [part for part in parts if shares[part.name] != part.runs]
    repeating.sort(key=lambda part: len(shares[part.name]))
    for part in repeating:
        if shares[part.name]:
            publish(contents.folder, remainder(contents, part, shares[part.name]), part.code)
        remove(contents.folder, part.name)
    return len(repeating)


def remove(folder: Path, name: str) -> None:
    """Remove a part, measures first: from then on it is none.

    Parameters
    ----------
    folder : Path, of the store
    name : str, of the part
    """
    for table in TABLES:
        (folder / table / name).unlink(missing_ok=True)
        if (folder / table).exists():
            settle(folder / table)

"""Runs that stand in two parts: each counts once, and both tell the same or nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store.contents import Contents, Part
from coopsim.lab.store.digest import run_digests
from coopsim.lab.store.parts import read_part
from coopsim.lab.store.spans import rows_of

Shares = Mapping[str, frozenset[RunKey]]
RunDigests = dict[RunKey, tuple[bytes, ...]]
OPEN = 8
"""Parts whose digests are kept at a time."""


def shares_of(parts: Iterable[Part]) -> Shares:
    """Which runs are read from which part, so that each is read once.

    The part with most runs comes first, so that parts which only repeat others
    are left with none.

    Parameters
    ----------
    parts : iterable of Part

    Returns
    -------
    mapping of part name and frozenset of RunKey

    Examples
    --------
    >>> one, two = RunKey("a", 0, 0), RunKey("a", 0, 1)
    >>> shares = shares_of([Part("x", frozenset([one]), ""), Part("y", frozenset([one, two]), "")])
    >>> len(shares["x"]), len(shares["y"])
    (0, 2)
    """
    taken: set[RunKey] = set()
    shares = {}
    for part in sorted(parts, key=lambda part: (-len(part.runs), part.name)):
        shares[part.name] = part.runs - taken
        taken |= part.runs
    return shares


def refuse_disagreement(contents: Contents, parts: Collection[Part]) -> None:
    """Refuse parts that tell different rows of the same run.

    Parameters
    ----------
    contents : Contents
    parts : collection of Part

    Raises
    ------
    StoreRefused
        Naming the run and both parts.
    """
    times = Counter(key for part in parts for key in part.runs)
    repeated = {key for key, number in times.items() if number > 1}
    told: dict[RunKey, tuple[str, tuple[bytes, ...]]] = {}
    for part in parts:
        for key in sorted(part.runs & repeated):
            digests = digests_of(contents, part.name)[key]
            name, known = told.setdefault(key, (part.name, digests))
            if known != digests:
                raise StoreRefused(disagreement(contents.folder, key, name, part.name))


def disagreement(place: Path, key: RunKey, one: str, other: str) -> str:
    """What is said of a run of which two places tell different rows.

    Parameters
    ----------
    place : Path
    key : RunKey
    one, other : str, names of the places

    Returns
    -------
    str

    Examples
    --------
    >>> disagreement(Path("results"), RunKey("baseline", 0, 3), "part-a", "part-b").partition(", got")[0]
    'results: expected equal rows of the run baseline, point 0, replicate 3 in part-a and part-b'
    """
    run = f"{key.scenario}, point {key.point}, replicate {key.replicate}"
    remedy = "One of them was not made by this code on sound hardware: run them again into a new folder"
    return f"{place}: expected equal rows of the run {run} in {one} and {other}, got different ones. {remedy}"


@lru_cache(maxsize=OPEN)
def digests_of(contents: Contents, name: str) -> RunDigests:
    """The digests of each run of a part, one for each table.

    Parameters
    ----------
    contents : Contents
    name : str, of a part

    Returns
    -------
    dict of RunKey and tuple of bytes; a run without events has an empty one for them
    """
    tables = [run_digests(read_part(contents.file(table, name))) for table in ("measures", *contents.beside)]
    return {key: tuple(digests.get(key, b"") for digests in tables) for key in contents.part(name).runs}


def remainder(contents: Contents, part: Part, runs: Collection[RunKey]) -> dict[str, list[object]]:
    """The rows of some runs of a part, table by table, ready to be published.

    Parameters
    ----------
    contents : Contents
    part : Part
    runs : collection of RunKey

    Returns
    -------
    dict of table name and list of pyarrow.Table
    """
    tables = ("measures", *contents.beside)
    return {table: [rows_of(read_part(contents.file(table, part.name)), runs)] for table in tables}

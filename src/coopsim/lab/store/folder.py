"""A store: a folder of records that says what it holds, and holds nothing twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.records.columns import RunKey, frame_of
from coopsim.lab.store.contents import Contents, Part
from coopsim.lab.store.digest import run_digests, together
from coopsim.lab.store.failures import FAILURES, Failure, add_failures, key_of, read_failures
from coopsim.lab.store.lock import only_writer
from coopsim.lab.store.manifest import SEALED, codes_of, experiment_of, of_shard, read_manifest, runs_asked
from coopsim.lab.store.matching import refuse_old, refuse_other
from coopsim.lab.store.mending import Mended, mend
from coopsim.lab.store.overlaps import Shares, refuse_disagreement, shares_of
from coopsim.lab.store.parts import read_part
from coopsim.lab.store.spans import aligned, in_order, rows_of, schema_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.experiment import Experiment


class Store:
    """A folder of results.

    Which runs are done is read from the rows themselves, and every file is
    verified before it is read: a changed bit is refused, never counted.

    Parameters
    ----------
    path : Path, a folder with a manifest

    Attributes
    ----------
    manifest : dict, what was asked and by which code it was answered
    contents : Contents, its parts

    Raises
    ------
    StoreRefused
        If the folder is not a store, or its manifest cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = read_manifest(path)
        self.contents = Contents(path, self.manifest)
        self._shared: tuple[list[str], Shares] = ([], {})

    @cached_property
    def experiment(self) -> Experiment:
        """What was asked: scenarios, points, replicates, seed."""
        return experiment_of(self.manifest)

    @property
    def recorded(self) -> tuple[str, ...]:
        """The tables that are kept."""
        return tuple(self.manifest["experiment"]["record"])

    @property
    def measures(self) -> DataFrame:
        """One row a run and quarter."""
        return self.frame("measures")

    @property
    def associations(self) -> DataFrame:
        """One row a run and association."""
        return self.frame("associations")

    @property
    def events(self) -> DataFrame:
        """One row a run and event."""
        return self.frame("events")

    def frame(self, name: str, columns: Sequence[str] | None = None, quarter: int | None = None) -> DataFrame:
        """A table, or part of it, sorted by run.

        Parameters
        ----------
        name : str, measures, associations or events
        columns : sequence of str beside the keys, or None for all
        quarter : int, or None for all

        Returns
        -------
        DataFrame

        Raises
        ------
        InputRefused
            If the table was not recorded, or has no such column.
        StoreRefused
            If a part is damaged.
        """
        schema = schema_of(name, columns)
        schema_of(name, [] if quarter is None else ["quarter"])
        pieces = [aligned(table, schema) for table in self.tables(name, schema.names, quarter)]
        return frame_of(in_order(pa.concat_tables([schema.empty_table(), *pieces])))

    def tables(
        self, name: str, columns: Sequence[str] | None = None, quarter: int | None = None
    ) -> Iterator[Any]:
        """The rows of a table part by part, each run once.

        Parameters
        ----------
        name : str
        columns : sequence of str, keys among them, or None for all
        quarter : int, or None for all

        Returns
        -------
        iterator of pyarrow.Table

        Raises
        ------
        InputRefused
            If the table was not recorded.
        StoreRefused
            If a part is damaged.
        """
        shares = self.shares()
        for file in self.parts(name):
            rows, runs = read_part(file, columns, quarter), shares[file.name]
            yield rows if len(runs) == len(self.contents.part(file.name).runs) else rows_of(rows, runs)

    def parts(self, name: str) -> list[Path]:
        """The files of a table that count, verified, in a fixed order.

        Parameters
        ----------
        name : str

        Returns
        -------
        list of Path

        Raises
        ------
        InputRefused
            If the table was not recorded.
        StoreRefused
            If a part is damaged.
        """
        if name not in self.recorded:
            remedy = f'Add "{name}" to record in the experiment and run it into another store'
            raise InputRefused(str(self.path), "table", " or ".join(self.recorded), name, remedy)
        return [self.contents.file(name, part) for part, runs in sorted(self.shares().items()) if runs]

    def done(self) -> set[RunKey]:
        """The runs that are there, read from the rows of whole parts."""
        return set().union(*(part.runs for part in self.contents.parts()))

    def asked(self, experiment: Experiment | None = None) -> Iterator[RunKey]:
        """The runs that this store is for, replicate by replicate.

        That of a shard is for its own only.

        Parameters
        ----------
        experiment : Experiment, or None for all that was ever asked

        Returns
        -------
        iterator of RunKey
        """
        return runs_asked(self.manifest) if experiment is None else of_shard(self.manifest, experiment.runs())

    def missing(self, experiment: Experiment | None = None) -> list[RunKey]:
        """The runs that were asked and are not there, replicate by replicate.

        Parameters
        ----------
        experiment : Experiment, or None for all that was ever asked

        Returns
        -------
        list of RunKey
        """
        done = self.done()
        return [key for key in self.asked(experiment) if key not in done]

    def failures(self) -> list[Failure]:
        """The runs that failed and have not succeeded since, with the reason."""
        found, done = read_failures(self.path, self.manifest["format"] >= SEALED), self.done()
        if found.damaged:
            told = f"line {found.damaged[0]} as it was written, got damage. Run the batch again: it sets it aside"
            raise StoreRefused(f"{self.path / FAILURES}: expected {told}")
        last = {key_of(row): row for row in found.rows}
        return [row for key, row in last.items() if key not in done]

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """Note why some runs failed.

        Parameters
        ----------
        failures : iterable of dict
        """
        add_failures(self.path, failures)

    def codes(self) -> dict[str, int]:
        """How many runs each code gave, its first code first.

        Returns
        -------
        dict of code and number of runs
        """
        shares = self.shares()
        runs = Counter[str]()
        for name in shares:
            runs[self.contents.part(name).code] += len(shares[name])
        return {code: runs[code] for code in codes_of(self.manifest) if runs[code]}

    def digest(self, name: str | None = None) -> str:
        """SHA-256 over the rows sorted by key, of one table or of all.

        Parameters
        ----------
        name : str, or None for all tables

        Returns
        -------
        str, 64 hexadecimal digits
        """
        if name is None:
            each = [f"{table}={self.digest(table)}" for table in self.recorded]
            return hashlib.sha256("\n".join(each).encode()).hexdigest()
        return together(pair for table in self.tables(name) for pair in run_digests(table).items())

    @contextmanager
    def writing(self) -> Iterator[Mended]:
        """Be the only writer, and mend what an earlier one left.

        Returns
        -------
        context of Mended, what was found

        Raises
        ------
        StoreRefused
            If another writes to it, it cannot be written, or it is of an older format.
        """
        refuse_old(self.manifest, self.path)
        with only_writer(self.path):
            refuse_other(read_manifest(self.path), self.manifest, self.path)
            yield mend(self.contents)

    def shares(self) -> Shares:
        """Which runs are read from which part, so that each counts once.

        Returns
        -------
        mapping of part name and frozenset of RunKey

        Raises
        ------
        StoreRefused
            If a part is damaged, or two tell different rows of the same run.
        """
        names = self.contents.names()
        parts: list[Part] = [self.contents.part(name) for name in names]
        if names != self._shared[0]:
            refuse_disagreement(self.contents, parts)
            self._shared = names, shares_of(parts)
        return self._shared[1]

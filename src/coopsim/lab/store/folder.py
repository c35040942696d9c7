"""A store: a folder of records that says what it holds, and holds nothing twice."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as compute

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.records.columns import RUN, SCHEMAS, TABLES, RunKey, frame_of
from coopsim.lab.store.digest import run_digests, together
from coopsim.lab.store.parts import PATTERN, TEMPORARY, read_part, runs_of, write_whole

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.experiment import Experiment

FAILURES = "failures.jsonl"
Failure = dict[str, Any]


class Store:
    """A folder of results.

    Which runs are done is read from the rows themselves. A part counts once its
    rows of measures are there: they are written last.

    Parameters
    ----------
    path : Path, a folder with a manifest

    Attributes
    ----------
    manifest : dict, what was asked and by which code it was answered

    Raises
    ------
    StoreRefused
        If the folder is not a store, or its manifest cannot be read.
    """

    def __init__(self, path: Path) -> None:
        from coopsim.lab.store.manifest import read_manifest

        self.path = path
        self.manifest = read_manifest(path)

    @cached_property
    def experiment(self) -> Experiment:
        """What was asked: scenarios, points, replicates, seed."""
        from coopsim.lab.store.manifest import experiment_of

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

    def frame(
        self, name: str, columns: Sequence[str] | None = None, quarter: int | None = None
    ) -> DataFrame:
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
            If the table was not recorded.
        StoreRefused
            If a part is damaged.
        """
        keys = [key for key, _ in RUN]
        named = None if columns is None else list(dict.fromkeys([*keys, *columns]))
        parts = [read_part(file, named, quarter) for file in self.parts(name)]
        schema = SCHEMAS[name] if named is None else pa.schema([SCHEMAS[name].field(one) for one in named])
        whole = pa.concat_tables([schema.empty_table(), *parts])
        order = [(key, "ascending") for key in keys]
        return frame_of(whole.take(compute.sort_indices(whole, order)))

    def parts(self, name: str) -> list[Path]:
        """The files of a table that count, in a fixed order.

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
        """
        if name not in self.recorded:
            remedy = f'Add "{name}" to record in the experiment and run it into another store'
            raise InputRefused(str(self.path), "table", " or ".join(self.recorded), name, remedy)
        names = sorted(file.name for file in (self.path / "measures").glob(PATTERN))
        return [self.path / name / part for part in names]

    def done(self) -> set[RunKey]:
        """The runs that are there, read from their rows."""
        return set().union(*(runs_of(file) for file in self.parts("measures")))

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
        return [key for key in (experiment or self.experiment).runs() if key not in done]

    def failures(self) -> list[Failure]:
        """The runs that failed and have not succeeded since, with the reason."""
        file, done = self.path / FAILURES, self.done()
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        last = {_key_of(row): row for row in map(json.loads, lines)}
        return [row for key, row in last.items() if key not in done]

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
        return together(pair for file in self.parts(name) for pair in run_digests(read_part(file)).items())

    def add(self, contents: Mapping[str, bytes]) -> None:
        """Keep the rows of some runs, whole or not at all.

        Parameters
        ----------
        contents : dict of table and bytes of a Parquet file, measures among them
        """
        part = f"part-{uuid.uuid4().hex}.parquet"
        for name in reversed(TABLES):
            if name in contents:
                write_whole(self.path / name / part, contents[name])

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """Note why some runs failed.

        Parameters
        ----------
        failures : iterable of dict
        """
        lines = [json.dumps(failure, ensure_ascii=False) + "\n" for failure in failures]
        if lines:
            with (self.path / FAILURES).open("a", encoding="utf-8") as stream:
                stream.writelines(lines)


def _key_of(row: Failure) -> RunKey:
    return RunKey(row["scenario"], row["point"], row["replicate"])


def open_store(path: str | Path) -> Store:
    """A store that was made by a batch.

    Parameters
    ----------
    path : str or Path, its folder

    Returns
    -------
    Store

    Raises
    ------
    InputRefused
        If there is nothing at that path.
    StoreRefused
        If it is not a store.
    """
    folder = Path(path)
    if not folder.exists():
        raise InputRefused(str(path), "", "the folder of a store", "nothing there")
    if not folder.is_dir():
        raise StoreRefused(f"{path}: expected the folder of a store, got a file")
    return Store(folder)


def store_for(experiment: Experiment, path: str | Path) -> Store:
    """The store of an experiment: a new one, or the one that it began.

    Nothing is written where the folder holds anything else. The number of
    replicates may grow from one batch to the next.

    Parameters
    ----------
    experiment : Experiment
    path : str or Path

    Returns
    -------
    Store

    Raises
    ------
    StoreRefused
        If the folder holds other things, or results of other code or of another experiment.
    """
    from coopsim.lab.store.manifest import MANIFEST, manifest_of, refuse_other, write_manifest

    folder = Path(path)
    if (folder / MANIFEST).exists():
        store = Store(folder)
        refuse_other(store.manifest, experiment, folder)
        if experiment.replicates <= store.manifest["experiment"]["replicates"]:
            return store
        write_manifest(folder, store.manifest | {"experiment": manifest_of(experiment)["experiment"]})
        return Store(folder)
    _refuse_occupied(folder)
    write_manifest(folder, manifest_of(experiment))
    return Store(folder)


def _refuse_occupied(folder: Path) -> None:
    """Refuse a file, or a folder that holds other things than a manifest half written."""
    if folder.is_file():
        raise StoreRefused(f"{folder}: expected a new folder or a store, got a file. Choose another with --out")
    if folder.is_dir() and any(not one.name.endswith(TEMPORARY) for one in folder.iterdir()):
        got = "a folder with other things in it"
        raise StoreRefused(f"{folder}: expected a new folder or a store, got {got}. Choose another with --out")

"""What one worker does: some runs, one after the other, kept in the store by itself."""

from __future__ import annotations

import platform
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from coopsim.errors import CoopsimError, StoreRefused
from coopsim.lab.experiment import Experiment
from coopsim.lab.records.columns import RunKey
from coopsim.lab.run import Run, run
from coopsim.lab.store.manifest import MANIFEST, experiment_of, read_manifest
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint

SECONDS = 5.0
"""After this long a worker keeps what it has: a stopped batch loses no more than that."""

MOST = 4000
"""Characters of a message and of a traceback that are kept, from the end."""


@dataclass
class Outcome:
    """What came of a group of runs; their rows are in the store.

    Attributes
    ----------
    done : list of RunKey
    failures : list of dict, one a run that raised
    left : list of RunKey, not begun
    """

    done: list[RunKey] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    left: list[RunKey] = field(default_factory=list)


def work(folder: str, group: Sequence[RunKey], seconds: float = SECONDS) -> Outcome:
    """Run a group of runs and keep their rows; one that raises costs itself only.

    What is run is read from the manifest of the store, so that next to nothing
    travels between processes, whatever is asked or found.

    Parameters
    ----------
    folder : str, of the store
    group : sequence of RunKey
    seconds : float, after which no further run is begun

    Returns
    -------
    Outcome

    Raises
    ------
    StoreRefused
        If the manifest cannot be read, the store takes no rows of this code, or the folder cannot be written.
    """
    outcome, finished = Outcome(), []
    experiment, stop = _experiment_in(Path(folder)), time.monotonic() + seconds
    for number, key in enumerate(group):
        if number and time.monotonic() > stop:
            outcome.left = list(group[number:])
            break
        try:
            finished.append(_tables(experiment, key))
            outcome.done.append(key)
        except Exception as problem:
            outcome.failures.append(failure(key, problem))
    if finished:
        tables = {name: [one[name] for one in finished] for name in experiment.record}
        publish(Path(folder), tables, code_fingerprint())
    return outcome


def failure(key: RunKey, problem: BaseException) -> dict[str, Any]:
    """Why a run failed, on one row.

    Parameters
    ----------
    key : RunKey
    problem : exception

    Returns
    -------
    dict

    Examples
    --------
    >>> failure(RunKey("baseline", 0, 3), MemoryError("no room"))["message"]
    'no room'
    """
    known = isinstance(problem, CoopsimError)
    trace = "" if known else "".join(traceback.format_exception(problem))[-MOST:]
    return {**key._asdict(), "error": type(problem).__name__, "message": str(problem)[-MOST:], "traceback": trace}


def _tables(experiment: Experiment, key: RunKey) -> dict[str, Any]:
    """The tables of one run."""
    done = run(experiment.brief(key), experiment.seed, key.replicate, experiment.record)
    told = Run(done.scenario, done.seed, done.replicate, done.recorded, key.point, experiment.every, done.history)
    tables = {name: told.table(name) for name in experiment.record}
    vars(done.history).clear()  # its parts know one another: Python would free them only when it looks for circles
    return tables


def _experiment_in(folder: Path) -> Experiment:
    """The experiment of a store; its manifest is read again where it has changed."""
    try:
        seen = (folder / MANIFEST).stat()
    except OSError as problem:
        told = f"the folder of the store on {platform.node()} too, got: {problem.strerror}"
        raise StoreRefused(f"{folder}: expected {told}. Every worker needs it at this path") from None
    return _experiment_read(folder, seen.st_mtime_ns, seen.st_ino, seen.st_size)


@lru_cache(maxsize=4)
def _experiment_read(folder: Path, *version: int) -> Experiment:
    """The experiment that one version of a manifest tells of."""
    return experiment_of(read_manifest(folder))

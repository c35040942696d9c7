"""What one worker does: some runs, one after the other, handed back as records."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coopsim.errors import CoopsimError
from coopsim.lab.experiment import Experiment
from coopsim.lab.records.columns import RunKey
from coopsim.lab.run import Run, run
from coopsim.lab.store.parts import parquet_bytes

SECONDS = 5.0
"""After this long a worker hands back what it has: a stopped batch loses no more than that."""


@dataclass
class Outcome:
    """What came of a group of runs.

    Attributes
    ----------
    done : list of RunKey
    failures : list of dict, one a run that raised
    left : list of RunKey, not begun
    contents : dict of table and bytes of a Parquet file; empty where nothing is done
    """

    done: list[RunKey] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    left: list[RunKey] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)


def work(experiment: Experiment, group: Sequence[RunKey], seconds: float = SECONDS) -> Outcome:
    """Run a group of runs; one that raises costs itself only.

    Parameters
    ----------
    experiment : Experiment
    group : sequence of RunKey
    seconds : float, after which no further run is begun

    Returns
    -------
    Outcome
    """
    outcome, finished = Outcome(), []
    stop = time.monotonic() + seconds
    for number, key in enumerate(group):
        if number and time.monotonic() > stop:
            outcome.left = list(group[number:])
            break
        try:
            finished.append(_tables(experiment, key))
            outcome.done.append(key)
        except Exception as problem:
            outcome.failures.append(_failure(key, problem))
    if finished:
        names = experiment.record
        outcome.contents = {name: parquet_bytes(name, [one[name] for one in finished]) for name in names}
    return outcome


def _tables(experiment: Experiment, key: RunKey) -> dict[str, Any]:
    """The tables of one run."""
    done = run(experiment.brief(key), experiment.seed, key.replicate, experiment.record)
    told = Run(done.scenario, done.seed, done.replicate, done.recorded, key.point, experiment.every, done.history)
    return {name: told.table(name) for name in experiment.record}


def _failure(key: RunKey, problem: Exception) -> dict[str, Any]:
    """Why a run failed, on one row."""
    known = isinstance(problem, CoopsimError)
    trace = "" if known else "".join(traceback.format_exception(problem))
    return {**key._asdict(), "error": type(problem).__name__, "message": str(problem), "traceback": trace}

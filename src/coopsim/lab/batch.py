"""A batch: the runs of an experiment that its store does not have yet."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import Any

from coopsim.lab.experiment import Experiment
from coopsim.lab.pool.local import local_executor, usual_workers
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store
from coopsim.lab.work import Outcome, work

GROUP_MOST = 25
GROUPS_PER_WORKER = 4
PATIENCE = 10.0
"""Seconds for which Ctrl-C waits: longer than a group takes, unless one run is very large."""

AHEAD = 2
"""Groups that wait at each worker: enough to keep it busy, few enough to keep memory flat."""


@dataclass
class Progress:
    """How far a batch is.

    Attributes
    ----------
    asked : int, runs of the experiment
    before : int, runs that were there before
    done, failed : int, runs of this batch
    seconds : float, since its start
    stopped : str, why it ended early; empty where it did not
    """

    asked: int
    before: int
    done: int = 0
    failed: int = 0
    seconds: float = 0.0
    stopped: str = ""

    @property
    def left(self) -> int:
        """Runs that are still to do."""
        return self.asked - self.before - self.done - self.failed


Watcher = Callable[[Progress], None]


def run_batch(
    experiment: Experiment,
    store: Store,
    workers: int | None = None,
    executor: Executor | None = None,
    watch: Watcher = lambda progress: None,
) -> Progress:
    """Run what is missing, group by group, and keep each group as soon as it is done.

    Parameters
    ----------
    experiment : Experiment
    store : Store of that experiment
    workers : int, [1, inf), or None for one a processor
    executor : concurrent.futures.Executor, or None for local processes; it is left open
    watch : function of Progress, called after each group

    Returns
    -------
    Progress, at the end

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C; the groups under way are kept if they end soon.
    """
    missing = store.missing(experiment)
    asked = sum(1 for _ in experiment.runs())
    batch = _Batch(experiment, store, Progress(asked, asked - len(missing)), watch)
    if not missing:
        return batch.progress
    from coopsim.engine.preparation import compile_once

    compile_once()
    number = min(workers or usual_workers(), len(missing))
    groups = deque(grouped(missing, number, len(experiment.scenarios) * len(experiment.points)))
    if executor is not None:
        batch.pass_through(executor, groups, AHEAD * number)
    else:
        with local_executor(number) as own:
            batch.pass_through(own, groups, AHEAD * number if number > 1 else 1)
    return batch.progress


def grouped(keys: Sequence[RunKey], workers: int, replicate: int) -> list[list[RunKey]]:
    """Runs in groups: large enough to be written well, small enough to end together.

    Parameters
    ----------
    keys : sequence of RunKey
    workers : int
    replicate : int, runs of one replicate; groups hold whole ones where they can

    Returns
    -------
    list of list of RunKey

    Examples
    --------
    >>> keys = [RunKey("a", 0, replicate) for replicate in range(40)]
    >>> [len(group) for group in grouped(keys, 2, 1)]
    [5, 5, 5, 5, 5, 5, 5, 5]
    """
    size = min(GROUP_MOST, math.ceil(len(keys) / (GROUPS_PER_WORKER * workers)))
    size -= size % replicate if size > replicate else 0
    return [list(keys[start : start + size]) for start in range(0, len(keys), size)]


class _Batch:
    """The groups of a batch on their way through an executor."""

    def __init__(self, experiment: Experiment, store: Store, progress: Progress, watch: Watcher) -> None:
        self.experiment, self.store, self.progress, self.watch = experiment, store, progress, watch
        self.start = time.monotonic()

    def pass_through(self, executor: Executor, groups: deque[list[RunKey]], ahead: int) -> None:
        """Hand groups out, keep what comes back; on Ctrl-C keep what is under way."""
        under_way: set[Future[Outcome]] = set()
        try:
            while groups or under_way:
                while groups and len(under_way) < ahead:
                    under_way.add(executor.submit(work, self.experiment, groups.popleft()))
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for future in finished:
                    groups.extend(self._keep(future.result()))
        except BrokenExecutor:
            self.progress.stopped = "a worker was killed"
        except KeyboardInterrupt:
            self._keep_what_ends(under_way)
            raise

    def _keep(self, outcome: Outcome) -> list[list[RunKey]]:
        """Write one outcome; what it left is another group."""
        if outcome.contents:
            self.store.add(outcome.contents)
        self.store.add_failures(outcome.failures)
        self.progress.done += len(outcome.done)
        self.progress.failed += len(outcome.failures)
        self.progress.seconds = time.monotonic() - self.start
        self.watch(self.progress)
        return [outcome.left] if outcome.left else []

    def _keep_what_ends(self, under_way: set[Future[Any]]) -> None:
        """Let the groups that have begun end, if they end soon, and keep them; the others never begin."""
        begun = [future for future in under_way if not future.cancel()]
        for future in wait(begun, PATIENCE).done:
            if not future.exception():
                self._keep(future.result())

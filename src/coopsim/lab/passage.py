"""The groups of a batch on their way through an executor, whatever becomes of its workers."""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import Any

from coopsim.errors import CoopsimError
from coopsim.lab.pool.supervised import WorkerDied
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store
from coopsim.lab.work import Outcome, work

PATIENCE = 10.0
"""Seconds for which Ctrl-C waits: longer than a group takes, unless one run is very large."""

PIECES = 5
"""Into how many smaller ones a group falls whose worker died: few parts in the store, few deaths to find the run."""

TRIES = 3
"""Deaths of workers that had one run only, after which that run is given up: chance kills once, hardly thrice."""


@dataclass
class Progress:
    """How far a batch is.

    Attributes
    ----------
    asked : int, runs of the experiment; of a shard, its own
    before : int, runs that were there before
    done, failed : int, runs of this batch
    seconds : float, since its start
    stopped : str, why it ended early; empty where it did not
    mended : str, what an interrupted batch had left and was mended first
    failure : dict, the first run that failed and why; None where none did
    deaths : int, workers that died or lacked memory
    """

    asked: int
    before: int
    done: int = 0
    failed: int = 0
    seconds: float = 0.0
    stopped: str = ""
    mended: str = ""
    failure: dict[str, Any] | None = None
    deaths: int = 0

    @property
    def left(self) -> int:
        """Runs that are still to do."""
        return self.asked - self.before - self.done - self.failed


Watcher = Callable[[Progress], None]
Groups = deque[list[RunKey]]


class Lost(Exception):
    """An executor that gives no more answers; what is done is kept."""


class Passage:
    """Groups handed out, outcomes counted; a run whose workers die is found and set aside.

    Where a worker dies, the runs of its group that are not in the store are
    tried again in smaller groups, down to one run; one that had its worker for
    itself when it died comes last, one at a time, so that a run that lacked
    memory because others ran is not blamed.

    Parameters
    ----------
    store : Store that this process may write to
    executor : Executor
    progress : Progress, kept up to date
    watch : function of Progress, called after each group
    """

    def __init__(self, store: Store, executor: Executor, progress: Progress, watch: Watcher) -> None:
        self.store, self.executor, self.progress, self.watch = store, executor, progress, watch
        self._folder, self._start = str(store.path.resolve()), time.monotonic()
        self._deaths = Counter[RunKey]()
        self._suspects: deque[RunKey] = deque()

    def run(self, groups: Iterable[list[RunKey]], ahead: int) -> None:
        """Hand all groups out, and wait until all are done or the executor is lost.

        Parameters
        ----------
        groups : iterable of list of RunKey
        ahead : int, groups that are handed out at a time

        Raises
        ------
        KeyboardInterrupt
            After Ctrl-C; groups that end soon are kept.
        StoreRefused
            If a worker cannot keep its rows.
        """
        try:
            self._pass(deque(groups), ahead)
            while self._suspects:
                self._pass(deque([[self._suspects.popleft()]]), ahead=1)
        except Lost as loss:
            self.progress.stopped = str(loss)

    def _pass(self, groups: Groups, ahead: int) -> None:
        """Some groups, one after the other; on Ctrl-C keep what is under way."""
        under_way: dict[Future[Outcome], list[RunKey]] = {}
        try:
            while groups or under_way:
                while groups and len(under_way) < ahead:
                    group = groups.popleft()
                    under_way[self._handed_out(group)] = group
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    self._receive(future, under_way.pop(future), groups)
        except KeyboardInterrupt:
            self._keep_what_ends(under_way)
            raise

    def _handed_out(self, group: list[RunKey]) -> Future[Outcome]:
        try:
            return self.executor.submit(work, self._folder, group)
        except (RuntimeError, OSError) as problem:
            raise Lost(_first_line(problem)) from None

    def _receive(self, future: Future[Outcome], group: list[RunKey], groups: Groups) -> None:
        """Count an outcome; what it left goes on at once, what died goes on later."""
        if future.cancelled():
            raise Lost("the cluster gave its tasks up: its scheduler has ended or is out of reach")
        problem = future.exception()
        if problem is None:
            outcome = future.result()
            groups.extendleft([outcome.left] if outcome.left else [])
            self._count(len(outcome.done), outcome.failures)
        elif isinstance(problem, CoopsimError):
            raise problem
        elif not _is_death(problem):
            raise Lost(f"a worker gave up: {_first_line(problem)}")
        else:
            self._mourn(group, problem, groups)

    def _mourn(self, group: list[RunKey], problem: BaseException, groups: Groups) -> None:
        """After a death: what is in the store is done, what is not is tried in smaller company."""
        self.progress.deaths += 1
        there = self.store.done()
        missing = [key for key in group if key not in there]
        failures = []
        if len(group) > 1:
            size = math.ceil(len(group) / PIECES)
            groups.extend(missing[start : start + size] for start in range(0, len(missing), size))
        elif missing:
            self._deaths[group[0]] += 1
            if self._deaths[group[0]] < TRIES:
                self._suspects.append(group[0])
            else:
                failures.append(_given_up(group[0], problem))
        self._count(len(group) - len(missing), failures)

    def _count(self, done: int, failures: list[dict[str, Any]]) -> None:
        """Note what was done, and why the rest failed."""
        progress = self.progress
        self.store.add_failures(failures)
        progress.done += done
        progress.failed += len(failures)
        progress.failure = progress.failure or (failures[0] if failures else None)
        progress.seconds = time.monotonic() - self._start
        self.watch(progress)

    def _keep_what_ends(self, under_way: dict[Future[Outcome], list[RunKey]]) -> None:
        """Let the groups that have begun end, if they end soon; the others never begin.

        Where an executor does not say which have begun, as Dask does not, all
        of them may end.
        """
        self.progress.stopped = "stopping"
        self.watch(self.progress)
        says = any(future.running() for future in under_way)
        begun = [future for future in under_way if not (says and future.cancel())]
        for future in wait(begun, PATIENCE).done:
            if not future.cancelled() and not future.exception():
                self._count(len(future.result().done), future.result().failures)


def _is_death(problem: BaseException) -> bool:
    """Whether a worker ended, or had no memory left, under a group; Dask is not imported for it."""
    return isinstance(problem, BrokenExecutor | MemoryError) or type(problem).__name__ == "KilledWorker"


def _given_up(key: RunKey, problem: BaseException) -> dict[str, Any]:
    """Why a run is given up whose workers die, on one row."""
    how = str(problem) if isinstance(problem, WorkerDied) else "its worker died or had no memory left"
    return {**key._asdict(), "error": "WorkerDied", "message": f"{how}, {TRIES} times in a row", "traceback": ""}


def _first_line(problem: BaseException) -> str:
    """What an error says, on one line."""
    return f"{type(problem).__name__}: {problem}".splitlines()[0].rstrip(": ")

"""A pool that outlives its processes: a worker that dies costs its own task only.

A pool of the standard library shares one pipe among its workers and gives up
every task when one of them dies. Here each worker has a line of its own to one
thread of the parent, which waits for the answer or for the end of the process.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from coopsim.errors import InputRefused
from coopsim.lab.pool.interrupts import never_hear
from coopsim.lab.pool.worker import serve

Given = ParamSpec("Given")
Result = TypeVar("Result")

NAME = "coopsim-worker"
"""What workers, and the threads that wait for them, are called."""

BEGINNINGS = 10
"""Workers that may be killed one after the other before they can begin: then it is not by chance."""

SECONDS = 10.0
"""For how long a worker that was told to leave, or was killed, is waited for."""

_CHILDREN = threading.Lock()
"""Starting a process looks after the ended ones too: two threads would take an exit code from each other."""


class WorkerDied(BrokenExecutor):
    """The process of a task ended before it could answer; the pool goes on.

    Parameters
    ----------
    code : int, exit code of the process, or minus the signal that ended it; None where another took it

    Examples
    --------
    >>> print(WorkerDied(-9), WorkerDied(1), sep="; ")
    its worker was killed by SIGKILL; its worker ended with exit code 1
    """

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code

    @property
    def by_signal(self) -> bool:
        """Whether somebody ended the process, rather than the process itself."""
        return self.code is not None and self.code < 0

    def __str__(self) -> str:
        if not self.by_signal:
            return "its worker ended" + ("" if self.code is None else f" with exit code {self.code}")
        names = [one.name for one in signal.Signals if -one == self.code]
        return f"its worker was killed by {names[0] if names else f'signal {self.code}'}"


class SupervisedPool(Executor):
    """Processes of this machine, started when first needed and replaced when they die.

    Parameters
    ----------
    workers : int, [1, inf)

    Examples
    --------
    >>> with SupervisedPool(1) as pool:
    ...     pool.submit(max, 1, 2).result()
    2
    """

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers, NAME, never_hear)
        self._lock = threading.Lock()
        self._workers: dict[int, _Worker] = {}
        self._broken = ""

    def submit(
        self, function: Callable[Given, Result], /, *arguments: Given.args, **named: Given.kwargs
    ) -> Future[Result]:
        """Hand a task to the next worker that is free.

        Parameters
        ----------
        function : callable, known by its name in a module
        arguments, named : what it is called with

        Returns
        -------
        Future; its exception is a WorkerDied where the process ended first

        Raises
        ------
        BrokenExecutor
            If workers die before they can begin.
        """
        if self._broken:
            raise BrokenExecutor(self._broken)
        return self._threads.submit(self._do, function, arguments, named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no further task; workers leave when theirs are done.

        Parameters
        ----------
        wait : bool, whether to wait for that
        cancel_futures : bool, whether tasks that wait are given up
        """
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            for worker in self._workers.values():
                worker.line.close()
            for worker in self._workers.values():
                worker.end()

    def kill(self) -> None:
        """End every worker at once, whatever it does."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._broken = "the pool was ended"
            for worker in self._workers.values():
                worker.process.kill()

    def _do(self, function: Any, arguments: Any, named: Any) -> Any:
        """One task, in the process of this thread."""
        worker = self._workers.get(threading.get_ident())
        if worker is None or not worker.lives():
            worker = self._begun()
        return worker.do((function, arguments, named))

    def _begun(self) -> _Worker:
        """A new worker that is ready; where none ever is, the pool is broken."""
        for tries_left in reversed(range(BEGINNINGS)):
            worker = self._started()
            try:
                worker.answer()
                break
            except WorkerDied as death:
                if not (tries_left and death.by_signal):
                    self._broken = f"no worker could begin: {death}"
                    raise BrokenExecutor(self._broken) from None
        return worker

    def _started(self) -> _Worker:
        """A new worker, in the place of the one that this thread had."""
        with self._lock:
            if self._broken:
                raise BrokenExecutor(self._broken)
            try:
                worker = self._workers[threading.get_ident()] = _Worker()
            except OSError as problem:
                self._broken = f"no worker could be started: {problem}"
                raise BrokenExecutor(self._broken) from None
        return worker


class _Worker:
    """One process, and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), name=NAME, daemon=True)
        with _CHILDREN, theirs:
            self.process.start()

    def lives(self) -> bool:
        """Whether the process is there."""
        with _CHILDREN:
            return self.process.is_alive()

    def do(self, task: Any) -> Any:
        """What a task gives, or raises."""
        try:
            self.line.send(task)
        except OSError:
            raise WorkerDied(self.end()) from None
        return self.answer()

    def answer(self) -> Any:
        """What comes up the line, unless the process ends first."""
        try:
            result, problem = self.line.recv()
        except (EOFError, OSError):
            raise WorkerDied(self.end()) from None
        if problem is not None:
            raise problem
        return result

    def end(self) -> int | None:
        """Wait for the process, which leaves when its line is closed; its exit code."""
        self.line.close()
        with _CHILDREN:
            self.process.join(SECONDS)
            self.process.kill()
            self.process.join()
            return self.process.exitcode


def refuse_in_a_worker() -> None:
    """Refuse a script that begins its work wherever it is loaded: each worker loads it too.

    Raises
    ------
    InputRefused
        With the line that the script needs.
    """
    if multiprocessing.current_process().name == NAME:
        expected = 'its work under `if __name__ == "__main__":`'
        raise InputRefused("the script", "", expected, "work wherever it is loaded", "Its workers load it too")

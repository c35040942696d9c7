"""Who runs: this process, or processes of this machine; anything with `submit` would do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class InProcess(Executor):
    """An executor that runs in this process, at once: for one worker, and for a debugger.

    Examples
    --------
    >>> with InProcess() as executor:
    ...     executor.submit(max, 1, 2).result()
    2
    """

    def submit(
        self, function: Callable[Given, Result], /, *arguments: Given.args, **named: Given.kwargs
    ) -> Future[Result]:
        """Run a function now.

        Parameters
        ----------
        function : callable
        arguments, named : what it is called with

        Returns
        -------
        Future, finished
        """
        future: Future[Result] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as problem:
            future.set_exception(problem)
        return future


@contextmanager
def local_executor(workers: int) -> Iterator[Executor]:
    """An executor of local workers, which ends with the block.

    Workers are started afresh rather than forked, which is the same on every
    system, and leave Ctrl-C to their parent. Where the block ends by an error,
    workers that are still busy are ended too.

    Parameters
    ----------
    workers : int, [1, inf); 1 is this process

    Returns
    -------
    context manager of Executor
    """
    if workers == 1:
        yield InProcess()
        return
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts)
    try:
        _start(executor, workers)
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    executor.shutdown()


def _start(executor: Executor, workers: int) -> None:
    """Start every worker while Ctrl-C is not heard: they inherit that, even before they can say so."""
    usual = _hear(signal.SIG_IGN)
    try:
        for _ in range(workers):
            executor.submit(_leave_interrupts)
    finally:
        _hear(usual)


def _hear(handler: Any) -> Any:
    """Set what Ctrl-C does, where this thread may; what it did before."""
    if threading.current_thread() is not threading.main_thread():
        return handler
    return signal.signal(signal.SIGINT, handler)


def usual_workers() -> int:
    """As many workers as this process may use processors.

    Returns
    -------
    int, [1, inf)

    Examples
    --------
    >>> usual_workers() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

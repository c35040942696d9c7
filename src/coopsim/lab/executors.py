"""Who runs: this process, or processes of this machine; anything with `submit` would do."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
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


def executor_for(workers: int) -> Executor:
    """The executor of a number of local workers.

    Workers are started afresh rather than forked, which is the same on every
    system; they leave Ctrl-C to their parent.

    Parameters
    ----------
    workers : int, [1, inf); 1 is this process

    Returns
    -------
    Executor
    """
    if workers == 1:
        return InProcess()
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts)


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


def _leave_interrupts(*_: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

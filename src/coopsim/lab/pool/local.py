"""Who runs on this machine: this process, or processes under supervision."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from coopsim.lab.pool.supervised import SupervisedPool

Given = ParamSpec("Given")
Result = TypeVar("Result")


class InProcess(Executor):
    """An executor that runs in this process, at once: for tests, and for a debugger.

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

    Where the block ends by an error, workers that are still busy are ended too.

    Parameters
    ----------
    workers : int, [1, inf)

    Returns
    -------
    context manager of Executor
    """
    pool = SupervisedPool(workers)
    try:
        yield pool
    except BaseException:
        pool.kill()
        raise
    pool.shutdown()


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

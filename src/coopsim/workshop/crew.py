"""Who makes the runs: the one place where processes or threads are chosen."""

from __future__ import annotations

from concurrent.futures import Executor

from coopsim.lab.pool.supervised import SupervisedPool

WORKERS = 2
"""One for each of the pair."""


def crew() -> Executor:
    """Two processes under supervision: one that dies is replaced, and the page stays quick meanwhile.

    Returns
    -------
    Executor
    """
    return SupervisedPool(WORKERS)


def dismiss(executor: Executor) -> None:
    """End the workers at once, whatever they do.

    Parameters
    ----------
    executor : Executor
    """
    if isinstance(executor, SupervisedPool):
        executor.kill()
    else:
        executor.shutdown(wait=False, cancel_futures=True)

"""Who runs a batch: hired when first needed, dismissed at the end."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import ExitStack
from types import TracebackType
from typing import NamedTuple

from coopsim.lab.pool.local import local_executor, usual_workers
from coopsim.lab.pool.supervised import refuse_in_a_worker


class Hired(NamedTuple):
    """An executor at work.

    Attributes
    ----------
    executor : Executor
    workers : int, that it has, as far as is known
    """

    executor: Executor
    workers: int


class Crew:
    """Who runs: processes of this machine, a cluster, or any executor.

    Nothing is started where nothing is to run.

    Parameters
    ----------
    workers : int, [1, inf), or None for as many as there are processors
    cluster : str, local, slurm or the address of a Dask scheduler; empty for none
    executor : Executor that runs in place of all that; it is left open

    Raises
    ------
    InputRefused
        If there can be no such cluster, or in a worker, where a script asks for more of them.

    Examples
    --------
    >>> with Crew(workers=2) as crew:
    ...     crew.hired().workers
    2
    """

    def __init__(self, workers: int | None = None, cluster: str = "", executor: Executor | None = None) -> None:
        if executor is None:
            refuse_in_a_worker()
        if cluster:
            from coopsim.lab.pool.cluster import checked_cluster

            checked_cluster(cluster, workers)
        self._workers, self._cluster = workers, cluster
        self._hired = Hired(executor, workers or usual_workers()) if executor else None
        self._stack = ExitStack()

    def hired(self) -> Hired:
        """The executor, started if it was not yet.

        Returns
        -------
        Hired

        Raises
        ------
        InputRefused
            If the cluster does not answer.
        """
        if self._hired is None:
            self._hired = self._start()
        return self._hired

    def _start(self) -> Hired:
        if self._cluster:
            from coopsim.lab.pool.cluster import cluster_executor

            return Hired(*self._stack.enter_context(cluster_executor(self._cluster, self._workers)))
        workers = self._workers or usual_workers()
        return Hired(self._stack.enter_context(local_executor(workers)), workers)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, problem, trace)

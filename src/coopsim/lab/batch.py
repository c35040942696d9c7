"""A batch: the runs of an experiment that its store does not have yet."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor

from coopsim.lab.experiment import Experiment
from coopsim.lab.groups import grouped
from coopsim.lab.passage import Passage, Progress, Watcher
from coopsim.lab.pool.crew import Crew
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store

__all__ = ["Progress", "Watcher", "fill", "run_batch"]

AHEAD = 2
"""Groups that wait at each worker: enough to keep it busy, few enough to keep memory flat."""


def run_batch(
    experiment: Experiment,
    store: Store,
    workers: int | None = None,
    executor: Executor | None = None,
    watch: Watcher = lambda progress: None,
    cluster: str = "",
) -> Progress:
    """Run what is missing, group by group; each group is kept as soon as it is done.

    Parameters
    ----------
    experiment : Experiment
    store : Store of that experiment
    workers : int, [1, inf), or None for one a processor
    executor : concurrent.futures.Executor that runs in place of local processes; it is left open
    watch : function of Progress, called after each group
    cluster : str, local, slurm or the address of a Dask scheduler; empty for processes of this machine

    Returns
    -------
    Progress, at the end

    Raises
    ------
    InputRefused
        If there is no such cluster.
    StoreRefused
        If another writes to the store, or it cannot be written.
    KeyboardInterrupt
        After Ctrl-C; the groups under way are kept if they end soon.
    """
    with Crew(workers, cluster, executor) as crew:
        return fill(experiment, store, crew, watch)


def fill(experiment: Experiment, store: Store, crew: Crew, watch: Watcher, since: int = 0) -> Progress:
    """Run what is missing with a crew that may have more to do.

    Parameters
    ----------
    experiment : Experiment
    store : Store of that experiment
    crew : Crew
    watch : function of Progress
    since : int, the first replicate that is looked at; those before had their turn

    Returns
    -------
    Progress, at the end

    Raises
    ------
    StoreRefused
        If another writes to the store, or it cannot be written.
    """
    with store.writing() as mended:
        missing = [key for key in store.missing(experiment) if key.replicate >= since]
        asked = sum(1 for _ in store.asked(experiment))
        progress = Progress(asked, asked - len(missing), mended=mended.told)
        if missing:
            from coopsim.engine.preparation import compile_once

            compile_once()
            try:
                executor, workers = crew.hired()
            except BrokenExecutor as problem:
                progress.stopped = str(problem)
                return progress
            number = min(workers, len(missing))
            groups = grouped(missing, number, len(experiment.scenarios) * len(experiment.points))
            Passage(store, executor, progress, watch).run(groups, AHEAD * number)
            _recount(progress, missing, store)
    return progress


def _recount(progress: Progress, missing: Sequence[RunKey], store: Store) -> None:
    """Where an executor was lost, workers may have kept runs that nobody heard of."""
    if progress.stopped:
        there = store.done()
        progress.done = sum(key in there for key in missing)

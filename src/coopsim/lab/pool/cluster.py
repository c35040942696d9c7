"""Who runs on other machines: Dask, on this machine, behind an address, or in jobs of SLURM."""

from __future__ import annotations

import logging
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager, suppress
from tempfile import NamedTemporaryFile
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.extras import required
from coopsim.lab.pool.interrupts import unheard
from coopsim.lab.pool.local import usual_workers

LOCAL, SLURM = "local", "slurm"
ADDRESS = re.compile(r"(tcp|tls)://\S+:[0-9]+")
OPTION = "--cluster"
EXTRA = "cluster"

CHATTY = ("distributed", "distributed.client", "tornado", "tornado.application")
"""Loggers of Dask that would speak between our lines; what matters comes back as an error."""

PATIENCE = 5.0
"""Seconds in which a scheduler takes leave; a lost one never would."""

ALONE = 15.0
"""Seconds after which it is told that no worker has come."""

HERE = {
    "distributed.scheduler.allowed-failures": 0,  # we look ourselves which run of a group is to blame
    "distributed.scheduler.no-workers-timeout": "60s",  # on this machine workers come at once, or never
}
"""How the scheduler on this machine is set."""

GIGABYTES = 2
"""Memory of each worker in a job, unless the configuration of Dask says otherwise."""


def checked_cluster(cluster: str, workers: int | None) -> str:
    """The name of a cluster, refused before anything is written or started.

    Parameters
    ----------
    cluster : str, local, slurm or the address of a Dask scheduler; empty for none
    workers : int, or None where nobody said

    Returns
    -------
    str, the same

    Raises
    ------
    InputRefused
        If it is not one of these, the libraries are not installed, or SLURM is not there.

    Examples
    --------
    >>> checked_cluster("tcp//node1", workers=None)
    Traceback (most recent call last):
    coopsim.errors.InputRefused: --cluster: expected local, slurm or tcp://host:port, got tcp//node1
    """
    if cluster not in ("", LOCAL, SLURM) and not ADDRESS.fullmatch(cluster):
        raise InputRefused(OPTION, "", "local, slurm or tcp://host:port", cluster)
    if cluster:
        required("distributed", EXTRA)
    if cluster == SLURM:
        required("dask_jobqueue", EXTRA)
        _refuse_no_slurm(workers)
    return cluster


def _refuse_no_slurm(workers: int | None) -> None:
    """Refuse where jobs cannot be submitted, or nobody said how many."""
    if shutil.which("sbatch") is None:
        remedy = "Without it: an array of jobs, each with its own --shard I/N and --out, then coopsim merge"
        raise InputRefused(OPTION, SLURM, "sbatch on this machine", "none", remedy)
    if workers is None:
        raise InputRefused(OPTION, SLURM, "a number of workers", "none", "Add --workers N")


@contextmanager
def cluster_executor(cluster: str, workers: int | None) -> Iterator[tuple[Executor, int]]:
    """An executor whose workers may be elsewhere, which ends with the block.

    Parameters
    ----------
    cluster : str, local, slurm or the address of a Dask scheduler
    workers : int, [1, inf), or None for as many as there are

    Returns
    -------
    context manager of Executor, and the number of its workers

    Raises
    ------
    InputRefused
        If nothing answers at the address, or SLURM refuses the job.
    BrokenExecutor
        If Dask cannot be started on this machine.
    """
    distributed = required("distributed", EXTRA)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        if cluster == LOCAL:
            workers = workers or usual_workers()
            place = stack.enter_context(_local_cluster(workers))
        elif cluster == SLURM:
            place = stack.enter_context(_slurm_cluster(workers or 1))
        else:
            place = cluster
        client = _client(distributed, place, cluster)
        stack.callback(client.close, PATIENCE)
        _tell_if_alone(client, cluster)
        yield client.get_executor(pure=False), workers or max(1, sum(client.nthreads().values()))


def _client(distributed: Any, place: Any, cluster: str) -> Any:
    """A connection to a scheduler."""
    try:
        return distributed.Client(place)
    except OSError as problem:
        told = str(problem).splitlines()[0]
        raise InputRefused(OPTION, cluster, "a Dask scheduler that answers", told) from None


def _tell_if_alone(client: Any, cluster: str) -> None:
    """Say that nobody works yet, as with jobs that stand in a queue."""
    try:
        client.wait_for_workers(1, timeout=ALONE)
    except TimeoutError:
        told = f"no worker has come to {cluster} yet; waiting for one. Ctrl-C stops, and nothing is lost."
        print(f"coopsim: {told}", file=sys.stderr, flush=True)


def _local_cluster(workers: int) -> Any:
    """Dask on this machine: one process a worker, started again where it dies."""
    dask, distributed = required("dask", EXTRA), required("distributed", EXTRA)
    options = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with dask.config.set(HERE), unheard():
        try:
            return distributed.LocalCluster(**options, silence_logs=logging.CRITICAL)
        except (RuntimeError, OSError) as problem:
            raise BrokenExecutor(f"Dask could not be started: {problem}") from None


@contextmanager
def _slurm_cluster(workers: int) -> Iterator[Any]:
    """Jobs of SLURM that are submitted again where they end, as they do when their time is over."""
    jobqueue = required("dask_jobqueue", EXTRA)
    _refuse_bad_job(job_script("tcp://127.0.0.1:8786"))
    scheduler = {**_configured("scheduler-options", {}), "dashboard_address": None}
    with unheard():
        cluster = jobqueue.SLURMCluster(**slurm_options(), scheduler_options=scheduler, silence_logs=logging.CRITICAL)
    try:
        cluster.adapt(minimum=workers, maximum=workers)
        yield cluster
    finally:
        with suppress(AssertionError, TimeoutError):  # of jobs that SLURM never took: all runs are kept by now
            cluster.close()


def _refuse_bad_job(script: str) -> None:
    """Let SLURM look at a job first: what it refuses later, nobody would hear of."""
    with NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(["sbatch", "--test-only", file.name], capture_output=True, text=True, check=False)
    if said.returncode:
        remedy = "Its jobs are described in the configuration of Dask, under jobqueue.slurm"
        raise InputRefused(OPTION, SLURM, "a job that sbatch accepts", said.stderr.strip() or "a refusal", remedy)


def slurm_options() -> dict[str, Any]:
    """What a job of SLURM is given beside what the files of Dask's configuration say.

    Returns
    -------
    dict, keywords of `dask_jobqueue.SLURMCluster` and of its jobs
    """
    cores = _configured("cores") or 1
    prologue = list(_configured("job-script-prologue") or [])
    if cache := os.environ.get("COOPSIM_CACHE"):
        prologue.append(f"export COOPSIM_CACHE={shlex.quote(cache)}")
    return {
        "job_name": "coopsim",
        "cores": cores,
        "processes": cores,
        "memory": _configured("memory") or f"{GIGABYTES * cores}GiB",
        "python": _configured("python") or shlex.quote(sys.executable),
        "job_script_prologue": prologue,
    }


def job_script(scheduler: str) -> str:
    """The script of one job of SLURM, as it would be submitted.

    Parameters
    ----------
    scheduler : str, the address that its workers go to

    Returns
    -------
    str

    Raises
    ------
    InputRefused
        If dask-jobqueue is not installed.
    """
    job = required("dask_jobqueue.slurm", EXTRA).SLURMJob
    return str(job(scheduler, name="coopsim", **slurm_options()).job_script())


def _configured(key: str, otherwise: Any = None) -> Any:
    """What the files of Dask's configuration say of jobs of SLURM."""
    required("dask_jobqueue", EXTRA)
    return required("dask", EXTRA).config.get(f"jobqueue.slurm.{key}", otherwise)

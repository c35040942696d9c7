"""Dask: the same rows, whatever is killed; jobs of SLURM as a site would want them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import dask
import psutil
import pytest

from coopsim.errors import InputRefused
from coopsim.lab import passage
from coopsim.lab.batch import Progress, run_batch
from coopsim.lab.experiment import Experiment
from coopsim.lab.pool.cluster import checked_cluster, job_script
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess
from coopsim.lab.store import Store, store_for
from tests.lab.test_batch import deadly

ROOT = Path(__file__).parents[2]
SBATCH = """#!/bin/bash
if [ "$1" = --test-only ]; then exit 0; fi
setsid bash -c "$(cat "$1")" > /dev/null 2>&1 &
echo "Submitted batch job $!"
"""
SCANCEL = """#!/bin/bash
kill -- "-$1"
"""
REFUSING = """#!/bin/bash
echo "sbatch: error: Invalid account" >&2
exit 1
"""


@pytest.fixture
def long(experiment: Experiment) -> Experiment:
    """Enough runs that a batch can be hit in the middle."""
    return replace(experiment, replicates=40, record=("measures",))


@pytest.fixture
def whole(long: Experiment, tmp_path: Path) -> Store:
    """What nobody disturbed."""
    store = store_for(long, tmp_path / "whole")
    run_batch(long, store, executor=InProcess())
    return store


class Once:
    """A watcher that does something after the first group."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act, self.acted = act, False

    def __call__(self, progress: Progress) -> None:
        if not self.acted:
            self.acted = True
            self.act()


def test_dask_gives_the_same_rows_and_is_silent(
    experiment: Experiment, store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = store_for(experiment, tmp_path / "other")
    progress = run_batch(experiment, other, workers=2, cluster="local")
    assert (progress.done, progress.failed, progress.left, progress.stopped) == (8, 0, 0, "")
    assert other.digest() == store.digest()
    assert capfd.readouterr() == ("", "")


def test_a_killed_dask_worker_costs_nothing(
    long: Experiment, whole: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, other = set(psutil.Process().children()), store_for(long, tmp_path / "other")

    def kill_one() -> None:
        born = set(psutil.Process().children()) - before
        next(one for one in born if "spawn_main" in " ".join(one.cmdline())).kill()

    progress = run_batch(long, other, workers=2, cluster="local", watch=Once(kill_one))
    assert (progress.done, progress.failed, progress.left, progress.stopped) == (80, 0, 0, "")
    assert other.digest() == whole.digest()
    assert capfd.readouterr().err == ""


def test_a_run_that_kills_dask_workers_costs_one_row(
    experiment: Experiment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage, "work", deadly)
    store = store_for(experiment, tmp_path / "deadly")
    progress = run_batch(experiment, store, workers=2, cluster="local")
    assert (progress.done, progress.failed, progress.left, progress.stopped) == (7, 1, 0, "")
    row = store.failures()[0]
    assert (row["scenario"], row["replicate"], row["error"]) == ("apart", 2, "WorkerDied")


@contextmanager
def scheduler_and_worker(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Dask behind an address, as on a cluster; the address, and the scheduler."""
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = _begun("dask_scheduler", *options)
    while not _whole(file):
        assert scheduler.poll() is None
        time.sleep(0.02)
    address = json.loads(file.read_text(encoding="utf-8"))["address"]
    worker = _begun("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    try:
        yield address, scheduler
    finally:
        for process in (worker, scheduler):
            for one in [*psutil.Process(process.pid).children(recursive=True), process]:
                one.kill()
            process.wait()


def _begun(command: str, *options: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", *options], env=environment, stderr=subprocess.DEVNULL
    )


def _whole(file: Path) -> bool:
    return file.exists() and file.read_text(encoding="utf-8").endswith("}")


def test_a_killed_scheduler_ends_the_batch_and_another_executor_finishes_it(
    long: Experiment, whole: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = store_for(long, tmp_path / "other")
    with scheduler_and_worker(tmp_path) as (address, scheduler):
        progress = run_batch(long, other, cluster=address, watch=Once(scheduler.kill))
    assert "its scheduler has ended or is out of reach" in progress.stopped
    assert progress.done > 0
    assert progress.left > 0
    assert capfd.readouterr().err == ""
    run_batch(long, other, executor=InProcess())
    assert other.digest() == whole.digest()


def test_nobody_behind_an_address_is_refused(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "nobody")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "100ms"}),
        pytest.raises(InputRefused, match=r"--cluster: tcp://127\.0\.0\.1:9: expected a Dask scheduler that answers"),
    ):
        run_batch(experiment, store, cluster="tcp://127.0.0.1:9")


@pytest.mark.parametrize("text", ["foo", "tcp://", "tcp:/node:1", "node1:8786", "Local"])
def test_a_cluster_of_no_known_kind_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match="expected local, slurm or tcp://host:port"):
        Crew(cluster=text)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A machine with the commands of SLURM, of which sbatch is as given."""
    folder = tmp_path / "slurm"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def with_sbatch(script: str) -> None:
        for name, text in (("sbatch", script), ("scancel", SCANCEL)):
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(folder) + os.pathsep + os.defpath)

    return with_sbatch


def test_slurm_is_refused_where_there_is_none(site: Callable[[str], None]) -> None:
    with pytest.raises(InputRefused, match=r"expected sbatch on this machine.*--shard I/N.*coopsim merge"):
        checked_cluster("slurm", workers=4)


def test_slurm_is_refused_where_nobody_says_how_many(site: Callable[[str], None]) -> None:
    site(SBATCH)
    with pytest.raises(InputRefused, match="--workers N"):
        checked_cluster("slurm", workers=None)
    checked_cluster("slurm", workers=3)


def test_a_job_that_slurm_refuses_is_said_at_once(
    site: Callable[[str], None], experiment: Experiment, tmp_path: Path
) -> None:
    site(REFUSING)
    with pytest.raises(InputRefused, match=r"a job that sbatch accepts, got sbatch: error: Invalid account"):
        run_batch(experiment, store_for(experiment, tmp_path / "refused"), workers=2, cluster="slurm")


def test_a_batch_passes_through_jobs_of_slurm(
    site: Callable[[str], None], experiment: Experiment, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(SBATCH)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    other = store_for(experiment, tmp_path / "other")
    with dask.config.set({"distributed.scheduler.no-workers-timeout": "60s"}):
        progress = run_batch(experiment, other, workers=2, cluster="slurm")
    assert (progress.done, progress.failed, progress.left, progress.stopped) == (8, 0, 0, "")
    assert other.digest() == store.digest()


def test_the_script_of_a_job_takes_this_python_and_this_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPSIM_CACHE", "/scratch/my cache")
    script = job_script("tcp://node1:8786")
    lines = script.splitlines()
    assert lines[0].startswith("#!")
    assert "#SBATCH -J coopsim" in lines
    assert "#SBATCH --cpus-per-task=1" in lines
    assert "export COOPSIM_CACHE='/scratch/my cache'" in lines
    assert lines[-1].startswith(f"{shlex.quote(sys.executable)} -m distributed.cli.dask_worker tcp://node1:8786")
    assert " --nthreads 1 " in lines[-1]
    assert " --nanny " in lines[-1]
    monkeypatch.delenv("COOPSIM_CACHE")
    assert "COOPSIM_CACHE" not in job_script("tcp://node1:8786")


def test_what_a_site_configures_is_kept() -> None:
    said = {"cores": 8, "memory": "20GB", "queue": "short", "job-script-prologue": ["module load python"]}
    with dask.config.set({"jobqueue.slurm": {**dask.config.get("jobqueue.slurm"), **said}}):
        script = job_script("tcp://node1:8786")
    assert "#SBATCH -p short" in script
    assert "#SBATCH --cpus-per-task=8" in script
    assert "module load python" in script
    assert "--nworkers 8" in script
    assert "--nthreads 1 " in script

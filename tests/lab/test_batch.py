"""Batches: the same rows whoever runs them; a run that fails or kills costs one row; Ctrl-C costs nothing."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from coopsim.errors import StoreRefused
from coopsim.lab import passage
from coopsim.lab.batch import Progress, run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.groups import grouped
from coopsim.lab.pool.local import InProcess
from coopsim.lab.records.columns import RunKey
from coopsim.lab.shard import Shard
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.work import Outcome, work
from tests.lab.conftest import Write

FAILING = """
extends = "tiny.toml"
[levers.by_department."75"]
reporting = 1.0
"""


def test_two_workers_give_the_same_rows(experiment: Experiment, store: Store, tmp_path: Path) -> None:
    other = store_for(experiment, tmp_path / "other")
    progress = run_batch(experiment, other, workers=2)
    assert (progress.done, progress.failed, progress.left) == (8, 0, 0)
    assert other.digest() == store.digest()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_seed_of_hashes_changes_nothing(experiment: Experiment, store: Store, hash_seed: str) -> None:
    out = store.path.parent / f"hashed-{hash_seed}"
    command = [sys.executable, "-m", "coopsim", "batch", "first.toml", "--out", str(out), "--workers", "1", "--quiet"]
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout == b""
    assert open_store(out).digest() == store.digest()


def test_any_executor_will_do(experiment: Experiment, store: Store, tmp_path: Path) -> None:
    other = store_for(experiment, tmp_path / "other")
    with InProcess() as executor:
        run_batch(experiment, other, workers=3, executor=executor)
    assert other.digest() == store.digest()


def test_a_run_that_raises_costs_one_row(write: Write, tmp_path: Path) -> None:
    write("failing.toml", FAILING)
    file = write("half.toml", 'scenarios = ["tiny", "failing"]\nreplicates = 3')
    store = store_for(load_experiment(file), tmp_path / "half")
    progress = run_batch(store.experiment, store, executor=InProcess())
    assert (progress.done, progress.failed, progress.left) == (3, 3, 0)
    assert {(row["scenario"], row["error"]) for row in store.failures()} == {("failing", "InputRefused")}
    assert progress.failure is not None
    assert "levers.by_department.75" in progress.failure["message"]
    assert set(store.measures.scenario) == {"tiny"}


@pytest.mark.parametrize("problem", [ZeroDivisionError("oh"), MemoryError("oh"), RecursionError("oh" * 9000)])
def test_a_bug_is_told_with_its_place(
    experiment: Experiment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def broken(*_: Any) -> None:
        raise problem

    store = store_for(experiment, tmp_path / "broken")
    monkeypatch.setattr("coopsim.lab.work.run", broken)
    outcome = work(str(store.path), [RunKey("tiny", 0, 0)])
    assert outcome.done == []
    assert store.done() == set()
    assert outcome.failures[0]["error"] == type(problem).__name__
    assert outcome.failures[0]["message"].startswith("oh")
    assert len(outcome.failures[0]["traceback"]) <= 4000
    assert "in broken" in outcome.failures[0]["traceback"] or len(str(problem)) > 4000


def test_a_failure_that_is_mended_is_forgotten(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "mended")
    store.add_failures([{**RunKey("tiny", 0, 0)._asdict(), "error": "MemoryError", "message": "", "traceback": ""}])
    assert len(store.failures()) == 1
    run_batch(experiment, store, executor=InProcess())
    assert store.failures() == []


def test_a_worker_keeps_what_it_has_when_its_time_is_over(experiment: Experiment, tmp_path: Path) -> None:
    store, keys = store_for(experiment, tmp_path / "timed"), list(experiment.runs())
    outcome = work(str(store.path), keys, seconds=0.0)
    assert outcome.done == keys[:1]
    assert outcome.left == keys[1:]
    assert store.done() == set(keys[:1])


def test_next_to_nothing_travels(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "light")
    outcome = work(str(store.path), list(experiment.runs()))
    assert len(outcome.done) == 8
    assert len(pickle.dumps(outcome)) < 4096


def test_what_a_group_leaves_is_run_by_the_same_batch(
    experiment: Experiment, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage, "work", _one_at_a_time)
    other = store_for(experiment, tmp_path / "other")
    assert run_batch(experiment, other, executor=InProcess()).done == 8
    assert len(other.contents.names()) == 8
    assert other.digest() == store.digest()


def _one_at_a_time(folder: str, group: list[RunKey]) -> Outcome:
    return work(folder, group, seconds=0.0)


def test_a_worker_reads_a_manifest_again_that_has_changed(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(replace(experiment, scenarios=experiment.scenarios[:1]), tmp_path / "grown")
    assert work(str(store.path), [RunKey("tiny", 0, 0)]).done
    store_for(replace(store.experiment, replicates=9), store.path)
    assert work(str(store.path), [RunKey("tiny", 0, 8)]).done
    assert open_store(store.path).missing() == [RunKey("tiny", 0, one) for one in range(1, 8)]


def test_a_worker_without_the_folder_says_so() -> None:
    with pytest.raises(StoreRefused, match="Every worker needs it at this path"):
        work("/nowhere/results", [RunKey("tiny", 0, 0)])


def test_ctrl_c_keeps_what_is_done(experiment: Experiment, tmp_path: Path) -> None:
    longer = replace(experiment, replicates=20)
    whole, other = store_for(longer, tmp_path / "whole"), store_for(longer, tmp_path / "other")
    run_batch(longer, whole, executor=InProcess())

    def interrupted(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(longer, other, workers=1, executor=InProcess(), watch=interrupted)
    assert 0 < len(other.done()) < 40
    run_batch(longer, other, executor=InProcess())
    assert other.digest() == whole.digest()


def deadly(folder: str, group: list[RunKey]) -> Outcome:
    """A worker that one run kills, always."""
    if RunKey("apart", 0, 2) in group:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(folder, group)


def killed_once(folder: str, group: list[RunKey]) -> Outcome:
    """A worker that is killed when it has kept its first group, before it can say so."""
    outcome, mark = work(folder, group), Path(folder) / ".killed"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return outcome


def test_a_run_that_kills_its_workers_costs_one_row(
    experiment: Experiment, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage, "work", deadly)
    other = store_for(experiment, tmp_path / "other")
    progress = run_batch(experiment, other, workers=1)
    assert (progress.done, progress.failed, progress.left, progress.stopped) == (7, 1, 0, "")
    assert progress.deaths >= 4  # of its group, and three alone
    row = other.failures()[0]
    assert (row["scenario"], row["replicate"], row["error"]) == ("apart", 2, "WorkerDied")
    assert row["message"] == "its worker was killed by SIGKILL, 3 times in a row"
    monkeypatch.undo()
    run_batch(experiment, other, executor=InProcess())
    assert other.digest() == store.digest()
    assert other.failures() == []


def test_a_killed_worker_costs_nothing(
    experiment: Experiment, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passage, "work", killed_once)
    other = store_for(experiment, tmp_path / "other")
    progress = run_batch(experiment, other, workers=2)
    assert (progress.done, progress.failed, progress.left, progress.deaths) == (8, 0, 0, 1)
    assert other.digest() == store.digest()


class _Answers(Executor):
    """An executor that gives every task the same fate."""

    def __init__(self, fate: Callable[[Future[Any]], None]) -> None:
        self.fate = fate

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.fate(future)
        return future


def _cancelled(future: Future[Any]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()


def _refused(future: Future[Any]) -> None:
    raise BrokenExecutor("no worker could begin")


def _confused(future: Future[Any]) -> None:
    future.set_exception(ModuleNotFoundError("No module named 'coopsim'"))


@pytest.mark.parametrize(
    ("fate", "told"),
    [(_cancelled, "its scheduler has ended"), (_refused, "no worker could begin"), (_confused, "No module named")],
)
def test_an_executor_that_is_lost_is_said_and_costs_nothing(
    experiment: Experiment, store: Store, tmp_path: Path, fate: Callable[[Future[Any]], None], told: str
) -> None:
    other = store_for(experiment, tmp_path / "lost")
    progress = run_batch(experiment, other, executor=_Answers(fate))
    assert told in progress.stopped
    assert progress.left == 8
    assert run_batch(experiment, other, executor=InProcess()).done == 8
    assert other.digest() == store.digest()


class _Deaf(InProcess):
    """An executor that loses what its workers say."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        function(*arguments, **named)
        future: Future[Any] = Future()
        _cancelled(future)
        return future


def test_what_was_kept_before_an_executor_was_lost_is_counted(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "deaf")
    progress = run_batch(experiment, store, workers=2, executor=_Deaf())
    assert "its scheduler has ended" in progress.stopped
    assert (progress.done, progress.left) == (len(store.done()), 8 - len(store.done())) == (8, 0)


def test_no_memory_for_a_group_is_not_the_end_of_its_runs(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "poor")
    progress = run_batch(experiment, store, executor=_Answers(lambda future: future.set_exception(MemoryError())))
    assert (progress.done, progress.failed, progress.left) == (0, 8, 0)
    assert {row["message"] for row in store.failures()} == {"its worker died or had no memory left, 3 times in a row"}


def test_a_store_that_cannot_be_written_ends_the_batch(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "full")
    full = StoreRefused("expected a place that can be written, got: No space left on device")
    with pytest.raises(StoreRefused, match="No space left"):
        run_batch(experiment, store, executor=_Answers(lambda future: future.set_exception(full)))


def test_groups_hold_whole_replicates_where_they_can() -> None:
    keys = [RunKey(name, 0, replicate) for replicate in range(20) for name in "abcdef"]
    groups = list(grouped(keys, workers=2, replicate=6))
    assert {len(group) for group in groups} == {6, 12}
    assert [key for group in groups for key in group] == keys
    assert max(len(group) for group in grouped(keys * 50, workers=2, replicate=6)) <= 25
    assert [len(group) for group in grouped(keys[:8], workers=2, replicate=1)] == [4, 4]


def test_shards_are_whole_cells_and_together_everything(experiment: Experiment) -> None:
    three = replace(experiment, points=({}, {}, {}))
    shards = [list(Shard(number, 5).runs(three.runs(), 3)) for number in range(1, 6)]
    assert sorted(key for shard in shards for key in shard) == sorted(three.runs())
    for shard in shards:
        cells = {(key.replicate, key.point) for key in shard}
        assert len(shard) == 2 * len(cells)


def test_a_worker_does_not_grow(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(replace(experiment, replicates=200), tmp_path / "long")
    keys, this = list(store.experiment.runs()), psutil.Process()
    for start in range(0, 100, 20):
        work(str(store.path), keys[start : start + 20])
    warm = this.memory_info().rss
    for start in range(100, 400, 20):
        work(str(store.path), keys[start : start + 20])
    grown = this.memory_info().rss - warm
    assert grown < 15 * 2**20, f"{grown} bytes in 300 runs"


def test_a_worker_loads_no_pictures_and_no_mesa() -> None:
    asked = (
        "import sys; from coopsim.lab.experiment import load_experiment; from coopsim.lab.work import work; "
        "print([name for name in ('mesa', 'matplotlib', 'rich', 'typer', 'distributed') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""Batches: the same rows whoever runs them; a run that fails costs one row; Ctrl-C costs nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from coopsim.lab.batch import Progress, grouped, run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.pool.local import InProcess
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.work import work
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
    progress = run_batch(store.experiment, store, workers=1)
    assert (progress.done, progress.failed, progress.left) == (3, 3, 0)
    rows = [json.loads(line) for line in (store.path / "failures.jsonl").read_text().splitlines()]
    assert {(row["scenario"], row["error"]) for row in rows} == {("failing", "InputRefused")}
    assert "levers.by_department.75" in rows[0]["message"]
    assert set(store.measures.scenario) == {"tiny"}


def test_a_bug_is_told_with_its_place(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("coopsim.lab.work.run", broken)
    outcome = work(experiment, [RunKey("tiny", 0, 0)])
    assert outcome.done == []
    assert outcome.contents == {}
    assert outcome.failures[0]["error"] == "ZeroDivisionError"
    assert "in broken" in outcome.failures[0]["traceback"]


def test_a_failure_that_is_mended_is_forgotten(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "mended")
    store.add_failures([{**RunKey("tiny", 0, 0)._asdict(), "error": "MemoryError", "message": "", "traceback": ""}])
    assert len(store.failures()) == 1
    run_batch(experiment, store, workers=1)
    assert store.failures() == []


def test_a_worker_hands_back_what_it_has_no_time_for(experiment: Experiment) -> None:
    keys = list(experiment.runs())
    outcome = work(experiment, keys, seconds=0.0)
    assert outcome.done == keys[:1]
    assert outcome.left == keys[1:]


def test_ctrl_c_keeps_what_is_done(experiment: Experiment, store: Store, tmp_path: Path) -> None:
    other = store_for(experiment, tmp_path / "other")

    def interrupted(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(experiment, other, workers=1, watch=interrupted)
    assert 0 < len(other.done()) < 8
    run_batch(experiment, other, workers=1)
    assert other.digest() == store.digest()


class _Broken(Executor):
    """An executor whose worker is killed at once."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_a_killed_worker_is_said(experiment: Experiment, tmp_path: Path) -> None:
    store = store_for(experiment, tmp_path / "broken")
    progress = run_batch(experiment, store, executor=_Broken())
    assert progress.stopped == "a worker was killed"
    assert progress.left == 8


def test_groups_hold_whole_replicates_where_they_can() -> None:
    keys = [RunKey(name, 0, replicate) for replicate in range(20) for name in "abcdef"]
    groups = grouped(keys, workers=2, replicate=6)
    assert {len(group) for group in groups} == {12}
    assert [key for group in groups for key in group] == keys
    assert max(len(group) for group in grouped(keys * 50, workers=2, replicate=6)) <= 25


def test_a_worker_loads_no_pictures_and_no_mesa() -> None:
    asked = (
        "import sys; from coopsim.lab.experiment import load_experiment; from coopsim.lab.work import work; "
        "print([name for name in ('mesa', 'matplotlib', 'rich', 'typer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""The supervised pool: a worker that dies costs its own task, says how it died, and is replaced."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, wait
from pathlib import Path
from typing import Any

import psutil
import pytest

from coopsim.lab.pool import supervised
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess, local_executor
from coopsim.lab.pool.supervised import SupervisedPool, WorkerDied
from coopsim.lab.pool.worker import serve

KILLS = 15
PATIENCE = 60.0
"""Seconds after which something that should have ended is said to hang."""

UNGUARDED = """
from coopsim.lab.pool.crew import Crew

with Crew(workers=1) as crew:
    print(crew.hired().executor.submit(max, 1, 2).exception())
"""


@pytest.fixture
def pool() -> Iterator[SupervisedPool]:
    with local_executor(3) as executor:
        assert isinstance(executor, SupervisedPool)
        yield executor


def process() -> int:
    return os.getpid()


def killed(number: int) -> None:
    os.kill(os.getpid(), number)


def leaves(code: int) -> None:
    os._exit(code)


def raises(text: str) -> None:
    raise ZeroDivisionError(text)


def slow(number: int, seconds: float) -> tuple[int, bytes]:
    """An answer that takes several writes to send."""
    time.sleep(seconds)
    return number, b"x" * 500_000


def noted(file: Path) -> None:
    file.write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(PATIENCE)


def interrupted() -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "went on"


def stillborn(line: Any) -> None:
    os._exit(7)


def unlucky(line: Any) -> None:
    """Killed before it can begin, twice."""
    marks = [Path(os.environ["COOPSIM_TEST_MARKS"]) / name for name in "ab"]
    for mark in marks:
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    serve(line)


def test_results_and_errors_come_back(pool: SupervisedPool) -> None:
    assert pool.submit(max, 1, 2).result() == 2
    with pytest.raises(ZeroDivisionError, match="oh") as problem:
        pool.submit(raises, "oh").result()
    assert "in raises" in problem.value.__notes__[0]
    with pytest.raises(Exception, match="pickle"):
        pool.submit(threading.Lock).result()
    with pytest.raises(Exception, match="pickle"):
        pool.submit(max, threading.Lock()).result()
    assert pool.submit(max, 3, 4).result() == 4


@pytest.mark.parametrize(
    ("function", "argument", "how"),
    [(killed, 9, "killed by SIGKILL"), (killed, 11, "killed by SIGSEGV"), (leaves, 3, "ended with exit code 3")],
)
def test_a_death_is_told_and_the_others_do_not_notice(
    pool: SupervisedPool, function: Any, argument: int, how: str
) -> None:
    others = [pool.submit(slow, number, 0.05) for number in range(8)]
    dead = pool.submit(function, argument)
    more = [pool.submit(slow, number, 0.0) for number in range(8, 12)]
    with pytest.raises(WorkerDied, match=how):
        dead.result()
    assert [future.result()[0] for future in others + more] == list(range(12))


def test_a_worker_that_died_while_idle_costs_nothing(pool: SupervisedPool) -> None:
    first = pool.submit(process).result()
    psutil.Process(first).kill()
    while psutil.Process(first).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    assert pool.submit(process).result() != first


@pytest.mark.parametrize("seed", [1, 2])
def test_kills_at_random_moments_lose_no_task(pool: SupervisedPool, seed: int) -> None:
    luck, before = random.Random(seed), set(psutil.Process().children())
    todo = dict.fromkeys(range(60))
    kills = 0
    while todo or kills < KILLS:
        todo = todo or dict.fromkeys(range(60))  # all were done before the last kill
        futures = {pool.submit(slow, number, luck.uniform(0.0, 0.03)): number for number in todo}
        while not all(future.done() for future in futures):
            wait(futures, luck.uniform(0.0, 0.2))
            workers = [one for one in set(psutil.Process().children()) - before if _is_worker(one)]
            if workers and kills < KILLS:
                luck.choice(workers).kill()
                kills += 1
        for future, number in futures.items():
            if isinstance(future.exception(), WorkerDied):
                continue
            assert future.result()[0] == number
            del todo[number]
    assert kills == KILLS


def _is_worker(one: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(one.cmdline())
    except psutil.Error:
        return False


def test_where_no_worker_can_begin_the_pool_says_so(pool: SupervisedPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervised, "serve", stillborn)
    with pytest.raises(BrokenExecutor, match="no worker could begin: its worker ended with exit code 7"):
        pool.submit(process).result()
    with pytest.raises(BrokenExecutor, match="no worker could begin"):
        pool.submit(process)


def test_workers_that_are_killed_before_they_begin_are_replaced(
    pool: SupervisedPool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COOPSIM_TEST_MARKS", str(tmp_path))
    monkeypatch.setattr(supervised, "serve", unlucky)
    assert pool.submit(max, 1, 2).result() == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_workers_never_hear_ctrl_c(pool: SupervisedPool) -> None:
    assert pool.submit(interrupted).result() == "went on"


def test_an_error_in_the_block_ends_workers_that_are_busy(tmp_path: Path) -> None:
    file, futures = tmp_path / "worker", []

    def stopped() -> None:
        with local_executor(1) as executor:
            futures.append(executor.submit(noted, file))
            while not _written(file):
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    with pytest.raises(WorkerDied, match="SIGKILL"):
        futures[0].result(PATIENCE)
    assert not psutil.pid_exists(int(file.read_text(encoding="utf-8")))


def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "worker"
    asked = (
        "import sys; from pathlib import Path; from tests.lab.test_pool import noted, SupervisedPool; "
        "SupervisedPool(1).submit(noted, Path(sys.argv[1])).result()"
    )
    parent = subprocess.Popen([sys.executable, "-c", asked, str(file)], cwd=Path(__file__).parents[2])
    while not _written(file):
        assert parent.poll() is None
        time.sleep(0.01)
    worker = psutil.Process(int(file.read_text(encoding="utf-8")))
    parent.kill()
    parent.wait()
    assert psutil.wait_procs([worker], timeout=PATIENCE)[1] == []


def test_a_script_that_begins_its_work_wherever_it_is_loaded_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout == "no worker could begin: its worker ended with exit code 1\n"
    assert 'expected its work under `if __name__ == "__main__":`' in said.stderr


def _written(file: Path) -> bool:
    return file.exists() and bool(file.read_text(encoding="utf-8"))


def test_a_crew_starts_nobody_until_it_is_asked() -> None:
    before = set(psutil.Process().children())
    with Crew(workers=2) as crew:
        assert set(psutil.Process().children()) == before
        first, again = crew.hired(), crew.hired()
        assert first is again
        assert first.workers == 2
    with InProcess() as executor, Crew(executor=executor) as crew:
        assert crew.hired().executor is executor

"""Two workers for all: new wishes end old ones, nothing grows, nobody waits for a lost worker."""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor

import pytest

from coopsim.engine.history import History
from coopsim.lab.pool.supervised import SupervisedPool
from coopsim.workshop import jobs as jobs_module
from coopsim.workshop.checked import policy_of
from coopsim.workshop.crew import WORKERS, crew, dismiss
from coopsim.workshop.job import Order
from coopsim.workshop.jobs import ACTIVE_MOST, KEPT_FRAMES, KEPT_JOBS, OF_AN_ADDRESS, QUESTIONS_MOST, TRIES, Jobs
from coopsim.workshop.policies import REFERENCE
from coopsim.workshop.refusal import Refused
from coopsim.workshop.runs import draw, listing_of
from tests.workshop.conftest import threads, until

DRAWS = 2


class Held(Executor):
    """An executor whose tasks begin when they are told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future, object, tuple]] = []

    def submit(self, function, /, *arguments):
        future: Future = Future()
        self.waiting.append((future, function, arguments))
        return future

    def begin(self) -> None:
        future, function, arguments = self.waiting.pop(0)
        future.set_result(function(*arguments))

    def fail(self, problem: Exception) -> None:
        self.waiting.pop(0)[0].set_exception(problem)


@pytest.fixture(scope="module")
def listing():
    return listing_of(1)


@pytest.fixture
def held():
    return Held()


def asked(jobs: Jobs, client: str, tendering: float, listing, draws: int = DRAWS):
    order = Order(REFERENCE, policy_of({"levers": {"tendering": tendering}}), 1, draws)
    return jobs.begin(client, order, listing, lambda job, letters: None)


def test_no_more_work_is_handed_out_than_there_are_workers(held, listing):
    asked(Jobs(lambda: held), "one-page", 0.5, listing)
    assert len(held.waiting) == WORKERS


def test_a_new_wish_ends_the_old_one_and_what_it_still_wanted(held, listing):
    jobs = Jobs(lambda: held)
    first = asked(jobs, "one-page", 0.5, listing)
    second = asked(jobs, "one-page", 0.6, listing)
    assert [event.kind for event in first.events] == ["cancelled"]
    assert first.missing() == []
    while held.waiting:
        held.begin()
    assert second.over
    assert [event.kind for event in first.events] == ["cancelled"]
    wanted = {key.policy for key in jobs._drawn}
    assert len([key for key in jobs._drawn if key.policy == first.order.b]) <= 1
    assert second.order.b in wanted


def test_pages_do_not_end_each_other(held, listing):
    jobs = Jobs(lambda: held)
    mine, yours = asked(jobs, "one-page", 0.5, listing), asked(jobs, "another-page", 0.6, listing)
    while held.waiting:
        held.begin()
    assert [job.events[-1].kind for job in (mine, yours)] == ["done", "done"]


def test_the_first_pair_of_one_goes_before_the_ensemble_of_another(held, listing):
    jobs = Jobs(lambda: held)
    mine = asked(jobs, "one-page", 0.5, listing, draws=9)
    held.begin()
    held.begin()
    yours = asked(jobs, "another-page", 0.6, listing)
    for _ in range(WORKERS + 1):
        held.begin()
    assert not mine.over
    assert yours.events[0].kind == "pair"


def test_what_was_drawn_is_not_drawn_again(held, listing):
    jobs = Jobs(lambda: held)
    asked(jobs, "one-page", 0.5, listing)
    while held.waiting:
        held.begin()
    again = asked(jobs, "one-page", 0.5, listing)
    assert again.over
    assert held.waiting == []


def test_too_many_pages_at_once_are_told_so(held, listing):
    jobs = Jobs(lambda: held)
    for number in range(ACTIVE_MOST):
        asked(jobs, f"page-{number}", 0.5, listing)
    with pytest.raises(Refused) as refusal:
        asked(jobs, "one-more-page", 0.5, listing)
    assert refusal.value.status == 503


def test_one_machine_cannot_take_all(held, listing):
    jobs = Jobs(lambda: held)
    for number in range(OF_AN_ADDRESS):
        asked(jobs, f"192.0.2.9 page-{number}", 0.5, listing)
    with pytest.raises(Refused):
        asked(jobs, "192.0.2.9 one-more-page", 0.5, listing)
    assert not asked(jobs, "127.0.0.1 a-page", 0.5, listing).over


def test_too_many_questions_at_once_are_told_so(held):
    jobs = Jobs(lambda: held)
    for _ in range(QUESTIONS_MOST):
        jobs.ask(max, 1, 2)
    with pytest.raises(Refused) as refusal:
        jobs.ask(max, 1, 2)
    assert refusal.value.status == 503
    held.begin()
    jobs.ask(max, 1, 2)


def test_a_worker_that_dies_is_tried_again_a_few_times(held, listing):
    jobs = Jobs(lambda: held)
    job = asked(jobs, "one-page", 0.5, listing)
    for _ in range(TRIES - 1):
        held.fail(BrokenExecutor("its worker was killed"))
    while held.waiting:
        held.begin()
    assert job.events[-1].kind == "done"


def test_a_draw_that_kills_every_worker_is_given_up(held, listing, capsys):
    jobs = Jobs(lambda: held)
    job = asked(jobs, "one-page", 0.5, listing)
    while held.waiting:
        held.fail(BrokenExecutor("its worker was killed"))
    assert job.events[-1].kind == "failed"
    assert "its worker was killed" in capsys.readouterr().err


def test_a_crew_that_is_broken_for_good_is_replaced():
    class Broken(Executor):
        def submit(self, function, /, *arguments, **named):
            raise BrokenExecutor("no worker could begin")

    crews = iter([Broken(), ThreadPoolExecutor(1)])
    jobs = Jobs(lambda: next(crews))
    assert jobs.ask(max, 1, 2).result() == 2
    jobs.close()


def test_memory_stays_flat_however_often_a_slider_moves(listing, monkeypatch):
    monkeypatch.setattr(jobs_module, "draw", _quick)
    jobs = Jobs(threads)
    for number in range(120):
        job = asked(jobs, f"page-{number % 3}", number / 200, listing)
    until(lambda: job.over)
    assert len(jobs.kept) <= KEPT_JOBS + ACTIVE_MOST
    assert sum(one.frame is not None for one in jobs._drawn.values()) <= KEPT_FRAMES + WORKERS
    assert all(not one.draws for one in jobs.kept.values() if one.over)
    assert all(len(one.events) <= 3 for one in jobs.kept.values())
    jobs.close()


def test_no_run_outlives_its_draw():
    draw(REFERENCE, 1, 0, mapped=True)
    gc.collect()
    before = sum(isinstance(one, History) for one in gc.get_objects())
    for replicate in range(6):
        draw(REFERENCE, 1, replicate, mapped=replicate < 2)
    gc.collect()
    assert sum(isinstance(one, History) for one in gc.get_objects()) <= before + 1


def test_a_killed_worker_is_replaced_and_the_page_gets_its_run(listing):
    jobs = Jobs(lambda: SupervisedPool(1))
    first = jobs.ask(os.getpid)
    job = asked(jobs, "one-page", 0.7, listing)
    killed = first.result()
    os.kill(killed, signal.SIGKILL)
    until(lambda: job.over)
    assert job.events[-1].kind == "done"
    assert jobs.ask(os.getpid).result() != killed
    jobs.close()


def test_workers_end_with_the_workshop():
    executor = crew()
    process = executor.submit(os.getpid).result()
    dismiss(executor)
    until(lambda: not _runs(process))
    with pytest.raises(BrokenExecutor):
        executor.submit(os.getpid)


def _runs(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


_MADE = {}


def _quick(policy, seed, replicate, mapped):
    """A draw that was made once: only the bookkeeping is looked at."""
    if mapped not in _MADE:
        _MADE[mapped] = draw(REFERENCE, seed, 0, mapped)
    return _MADE[mapped]

"""Who works on what: jobs of all clients share two workers, and a new wish ends the old one."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any

from coopsim.errors import CoopsimError
from coopsim.workshop.crew import WORKERS, crew, dismiss
from coopsim.workshop.job import Hearing, Job, Key, Order
from coopsim.workshop.listing import Listing
from coopsim.workshop.policies import REFERENCE
from coopsim.workshop.refusal import Refused
from coopsim.workshop.runs import Draw, draw

KEPT_JOBS = 24
ACTIVE_MOST, OF_AN_ADDRESS = 8, 4
"""Jobs at work at once, and those of one machine: a stranger cannot take all."""

KEPT_DRAWS = 1500
KEPT_FRAMES = 16
QUESTIONS_MOST = 8
TRIES = 3
"""Times that a draw is begun anew when its worker dies."""


class Jobs:
    """The jobs of all clients.

    Parameters
    ----------
    hire : function that gives an executor; called again where one is broken for good
    """

    def __init__(self, hire: Callable[[], Executor] = crew) -> None:
        self._hire = hire
        self.executor = hire()
        self._lock = threading.RLock()
        self.kept: OrderedDict[str, Job] = OrderedDict()
        self._drawn: OrderedDict[Key, Draw] = OrderedDict()
        self._running: set[Key] = set()
        self._deaths: dict[Key, int] = {}
        self._questions = 0
        self._closed = False
        self._wanted: list[Key] = []

    def begin(self, client: str, order: Order, listing: Listing, on_pair: Hearing) -> Job:
        """Begin a job; the older one of the same client (an address and a token) ends.

        Raises
        ------
        Refused
            With status 503, where too many clients ask at once.
        """
        job = Job(client, order, listing, on_pair)
        with self._lock:
            for older in self._active():
                if older.client == client:
                    older.end("cancelled", {})
            self._refuse_crowd(client)
            self.kept[job.id] = job
            self._forget()
        for key in job.keys:
            if key in self._drawn:
                job.give(key, self._drawn[key])
        self._feed()
        return job

    def _refuse_crowd(self, client: str) -> None:
        """Refuse one more job where too many are at work, in all or of one machine."""
        active = [job.client.partition(" ")[0] for job in self._active()]
        if len(active) >= ACTIVE_MOST or active.count(client.partition(" ")[0]) >= OF_AN_ADDRESS:
            raise _busy()

    def job(self, identifier: str) -> Job:
        """The job of an identifier.

        Raises
        ------
        Refused
            With status 404.
        """
        with self._lock:
            if identifier not in self.kept:
                raise Refused(404, "Ce calcul n'est plus là : recommencez.", "This run is no longer here: begin again.")
            self.kept.move_to_end(identifier)
            return self.kept[identifier]

    def ask(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Have a worker answer a question.

        Raises
        ------
        Refused
            With status 503, where too many questions wait.
        """
        with self._lock:
            if self._questions >= QUESTIONS_MOST:
                raise _busy()
            self._questions += 1
        future = self._submitted(function, *arguments)
        future.add_done_callback(self._answered)
        return future

    def warm(self, seed: int) -> None:
        """Make the first draws of the reference, so that workers are awake when a page asks."""
        with self._lock:
            self._wanted = [Key(REFERENCE, seed, replicate) for replicate in range(WORKERS)]
        self._feed()

    def close(self) -> None:
        """End all work."""
        with self._lock:
            self._closed = True
            for job in self._active():
                job.end("cancelled", {})
        dismiss(self.executor)

    def _answered(self, _: Future[Any]) -> None:
        with self._lock:
            self._questions -= 1

    def _active(self) -> list[Job]:
        return [job for job in self.kept.values() if not job.over]

    def _forget(self) -> None:
        """Let go of the oldest jobs that are over."""
        for old in [job for job in self.kept.values() if job.over][: max(0, len(self.kept) - KEPT_JOBS)]:
            del self.kept[old.id]

    def _submitted(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Hand a task to the workers; to new ones, where none of the old can begin."""
        try:
            return self.executor.submit(function, *arguments)
        except BrokenExecutor:
            self.executor = self._hire()
            return self.executor.submit(function, *arguments)

    def _feed(self) -> None:
        """Give the workers what is wanted most."""
        while (key := self._next()) is not None:
            future = self._submitted(draw, key.policy, key.seed, key.replicate, key.replicate == 0)
            future.add_done_callback(lambda done, key=key: self._finished(key, done))  # type: ignore[misc]

    def _next(self) -> Key | None:
        """The next draw to be made: first pairs first, then by turns."""
        with self._lock:
            if self._closed or len(self._running) >= WORKERS:
                return None
            waiting = [(job, [key for key in job.missing() if key not in self._running]) for job in self._active()]
            turns = sorted(waiting, key=lambda one: (not one[0].waits_for_pair, len(one[0].draws)))
            for _, keys in turns:
                if keys:
                    self._running.add(keys[0])
                    return keys[0]
            return self._next_of_warming()

    def _next_of_warming(self) -> Key | None:
        """A draw that nobody waits for yet."""
        if not self._wanted:
            return None
        key = self._wanted.pop(0)
        self._running.add(key)
        return key

    def _finished(self, key: Key, done: Future[Draw]) -> None:
        """A draw came, or did not."""
        with self._lock:
            self._running.discard(key)
        try:
            self._keep(key, done.result())
        except CancelledError:
            return
        except BrokenExecutor as death:
            self._died(key, death)
        except CoopsimError as problem:
            self._fail(key, Refused(422, "Cette politique ne peut pas être simulée.", str(problem)))
        except Exception as bug:
            print(f"coopsim: a bug in a run: {type(bug).__name__}: {bug}", file=sys.stderr)
            self._fail(key, Refused(500, "Ce calcul a échoué.", "This run has failed."))
        if not self._closed:
            self._feed()

    def _keep(self, key: Key, drawn: Draw) -> None:
        with self._lock:
            self._deaths.pop(key, None)
            self._drawn[key] = drawn
            self._drawn.move_to_end(key)
            self._trim()
            wanting = [job for job in self._active() if key in job.keys]
        for job in wanting:
            job.give(key, drawn)

    def _trim(self) -> None:
        """Let go of the oldest draws; maps are the large ones."""
        framed = [key for key in self._drawn if key.replicate == 0]
        for key in framed[: max(0, len(framed) - KEPT_FRAMES)]:
            del self._drawn[key]
        while len(self._drawn) > KEPT_DRAWS:
            self._drawn.popitem(last=False)

    def _died(self, key: Key, death: BrokenExecutor) -> None:
        """The worker of a draw died: try again, a few times."""
        with self._lock:
            self._deaths[key] = self._deaths.get(key, 0) + 1
            hopeless = self._deaths[key] >= TRIES
        if hopeless and not self._closed:
            print(f"coopsim: {death}", file=sys.stderr)
            self._deaths.pop(key, None)
            self._fail(key, Refused(500, "Ce calcul a échoué.", "This run has failed."))

    def _fail(self, key: Key, refusal: Refused) -> None:
        with self._lock:
            failing = [job for job in self._active() if key in job.keys]
        for job in failing:
            job.end("failed", refusal.content())


def _busy() -> Refused:
    return Refused(503, "Trop de calculs à la fois : réessayez dans un instant.", "Too much at once: try again soon.")

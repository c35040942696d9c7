"""What is told, in order, to whoever listens: the common part of jobs and rooms."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any, NamedTuple


class Event(NamedTuple):
    """One thing told: its number, its kind, its JSON."""

    number: int
    kind: str
    content: str


class Telling:
    """Events in order, and those who listen; from any thread.

    Attributes
    ----------
    events : list of Event
    over : bool, whether nothing more comes

    Examples
    --------
    >>> telling = Telling()
    >>> telling.tell("done", {})
    >>> [event.kind for event in telling.after(0)]
    ['done']
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.over = False
        self._number = 0
        self._listeners: dict[int, Callable[[], None]] = {}
        self._lock = threading.RLock()

    def tell(self, kind: str, content: Any) -> None:
        """Tell one thing.

        Parameters
        ----------
        kind : str
        content : JSON
        """
        with self._lock:
            self._number += 1
            text = json.dumps(content, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
            self.events.append(Event(self._number, kind, text))
        self.wake()

    def finish(self) -> None:
        """Say that nothing more comes."""
        self.over = True
        self.wake()

    def wake(self) -> None:
        """Call those who listen."""
        with self._lock:
            listening = tuple(self._listeners.values())
        for called in listening:
            called()

    def after(self, number: int) -> list[Event]:
        """Events of a greater number."""
        with self._lock:
            return [event for event in self.events if event.number > number]

    def listen(self, called: Callable[[], None]) -> Callable[[], None]:
        """Have a function called whenever something is told; what is returned stops that."""
        with self._lock:
            self._listeners[id(called)] = called
        return lambda: self._stop(id(called))

    @property
    def listening(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def _stop(self, number: int) -> None:
        with self._lock:
            self._listeners.pop(number, None)


class Latest(Telling):
    """A telling of which only the last event of each kind is kept: a state, not a story."""

    def tell(self, kind: str, content: Any) -> None:
        """Tell one thing; it replaces the last of its kind."""
        with self._lock:
            self.events = [event for event in self.events if event.kind != kind]
            super().tell(kind, content)

"""Telling a page what happens, as it happens: server-sent events with a heartbeat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from coopsim.workshop.telling import Event, Telling

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nobody on the way hangs up."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


async def events(source: Telling, number: int = 0) -> AsyncIterator[str]:
    """Everything that is told from a number on, until it is over.

    Parameters
    ----------
    source : Telling
    number : int, of the last event that the page has

    Returns
    -------
    async iterator of str, in the format of server-sent events
    """
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    stop = source.listen(lambda: _wake(loop, woken))
    try:
        while True:
            woken.clear()
            over = source.over
            for event in source.after(number):
                number = event.number
                yield written(event)
            if over:
                return
            try:
                await asyncio.wait_for(woken.wait(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        stop()


def written(event: Event) -> str:
    r"""One event in the format of server-sent events.

    Parameters
    ----------
    event : Event

    Returns
    -------
    str

    Examples
    --------
    >>> written(Event(3, "done", "{}"))
    'id: 3\nevent: done\ndata: {}\n\n'
    """
    return f"id: {event.number}\nevent: {event.kind}\ndata: {event.content}\n\n"


def _wake(loop: asyncio.AbstractEventLoop, woken: asyncio.Event) -> None:
    """Wake a listener from any thread; one whose loop has ended needs no waking."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(woken.set)

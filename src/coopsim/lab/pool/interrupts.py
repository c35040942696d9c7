"""Ctrl-C is for one thread: the others, and the processes they start, go on until that one ends them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


def never_hear() -> set[int]:
    """Let this thread, and the threads and processes begun by it from now on, never hear Ctrl-C.

    A process that ignores Ctrl-C by its own will would still hear it in the
    second in which it is started. Windows has no such mask.

    Returns
    -------
    set of int, the signals that were not heard before
    """
    if not hasattr(signal, "pthread_sigmask"):
        return set()
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # it would let this thread hear again, were it started later
    return signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


@contextmanager
def unheard() -> Iterator[None]:
    """Hear Ctrl-C after the block only; threads and processes begun in it never do.

    Examples
    --------
    >>> with unheard():
    ...     print("started")
    started
    """
    before = never_hear()
    try:
        yield
    finally:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

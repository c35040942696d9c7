"""The side of a worker: a process that does what it is told, and leaves with its parent."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection, wait

ORPHANED = 1


def serve(line: Connection) -> None:
    """Do one task after another, until the line is closed.

    Parameters
    ----------
    line : Connection, on which tasks come and answers go: a result and nothing, or nothing and an exception
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    line.send((None, None))
    with suppress(EOFError, OSError):
        while True:
            _answer(line, line.recv_bytes())


def _answer(line: Connection, task: bytes) -> None:
    """Send what a task gives, or why it gives nothing."""
    try:
        function, arguments, named = pickle.loads(task)
        line.send((function(*arguments, **named), None))
    except Exception as problem:
        problem.add_note("".join(traceback.format_exception(problem)))
        line.send((None, problem))


def _leave_with_parent() -> None:
    """End this process when its parent has ended, however that was: nobody waits for its answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(ORPHANED)

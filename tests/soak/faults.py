"""The command `coopsim`, killed at a chosen write point: `python -m tests.soak.faults batch …`.

Every opening, writing, syncing and renaming of a file of the store is a write
point, in the process that was asked or in one of its workers, which import this
module as well. The environment says at which point and where to die:

COOPSIM_FAULT_AT      number of the write point, from 1 on; 0 for none
COOPSIM_FAULT_WHO     parent or worker
COOPSIM_FAULT_FOLDER  where it is noted that the kill has happened: it happens once
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coopsim.lab.store import parts

AT, WHO, FOLDER = "COOPSIM_FAULT_AT", "COOPSIM_FAULT_WHO", "COOPSIM_FAULT_FOLDER"
STREAM = "a file of the store"


class Killer:
    """Counts write points, and kills this process at one of them, once in all."""

    def __init__(self, at: int, folder: Path) -> None:
        self.at, self.folder, self.count = at, folder, 0

    def __call__(self, what: str, before: Callable[[], object] = lambda: None) -> None:
        """One more write point; `before` is what has half happened when the process dies there."""
        self.count += 1
        if self.count == self.at and not (self.folder / "killed").exists():
            before()
            (self.folder / "killed").write_text(what, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


class TornStream:
    """A file whose every writing is two write points: before it, and with half of it written."""

    def __init__(self, stream: Any, killer: Killer) -> None:
        self.stream, self.killer = stream, killer

    def write(self, content: Any) -> int:
        self.killer("before a writing")
        self.killer("amid a writing", lambda: (self.stream.write(content[: len(content) // 2]), self.stream.flush()))
        return int(self.stream.write(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def __enter__(self) -> TornStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def armed(killer: Killer) -> None:
    """Make write points of all that stores do to files in this process."""
    path_open, replace, sync = Path.open, os.replace, os.fsync

    def opened(self: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if not set(mode) & set("wa+x"):
            return path_open(self, mode, *arguments, **named)
        killer("before an opening")
        return TornStream(path_open(self, mode, *arguments, **named), killer)

    def replaced(*arguments: Any, **named: Any) -> None:
        killer("before a renaming")
        replace(*arguments, **named)
        killer("after a renaming")

    def synced(handle: int) -> None:
        killer("before a sync")
        sync(handle)

    Path.open, parts.os.replace, parts.os.fsync = opened, replaced, synced  # type: ignore[assignment, method-assign]


WORKER = "__mp_main__"
"""Under this name a worker imports what its parent was started with."""

if os.environ.get(AT) and os.environ.get(WHO) == ("worker" if __name__ == WORKER else "parent"):
    armed(Killer(int(os.environ[AT]), Path(os.environ[FOLDER])))

if __name__ == "__main__":
    from coopsim.cli import main

    main()

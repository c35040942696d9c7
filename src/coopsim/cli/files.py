"""Files that a command writes on the side: tables and figures in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopsim.errors import InputRefused, StoreRefused


@contextmanager
def writing_to(out: Path) -> Iterator[None]:
    """Refuse, as input, a folder that cannot be written: no store is at stake.

    Parameters
    ----------
    out : Path

    Raises
    ------
    InputRefused
        If the block could not write.
    """
    try:
        yield
    except StoreRefused as problem:
        raise InputRefused("--out", "", "a folder that can be written", str(out), str(problem)) from None

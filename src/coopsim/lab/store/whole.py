"""Files that are whole or not there, even after a power cut."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopsim.errors import StoreRefused

TEMPORARY = ".unfinished"
"""How the name of a file ends while it is written."""


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that a reader finds all of it or nothing.

    This holds even after a power cut.

    Parameters
    ----------
    file : Path, its folder is made where it is missing
    content : bytes

    Raises
    ------
    StoreRefused
        If the disk is full, or the folder cannot be written.
    """
    with written(file):
        temporary = beside(file)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_durably(temporary, content)
            os.replace(temporary, file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        settle(file.parent)


def beside(file: Path) -> Path:
    """A name for a file while it is written, which no other writer takes.

    Parameters
    ----------
    file : Path

    Returns
    -------
    Path, in the same folder, hidden
    """
    return file.with_name(f".{file.name}.{secrets.token_hex(4)}{TEMPORARY}")


def free(file: Path) -> Path:
    """A name that nothing has yet: the given one, or one like it.

    Parameters
    ----------
    file : Path

    Returns
    -------
    Path, in the same folder
    """
    return file.with_stem(f"{file.stem}-{secrets.token_hex(4)}") if file.exists() else file


def write_durably(file: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it.

    Parameters
    ----------
    file : Path
    content : bytes
    """
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def settle(folder: Path) -> None:
    """Make renamings in a folder durable, where folders can be opened.

    Parameters
    ----------
    folder : Path
    """
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def written(file: Path) -> Iterator[None]:
    """Refuse, in words, what the disk refuses while something is written.

    Parameters
    ----------
    file : Path, how the refusal names the place

    Raises
    ------
    StoreRefused
        If the disk is full, or the folder cannot be written.
    """
    try:
        yield
    except OSError as problem:
        got = problem.strerror or "an error"
        raise StoreRefused(f"{file}: expected a place that can be written, got: {got}") from None

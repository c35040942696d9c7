"""Real disks that are full or cannot be written: `python -m tests.soak.disk` (Linux, as root).

A small tmpfs gives a full disk, a read-only bind mount a folder that even root
cannot write. Each case says what it found; the first that is wrong ends it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopsim.errors import CoopsimError, InputRefused, StoreRefused
from coopsim.lab.store import open_store, store_for
from coopsim.lab.store.condition import condition_of
from coopsim.lab.store.export import export
from coopsim.lab.store.merge import merge
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.made import files_of, keys, made, tables, tiny
from tests.lab.test_mending import failure

SMALL, LARGE = "200k", "4m"
FULL, READ_ONLY = "No space left on device", "Read-only file system"


@contextmanager
def small_disk(folder: Path, size: str = SMALL) -> Iterator[Path]:
    """A disk of some size, gone at the end."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The same folder, which nobody can write."""
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def refusal(act: object, *arguments: object) -> CoopsimError:
    """How something is refused, which it must be."""
    try:
        act(*arguments)  # type: ignore[operator]
    except CoopsimError as refused:
        return refused
    raise AssertionError(f"{act} was not refused")


def a_disk_that_fills_up(folder: Path) -> str:
    """What was published before stays; the rest is published once there is room."""
    whole = made(folder / "whole", *(keys(number) for number in range(4)))
    with small_disk(folder / "disk") as disk:
        store, left = store_for(tiny(), disk / "store"), [0, 1, 2, 3]
        with store.writing():
            while left and not is_full(store.path, left[0]):
                left.pop(0)
        assert 0 < len(left) < 4
        assert not list(store.path.rglob("*.unfinished"))
        assert len(open_store(store.path).done()) == 2 * (4 - len(left))
        assert condition_of(open_store(store.path)).damaged == []
        subprocess.run(["mount", "-o", f"remount,size={LARGE}", disk], check=True)
        with store.writing() as mended:
            for number in left:
                publish(store.path, tables(keys(number)), code_fingerprint())
        assert store.digest() == whole.digest()
        return f"{4 - len(left)} of 4 parts before it was full, all after; mended: {mended.told or 'nothing'}"


def is_full(path: Path, replicate: int) -> bool:
    """Publish a replicate; whether there was no room for it."""
    try:
        publish(path, tables(keys(replicate)), code_fingerprint())
    except StoreRefused as refused:
        if FULL not in str(refused):
            raise
        return True
    return False


def a_disk_too_small_to_begin(folder: Path) -> str:
    """Nothing that looks like a store is left."""
    with small_disk(folder / "disk", "40k") as disk:
        refused = refusal(store_for, tiny(), disk / "store")
        assert FULL in str(refused), refused
        left = [file.name for file in (disk / "store").iterdir()]
        assert left == [".lock"], left
        subprocess.run(["mount", "-o", f"remount,size={LARGE}", disk], check=True)
        assert store_for(tiny(), disk / "store").missing()
        return str(refused)


def failures_on_a_full_disk(folder: Path) -> str:
    """A failure that finds no room is not half there."""
    with small_disk(folder / "disk") as disk:
        store = store_for(tiny(), disk / "store")
        store.add_failures([failure(keys(0)[0])])
        (disk / "filler").write_bytes(b"")
        with (disk / "filler").open("ab") as stream:
            fill(stream.fileno())
        refused = refusal(store.add_failures, [failure(key) | {"traceback": "x" * 9_000} for key in keys(1, 2)])
        assert FULL in str(refused), refused
        assert len(store.failures()) == 1
        (disk / "filler").unlink()
        with store.writing() as mended:
            assert not mended.told, mended
        store.add_failures([failure(keys(3)[0])])
        assert len(store.failures()) == 2
        return str(refused)


def fill(handle: int) -> None:
    """Write until there is no room."""
    import os

    try:
        while True:
            os.write(handle, b"x" * 4_096)
    except OSError:
        return


def merges_and_exports_on_a_full_disk(folder: Path) -> str:
    """What is given stays as it is; what is half made is told, mended and finished."""
    stores = [made(folder / str(number), keys(number)) for number in range(4)]
    with small_disk(folder / "disk") as disk:
        refused = refusal(merge, stores, disk / "merged")
        assert FULL in str(refused), refused
        assert isinstance(refusal(export, stores[0], "csv", disk / "csv"), InputRefused)
        assert isinstance(refusal(export, stores[0], "xlsx", disk / "xlsx"), InputRefused)
        assert {file.name for file in disk.iterdir()} == {"merged"}
        subprocess.run(["mount", "-o", f"remount,size={LARGE}", disk], check=True)
        assert merge(stores, disk / "merged").missing() == []
        return str(refused)


def a_folder_that_cannot_be_written(folder: Path) -> str:
    """It is read as any other; whoever would write is refused."""
    store = made(folder / "store", keys(0))
    (store.path / ".lock").unlink()
    before, digest = files_of(store.path), store.digest()
    with read_only(store.path):
        opened = open_store(store.path)
        assert opened.digest() == digest
        assert condition_of(opened).damaged == []
        for act in (lambda: opened.writing().__enter__(), lambda: store_for(tiny(6), store.path)):
            refused = refusal(act)
            assert READ_ONLY in str(refused), refused
            assert refused.exit_code == 4
        assert READ_ONLY in str(refusal(publish, store.path, tables(keys(1)), code_fingerprint()))
        assert READ_ONLY in str(refusal(store_for, tiny(), store.path / "inside"))
        assert merge([opened], folder / "copy").digest() == digest
        assert export(opened, "csv", folder / "csv")
    assert files_of(store.path) == before
    return str(refused)


CASES = (
    a_disk_that_fills_up,
    a_disk_too_small_to_begin,
    failures_on_a_full_disk,
    merges_and_exports_on_a_full_disk,
    a_folder_that_cannot_be_written,
)


def main() -> None:
    """Every case, one line each."""
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(f"{case.__name__.replace('_', ' ')}: {case(Path(folder))}\n")


if __name__ == "__main__":
    main()

"""One writer at a time, who mends what an earlier one left: nothing lost, nothing counted twice."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.store.condition import condition_of
from coopsim.lab.store.failures import FAILURES, line_of
from coopsim.lab.store.mending import DAMAGED, Mended, mend
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.made import Killed, files_of, flip, keys, killed_everywhere, made, tables, tiny

HOLDING = """
import sys, time
from pathlib import Path
from coopsim.lab.store.lock import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""

def mended(store: Store) -> Mended:
    """Enter and leave as a writer."""
    with store.writing() as found:
        return found


def rows_counted_by_others(path: Path) -> int:
    """The rows that pandas finds in the folder, knowing nothing of stores."""
    return len(pandas.read_parquet(path / "measures"))


def failure(key: RunKey) -> dict[str, Any]:
    return {**key._asdict(), "error": "MemoryError", "message": "plus de place", "traceback": ""}


def test_a_sound_store_is_left_as_it_is(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    store.add_failures([failure(keys(2)[0])])
    before = {file: file.stat().st_mtime_ns for file in files_of(store.path)}
    found = mended(store)
    assert (found, found.told) == (Mended(), "")
    assert {file: file.stat().st_mtime_ns for file in files_of(store.path)} == before


def test_what_an_interrupted_write_left_is_removed(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    before = files_of(store.path)
    for name in (".manifest.json.0123abcd.unfinished", "events/.part-0.parquet.0123abcd.unfinished"):
        (store.path / name).write_bytes(b"half")
    shutil.copy(store.parts("events")[0], store.path / "events" / f"part-{'0' * 32}.parquet")
    assert condition_of(store).leftovers == 3
    assert "3 files" in mended(store).told
    assert files_of(store.path) == before


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    (store.path / "measures" / "notes.txt").write_text("mine")
    assert mended(store) == Mended()
    assert (store.path / "measures" / "notes.txt").exists()


@pytest.mark.parametrize("table", ["measures", "associations", "events"])
@pytest.mark.parametrize("lost", [True, False])
def test_a_damaged_part_is_set_aside_and_run_again(tmp_path: Path, table: str, lost: bool) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    digest, name = store.digest(), store.parts(table)[0].name
    if lost and table != "measures":
        (store.path / table / name).unlink()
    else:
        flip(store.path / table / name, 99, 4)
    store = open_store(store.path)
    assert f"set aside in {DAMAGED}: {table}/{name}: " in mended(store).told
    assert rows_counted_by_others(store.path) == 2 * 7
    assert (store.path / DAMAGED / "measures" / name).exists()
    assert len(store.missing()) == 6
    publish(store.path, tables(key for key in keys(0, 1) if key in set(store.missing())), code_fingerprint())
    assert store.digest() == digest
    flip(store.path / "measures" / store.parts("measures")[0].name, 99, 4)
    mended(open_store(store.path))
    assert condition_of(store).aside >= 5


def test_a_part_damaged_twice_is_kept_twice(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    for mask in (1, 2):
        name = publish(store.path, tables(keys(0)), code_fingerprint())
        flip(store.path / "measures" / name, 50, mask)
        mended(open_store(store.path))
    assert len(list((store.path / DAMAGED / "measures").glob("part-*.parquet"))) == 2


def test_each_run_is_left_in_one_part(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole", keys(0, 1, 2, 3))
    store = made(tmp_path / "one", keys(0, 1), keys(1, 2), keys(2, 3), keys(3), keys(0))
    assert rows_counted_by_others(store.path) == 16 * 7
    digest = store.digest()
    assert mended(store).repeated == 4
    assert rows_counted_by_others(store.path) == 8 * 7
    assert store.digest() == digest == whole.digest()
    assert open_store(store.path).digest() == digest


def test_parts_that_disagree_are_not_chosen_between(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    changed = tables(keys(0, 1))
    changed["associations"][1] = changed["associations"][1].slice(1)
    publish(store.path, changed, code_fingerprint())
    before = files_of(store.path)
    with pytest.raises(StoreRefused, match="run apart, point 0, replicate 0"):
        mended(store)
    assert files_of(store.path) == before


def ill(path: Path) -> Store:
    """A store with everything that can be wrong at once."""
    store = made(path, keys(0, 1), keys(1, 2), keys(0)[1:])
    damaged = publish(path, tables(keys(2)[:1]), code_fingerprint())
    flip(path / "events" / damaged, 30, 1)
    (path / ".manifest.json.0123abcd.unfinished").write_bytes(b"{")
    orphan = publish(path, tables(keys(0)[:1]), code_fingerprint())
    (path / "measures" / orphan).unlink()
    store.add_failures([failure(keys(1)[0])])
    with (path / FAILURES).open("ab") as stream:
        stream.write(line_of(failure(keys(2)[0])).replace(b"plus", b"moins"))
        stream.write(line_of(failure(keys(3)[0]))[:-20])
    return store


def test_mending_that_is_killed_at_any_moment_ends_the_same_way(tmp_path: Path) -> None:
    digest, model = made(tmp_path / "whole", keys(0, 1, 2)).digest(), ill(tmp_path / "ill").path
    for path in killed_everywhere(tmp_path, lambda path: mend(open_store(path).contents), model):
        assert mended(open_store(path)).repeated <= 2
        store = open_store(path)
        assert store.digest() == digest
        assert rows_counted_by_others(path) == 6 * 7
        assert mended(store) == Mended()
        assert len(list((path / DAMAGED).rglob("part-*"))) == 3


def test_publishing_that_is_killed_at_any_moment_leaves_a_part_or_none(tmp_path: Path) -> None:
    model = made(tmp_path / "model", keys(0)).path

    def act(path: Path) -> None:
        publish(path, tables(keys(1)), code_fingerprint())

    found = set()
    for path in killed_everywhere(tmp_path, act, model):
        store = open_store(path)
        before = len(store.done())
        found.add(before)
        assert len(store.events.replicate.unique()) == before / 2
        mended(store)
        assert len(store.done()) == before
        publish(store.path, tables(keys(1)), code_fingerprint())
        assert len(store.measures) == 4 * 7
    assert found == {2, 4}


def test_a_part_that_is_robbed_while_it_is_published_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, replace = made(tmp_path / "one", keys(0)), os.replace

    def robbed(old: Path, new: Path) -> None:
        replace(old, new)
        if "measures" in new.parts:
            (store.path / "events" / new.name).unlink()

    monkeypatch.setattr(os, "replace", robbed)
    with pytest.raises(StoreRefused, match="got another that removed this file"):
        publish(store.path, tables(keys(1)), code_fingerprint())
    assert len(store.done()) == 2
    assert mended(store) == Mended()


def test_a_beginning_that_is_killed_at_any_moment_can_be_repeated(tmp_path: Path) -> None:
    for path in killed_everywhere(tmp_path, lambda path: store_for(tiny(), path)):
        assert made(path, keys(0)).missing() == keys(1, 2, 3)


def test_failures_are_mended(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    store.add_failures([failure(key) for key in keys(1, 2)])
    with (store.path / FAILURES).open("ab") as stream:
        stream.write(line_of(failure(keys(3)[0]))[:-5])
    assert len(store.failures()) == 4
    assert mended(store).leftovers == 1
    store.add_failures([failure(keys(3)[1])])
    assert [row["replicate"] for row in store.failures()] == [1, 1, 2, 2, 3]
    flip(store.path / FAILURES, 14, 1)
    with pytest.raises(StoreRefused, match="expected line 1 as it was written"):
        store.failures()
    assert condition_of(store).damaged == [f"line 1 of {FAILURES}"]
    assert f"{FAILURES}: line 1" in mended(store).told
    assert [row["replicate"] for row in store.failures()] == [1, 2, 2, 3]
    assert len((store.path / DAMAGED / FAILURES).read_bytes().splitlines()) == 5


def test_a_failure_in_any_letters_is_kept(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    strange = failure(keys(0)[0]) | {"message": 'été "quoted"\nsecond line \udce9 \U0001f600', "traceback": "\x00"}
    store.add_failures([strange])
    assert store.failures() == [strange]


def test_a_second_writer_is_refused_at_once_and_told_who_writes(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    with store.writing():
        for second in (store, open_store(store.path)):
            with pytest.raises(StoreRefused, match=rf"another batch or merge .*\(process {os.getpid()}, since ") as no:
                mended(second)
        assert no.value.exit_code == 4
        (store.path / ".writer").write_text("nonsense")
        with pytest.raises(StoreRefused, match=r"another batch or merge that writes to it\. Wait"):
            mended(store)
        assert len(open_store(store.path).measures) == 14
    assert mended(store) == Mended()
    assert not (store.path / ".writer").exists()


def test_a_writer_that_is_killed_stops_nobody(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    command = [sys.executable, "-c", HOLDING, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreRefused, match=f"process {holder.pid}"):
            mended(store)
        with pytest.raises(StoreRefused, match="another batch or merge"):
            store_for(tiny(6), store.path)
        holder.send_signal(signal.SIGKILL)
    assert (store.path / ".writer").exists()
    assert mended(store) == Mended()


def test_a_writer_that_fails_leaves_the_lock(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    for problem in (RuntimeError, KeyboardInterrupt, Killed):
        with pytest.raises(problem), store.writing():
            raise problem
    assert mended(store) == Mended()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    store = made(tmp_path / "one", keys(0))
    before = files_of(store.path)

    def refused(file: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(code, os.strerror(code))
        return real(file, flags, *rest, **named)

    real = os.open
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(StoreRefused, match=f"expected a place that can be written, got: {os.strerror(code)}") as no:
        mended(store)
    assert no.value.exit_code == 4
    again = open_store(store.path)
    assert len(again.measures) == 14
    assert condition_of(again).damaged == []
    assert files_of(store.path) == before


def test_a_damaged_disk_is_told_as_damage_and_a_forbidden_file_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, real = made(tmp_path / "one", keys(0)), Path.open
    for code, told in ((errno.EIO, "got Input/output error"), (errno.EACCES, "a file that can be read, got: Perm")):

        def refused(file: Path, *rest: Any, code: int = code, **named: Any) -> Any:
            if file.suffix == ".parquet":
                raise OSError(code, os.strerror(code))
            return real(file, *rest, **named)

        monkeypatch.setattr(Path, "open", refused)
        with pytest.raises(StoreRefused, match=told):
            open_store(store.path).contents.parts()

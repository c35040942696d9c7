"""Stores made by hand, from the runs of one tiny experiment that are run once."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.records.columns import RunKey
from coopsim.lab.run import run
from coopsim.lab.store import Store, store_for
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.conftest import APART, FIRST, TINY

Tables = dict[str, list[Any]]


@cache
def tiny(replicates: int = 4) -> Experiment:
    """Two scenarios, some replicates, all three tables."""
    if replicates != 4:
        return replace(tiny(), replicates=replicates)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("tiny", TINY), ("apart", APART), ("first", FIRST)):
            (Path(folder) / f"{name}.toml").write_text(text, encoding="utf-8")
        return load_experiment(Path(folder) / "first.toml")


@cache
def rows_of_run(key: RunKey) -> dict[str, Any]:
    """The tables of one run."""
    done = run(tiny().brief(key), tiny().seed, key.replicate)
    return {name: done.table(name) for name in ("measures", "associations", "events")}


def tables(keys: Iterable[RunKey]) -> Tables:
    """The tables of some runs, as they are published."""
    given = [rows_of_run(key) for key in keys]
    return {name: [one[name] for one in given] for name in ("measures", "associations", "events")}


def keys(*replicates: int) -> list[RunKey]:
    """The runs of some replicates."""
    return [RunKey(name, 0, replicate) for replicate in replicates for name in ("tiny", "apart")]


def made(path: Path, *groups: Sequence[RunKey], shard: tuple[int, int] | None = None) -> Store:
    """A store with one part for each group of runs."""
    store = store_for(tiny(), path, shard)
    for group in groups:
        publish(path, tables(group), code_fingerprint())
    return store


class Killed(BaseException):
    """Stands for a signal that nobody can catch."""


@dataclass
class Fate:
    """How many changes of the disk are left before the signal, and whether it came."""

    left: int
    came: bool = False

    def counted(self, change: Callable[..., Any]) -> Callable[..., Any]:
        """The same change, unless the signal has come."""

        def tried(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            self.came = self.left < 0
            if self.came:
                raise Killed
            return change(*arguments, **named)

        return tried


@contextmanager
def killed_after(steps: int) -> Iterator[Fate]:
    """Stop the world after some changes of the disk: none that is tried later has any effect, as after SIGKILL."""
    fate = Fate(steps)

    with pytest.MonkeyPatch.context() as patched:
        for name in ("replace", "unlink", "fsync", "mkdir", "rename", "rmdir", "truncate"):
            patched.setattr(os, name, fate.counted(getattr(os, name)))
        with suppress(Killed):
            yield fate


def killed_everywhere(tmp_path: Path, act: Callable[[Path], Any], model: Path | None = None) -> Iterator[Path]:
    """Copies of a folder in which an act was killed after no change of the disk, after one, and so on to the last."""
    fate = Fate(0, came=True)
    for steps in itertools.count():
        if not fate.came:
            assert steps > 4, "an act that changes the disk was expected"
            return
        if model is not None:
            shutil.copytree(model, tmp_path / str(steps))
        with killed_after(steps) as fate:
            act(tmp_path / str(steps))
        yield tmp_path / str(steps)


def files_of(path: Path) -> list[Path]:
    """The files of a store that say anything."""
    silent = (".lock", ".writer")
    return sorted(file for file in path.rglob("*") if file.is_file() and file.name not in silent)


def flip(file: Path, place: int, mask: int) -> None:
    """Change some bits of one byte of a file."""
    content = bytearray(file.read_bytes())
    content[place] ^= mask
    file.write_bytes(bytes(content))

"""Kills at random moments and at every write point; what is told afterwards is equal to the last bit.

`python -m tests.soak.kills` runs all and rewrites the committed table of results; a
sample of it is in `tests/lab/test_kills.py`.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import Store, open_store, store_for
from tests.lab.conftest import APART, TINY
from tests.soak.faults import AT, FOLDER, WHO

RESULT = Path(__file__).with_name("kills.csv")
EXPERIMENT = 'scenarios = ["tiny.toml", "apart.toml"]\nreplicates = {replicates}\nseed = 7\n'
WORKERS = {
    "1 worker": ("--workers", "1"),
    "2 workers": ("--workers", "2"),
    "4 workers": ("--workers", "4"),
    "Dask": ("--workers", "2", "--cluster", "local"),
}
WORKER_MARK = "spawn_main"
ATTEMPTS_MOST = 400
REPLICATES_OF_POINTS = 3
"""Replicates where every write point is met: few, since each point is a batch of its own."""

OF_WORKERS = 2 / 3
"""Share of kills that hit a worker, where there is one."""

PATIENCE = 60.0
"""Seconds after which a worker whose parent died is said to have stayed."""



@dataclass
class Ordeal:
    """One store, and what was done to it until it was whole.

    Attributes
    ----------
    folder : Path, with the experiment; the store is inside
    workers : sequence of str, options of the batch
    kills : Counter of what was killed
    starts : int, times that the command was given
    orphans : int, workers that stayed after the death of their parent
    """

    folder: Path
    workers: Sequence[str]
    kills: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    orphans: int = 0

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.folder / "results"

    def begin(self, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Give the command."""
        self.starts += 1
        command = [sys.executable, "-m", "tests.soak.faults", "batch", "experiment.toml", "--out", "results"]
        return subprocess.Popen(
            [*command, *self.workers, "--quiet"],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | (environment or {}),
            stderr=subprocess.PIPE,
        )

    def whole(self) -> bool:
        """Whether nothing is missing."""
        return (self.store / "manifest.json").exists() and not open_store(self.store).missing()


def prepared(folder: Path, replicates: int) -> Store:
    """The experiment in a folder, and the store of a batch that nothing happened to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("tiny", TINY), ("apart", APART), ("experiment", EXPERIMENT.format(replicates=replicates))):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    experiment = load_experiment(folder / "experiment.toml")
    store = store_for(experiment, folder / "quiet")
    run_batch(experiment, store, workers=1)
    return store


def killed_at_random(ordeal: Ordeal, kills: int, luck: random.Random, longest: float = 4.0) -> None:
    """Kill the parent or a worker at random moments, as often as said; then let the batch end."""
    for _ in range(ATTEMPTS_MOST):
        process = ordeal.begin()
        while ordeal.kills.total() < kills and process.poll() is None:
            time.sleep(luck.uniform(0.0, longest))
            if _kill_one(process, ordeal, luck) == "parent":
                break
        if process.wait() == 0:
            if ordeal.kills.total() >= kills:
                return
            _lose_a_part(ordeal, luck)


def _kill_one(process: subprocess.Popen[bytes], ordeal: Ordeal, luck: random.Random) -> str:
    """Kill the parent, or one of its workers, or nobody if all have left."""
    workers = _workers_of(process)
    if process.poll() is not None:
        return ""
    if workers and luck.random() < OF_WORKERS:
        luck.choice(workers).kill()
        ordeal.kills["worker"] += 1
        return "worker"
    process.kill()
    ordeal.kills["parent"] += 1
    _, staying = psutil.wait_procs(workers, PATIENCE)
    ordeal.orphans += len(staying)
    return "parent"


def _workers_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that a batch started to work."""
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [child for child in children if any(WORKER_MARK in word for word in child.cmdline())]
    except psutil.Error:
        return []


def _lose_a_part(ordeal: Ordeal, luck: random.Random) -> None:
    """The batch was faster than the kills: take a part away, so that there is something to do."""
    parts = open_store(ordeal.store).parts("measures")
    luck.choice(parts).unlink()


def killed_at_write_point(ordeal: Ordeal, number: int, who: str) -> bool:
    """Kill once at a write point, then give the command again; whether the point was reached."""
    environment = {AT: str(number), WHO: who, FOLDER: str(ordeal.folder)}
    ordeal.begin(environment).wait()
    reached = (ordeal.folder / "killed").exists()
    if reached:
        ordeal.kills[f"{who} at a write point"] += 1
        (ordeal.folder / "killed").unlink()
    for _ in range(3):
        if ordeal.begin().wait() == 0:
            break
    return reached


def told(name: str, ordeal: Ordeal, quiet: Store) -> dict[str, object]:
    """One row of the table: kills, starts, and whether all is as if nothing had happened."""
    store = open_store(ordeal.store)
    rows = len(store.measures) == len(quiet.measures)
    return {
        "batch": name,
        "kills of the parent": sum(number for who, number in ordeal.kills.items() if who.startswith("parent")),
        "kills of workers": sum(number for who, number in ordeal.kills.items() if who.startswith("worker")),
        "starts": ordeal.starts,
        "runs": len(store.done()),
        "failures": len(store.failures()),
        "orphans": ordeal.orphans,
        "left over": len(list(ordeal.store.rglob("*.unfinished"))),
        "same rows": rows and store.digest() == quiet.digest(),
    }


def at_random(folder: Path, quiet: Store, kills: int, seed: int) -> list[dict[str, object]]:
    """Random kills with every kind of workers, one row each."""
    rows = []
    for name, workers in WORKERS.items():
        ordeal = Ordeal(_own_folder(folder, name.replace(" ", "-")), workers)
        killed_at_random(ordeal, kills, random.Random(f"{seed} {name}"))
        rows.append(told(f"random moments, {name}", ordeal, quiet))
        print(rows[-1], flush=True)
    return rows


def at_write_points(folder: Path, quiet: Store, points: Sequence[int] | None = None) -> list[dict[str, object]]:
    """A kill at every write point, or at some, of parent and worker; one row each."""
    rows = []
    for who in ("parent", "worker"):
        whole = Ordeal(_own_folder(folder, f"points-{who}"), WORKERS["2 workers"])
        number, same = 0, True
        while points is None or number < len(points):
            number += 1
            one = Ordeal(_own_folder(folder, f"point-{who}-{number}"), whole.workers, whole.kills, whole.starts)
            reached = killed_at_write_point(one, number if points is None else points[number - 1], who)
            whole.starts = one.starts
            same = same and bool(told("", one, quiet)["same rows"])
            if not reached:
                break
        rows.append(told(f"write points of the {who}", one, quiet) | {"same rows": same, "starts": whole.starts})
        print(rows[-1], flush=True)
    return rows


def _own_folder(folder: Path, name: str) -> Path:
    """A folder with the experiment, for one ordeal."""
    own = folder / name
    own.mkdir()
    for file in folder.glob("*.toml"):
        (own / file.name).write_bytes(file.read_bytes())
    return own


def main() -> None:
    """Run all and write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=55, help="random kills for each kind of workers")
    asked.add_argument("--replicates", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        long, short = Path(folder) / "long", Path(folder) / "short"
        rows = at_random(long, prepared(long, said.replicates), said.kills, said.seed)
        rows += at_write_points(short, prepared(short, REPLICATES_OF_POINTS))
    with RESULT.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(RESULT.read_text(encoding="utf-8"))
    sys.exit(0 if all(row["same rows"] and not row["failures"] for row in rows) else 1)


if __name__ == "__main__":
    main()

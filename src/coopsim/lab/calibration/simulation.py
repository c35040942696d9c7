"""The waves of a calibration as batches: one store a wave, resumed like any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coopsim.errors import CoopsimError, StoreRefused
from coopsim.lab.batch import Progress, fill
from coopsim.lab.calibration.plan import Plan
from coopsim.lab.calibration.remembered import remembered_values
from coopsim.lab.calibration.values import Values
from coopsim.lab.design import Point
from coopsim.lab.pool.crew import Crew
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.store.manifest import MANIFEST
from coopsim.lab.store.whole import TEMPORARY, write_whole

PLAN = "plan.json"
Watcher = Callable[[int, Progress], None]


class Unfinished(CoopsimError):
    """A wave without all its runs: what follows depends on them."""

    exit_code = 3


@dataclass
class Batches:
    """Simulates waves, each in a store of its own inside one folder.

    Attributes
    ----------
    plan : Plan
    folder : Path
    crew : Crew that runs all waves
    watch : function of the number of a wave and the Progress of its batch
    failed : int, runs that failed so far
    """

    plan: Plan
    folder: Path
    crew: Crew
    watch: Watcher = lambda wave, progress: None
    failed: int = field(default=0, init=False)

    def __call__(self, number: int, points: list[Point]) -> tuple[Sequence[Point], Values]:
        """Run what a wave lacks, and tell its values.

        The points of a wave that has begun stand: nothing that is learnt later
        changes them.

        Parameters
        ----------
        number : int, of the wave
        points : list of dict, where it is new

        Returns
        -------
        (points, values)

        Raises
        ------
        Unfinished
            If runs are missing at the end, or every run failed.
        StoreRefused
            If the store of the wave is damaged, locked, or of other code.
        """
        place = self.folder / f"wave-{number}"
        begun = (place / MANIFEST).exists()
        ran = open_store(place).experiment.points if begun else tuple(points)
        experiment = self.plan.experiment(number, ran)
        store = store_for(experiment, place)
        progress = fill(experiment, store, self.crew, lambda progress: self.watch(number, progress))
        self._refuse_unfinished(number, progress, store)
        self.failed += progress.failed
        values = remembered_values(open_store(place), self.plan.names, self.folder / f"wave-{number}.values.json")
        return ran, values

    def _refuse_unfinished(self, number: int, progress: Progress, store: Store) -> None:
        """Refuse to go on from a wave that is not whole."""
        if progress.left:
            why = f" ({progress.stopped})" if progress.stopped else ""
            raise Unfinished(f"wave {number}: {progress.left} runs are missing{why}. The same command runs them")
        if progress.failed == progress.asked:
            first = store.failures()[0]
            raise Unfinished(f"wave {number}: every run failed, such as with {first['error']}: {first['message']}")


def begin(plan: Plan, folder: Path) -> None:
    """Make a folder that of a plan, or see that it is.

    Parameters
    ----------
    plan : Plan
    folder : Path

    Raises
    ------
    StoreRefused
        If the folder holds other things, or the waves of another plan.
    """
    file = folder / PLAN
    if file.exists():
        _refuse_other(plan, file)
        return
    others = folder.is_dir() and any(not one.name.endswith(TEMPORARY) for one in folder.iterdir())
    if others or folder.is_file():
        got = "a file" if folder.is_file() else "a folder with other things in it"
        expected = "a new folder or a calibration"
        raise StoreRefused(f"{folder}: expected {expected}, got {got}. Choose another with --out")
    write_whole(file, json.dumps(_told(plan), ensure_ascii=False, indent=1).encode())


def _refuse_other(plan: Plan, file: Path) -> None:
    """Refuse the folder of another plan."""
    try:
        identity = json.loads(file.read_text(encoding="utf-8"))["identity"]
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreRefused(f"{file}: expected a calibration plan, got something else") from None
    if identity != plan.identity:
        remedy = "Only the number of waves may change. Choose another folder with --out, or delete this one"
        raise StoreRefused(f"{file.parent}: expected the waves of this plan, got those of another. {remedy}")


def _told(plan: Plan) -> dict[str, Any]:
    """A plan for a reader, with what tells it from others."""
    return {
        "format": 1,
        "identity": plan.identity,
        "scenario": plan.scenario.name,
        "seed": plan.seed,
        "replicates": plan.replicates,
        "points": plan.points,
        "cut": plan.cut,
        "factors": {factor.key: list(factor.values) for factor in plan.factors},
        "patterns": {target.name: target.told() for target in plan.targets},
    }

"""Admissible points: those of a calibration that meet every binding band again, on fresh luck.

A point is not ruled out where nothing speaks against it strongly; it is admissible
where the means of runs that the calibration never saw lie inside every binding band.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.calibration.implausibility import ensemble_of
from coopsim.lab.calibration.plan import Plan, Target
from coopsim.lab.calibration.results import Row
from coopsim.lab.calibration.simulation import PLAN
from coopsim.lab.calibration.waves import Simulate
from coopsim.lab.design import Point
from coopsim.lab.store import open_store
from coopsim.lab.store.whole import write_whole

BATCH = 40
"""Candidates that are run together."""

DIGITS = 6
"""Significant digits of a pattern in the file; parameters have all of theirs."""

JUDGED = "implausibility.csv"


@dataclass
class Admitted:
    """What a search for admissible points found.

    Attributes
    ----------
    rows : list of dict of the factors and the mean of each pattern
    looked : int, candidates that were run
    candidates : int, that there are
    """

    rows: list[Row] = field(default_factory=list)
    looked: int = 0
    candidates: int = 0


def calibrated_plan(folder: Path, seed: int, replicates: int) -> Plan:
    """The plan of a finished calibration, with luck that it never saw.

    Bands are those that it ruled points out with, and the scenario the one that
    it ran, whatever their files say by now.

    Parameters
    ----------
    folder : Path, of `coopsim calibrate`
    seed : int, of the fresh runs
    replicates : int, of each point

    Returns
    -------
    Plan without factors

    Raises
    ------
    InputRefused
        If the seed is that of the calibration.
    StoreRefused
        If the folder is no finished calibration.
    """
    told = _told(folder)
    if seed == told["seed"]:
        raise InputRefused("--seed", "", "luck that the calibration never saw", f"its own seed, {seed}")
    targets = tuple(_target(name, band) for name, band in told["patterns"].items())
    scenario = open_store(folder / "wave-1").experiment.scenarios[0]
    return Plan("admissible", scenario, (), targets, seed=seed, replicates=replicates)


def _told(folder: Path) -> dict[str, Any]:
    """The plan that a calibration wrote, once it has judged its points."""
    try:
        told = dict(json.loads((folder / PLAN).read_text(encoding="utf-8")))
        finished = (folder / JUDGED).is_file()
    except (OSError, ValueError, TypeError):
        raise StoreRefused(f"{folder}: expected the folder of coopsim calibrate, got something else") from None
    if not finished:
        raise StoreRefused(f"{folder}: expected a finished calibration, got one under way. Run the same command again")
    return told


def _target(name: str, band: dict[str, Any]) -> Target:
    """A target as the plan tells it; an end that is nothing is open."""
    known = {key: value for key, value in band.items() if value is not None}
    return Target(name, **known)


def candidates(folder: Path, plan: Plan) -> list[Point]:
    """The points of a calibration that are not ruled out, in the order in which they are tried.

    Those whose means missed the fewest binding bands come first, since most of
    them will meet all of them again; among equals the order is drawn.

    Parameters
    ----------
    folder : Path, of `coopsim calibrate`
    plan : Plan, of `calibrated_plan`

    Returns
    -------
    list of dict
    """
    from pandas import read_csv

    rows = read_csv(folder / JUDGED)
    rows = rows[rows.kept].reset_index(drop=True)
    points = {wave: open_store(folder / f"wave-{wave}").experiment.points for wave in rows.wave.unique()}
    missed = np.sum([~one.inside(rows[one.name].to_numpy()) for one in plan.targets if one.binding], axis=0)
    drawn = np.random.default_rng(plan.seed).permutation(len(rows))
    order = np.lexsort((drawn, missed)).tolist()
    return [points[rows.wave[row]][rows.point[row]] for row in order]


def admitted(plan: Plan, tried: Sequence[Point], wanted: int, simulate: Simulate) -> Admitted:
    """Run candidates until enough have the mean of every binding pattern inside its band.

    Parameters
    ----------
    plan : Plan
    tried : sequence of dict, candidates in their order
    wanted : int, [1, inf)
    simulate : function of the number of a batch and its points, to the points run and their values

    Returns
    -------
    Admitted, with fewer rows than wanted where there are no more candidates

    Examples
    --------
    >>> from coopsim.scenario import load_scenario
    >>> plan = Plan("toy", load_scenario("baseline"), (), (Target("a", 0.2, 0.4),))
    >>> shown = lambda number, points: (points, np.array([[[point["x"]]] for point in points]))
    >>> admitted(plan, [{"x": 0.1}, {"x": 0.3}], 1, shown).rows
    [{'x': 0.3, 'a': 0.3}]
    """
    found, left = Admitted(candidates=len(tried)), list(tried)
    for number in itertools.count(1):
        if not left or len(found.rows) >= wanted:
            break
        points, values = simulate(number, left[:BATCH])
        left = [point for point in left if point not in points]
        found.looked += len(points)
        means = ensemble_of(values).means
        for place in np.flatnonzero(_inside(means, plan)).tolist():
            found.rows.append({**points[place], **dict(zip(plan.names, means[place].tolist(), strict=True))})
    return replace(found, rows=found.rows[:wanted])


def _inside(means: Any, plan: Plan) -> Any:
    """Which points have every binding mean in its band; one that no run shows is in none."""
    return np.all([plan.targets[place].inside(means[:, place]) for place in plan.binding], axis=0)


def write_ensemble(found: Admitted, names: Sequence[str], file: Path) -> None:
    """Write admissible points as an ensemble for `coopsim batch --ensemble`.

    Where there are none, nothing is written.

    Parameters
    ----------
    found : Admitted
    names : sequence of str, of the patterns
    file : Path

    Raises
    ------
    StoreRefused
        If it cannot be written.
    """
    from pandas import DataFrame

    rows = [
        {"point": point} | {key: _short(value) if key in names else value for key, value in row.items()}
        for point, row in enumerate(found.rows)
    ]
    if rows:
        write_whole(file, DataFrame(rows).to_csv(index=False, lineterminator="\n").encode())


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

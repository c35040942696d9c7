"""How many replicates? Rounds of whole ones, until a contrast is known well enough."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from coopsim.errors import InputRefused
from coopsim.lab.batch import Progress, Watcher, fill
from coopsim.lab.experiment import Experiment
from coopsim.lab.pool.crew import Crew
from coopsim.lab.records.columns import MEASURES
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store

FEWEST = 10
"""Replicates of the first round, and pairs of each contrast: on fewer, a spread may be small by luck alone."""

GROWTH = 1.5
"""By how much each round takes them further: few looks, since each look is a chance to stop by luck."""

OPTION = "--until"
EXPECTED = "MEASURE<WIDTH, such as small_independent<0.01"


class Target(NamedTuple):
    """How well a measure shall be known.

    Attributes
    ----------
    measure : str
    width : float, half of the 95 % interval, (0, inf), in the unit of the measure
    """

    measure: str
    width: float


@dataclass(frozen=True)
class Reached:
    """How well a measure is known.

    Attributes
    ----------
    measure : str
    target : float, the half-width that was asked
    half_width : float, the widest one that was found; infinite where a contrast has too few pairs
    of : str, the contrast that has it
    replicates : int, on which it rests
    met : bool, whether it is below the target
    """

    measure: str
    target: float
    half_width: float
    of: str
    replicates: int

    @property
    def met(self) -> bool:
        """Whether every half-width is below the target."""
        return self.half_width < self.target

    def told(self) -> dict[str, Any]:
        """All of it, for programs.

        Returns
        -------
        dict
        """
        return {**vars(self), "met": self.met}


def target_of(text: str) -> Target:
    """How well a measure shall be known, from what was typed.

    Parameters
    ----------
    text : str

    Returns
    -------
    Target

    Raises
    ------
    InputRefused
        If it is not a measure and a width.

    Examples
    --------
    >>> target_of("small_independent<0.01")
    Target(measure='small_independent', width=0.01)
    """
    found = re.fullmatch(r"\s*(\w+)\s*<\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*", text)
    if not found:
        raise InputRefused(OPTION, "", EXPECTED, text or "nothing")
    measure = found[1]
    if measure not in MEASURES:
        raise InputRefused(OPTION, "", "the name of a measure", measure, meant(measure, MEASURES))
    try:
        width = float(found[2])
    except ValueError:
        width = 0.0
    if not 0.0 < width < math.inf:
        raise InputRefused(OPTION, "", EXPECTED, text)
    return Target(measure, width)


def refuse_few(experiment: Experiment) -> None:
    """Refuse an experiment whose replicates do not fill one round.

    Parameters
    ----------
    experiment : Experiment

    Raises
    ------
    InputRefused
        Naming how many it needs.
    """
    if experiment.replicates < FEWEST:
        remedy = f"It is the most that {OPTION} may run"
        raise InputRefused(
            experiment.name, "replicates", f"at least {FEWEST} with {OPTION}", str(experiment.replicates), remedy
        )


def rounds(most: int) -> Iterator[int]:
    """Replicates up to the end of each round.

    Parameters
    ----------
    most : int, [1, inf)

    Returns
    -------
    iterator of int

    Examples
    --------
    >>> list(rounds(100))
    [10, 15, 23, 35, 53, 80, 100]
    """
    number = FEWEST
    while number < most:
        yield number
        number = math.ceil(number * GROWTH)
    yield most


def run_until(
    experiment: Experiment,
    target: Target,
    store_of: Callable[[Experiment], Store],
    crew: Crew,
    watch: Watcher = lambda progress: None,
) -> tuple[Progress, Reached]:
    """Run rounds of whole replicates until the target is met, or all are done.

    Where it stops depends on nothing but the rows, so that any number of
    workers, and a batch that was interrupted, stop at the same round. The store
    asks for as many replicates as were run.

    Parameters
    ----------
    experiment : Experiment; its replicates are the most that are run
    target : Target
    store_of : function that begins the store of an experiment, or goes on with it
    crew : Crew
    watch : function of Progress, called after each group

    Returns
    -------
    Progress, over all rounds
    Reached, at the end

    Raises
    ------
    InputRefused
        If the experiment has too few replicates.
    StoreRefused
        If the store cannot be written.
    KeyboardInterrupt
        After Ctrl-C.
    """
    refuse_few(experiment)
    progress, since = None, 0
    for number in rounds(experiment.replicates):
        part = replace(experiment, replicates=number)
        store = store_of(part)
        progress = _together(progress, fill(part, store, crew, watch, since=since))
        reached = _unfinished(target, number) if progress.stopped else reached_by(store, target, number)
        since = number
        if reached.met or progress.stopped:
            break
    assert progress is not None
    return progress, reached


def _together(earlier: Progress | None, last: Progress) -> Progress:
    """The progress of several rounds as one."""
    if earlier is None:
        return last
    return replace(
        last,
        before=last.before - earlier.done - earlier.failed,
        done=earlier.done + last.done,
        failed=earlier.failed + last.failed,
        seconds=earlier.seconds + last.seconds,
        mended=earlier.mended,
        failure=earlier.failure or last.failure,
        deaths=earlier.deaths + last.deaths,
    )


def _unfinished(target: Target, replicates: int) -> Reached:
    """What is known by a round of which runs are missing: nothing that another batch would find too."""
    return Reached(target.measure, target.width, math.inf, "nothing, since the round was not finished", replicates)


def reached_by(store: Store, target: Target, replicates: int) -> Reached:
    """How well a measure is known by the first replicates, where it is known least.

    Parameters
    ----------
    store : Store
    target : Target
    replicates : int

    Returns
    -------
    Reached
    """
    found = list(_half_widths(store, target.measure, replicates)) if store.done() else []
    width, of = max(found, default=(math.inf, "nothing, since no run is done"))
    return Reached(target.measure, target.width, width, of, replicates)


def _half_widths(store: Store, measure: str, replicates: int) -> Iterator[tuple[float, str]]:
    """The half-width of each contrast, or of each mean where nothing is compared, and what it is of."""
    from coopsim.lab.analysis.arms import arms_of, paired_arms, values_at

    arms = arms_of(store, values_at(store, [measure]))
    yield from _without_runs(store, [keys for keys, _ in arms])
    contrasts = list(paired_arms(store, None, [measure]))
    for keys, before, after in contrasts:
        apart = (after[measure] - before[measure])[before.index < replicates]
        yield _half_width(apart.dropna().to_numpy()), _named(keys)
    for keys, rows in arms if not contrasts else []:
        values = rows[measure][rows.replicate < replicates]
        yield _half_width(values.dropna().to_numpy()), _named(keys)


def _without_runs(store: Store, found: list[dict[str, Any]]) -> Iterator[tuple[float, str]]:
    """The scenarios and points of which every run failed."""
    there = {(keys["scenario"], keys["point"]) for keys in found}
    for scenario in store.experiment.scenarios:
        for point in range(len(store.experiment.points)):
            if (scenario.name, point) not in there:
                yield math.inf, _named({"scenario": scenario.name, "point": point})


def _half_width(values: Any) -> float:
    """Half of the 95 % interval of a mean; infinite where it would rest on too little."""
    from coopsim.lab.analysis.intervals import mean_interval

    found = mean_interval(values) if len(values) >= FEWEST else {"low": -math.inf, "mean": 0.0, "high": math.inf}
    return float(found["high"] - found["low"]) / 2


def _named(keys: dict[str, Any]) -> str:
    """A contrast, or a mean, in words.

    >>> _named({"scenario": "strong-npm", "point": 3, "against": "baseline", "against_point": 3})
    'strong-npm, point 3, against baseline'
    """
    of = f"{keys['scenario']}, point {keys['point']}"
    if "against" not in keys:
        return of
    there = f", point {keys['against_point']}" if keys["against_point"] != keys["point"] else ""
    return f"{of}, against {keys['against']}{there}"

"""What is compared, and how: the same model several ways, by turns, in one process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import numpy as np

OURS = "coopsim's way"


class Size(NamedTuple):
    """How much work one round is."""

    agents: int
    steps: int


class Outcome(NamedTuple):
    """What a way gives back: its measures, and the state that they can be checked against.

    Attributes
    ----------
    rows : float64, shape (steps + 1, measures), the first row before any step
    state : float64, shape depends on the model, at the end
    """

    rows: Any
    state: Any


class Started(NamedTuple):
    """A model that has been set up: `advance` lets all its steps pass, `outcome` tells what came of it."""

    advance: Callable[[], None]
    outcome: Callable[[], Outcome]


class Way(NamedTuple):
    """One way to write a model: `start(seed, size)` sets it up."""

    name: str
    start: Callable[[int, Size], Started]


class Game(NamedTuple):
    """A published model, the ways it is written here, and what has to be true of what each gives.

    Attributes
    ----------
    measures : names of the columns of `Outcome.rows`
    faults : from the outcomes of one way, one a seed, to sentences that say what is wrong
    quick, usual : sizes; agents may be fewer than asked where a grid has to be filled
    """

    key: str
    title: str
    measures: tuple[str, ...]
    ways: tuple[Way, ...]
    faults: Callable[[Sequence[Outcome], Size], list[str]]
    quick: Size
    usual: Size


class Result(NamedTuple):
    """One way of one game: microseconds an agent and step, and outcomes, one a round."""

    way: str
    times: list[float]
    outcomes: list[Outcome]

    @property
    def median(self) -> float:
        """Microseconds an agent and step, median over rounds."""
        return median(self.times)


def play(game: Game, size: Size, rounds: int) -> list[Result]:
    """Every way of a game, by turns; each round has its seed, and starts with another way.

    Parameters
    ----------
    game : Game
    size : Size
    rounds : int, [1, inf)

    Returns
    -------
    list of Result, in the order of the ways
    """
    results = [Result(way.name, [], []) for way in game.ways]
    for way in game.ways:
        way.start(0, Size(size.agents, 1)).advance()
    for place in range(rounds):
        for turn in range(len(game.ways)):
            chosen = (turn + place) % len(game.ways)
            spent, outcome = timed(game.ways[chosen].start(place + 1, size), size)
            results[chosen].times.append(spent)
            results[chosen].outcomes.append(outcome)
    return results


def timed(started: Started, size: Size) -> tuple[float, Outcome]:
    """Microseconds of processor time an agent and step, and the outcome; set-up is not counted."""
    gc.collect()
    begin = time.process_time()
    started.advance()
    spent = time.process_time() - begin
    return spent / (size.agents * size.steps) * 1e6, started.outcome()


def ratios(results: Sequence[Result]) -> dict[str, float]:
    """How many times dearer than our way each way is: the median of the ratios within a round.

    Examples
    --------
    >>> ratios([Result("other", [4.0, 9.0, 8.0], []), Result(OURS, [1.0, 1.0, 2.0], [])])
    {'other': 4.0, "coopsim's way": 1.0}
    """
    ours = next(result.times for result in results if result.way == OURS)
    return {
        result.way: median(other / own for other, own in zip(result.times, ours, strict=True)) for result in results
    }


def faults(game: Game, results: Sequence[Result], size: Size) -> list[str]:
    """Everything that is wrong, in words; empty if all is well.

    Parameters
    ----------
    game : Game
    results : sequence of Result
    size : Size

    Returns
    -------
    list of str
    """
    found = []
    for result in results:
        wrong = shape_faults(game, result, size) or game.faults(result.outcomes, size)
        found += [f"{game.key}, {result.way}: {fault}" for fault in wrong]
    return found or [f"{game.key}: {fault}" for fault in disagreements(game, results)]


def shape_faults(game: Game, result: Result, size: Size) -> list[str]:
    """Whether a way did all the steps, measured after each, and listens to its seed."""
    rows = [outcome.rows for outcome in result.outcomes]
    wanted, found = (size.steps + 1, len(game.measures)), []
    found += [f"rows {one.shape}, expected {wanted}" for one in rows if one.shape != wanted]
    if not found:
        found += ["not a number among the measures" for one in rows if not np.isfinite(one).all()]
        found += ["two seeds, one history" for one, other in pairwise(rows) if (one == other).all()]
    return found


SPREADS = 8.0
"""Standard errors within which ways have to agree: few rounds tell a spread roughly."""


def disagreements(game: Game, results: Sequence[Result]) -> list[str]:
    """Measures whose mean over the second half of the steps differs from way to way by more than luck."""
    half = [[outcome.rows[len(outcome.rows) // 2 :].mean(axis=0) for outcome in one.outcomes] for one in results]
    means = np.array(half)  # (ways, rounds, measures)
    if means.shape[1] < 2:
        return []
    error = np.sqrt(means.var(axis=1, ddof=1).mean(axis=0) / means.shape[1])
    apart = np.ptp(means.mean(axis=1), axis=0)
    return [
        f"{name}: the ways are {apart[place]:.4f} apart, expected at most {SPREADS * error[place]:.4f}"
        for place, name in enumerate(game.measures)
        if apart[place] > SPREADS * error[place]
    ]

"""Running a case with an exact answer, and how near its answer has to be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.recfunctions import merge_arrays

from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

FOUR = 4.0
"""Standard errors: an exact case fails by luck once in sixteen thousand times."""

REPLICATES = 400
COLUMN = {name: place for place, name in enumerate(MEASURES)}


def finished(name: str, seed: int = 1, **changes: Any) -> History:
    """One run of a case, to its horizon."""
    scenario = load_scenario(f"verification/{name}", changes or None)
    history = History(scenario, seed)
    history.step(scenario.quarters)
    return history


def replicated(name: str, replicates: int = REPLICATES, seed: int = 1, **changes: Any) -> Iterator[History]:
    """Replicates of a case, each to its horizon."""
    scenario = load_scenario(f"verification/{name}", changes or None)
    for replicate in range(replicates):
        history = History(scenario, seed, replicate, keep_events=False)
        history.step(scenario.quarters)
        yield history


def founders(history: History) -> Any:
    """The records of the founders, whether they live or not, with when they ended and what took them over."""
    number = len(history.founders)
    states, lives = np.asarray(history.world.associations)[:number], np.asarray(history.world.lives)[:number]
    return merge_arrays((states, lives[["end_quarter", "absorber"]]), flatten=True)


def measured(history: History, name: str) -> Any:
    """The path of one measure, quarter 0 included."""
    return history.rows[:, COLUMN[name]]


def assert_share(happened: Any, expected: float) -> None:
    """A share of independent trials lies within four standard errors of its chance."""
    number = np.size(happened)
    error = math.sqrt(expected * (1.0 - expected) / number)
    assert abs(np.mean(happened) - expected) < FOUR * error, (np.mean(happened), expected, error)


def assert_mean(values: Any, expected: float, spread: float | None = None) -> None:
    """A mean lies within four standard errors, of the known spread or of that of the values."""
    spread = np.std(values, ddof=1) if spread is None else spread
    error = spread / math.sqrt(np.size(values))
    assert abs(np.mean(values) - expected) < FOUR * error, (np.mean(values), expected, error)


def assert_variance(values: Any, expected: float) -> None:
    """A variance lies within four standard errors, by the fourth moment of the values."""
    apart = np.asarray(values) - np.mean(values)
    error = math.sqrt(max(np.mean(apart**4) - expected**2, expected**2) / len(apart))
    found = apart @ apart / (len(apart) - 1)
    assert abs(found - expected) < FOUR * error, (found, expected, error)

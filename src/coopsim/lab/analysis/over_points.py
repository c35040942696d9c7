"""Comparisons over an ensemble: at how many points a difference goes up, down, or nowhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import paired_arms
from coopsim.lab.analysis.compare import HEADLINES, with_companions
from coopsim.lab.analysis.intervals import FEWEST, spread
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

UP, DOWN, NOWHERE, UNKNOWN = "up", "down", "no difference", ""
"""What a difference does at a point; unknown where it has no number, or fewer than two pairs."""

ERRORS = 2.0
"""Standard errors of the paired difference beyond which luck is no answer."""

POINTS = ("scenario", "point", "quarter", "measure", "pairs", "difference", "error", "move", "against")
OVER_POINTS = (
    *("scenario", "against", "quarter", "measure", "points", "up", "down", "no_difference"),
    *("difference", "spread", "luck", "low", "median", "high"),
)


def move(difference: float, error: float) -> str:
    """Whether a mean difference goes up, down, or no further than luck reaches.

    Parameters
    ----------
    difference : float, mean over pairs
    error : float, its standard error, [0, inf)

    Returns
    -------
    str, up, down, no difference, or nothing where it cannot be told

    Sources
    -------
    model.md §10: two standard errors of the paired difference.

    Examples
    --------
    >>> move(0.5, 0.2), move(-0.5, 0.2), move(0.3, 0.2), move(0.0, 0.0)
    ('up', 'down', 'no difference', 'no difference')
    """
    if math.isnan(difference) or math.isnan(error):
        return UNKNOWN
    if abs(difference) <= ERRORS * error:
        return NOWHERE
    return UP if difference > 0 else DOWN


def paired_difference(before: Any, after: Any) -> tuple[float, float]:
    """A mean paired difference and its standard error.

    Parameters
    ----------
    before, after : float, shape (n,), pair by pair

    Returns
    -------
    (float, float); NaN where there is no pair, or one only

    Examples
    --------
    >>> paired_difference(np.array([1.0, 2.0]), np.array([2.0, 5.0]))
    (2.0, 1.0)
    """
    apart = np.asarray(after) - np.asarray(before)
    if len(apart) < FEWEST:
        return (float(np.mean(apart)) if len(apart) else math.nan), math.nan
    return float(np.mean(apart)), spread(apart) / math.sqrt(len(apart))


def at_points(
    store: Store,
    baseline: str | None = None,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
) -> DataFrame:
    """The paired difference of each scenario from the baseline, point by point.

    Parameters
    ----------
    store : Store, of an ensemble
    baseline : str, or None for that of the experiment
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame with the columns `POINTS`

    Raises
    ------
    InputRefused
        If there is one scenario only, or the baseline, a measure or the quarter is unknown.
    """
    from pandas import DataFrame

    if len(store.experiment.scenarios) < FEWEST:
        remedy = "Points of an ensemble are no policies: add the scenario to compare with"
        raise InputRefused(str(store.path), "scenarios", "two scenarios or more", "one", remedy)
    wanted = with_companions(measures)
    rows = [
        {**keys, "measure": name, **_told(before[name].to_numpy(), after[name].to_numpy())}
        for keys, before, after in paired_arms(store, baseline, wanted, quarter)
        for name in wanted
    ]
    return DataFrame(rows, columns=list(POINTS))


def _told(before: Any, after: Any) -> dict[str, Any]:
    difference, error = paired_difference(before, after)
    return {"pairs": len(before), "difference": difference, "error": error, "move": move(difference, error)}


def over_points(points: DataFrame) -> DataFrame:
    """Each comparison over the whole ensemble.

    Parameters
    ----------
    points : DataFrame, of `at_points`

    Returns
    -------
    DataFrame with the columns `OVER_POINTS`: points whose move is known, how many of them go up, down or nowhere,
    the mean difference, its spread between points (standard deviation), luck (the part of that spread which is the
    error of single points), and the 5th, 50th and 95th percentile of the points
    """
    from pandas import DataFrame

    keys = ["scenario", "against", "quarter", "measure"]
    rows = [
        {**dict(zip(keys, named, strict=True)), **_summed(of_one[of_one.move != UNKNOWN])}
        for named, of_one in points.groupby(keys, sort=False)
    ]
    return DataFrame(rows, columns=list(OVER_POINTS))


def _summed(known: DataFrame) -> dict[str, Any]:
    """Counts and spread of the points whose move is known."""
    values, errors = known.difference.to_numpy(float), known.error.to_numpy(float)
    moves = known.move.value_counts()
    counts = {name: int(moves.get(word, 0)) for name, word in (("up", UP), ("down", DOWN), ("no_difference", NOWHERE))}
    ends = np.quantile(values, (0.05, 0.5, 0.95)) if len(values) else (math.nan,) * 3
    return {
        "points": len(values),
        **counts,
        "difference": float(np.mean(values)) if len(values) else math.nan,
        "spread": spread(values) if len(values) >= FEWEST else math.nan,
        "luck": math.sqrt(float(np.mean(errors**2))) if len(values) else math.nan,
        **dict(zip(("low", "median", "high"), map(float, ends), strict=True)),
    }

"""How sure a mean is: t and bootstrap intervals, effect size, gain of pairing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

LEVEL = 0.95
RESAMPLES = 2000
FEWEST = 2
"""Values without which nothing varies and no interval can be told."""

FEWEST_PAIRS = 10
"""Pairs below which resampling says nothing of a variance."""


def mean_interval(values: Any, level: float = LEVEL) -> dict[str, float]:
    """A mean with its t interval; without an interval where there is one value only.

    Parameters
    ----------
    values : float, shape (n,)
    level : float, share, (0, 1)

    Returns
    -------
    dict of mean, low, high

    Sources
    -------
    Student's t; replicates are independent by their seeds.

    Examples
    --------
    >>> found = mean_interval(np.array([1.0, 2.0, 3.0]))
    >>> round(found["low"], 3), found["mean"], round(found["high"], 3)
    (-0.484, 2.0, 4.484)
    """
    mean = float(np.mean(values))
    if len(values) < FEWEST:
        return {"mean": mean, "low": math.nan, "high": math.nan}
    from scipy.special import stdtrit

    reach = float(stdtrit(len(values) - 1, (1 + level) / 2)) * spread(values) / math.sqrt(len(values))
    return {"mean": mean, "low": mean - reach, "high": mean + reach}


def bootstrap_interval(values: Any, seed: int = 0, level: float = LEVEL) -> tuple[float, float]:
    """An interval of a mean that supposes no shape (bias-corrected and accelerated).

    Parameters
    ----------
    values : float, shape (n,)
    seed : int, of the resampling
    level : float, share, (0, 1)

    Returns
    -------
    (float, float); the value itself where all are equal

    Examples
    --------
    >>> bootstrap_interval(np.array([2.0, 2.0, 2.0]))
    (2.0, 2.0)
    """
    if len(values) < FEWEST:
        return math.nan, math.nan
    if np.ptp(values) == 0.0:
        return float(values[0]), float(values[0])
    from scipy.stats import bootstrap

    found = bootstrap(
        (values,), np.mean, n_resamples=RESAMPLES, confidence_level=level, rng=np.random.default_rng(seed)
    ).confidence_interval
    return float(found.low), float(found.high)


def bootstrap_spread(before: Any, after: Any, seed: int = 0, level: float = LEVEL) -> tuple[float, float]:
    """An interval of a difference of variances between pairs (bias-corrected and accelerated).

    Parameters
    ----------
    before, after : float, shape (n,), n ≥ 2, pair by pair
    seed : int, of the resampling
    level : float, share, (0, 1)

    Returns
    -------
    (float, float); 0 and 0 where no pair differs; NaN under ten pairs

    Examples
    --------
    >>> bootstrap_spread(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    (0.0, 0.0)
    """
    if np.array_equal(before, after):
        return 0.0, 0.0
    if len(before) < FEWEST_PAIRS:
        return math.nan, math.nan
    from scipy.stats import bootstrap

    found = bootstrap(
        (before, after),
        _apart,
        paired=True,
        n_resamples=RESAMPLES,
        confidence_level=level,
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)


def _apart(before: Any, after: Any, axis: int) -> Any:
    """A difference of variances."""
    return np.var(after, axis=axis, ddof=1) - np.var(before, axis=axis, ddof=1)


def spread(values: Any) -> float:
    """Standard deviation of a sample.

    Parameters
    ----------
    values : float, shape (n,), n ≥ 2

    Returns
    -------
    float, [0, inf)
    """
    return float(np.std(values, ddof=1))


def pooled_spread(before: Any, after: Any) -> float:
    """Standard deviation between replicates, of two scenarios together.

    Parameters
    ----------
    before, after : float, shape (n,), n ≥ 2

    Returns
    -------
    float, [0, inf)

    Sources
    -------
    Root of the mean of both variances, as in Cohen's d.

    Examples
    --------
    >>> pooled_spread(np.array([0.0, 2.0]), np.array([0.0, 0.0]))
    1.0
    """
    return math.sqrt((spread(before) ** 2 + spread(after) ** 2) / 2)


def effect_size(before: Any, after: Any) -> float:
    """Cohen's d: a difference of means in standard deviations between replicates.

    Parameters
    ----------
    before, after : float, shape (n,)

    Returns
    -------
    float; NaN where nothing varies

    Sources
    -------
    Cohen's d with the root of the mean of both variances.

    Examples
    --------
    >>> effect_size(np.array([0.0, 2.0]), np.array([2.0, 4.0])) == 2 / math.sqrt(2)
    True
    """
    if len(before) < FEWEST:
        return math.nan
    scale = pooled_spread(before, after)
    return float(np.mean(after) - np.mean(before)) / scale if scale > 0.0 else math.nan


def variance_factor(before: Any, after: Any) -> float:
    """How many times fewer runs the pairing needs than independent seeds would.

    Parameters
    ----------
    before, after : float, shape (n,), pair by pair

    Returns
    -------
    float, [0, inf]; above 1 the pairing helps; NaN where nothing varies

    Sources
    -------
    Common random numbers: Var(x) + Var(y) over Var(y − x).

    Examples
    --------
    >>> round(variance_factor(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])), 6)
    10.0
    """
    if len(before) < FEWEST:
        return math.nan
    apart, alone = spread(after - before) ** 2, spread(before) ** 2 + spread(after) ** 2
    if apart == 0.0:
        return math.inf if alone > 0.0 else math.nan
    return alone / apart

"""How sure the gain of common luck is: an interval of the variance factor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.lab.analysis.intervals import FEWEST_PAIRS, LEVEL, RESAMPLES, variance_factor


def factor_interval(before: Any, after: Any, seed: int = 0, level: float = LEVEL) -> tuple[float, float]:
    """An interval of the variance factor, from pairs drawn again.

    Parameters
    ----------
    before, after : float, shape (n,), pair by pair
    seed : int, of the resampling
    level : float, share, (0, 1)

    Returns
    -------
    (float, float); NaN under ten pairs, or where the factor is no finite number

    Sources
    -------
    Percentile bootstrap over pairs.

    Examples
    --------
    >>> factor_interval(np.arange(3.0), np.ones(3))
    (nan, nan)
    """
    if len(before) < FEWEST_PAIRS or not math.isfinite(variance_factor(before, after)):
        return math.nan, math.nan
    from scipy.stats import bootstrap

    found = bootstrap(
        (before, after),
        _share_left,
        paired=True,
        n_resamples=RESAMPLES,
        confidence_level=level,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(1 / found.high), float(1 / found.low) if found.low > 0.0 else math.inf


def _share_left(before: Any, after: Any, axis: int) -> Any:
    """The variance of the differences, as a share of that without pairing; 1 where nothing varies."""
    alone = np.var(before, axis=axis, ddof=1) + np.var(after, axis=axis, ddof=1)
    apart = np.var(after - before, axis=axis, ddof=1)
    return np.divide(apart, alone, out=np.ones_like(alone), where=alone > 0.0)

"""Scenarios compared: means with intervals, and differences on the same luck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import arms_of, baseline_of, paired_arms, values_at
from coopsim.lab.analysis.intervals import bootstrap_interval, effect_size, mean_interval, variance_factor
from coopsim.lab.analysis.pairing import factor_interval
from coopsim.lab.records.columns import MEASURES
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "DIFFERENCES",
    "HEADLINES",
    "baseline_of",
    "contrast",
    "differences",
    "known_measure",
    "summary",
    "with_companions",
]

HEADLINES = (
    "small_independent",
    "small_closed",
    "small_absorbed",
    "voices_effective",
    "voice_total",
    "causes_effective",
    "access_small",
    "funder_savings",
    "unmet_need",
    "service_lost",
)
"""The measures that are shown first: never one of them alone."""

DIFFERENCES = (
    "scenario",
    "point",
    "quarter",
    "measure",
    "pairs",
    "baseline",
    "mean",
    "difference",
    "low",
    "high",
    "bootstrap_low",
    "bootstrap_high",
    "effect_size",
    "variance_factor",
    "variance_factor_low",
    "variance_factor_high",
    "against",
    "against_point",
)
"""Columns of the table of differences."""

RESAMPLED_MOST = 5000
"""Rows beyond which resampling would take minutes."""

COMPANIONS = {"funder_savings": ("unmet_need", "service_lost")}
"""Measures that mislead alone, and those that are shown beside them."""


def with_companions(measures: Sequence[str]) -> tuple[str, ...]:
    """Measures with those that must stand beside them.

    Parameters
    ----------
    measures : sequence of str

    Returns
    -------
    tuple of str

    Raises
    ------
    InputRefused
        If a measure is unknown.

    Examples
    --------
    >>> with_companions(["funder_savings"])
    ('funder_savings', 'unmet_need', 'service_lost')
    """
    shown = (one for name in measures for one in (known_measure(name), *COMPANIONS.get(name, ())))
    return tuple(dict.fromkeys(shown))


def known_measure(name: str) -> str:
    """The name of a measure, if there is one.

    Parameters
    ----------
    name : str

    Returns
    -------
    str

    Raises
    ------
    InputRefused
        With the nearest name.

    Examples
    --------
    >>> known_measure("voice_total")
    'voice_total'
    """
    if name not in MEASURES:
        raise InputRefused("measures", "", "the name of a measure", name, meant(name, MEASURES))
    return name


def summary(store: Store, measures: Sequence[str] = HEADLINES, quarter: int | None = None) -> DataFrame:
    """Mean of each measure in each scenario, with its 95 % interval.

    Parameters
    ----------
    store : Store
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame with columns scenario, point, quarter, measure, runs, mean, low, high

    Raises
    ------
    InputRefused
        If a measure or the quarter is unknown.
    """
    from pandas import DataFrame

    values = values_at(store, with_companions(measures), quarter)
    rows = [
        {**keys, "measure": name, "runs": len(of_arm), **mean_interval(of_arm[name].to_numpy())}
        for keys, of_arm in arms_of(store, values)
        for name in with_companions(measures)
    ]
    return DataFrame(rows)


def differences(
    store: Store,
    baseline: str | None = None,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
) -> DataFrame:
    """Paired differences, replicate by replicate.

    Of each scenario from the baseline, at the same point. Where there is one
    scenario only, of each written point (grid, oat, csv) from the first. Pairs
    share their luck, so that much of what varies between replicates cancels;
    `variance_factor` says how much.

    Parameters
    ----------
    store : Store
    baseline : str, or None for that of the experiment
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame with the columns `DIFFERENCES`: low and high are the ends of the t interval (95 %); what is resampled
    is NaN where there are more than `RESAMPLED_MOST` rows

    Raises
    ------
    InputRefused
        If the baseline, a measure or the quarter is unknown.
    """
    from pandas import DataFrame

    wanted = with_companions(measures)
    arms = list(paired_arms(store, baseline, wanted, quarter))
    resampled = len(arms) * len(wanted) <= RESAMPLED_MOST
    rows = [
        {**keys, "measure": name, **_told(before[name].to_numpy(), after[name].to_numpy(), store, resampled)}
        for keys, before, after in arms
        for name in wanted
    ]
    return DataFrame(rows, columns=list(DIFFERENCES))


def _told(before: Any, after: Any, store: Store, resampled: bool) -> dict[str, Any]:
    """What is told of a comparison: nothing but its size where no pair is whole."""
    if not len(before):
        return {"pairs": 0}
    told = {"pairs": len(before), "baseline": float(np.mean(before)), "mean": float(np.mean(after))}
    return {**told, **contrast(before, after, store.experiment.seed, resampled)}


def contrast(before: Any, after: Any, seed: int = 0, resampled: bool = True) -> dict[str, float]:
    """A paired difference with its intervals.

    Parameters
    ----------
    before, after : float, shape (n,), pair by pair
    seed : int, of the bootstrap
    resampled : bool, whether intervals that need resampling are told

    Returns
    -------
    dict of difference, low, high, bootstrap_low, bootstrap_high, effect_size, variance_factor,
    variance_factor_low, variance_factor_high

    Examples
    --------
    >>> found = contrast(np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 4.0]))
    >>> found["difference"], found["low"], found["high"]
    (1.0, 1.0, 1.0)
    """
    apart = after - before
    interval = mean_interval(apart)
    nothing = (math.nan, math.nan)
    low, high = bootstrap_interval(apart, seed) if resampled else nothing
    factor_low, factor_high = factor_interval(before, after, seed) if resampled else nothing
    return {
        "difference": interval["mean"],
        "low": interval["low"],
        "high": interval["high"],
        "bootstrap_low": low,
        "bootstrap_high": high,
        "effect_size": effect_size(before, after),
        "variance_factor": variance_factor(before, after),
        "variance_factor_low": factor_low,
        "variance_factor_high": factor_high,
    }

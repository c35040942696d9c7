"""From draws to bands and to the headline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.shown import DECIMALS, rounding

LEFT_OUT = 20
"""One draw in so many is left out at each end."""

PER = 100


def spread_of(draws: Any) -> tuple[Any, Any, Any]:
    """Low, middle and high of draws: all but the lowest and the highest twentieth.

    Parameters
    ----------
    draws : float, shape (draws, …)

    Returns
    -------
    (low, mid, high) : float, shape (…)

    Examples
    --------
    >>> low, mid, high = spread_of(np.arange(20.0))
    >>> float(low), float(mid), float(high)
    (1.0, 9.5, 18.0)
    """
    ordered = np.sort(draws, axis=0)
    cut = len(ordered) // LEFT_OUT
    return ordered[cut], np.median(ordered, axis=0), ordered[len(ordered) - 1 - cut]


def bands(rows: Sequence[Any]) -> dict[str, dict[str, list[float]]]:
    """The band of each shown measure.

    Parameters
    ----------
    rows : sequence of float, each of shape (quarters + 1, shown measures)

    Returns
    -------
    dict of low, mid, high by measure

    Examples
    --------
    >>> bands([np.full((2, len(DECIMALS)), 0.25)])["small_independent"]["mid"]
    [0.25, 0.25]
    """
    low, mid, high = spread_of(np.stack(rows).astype(float))
    return {
        name: {
            word: np.round(values[:, place], rounding(name)).tolist()
            for word, values in (("low", low), ("mid", mid), ("high", high))
        }
        for place, name in enumerate(DECIMALS)
    }


def headline(rows: Sequence[Any]) -> dict[str, dict[str, list[int]]]:
    """Of a hundred small associations, how many are left each year, and how sure that is.

    Parameters
    ----------
    rows : sequence of float, each of shape (quarters + 1, shown measures)

    Returns
    -------
    dict: count, low, high per hundred, and how many draws lie inside, each by year

    Examples
    --------
    >>> headline([np.full((2, len(DECIMALS)), 0.25)])
    {'small': {'count': [25], 'low': [25], 'high': [25], 'draws_inside': [1]}}
    """
    place = list(DECIMALS).index("small_independent")
    counts = np.round(np.stack(rows)[:, ::QUARTERS_PER_YEAR, place].astype(float) * PER)
    low, mid, high = (np.round(one).astype(int) for one in spread_of(counts))
    inside = ((counts >= low) & (counts <= high)).sum(axis=0)
    told = {"count": mid, "low": low, "high": high, "draws_inside": inside}
    return {"small": {name: values.tolist() for name, values in told.items()}}


def curves(rows: Any) -> dict[str, list[float]]:
    """One run's course of each shown measure.

    Parameters
    ----------
    rows : float, shape (quarters + 1, shown measures)

    Returns
    -------
    dict of list by measure
    """
    return {
        name: np.round(rows[:, place].astype(float), rounding(name)).tolist() for place, name in enumerate(DECIMALS)
    }

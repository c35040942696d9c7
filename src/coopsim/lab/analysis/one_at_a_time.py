"""One factor at a time: each level against the scenario as it is, on the same luck."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from coopsim.lab.analysis.intervals import FEWEST, bootstrap_spread, mean_interval
from coopsim.lab.analysis.responses import OF, STILL, Response, own_values
from coopsim.lab.design.factors import is_number
from coopsim.lab.store import Store
from coopsim.scenario import knob, quarter_number
from coopsim.scenario.levers import value_at

Row = dict[str, Any]


def level_effects(store: Store, response: Response) -> list[Row]:
    """What each level of each factor changes, in the mean and in the variance between replicates.

    The first point of the design is the scenario as it is; every other point is
    compared with it replicate by replicate.

    Parameters
    ----------
    store : Store, of a design of kind oat
    response : Response

    Returns
    -------
    list of dict of factor, level, point, pairs, before, difference, low, high (95 %), over_range (the difference
    in proportion to the explored range; NaN where there is none), note
    """
    own = own_values(store, response.scenario)
    date = next(one.date(response.quarter) for one in store.experiment.scenarios if one.name == response.scenario)
    rows = []
    for of in OF:
        for number, point in enumerate(store.experiment.points[1:], start=1):
            key, level = next(iter(point.items()))
            found = _effect(response.values[0], response.values[number], of, store.experiment.seed)
            over = found["difference"] * ranges_apart(key, level, own, date)
            told = {"factor": key, "level": level, "point": number}
            rows.append({**response.keys(of), **told, **found, "over_range": over, "note": _note(found)})
    return rows


def _effect(before: Any, after: Any, of: str, seed: int) -> dict[str, float]:
    """A paired difference of means or of variances, over the pairs that are there."""
    there = ~(np.isnan(before) | np.isnan(after))
    pairs, before, after = int(there.sum()), before[there], after[there]
    if pairs < (1 if of == OF[0] else FEWEST):
        return {"pairs": pairs} | dict.fromkeys(("before", "difference", "low", "high"), math.nan)
    if of == OF[0]:
        found = mean_interval(after - before)
        start, difference, low, high = float(np.mean(before)), found["mean"], found["low"], found["high"]
    else:
        start = float(np.var(before, ddof=1))
        difference = float(np.var(after, ddof=1)) - start
        low, high = bootstrap_spread(before, after, seed)
    return {"pairs": pairs, "before": start, "difference": difference, "low": low, "high": high}


def _note(found: Mapping[str, float]) -> str:
    """That nothing moves, where not one pair differs."""
    return STILL if found["difference"] == found["low"] == found["high"] == 0.0 else ""


def ranges_apart(key: str, level: Any, own: Mapping[str, Any], date: str) -> float:
    """How many times a step fits into the explored range of its factor.

    Parameters
    ----------
    key : str, dotted
    level : value of the factor at a point
    own : mapping, values of the scenario by key
    date : str, at which a dated lever is read

    Returns
    -------
    float; NaN for what is no number, has no explored range, or does not step

    Examples
    --------
    >>> own = {"levers.reporting": {"2026Q1": 0.0, "2030Q1": 0.5}}
    >>> ranges_apart("levers.reporting", 1.25, own, "2040Q1")
    2.0
    """
    declared, before = knob(key), own.get(key)
    if isinstance(before, Mapping):
        before = value_at(dict(before), quarter_number(date))
    if isinstance(level, Mapping):
        level = value_at(dict(level), quarter_number(date))
    if declared is None or declared.explored is None or not is_number(level) or not is_number(before):
        return math.nan
    return math.nan if level == before else (declared.explored[1] - declared.explored[0]) / (level - before)

"""Scenarios compared: means with intervals, and differences on the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.intervals import bootstrap_interval, effect_size, mean_interval, variance_factor
from coopsim.lab.records.columns import MEASURES
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

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
    wanted: list[str] = []
    for name in measures:
        if name not in MEASURES:
            raise InputRefused("measures", "", "the name of a measure", name, meant(name, MEASURES))
        wanted += [one for one in (name, *COMPANIONS.get(name, ())) if one not in wanted]
    return tuple(wanted)


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

    values = _values(store, with_companions(measures), quarter)
    rows = [
        {**keys, "measure": name, "runs": len(of_arm), **mean_interval(of_arm[name].to_numpy())}
        for keys, of_arm in _arms(store, values)
        for name in with_companions(measures)
    ]
    return DataFrame(rows)


def differences(
    store: Store,
    baseline: str | None = None,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
) -> DataFrame:
    """Differences of each scenario from the baseline, replicate by replicate.

    Pairs share their luck, so that much of what varies between replicates
    cancels; `variance_factor` says how much.

    Parameters
    ----------
    store : Store
    baseline : str, or None for that of the experiment
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame with columns scenario, point, quarter, measure, pairs, baseline, mean, difference, low, high
    (t interval, 95 %), bootstrap_low, bootstrap_high, effect_size, variance_factor

    Raises
    ------
    InputRefused
        If the baseline, a measure or the quarter is unknown.
    """
    from pandas import DataFrame

    base = baseline_of(store, baseline)
    values = _values(store, with_companions(measures), quarter)
    arms = [(keys, of_arm.set_index("replicate")) for keys, of_arm in _arms(store, values)]
    bases = {keys["point"]: of_arm for keys, of_arm in arms if keys["scenario"] == base}
    rows: list[dict[str, Any]] = []
    for keys, of_arm in arms:
        if keys["scenario"] != base and keys["point"] in bases:
            rows += _contrasts(keys, bases[keys["point"]], of_arm, with_companions(measures), store)
    return DataFrame(rows)


def baseline_of(store: Store, name: str | None = None) -> str:
    """The scenario that others are compared with.

    Parameters
    ----------
    store : Store
    name : str, or None for that of the experiment

    Returns
    -------
    str

    Raises
    ------
    InputRefused
        If the store has no such scenario.
    """
    if name is None:
        return store.experiment.baseline
    known, wanted = [one.name for one in store.experiment.scenarios], name.removesuffix(".toml")
    if wanted not in known:
        raise InputRefused(str(store.path), "baseline", "one of " + ", ".join(known), name, meant(wanted, known))
    return wanted


def _values(store: Store, measures: Sequence[str], quarter: int | None) -> DataFrame:
    """The measures of every run at one quarter."""
    last = min(scenario.quarters for scenario in store.experiment.scenarios)
    wanted = last if quarter is None else quarter
    values = store.frame("measures", ["quarter", *measures], wanted)
    if values.empty:
        got = f"{wanted}" if store.done() else f"{wanted}, and no run is done"
        raise InputRefused(str(store.path), "quarter", f"a quarter with rows, from 0 to {last}", got)
    return values


def _arms(store: Store, values: DataFrame) -> list[tuple[dict[str, Any], DataFrame]]:
    """The rows of each scenario and point, in the order of the experiment."""
    found = dict(iter(values.groupby(["scenario", "point"], sort=False)))
    experiment = store.experiment
    order = [(one.name, point) for point in range(len(experiment.points)) for one in experiment.scenarios]
    return [
        ({"scenario": name, "point": point, "quarter": int(found[name, point].quarter.iloc[0])}, found[name, point])
        for name, point in order
        if (name, point) in found
    ]


def _contrasts(
    keys: dict[str, Any], base: DataFrame, other: DataFrame, measures: Sequence[str], store: Store
) -> list[dict[str, Any]]:
    """One row a measure: an arm against the baseline, over the replicates that both have."""
    common = base.index.intersection(other.index)
    rows = []
    for name in measures:
        before, after = base.loc[common, name].to_numpy(), other.loc[common, name].to_numpy()
        told = {"pairs": len(common), "baseline": float(np.mean(before)), "mean": float(np.mean(after))}
        rows.append({**keys, "measure": name, **told, **contrast(before, after, store.experiment.seed)})
    return rows


def contrast(before: Any, after: Any, seed: int = 0) -> dict[str, float]:
    """A paired difference with its intervals.

    Parameters
    ----------
    before, after : float, shape (n,), pair by pair
    seed : int, of the bootstrap

    Returns
    -------
    dict of difference, low, high, bootstrap_low, bootstrap_high, effect_size, variance_factor

    Examples
    --------
    >>> found = contrast(np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 4.0]))
    >>> found["difference"], found["low"], found["high"]
    (1.0, 1.0, 1.0)
    """
    apart = after - before
    interval = mean_interval(apart)
    low, high = bootstrap_interval(apart, seed)
    return {
        "difference": interval["mean"],
        "low": interval["low"],
        "high": interval["high"],
        "bootstrap_low": low,
        "bootstrap_high": high,
        "effect_size": effect_size(before, after),
        "variance_factor": variance_factor(before, after),
    }

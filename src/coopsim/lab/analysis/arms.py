"""Arms: the runs of one scenario at one point, and those that they are paired with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coopsim.errors import InputRefused
from coopsim.lab.design.ensemble import is_ensemble
from coopsim.lab.design.tables import SAMPLED
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame


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


def values_at(store: Store, measures: Sequence[str], quarter: int | None = None) -> DataFrame:
    """The measures of every run at one quarter.

    Parameters
    ----------
    store : Store
    measures : sequence of str
    quarter : int, or None for the last one that every run has

    Returns
    -------
    DataFrame with columns scenario, point, replicate, quarter and the measures

    Raises
    ------
    InputRefused
        If no run has the quarter, or none is done.
    """
    experiment = store.experiment
    last = min(point.get("quarters", one.quarters) for one in experiment.scenarios for point in experiment.points)
    wanted = last if quarter is None else quarter
    values = store.frame("measures", ["quarter", *measures], wanted)
    if values.empty:
        got = f"{wanted}" if store.done() else f"{wanted}, and no run is done"
        raise InputRefused(str(store.path), "quarter", f"a quarter with rows, from 0 to {last}", got)
    return values


def arms_of(store: Store, values: DataFrame) -> list[tuple[dict[str, Any], DataFrame]]:
    """The rows of each scenario and point, in the order of the experiment.

    Parameters
    ----------
    store : Store
    values : DataFrame, of `values_at`

    Returns
    -------
    list of (keys, DataFrame)
    """
    found = dict(iter(values.groupby(["scenario", "point"], sort=False)))
    experiment = store.experiment
    order = [(one.name, point) for point in range(len(experiment.points)) for one in experiment.scenarios]
    return [
        ({"scenario": name, "point": point, "quarter": int(found[name, point].quarter.iloc[0])}, found[name, point])
        for name, point in order
        if (name, point) in found
    ]


def paired_arms(
    store: Store, baseline: str | None, measures: Sequence[str], quarter: int | None = None
) -> Iterator[tuple[dict[str, Any], DataFrame, DataFrame]]:
    """What is compared with what: the runs of both, over the replicates that both have.

    Parameters
    ----------
    store : Store
    baseline : str, or None for that of the experiment
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    iterator of (keys, DataFrame, DataFrame): scenario, point and what they stand against; before and after

    Raises
    ------
    InputRefused
        If the baseline or the quarter is unknown.
    """
    base = baseline_of(store, baseline)
    arms = {
        (keys["scenario"], keys["point"]): (keys, of_arm.set_index("replicate"))
        for keys, of_arm in arms_of(store, values_at(store, measures, quarter))
    }
    for (name, point), (keys, after) in arms.items():
        against = _against(store, base, name, point)
        if against in arms:
            before = arms[against][1]
            common = before.index.intersection(after.index)
            named = {**keys, "against": against[0], "against_point": against[1]}
            yield named, before.loc[common], after.loc[common]


def _against(store: Store, base: str, name: str, point: int) -> tuple[str, int]:
    """The scenario and point that an arm is compared with; itself never, and a drawn point with none."""
    if len(store.experiment.scenarios) > 1:
        return (base, point) if name != base else ("", point)
    drawn = store.experiment.design.get("kind") in SAMPLED or is_ensemble(store.experiment.design)
    return ("", point) if drawn or point == 0 else (name, 0)

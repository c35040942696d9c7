"""What a design is analysed on: one number a point, from the runs of that point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import values_at
from coopsim.lab.analysis.intervals import FEWEST
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

OF = ("mean", "variance")
"""What is explained: the mean over replicates, and the variance between them."""

STILL = "does not move"
UNDEFINED = "not a number at {count} of {points} points"
SMALLEST = 1e-12
"""Share of a value below which a difference is that of rounding."""


@dataclass(frozen=True, eq=False)
class Response:
    """A measure at every point of a design, run by run.

    Attributes
    ----------
    scenario : str
    against : str, the baseline whose value on the same luck is taken off; empty for none
    measure : str
    quarter : int
    values : float, shape (points, replicates); NaN where a run is missing
    """

    scenario: str
    against: str
    measure: str
    quarter: int
    values: Any

    def keys(self, of: str) -> dict[str, Any]:
        """What names this response in a table.

        Parameters
        ----------
        of : str, mean or variance

        Returns
        -------
        dict
        """
        named = {"scenario": self.scenario, "against": self.against, "quarter": self.quarter}
        return {**named, "measure": self.measure, "of": of}

    def summarised(self, of: str) -> Any:
        """One number a point.

        Parameters
        ----------
        of : str, mean or variance

        Returns
        -------
        array of float64, shape (points,)
        """
        return np.mean(self.values, axis=1) if of == "mean" else np.var(self.values, axis=1, ddof=1)


def responses(
    store: Store, measures: Sequence[str], quarter: int | None = None, scenario: str | None = None
) -> Iterator[Response]:
    """Each measure in each scenario, then its paired difference from the baseline.

    Parameters
    ----------
    store : Store
    measures : sequence of str
    quarter : int, or None for the last one
    scenario : str, or None for all

    Returns
    -------
    iterator of Response

    Raises
    ------
    InputRefused
        If a measure, the quarter or the scenario is unknown.
    """
    base = store.experiment.baseline
    values = values_at(store, measures, quarter)
    cubes = _cubes(store, values, measures)
    at = int(values.quarter.iloc[0])
    for name in _wanted(store, scenario):
        for place, measure in enumerate(measures):
            yield Response(name, "", measure, at, cubes[name][:, :, place])
        for place, measure in enumerate(measures if name != base else ()):
            yield Response(name, base, measure, at, cubes[name][:, :, place] - cubes[base][:, :, place])


def _wanted(store: Store, scenario: str | None) -> list[str]:
    """The scenarios to analyse."""
    known = [one.name for one in store.experiment.scenarios]
    wanted = (scenario or "").removesuffix(".toml")
    if wanted and wanted not in known:
        expected = "one of " + ", ".join(known)
        raise InputRefused(str(store.path), "scenario", expected, wanted, meant(wanted, known))
    return [wanted] if wanted else known


def _cubes(store: Store, values: DataFrame, measures: Sequence[str]) -> dict[str, Any]:
    """Of each scenario an array of shape (points, replicates, measures); NaN where a run is missing."""
    experiment = store.experiment
    shape = (len(experiment.points), experiment.replicates, len(measures))
    cubes = {one.name: np.full(shape, np.nan) for one in experiment.scenarios}
    for name, rows in values.groupby("scenario"):
        cubes[str(name)][rows.point, rows.replicate] = rows[list(measures)].to_numpy()
    return cubes


def refuse_incomplete(store: Store) -> None:
    """Refuse a store in which runs of the design are missing: its balance is what indices rest on.

    Parameters
    ----------
    store : Store

    Raises
    ------
    InputRefused
        With how many are missing, and how many of them failed.
    """
    missing, failed = len(store.missing()), len(store.failures())
    if missing:
        asked = len(store.experiment.points) * len(store.experiment.scenarios) * store.experiment.replicates
        told = f", {failed} of them failed (failures.jsonl says why)" if failed else ""
        remedy = "The same coopsim batch runs them"
        got = f"{missing} of {asked} missing{told}"
        raise InputRefused(str(store.path), "", "every run of the design", got, remedy)


def note_on(values: Any) -> str:
    """Why a response cannot be explained; empty where it can.

    Parameters
    ----------
    values : float, shape (points,)

    Returns
    -------
    str

    Examples
    --------
    >>> note_on(np.array([2.0, 2.0])), note_on(np.array([1.0, 2.0]))
    ('does not move', '')
    """
    undefined = int(np.isnan(values).sum())
    if undefined:
        return UNDEFINED.format(count=undefined, points=len(values))
    return STILL if np.ptp(values) <= SMALLEST * np.max(np.abs(values)) else ""


def what_to_explain(replicates: int) -> tuple[str, ...]:
    """Mean and variance, or the mean alone where one replicate has no variance.

    Parameters
    ----------
    replicates : int

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> what_to_explain(1)
    ('mean',)
    """
    return OF if replicates >= FEWEST else OF[:1]


def own_values(store: Store, scenario: str) -> Mapping[str, Any]:
    """The values of a scenario without its points, by dotted key.

    Parameters
    ----------
    store : Store
    scenario : str

    Returns
    -------
    mapping of str and values
    """
    return next(one.settings() for one in store.experiment.scenarios if one.name == scenario)

"""Sensitivity: which factor moves which measure, in its mean and in its variance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.compare import HEADLINES, with_companions
from coopsim.lab.analysis.indices import Columns, morris_effects, rank_regression, sobol_indices
from coopsim.lab.analysis.one_at_a_time import level_effects
from coopsim.lab.analysis.responses import (
    Response,
    note_on,
    own_values,
    refuse_incomplete,
    responses,
    what_to_explain,
)
from coopsim.lab.design.factors import is_number
from coopsim.lab.design.tables import design_factors
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Any]
FEWEST_FREE = 3
"""Points beyond the factors that a regression needs: its constant, and two by which it can err."""

SINGLE = ("oat",)
"""Kinds of which each point is read by itself, so that missing runs cost pairs only."""


def kind_of(store: Store) -> str:
    """Which design the points of a store are.

    Stores of the first format do not say; one factor at a time shows in the
    points themselves, and any other is read as a table of points.

    Parameters
    ----------
    store : Store

    Returns
    -------
    str

    Raises
    ------
    InputRefused
        If the store has no factors.
    """
    points = store.experiment.points
    if len(points) == 1:
        remedy = "coopsim compare shows scenarios; sensitivity needs a [design] with factors"
        raise InputRefused(str(store.path), "", "the points of a design", "scenarios without factors", remedy)
    single = not points[0] and all(len(point) == 1 for point in points[1:])
    return str(store.experiment.design.get("kind") or ("oat" if single else "csv"))


def sensitivity(
    store: Store,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
    scenario: str | None = None,
) -> DataFrame:
    """What each factor of a design does to each measure, in the way that suits the design.

    One factor at a time gives paired differences, Morris elementary effects,
    Sobol shares of variance, any other design a regression of ranks. Each is
    told of the mean over replicates and of the variance between them, in each
    scenario, and of its paired difference from the baseline (`against`).

    Parameters
    ----------
    store : Store
    measures : sequence of str
    quarter : int, or None for the last one
    scenario : str, or None for all

    Returns
    -------
    DataFrame with columns scenario, against, quarter, measure, of, factor, those of the method, and note

    Raises
    ------
    InputRefused
        If the store has no design or lacks runs, a name is unknown, or SALib or statsmodels is not installed.
    """
    from pandas import DataFrame

    rows: list[Row] = []
    for response in _responses(store, measures, quarter, scenario):
        rows += METHODS.get(kind_of(store), _by_ranks)(store, response)
    return DataFrame(rows)


def interactions(
    store: Store,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
    scenario: str | None = None,
) -> DataFrame:
    """Which share of the variance each pair of factors explains beyond both alone.

    Parameters
    ----------
    store : Store, of a Sobol design with second_order = true
    measures : sequence of str
    quarter : int, or None for the last one
    scenario : str, or None for all

    Returns
    -------
    DataFrame with columns scenario, against, quarter, measure, of, factor, other, S2, S2_low, S2_high, note

    Raises
    ------
    InputRefused
        If the design is another one.
    """
    from pandas import DataFrame

    if not store.experiment.design.get("second_order"):
        remedy = "State it in the design and run into another store"
        raise InputRefused(str(store.path), "design", 'kind = "sobol" and second_order = true', "another one", remedy)
    rows: list[Row] = []
    for response in _responses(store, measures, quarter, scenario):
        rows += _pairs(store, response)
    return DataFrame(rows)


def _responses(
    store: Store, measures: Sequence[str], quarter: int | None, scenario: str | None
) -> Iterator[Response]:
    if kind_of(store) not in SINGLE:
        refuse_incomplete(store)
    return responses(store, with_companions(measures), quarter, scenario)


def _summaries(response: Response) -> Iterator[tuple[dict[str, Any], Any, str]]:
    """Keys, one number a point, and why it cannot be explained."""
    for of in what_to_explain(response.values.shape[1]):
        values = response.summarised(of)
        yield response.keys(of), values, note_on(values)


def _rows(keys: Row, factors: Sequence[str], columns: Columns, note: str) -> list[Row]:
    """One row a factor."""
    return [
        {**keys, "factor": factor, **{name: float(column[place]) for name, column in columns.items()}, "note": note}
        for place, factor in enumerate(factors)
    ]


def _by_sobol(store: Store, response: Response) -> list[Row]:
    design = store.experiment.design
    names, second = list(design["factors"]), design["second_order"]
    rows: list[Row] = []
    for keys, values, note in _summaries(response):
        found = sobol_indices(values, len(names), second)
        rows += _rows(keys, names, {name: one for name, one in found.items() if not name.startswith("S2")}, note)
    return rows


def _pairs(store: Store, response: Response) -> list[Row]:
    names = list(store.experiment.design["factors"])
    rows: list[Row] = []
    for keys, values, note in _summaries(response):
        found = sobol_indices(values, len(names), second_order=True)
        for one, other in zip(*np.triu_indices(len(names), 1), strict=True):
            told = {name: float(found[name][one, other]) for name in ("S2", "S2_low", "S2_high")}
            rows.append({**keys, "factor": names[one], "other": names[other], **told, "note": note})
    return rows


def _by_morris(store: Store, response: Response) -> list[Row]:
    """Elementary effects: over the whole range of a factor, or from one level to another of a choice."""
    design, points = store.experiment.design, store.experiment.points
    factors, levels = design_factors(design), design["levels"]
    places = np.array([[factor.place(point[factor.key]) for factor in factors] for point in points])
    step = levels / (2 * (levels - 1))
    reach = np.array([1.0 if factor.ranged else step for factor in factors])
    rows: list[Row] = []
    for keys, values, note in _summaries(response):
        found = {name: column * reach for name, column in morris_effects(places, values, levels).items()}
        rows += _rows(keys, list(design["factors"]), found, note)
    return rows


def _by_ranks(store: Store, response: Response) -> list[Row]:
    names, columns = _columns(store, response.scenario)
    rows: list[Row] = []
    for keys, values, note in _summaries(response):
        rows += _rows(keys, names, rank_regression(columns, values), note)
    return rows


def _columns(store: Store, scenario: str) -> tuple[list[str], Any]:
    """The factors that vary, and their value at each point."""
    own, points = own_values(store, scenario), store.experiment.points
    keys = dict.fromkeys(key for point in points for key in point)
    table = {key: [point.get(key, own.get(key)) for point in points] for key in keys}
    for key, values in table.items():
        if not all(is_number(value) or isinstance(value, bool) for value in values):
            remedy = "A Morris or Sobol design takes words and courses of levers"
            raise InputRefused(str(store.path), f'"{key}"', "a number at every point", "others", remedy)
    names = [key for key, values in table.items() if len(set(values)) > 1]
    if len(points) < len(names) + FEWEST_FREE:
        expected = f"at least {len(names) + FEWEST_FREE} points for {len(names)} factors"
        raise InputRefused(str(store.path), "", expected, str(len(points)))
    return names, np.array([table[name] for name in names], dtype=float).T

METHODS: dict[str, Callable[[Store, Response], list[Row]]] = {
    "oat": level_effects,
    "morris": _by_morris,
    "sobol": _by_sobol,
}
"""How each kind of design is analysed; the others by ranks."""

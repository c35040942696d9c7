"""Scenario discovery: in which corner of the factors something comes about (PRIM)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import signature
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import values_at
from coopsim.lab.analysis.compare import HEADLINES, with_companions
from coopsim.lab.design.factors import is_number
from coopsim.lab.extras import required
from coopsim.lab.store import Store
from coopsim.scenario.refusals import written

if TYPE_CHECKING:
    from pandas import DataFrame

EXTRA = "discovery"
POLICY = "policy"
"""Column that names the scenario, where there are several: what EMA workbench calls a policy."""

DENSITY = 0.8
LEAST_MASS = 0.05
FEWEST_POINTS = 20
UNSURE = 0.05
"""Chance of a limit beyond which it is lifted."""

BOXES_MOST = 3

BOXES = ("box", "points", "coverage", "density", "mass", "factor", "low", "high", "values", "chance")
"""Columns of the table of boxes."""


class Question(NamedTuple):
    """What is looked for: a measure beyond a limit.

    Attributes
    ----------
    measure : str
    below : bool, whether under the limit, or over it
    limit : float
    """

    measure: str
    below: bool
    limit: float

    def answered(self, values: Any) -> Any:
        """Where it has come about.

        Parameters
        ----------
        values : float, shape (n,)

        Returns
        -------
        array of bool, shape (n,)

        Examples
        --------
        >>> Question("small_independent", True, 0.4).answered(np.array([0.3, 0.5])).tolist()
        [True, False]
        """
        return np.less(values, self.limit) if self.below else np.greater(values, self.limit)


def experiments_and_outcomes(
    store: Store,
    measures: Sequence[str] = HEADLINES,
    quarter: int | None = None,
    each: str = "point",
) -> tuple[DataFrame, dict[str, Any]]:
    """A store as EMA workbench reads it: what went in, and what came out.

    Numbers are floats, whole ones too, since its PRIM stumbles over integers
    with pandas 3; switches stay flags; words and courses of levers are words.

    Parameters
    ----------
    store : Store
    measures : sequence of str
    quarter : int, or None for the last one
    each : str, "point" for means over the replicates that are there, "run" for every run

    Returns
    -------
    (DataFrame, dict of arrays): one row a point (or run) with a column for each factor, and `policy` where there are
    several scenarios; of each measure a value for each row

    Raises
    ------
    InputRefused
        If a measure or the quarter is unknown, or the store has no factors.
    """
    from pandas import DataFrame

    names, experiment = with_companions(measures), store.experiment
    values = values_at(store, names, quarter)
    if each == "point":
        values = values.groupby(["scenario", "point"], sort=False)[list(names)].mean().reset_index()
    if not any(experiment.points):
        remedy = 'Discovery needs a [design] with factors; kind = "lhs" suits it'
        raise InputRefused(str(store.path), "", "the points of a design", "scenarios without factors", remedy)
    columns = _columns(store, values)
    outcomes = {name: values[name].to_numpy() for name in names}
    return DataFrame(columns), outcomes


def boxes(store: Store, question: Question, quarter: int | None = None, density: float = DENSITY) -> DataFrame:
    """Boxes of factors in which something comes about, as PRIM finds them.

    Of the boxes that PRIM peels off, the widest in which enough points answer
    the question is kept, without the limits that luck gives as easily; then the
    next is looked for among the points outside.

    Parameters
    ----------
    store : Store
    question : Question
    quarter : int, or None for the last one
    density : float, share of the points of a box that must answer, (0, 1]

    Returns
    -------
    DataFrame with the columns `BOXES`: one row a box and factor that it limits; coverage is the share of all
    answers that lie in the box, chance that of limits as good by luck alone (quasi-p)

    Raises
    ------
    InputRefused
        If a name is unknown, points are too few or all alike, or EMA workbench is not installed.
    """
    experiments, outcomes = experiments_and_outcomes(store, [question.measure], quarter)
    known = np.isfinite(outcomes[question.measure])
    found = question.answered(outcomes[question.measure])[known]
    if known.sum() < FEWEST_POINTS:
        raise InputRefused(str(store.path), "", f"at least {FEWEST_POINTS} points", str(int(known.sum())))
    if found.all() or not found.any():
        sign, got = "<" if question.below else ">", "all" if found.all() else "none"
        asked = f"{question.measure} {sign} {question.limit:g}"
        raise InputRefused(str(store.path), "", f"some points where {asked}, and others", f"{got} of {len(found)}")
    return boxes_of(experiments[known].reset_index(drop=True), found, density)


def boxes_of(experiments: DataFrame, found: Any, density: float = DENSITY) -> DataFrame:
    """Boxes in a table of factors, around the rows that answer a question.

    Parameters
    ----------
    experiments : DataFrame, one row a point, one column a factor
    found : bool, shape (points,)
    density : float, share, (0, 1]

    Returns
    -------
    DataFrame with the columns `BOXES`; empty where no box is dense enough

    Raises
    ------
    InputRefused
        If EMA workbench is not installed.

    Sources
    -------
    [Friedman1999]_, [Bryant2010]_, through EMA workbench.
    """
    from pandas import DataFrame

    rows: list[dict[str, Any]] = []
    with _quietly():
        prim = required("ema_workbench.analysis.prim", EXTRA)
        choice = {"threshold": density} if "threshold" in signature(prim.Prim).parameters else {}  # EMA workbench 2
        search = prim.Prim(experiments, np.asarray(found, dtype=float), mass_min=LEAST_MASS, **choice)
        for number in range(1, BOXES_MOST + 1):
            box = search.find_box()
            if box is None or not _widest(box, density):
                break
            rows += _limits(number, box)
    return DataFrame(rows, columns=list(BOXES))


def _widest(box: Any, density: float) -> bool:
    """Choose the first box of a trajectory that is dense enough and limits something."""
    trajectory = box.peeling_trajectory
    enough = trajectory.index[(trajectory.density >= density) & (trajectory.res_dim > 0)]
    if len(enough):
        box.select(int(enough[0]))
        _lift_what_luck_gives(box, density)
    return bool(len(enough))


def _lift_what_luck_gives(box: Any, density: float) -> None:
    """Lift the limits that luck alone would give as easily, the weakest first, while the box stays dense."""
    while len(chances := _chances(box)) > 1:
        weakest, place = max(chances, key=lambda factor: chances[factor]), box._cur_box
        if chances[weakest] <= UNSURE:
            return
        box.drop_restriction(weakest, place)
        if box.peeling_trajectory.density[box._cur_box] < density:
            box.select(place)
            return


def _chances(box: Any) -> dict[str, float]:
    """The chance that luck alone gives as good a limit, of each factor that the chosen box limits."""
    told = box.p_values if hasattr(box, "p_values") else box.qp  # EMA workbench 3, and 2
    return {factor: float(max(ends)) for factor, ends in told[box._cur_box].items()}


def _limits(number: int, box: Any) -> list[dict[str, Any]]:
    """One row for each factor that a box limits, the surest first."""
    state = box.peeling_trajectory.loc[box._cur_box]
    shares = {name: float(state[name]) for name in ("coverage", "density", "mass")}
    rows = []
    for factor, chance in _chances(box).items():
        low, high = box.box_lim[factor]
        named = isinstance(low, set)
        ends = {"low": np.nan if named else float(low), "high": np.nan if named else float(high)}
        kept = ", ".join(sorted(map(str, low))) if named else ""
        told = {"factor": factor, **ends, "values": kept, "chance": chance}
        rows.append({"box": number, "points": int(state.n), **shares, **told})
    return sorted(rows, key=lambda row: row["chance"])


def _columns(store: Store, values: DataFrame) -> Mapping[str, Any]:
    """The value of every factor on each row; the scenario's own where a point leaves it."""
    experiment = store.experiment
    own = {one.name: one.settings() for one in experiment.scenarios}
    keys = dict.fromkeys(key for point in experiment.points for key in point)
    rows = list(zip(values.scenario, values.point, strict=True))
    points = experiment.points
    columns = {key: _column([points[point].get(key, own[name].get(key)) for name, point in rows]) for key in keys}
    return columns | ({POLICY: list(values.scenario)} if len(own) > 1 else {})


def _column(values: list[Any]) -> Any:
    """Values of one kind: floats, flags, or words."""
    if all(map(is_number, values)):
        return np.array(values, dtype=float)
    return values if all(isinstance(value, bool) for value in values) else [written(value) for value in values]


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the warnings that EMA workbench gives of libraries that nobody asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield

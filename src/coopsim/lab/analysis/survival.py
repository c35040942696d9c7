"""How lives end, as competing risks, and how often in a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.extras import required
from coopsim.lab.refusals import meant
from coopsim.lab.store import Store
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.vocabulary import ENDS, SIZE_CLASSES

if TYPE_CHECKING:
    from pandas import DataFrame

INDEPENDENT = "independent"
"""The share that has not ended: alive in its own slot."""

EVERYBODY = "all"
COHORTS = ("start", "births")
GROUPED = {"insolvent": "closed", "merged": "absorbed"}
"""Ends that the measures tell together."""

SPAN = 20
"""Quarters of a span of hazards: five years."""

COLUMNS = ("founded", "age_start", "size_class", "end", "end_quarter")
NOTHING = {"mean": float("nan"), "low": float("nan"), "high": float("nan")}


def lives_of(store: Store, cohort: str = "start", grouped: bool = False) -> DataFrame:
    """Lives of a cohort: how long each was seen, and how it ended.

    Those alive at quarter 0 are followed from there; those born in the run from
    their birth. A body that came from a merger of equals is no birth.

    Parameters
    ----------
    store : Store with the table of associations
    cohort : str, start or births
    grouped : bool, whether insolvent counts as closed, and merged as absorbed

    Returns
    -------
    DataFrame with columns scenario, point, replicate, size_class, quarters (seen), end ("" while it lives)

    Raises
    ------
    InputRefused
        If the cohort is unknown, or the table was not recorded.
    """
    if cohort not in COHORTS:
        raise InputRefused("cohort", "", " or ".join(COHORTS), cohort, meant(cohort, COHORTS))
    rows = store.frame("associations", COLUMNS)
    born = rows.founded > 0
    rows = rows[born & (rows.age_start == 0)] if cohort == "births" else rows[~born]
    last = rows.end_quarter.where(rows.end != "", _horizons(store, rows))
    seen = (last - rows.founded.clip(lower=0)).astype(int)
    told = rows[["scenario", "point", "replicate", "size_class"]]
    return told.assign(quarters=seen, end=rows.end.replace(GROUPED) if grouped else rows.end)


def _horizons(store: Store, rows: DataFrame) -> Any:
    """The last quarter of each row's run."""
    experiment = store.experiment
    quarters = {
        (scenario.name, number): int(point.get("quarters", scenario.quarters))
        for scenario in experiment.scenarios
        for number, point in enumerate(experiment.points)
    }
    return [quarters[key] for key in zip(rows.scenario, rows.point, strict=True)]


def cumulative_incidence(quarters: Any, causes: Any, number: int, at: Any) -> Any:
    """Share of a cohort that has ended by each cause, under competing risks.

    Unlike one minus Kaplan–Meier, it does not suppose that those who ended
    otherwise could still have ended so.

    Parameters
    ----------
    quarters : int, quarters, shape (n,), for which each life was seen
    causes : int, shape (n,), 0 while it lives, else 1 … number
    number : int, causes
    at : int, quarters, shape (m,), where it is told

    Returns
    -------
    float, share, [0, 1], shape (m, number)

    Raises
    ------
    InputRefused
        If statsmodels is not installed.

    Sources
    -------
    [AalenJohansen1978]_; statsmodels' `CumIncidenceRight`.

    Examples
    --------
    >>> found = cumulative_incidence(np.array([1, 2, 2, 3]), np.array([1, 2, 0, 0]), 2, np.array([0, 1, 2]))
    >>> found.tolist()
    [[0.0, 0.0], [0.25, 0.0], [0.25, 0.25]]
    """
    estimator = required("statsmodels.duration.survfunc", "lab").CumIncidenceRight
    # with weights it leaves out its standard errors, which suppose that lives are independent
    found = estimator(np.asarray(quarters), np.asarray(causes), freq_weights=np.ones(len(quarters)))
    steps = np.zeros((len(found.times) + 1, number))
    for cause, incidence in enumerate(found.cinc):
        steps[1:, cause] = incidence
    return steps[np.searchsorted(found.times, at, side="right")]


def incidences(store: Store, cohort: str = "start", by_size: bool = True, grouped: bool = False) -> DataFrame:
    """Cumulative incidence of each end, and the share still independent.

    Lives of one run are not independent of one another: the interval is
    Student's, of the estimates of the replicates, and stands beside the estimate
    from all lives together.

    Parameters
    ----------
    store : Store with the table of associations
    cohort : str, start or births
    by_size : bool, whether size classes follow all sizes together
    grouped : bool, whether insolvent counts as closed, and merged as absorbed

    Returns
    -------
    DataFrame with columns scenario, point, size_class, end, quarter, date, lives, at_risk, incidence,
    replicates, mean, low, high; quarter is since birth, without a date, where the cohort is births

    Raises
    ------
    InputRefused
        If the cohort is unknown, the table was not recorded, no run is done, or statsmodels is not installed.

    Sources
    -------
    [AalenJohansen1978]_.
    """
    from pandas import DataFrame

    rows: list[dict[str, Any]] = []
    for keys, lives in _groups(store, lives_of(store, cohort, grouped), by_size):
        last = _last_quarter(store, keys)
        rows += _incidence_rows(keys, lives, ends_told(grouped), last, _dates(store, keys, cohort, last))
    return DataFrame(rows)


def hazards(store: Store, cohort: str = "start", by_size: bool = True, grouped: bool = False) -> DataFrame:
    """Ends per association and year at risk, by cause.

    In spans of five years, and in all.

    Parameters
    ----------
    store : Store with the table of associations
    cohort : str, start or births
    by_size : bool, whether size classes follow all sizes together
    grouped : bool, whether insolvent counts as closed, and merged as absorbed

    Returns
    -------
    DataFrame with columns scenario, point, size_class, end, after, until (quarters; after is left out), ends,
    years (at risk), rate (per year, all lives together), replicates, mean, low, high (over replicates)

    Raises
    ------
    InputRefused
        If the cohort is unknown, the table was not recorded, or no run is done.

    Sources
    -------
    Assumption: within a span the rate is constant (occurrences over exposure).
    """
    from pandas import DataFrame

    rows: list[dict[str, Any]] = []
    for keys, lives in _groups(store, lives_of(store, cohort, grouped), by_size):
        for span in spans_to(_last_quarter(store, keys)):
            rows += [_hazard_row(keys, lives, end, span) for end in ends_told(grouped)]
    return DataFrame(rows)


def ends_told(grouped: bool = False) -> tuple[str, ...]:
    """The ends of a life that are told apart.

    Parameters
    ----------
    grouped : bool, whether insolvent counts as closed, and merged as absorbed

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> ends_told(), ends_told(grouped=True)
    (('closed', 'insolvent', 'absorbed', 'merged'), ('closed', 'absorbed'))
    """
    return tuple(end for end in ENDS if end and not (grouped and end in GROUPED))


def spans_to(last: int) -> list[tuple[int, int]]:
    """Spans of five years, the last one perhaps shorter, then the whole.

    Parameters
    ----------
    last : int, quarters

    Returns
    -------
    list of (int, int), quarters

    Examples
    --------
    >>> spans_to(50), spans_to(12)
    ([(0, 20), (20, 40), (40, 50), (0, 50)], [(0, 12)])
    """
    spans = [(start, min(start + SPAN, last)) for start in range(0, last, SPAN)]
    return spans if spans == [(0, last)] else [*spans, (0, last)]


def _groups(store: Store, lives: DataFrame, by_size: bool) -> Iterator[tuple[dict[str, Any], DataFrame]]:
    """The lives of each scenario, point and size class, in the order of the experiment; nobody, where none is."""
    if not store.done():
        raise InputRefused(str(store.path), "associations", "rows of some runs", "none, and no run is done")
    found = dict(iter(lives.groupby(["scenario", "point"], sort=False)))
    nobody = lives.iloc[:0]
    runs = sorted({(key.point, key.scenario) for key in store.done()})
    names = [one.name for one in store.experiment.scenarios]
    for point, name in sorted(runs, key=lambda run: (run[0], names.index(run[1]))):
        of_arm = found.get((name, point), nobody)
        yield {"scenario": name, "point": point, "size_class": EVERYBODY}, of_arm
        for size_class in SIZE_CLASSES if by_size else ():
            keys = {"scenario": name, "point": point, "size_class": size_class}
            yield keys, of_arm[of_arm.size_class == size_class]


def _last_quarter(store: Store, keys: dict[str, Any]) -> int:
    """The horizon of a scenario at a point."""
    scenario = next(one for one in store.experiment.scenarios if one.name == keys["scenario"])
    return int(store.experiment.points[keys["point"]].get("quarters", scenario.quarters))


def _dates(store: Store, keys: dict[str, Any], cohort: str, last: int) -> list[str]:
    """The date of each quarter; none where quarters count from a birth."""
    scenario = next(one for one in store.experiment.scenarios if one.name == keys["scenario"])
    return [scenario.date(quarter) if cohort == "start" else "" for quarter in range(last + 1)]


def _incidence_rows(
    keys: dict[str, Any], lives: DataFrame, ends: Sequence[str], last: int, dates: Sequence[str]
) -> list[dict[str, Any]]:
    """One row an end and quarter."""
    seen, at = lives.quarters.to_numpy(), np.arange(last + 1)
    whole = _shares(lives, ends, at)
    each = np.array([_shares(of_run, ends, at) for _, of_run in lives.groupby("replicate")])
    at_risk = len(seen) - np.searchsorted(np.sort(seen), at)
    rows = []
    for place, end in enumerate((*ends, INDEPENDENT)):
        for quarter in at.tolist():
            when = {"quarter": quarter, "date": dates[quarter]}
            told = {**when, "lives": len(seen), "at_risk": int(at_risk[quarter])}
            interval = mean_interval(each[:, quarter, place]) if len(each) else NOTHING
            value = {"incidence": float(whole[quarter, place]), "replicates": len(each)}
            rows.append({**keys, "end": end, **told, **value, **interval})
    return rows


def _shares(lives: DataFrame, ends: Sequence[str], at: Any) -> Any:
    """Incidence of each end, and what is left, in the columns; quarters in the rows."""
    if lives.empty:
        return np.full((len(at), len(ends) + 1), np.nan)
    causes = lives.end.map({"": 0} | {end: place + 1 for place, end in enumerate(ends)})
    found = cumulative_incidence(lives.quarters.to_numpy(), causes.to_numpy(), len(ends), at)
    return np.column_stack([found, 1.0 - found.sum(axis=1)])


def _hazard_row(keys: dict[str, Any], lives: DataFrame, end: str, span: tuple[int, int]) -> dict[str, Any]:
    """One rate: ends of a span over the years at risk in it."""
    after, until = span
    years = (lives.quarters.clip(upper=until) - after).clip(lower=0) / QUARTERS_PER_YEAR
    ended = (lives.end == end) & (lives.quarters > after) & (lives.quarters <= until)
    of_runs = lives.assign(years=years, ended=ended).groupby("replicate")[["ended", "years"]].sum()
    of_runs = of_runs[of_runs.years > 0]
    ends, at_risk = int(ended.sum()), float(years.sum())
    told = {"end": end, "after": after, "until": until, "ends": ends, "years": at_risk}
    rate = ends / at_risk if at_risk else float("nan")
    interval = mean_interval((of_runs.ended / of_runs.years).to_numpy()) if len(of_runs) else NOTHING
    return {**keys, **told, "rate": rate, "replicates": len(of_runs), **interval}

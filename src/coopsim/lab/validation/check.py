"""Fresh runs, held against the bands: where each mean lies, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.calibration.employers import Lives, Tables, employers
from coopsim.lab.calibration.patterns import PATTERNS
from coopsim.lab.calibration.plan import Plan, Target
from coopsim.lab.run import run
from coopsim.lab.validation.bands import UNDER, targets_of
from coopsim.scenario import Scenario, load_scenario
from coopsim.units import QUARTERS_PER_YEAR

INSIDE, OUTSIDE, STRADDLES, UNSEEN = "inside", "outside", "straddles", "not shown"
SIZES = ("small", "medium", "large")
ENDS = ("closed", "insolvent", "united")
Row = dict[str, Any]
Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Validation:
    """What fresh runs show of a scenario.

    Attributes
    ----------
    scenario : Scenario
    plan : Plan, whose bands were asked
    replicates, seed : int
    patterns : list of dict: pattern, unit, scenario, low, high, binding, source, pairs (runs that show it), mean,
        mean_low, mean_high (95 % t interval) and verdict
    incidence : list of dict: size_class, end, mean, mean_low, mean_high; per employer and year
    """

    scenario: Scenario
    plan: Plan
    replicates: int
    seed: int
    patterns: list[Row]
    incidence: list[Row]


def validated(
    scenario: Scenario, plan: Plan, replicates: int, seed: int, watch: Watch = lambda done, asked: None
) -> Validation:
    """Run a scenario on luck of its own, and hold it against every band.

    Parameters
    ----------
    scenario : Scenario
    plan : Plan, whose bands are asked
    replicates : int, [2, inf)
    seed : int, not that of the plan
    watch : function of runs done and asked

    Returns
    -------
    Validation

    Raises
    ------
    InputRefused
        If the seed is that of the calibration.
    """
    if seed == plan.seed:
        raise InputRefused("--seed", "", "luck that the calibration never saw", f"its own seed, {seed}")
    targets, arms = targets_of(plan), {"": scenario} | {name: load_scenario(name) for name in UNDER.values()}
    values: dict[str, list[float]] = {target.name: [] for target in targets}
    rates: list[Any] = []
    for number in range(replicates * len(arms)):
        replicate, name = divmod(number, len(arms))[0], list(arms)[number % len(arms)]
        done = run(arms[name], seed, replicate)
        for target in targets:
            if UNDER.get(target.name, "") == name:
                values[target.name].append(PATTERNS[target.name].function(done))
        if not name:
            rates.append(yearly_rates(done))
        watch(number + 1, replicates * len(arms))
    told = [judged(target, values[target.name], UNDER.get(target.name, scenario.name)) for target in targets]
    return Validation(scenario, plan, replicates, seed, told, _incidence(rates))


def judged(target: Target, values: Sequence[float], scenario: str) -> Row:
    """Where the mean of a pattern lies, by its 95 % interval over replicates.

    Inside: all of the interval is in the band; outside: none of it; straddles: the interval holds an end.

    Parameters
    ----------
    target : Target
    values : sequence of float, one a replicate; NaN where a run does not show it
    scenario : str, that was run

    Returns
    -------
    dict

    Examples
    --------
    >>> judged(Target("closures", 0.01, 0.03), [0.02, 0.021, 0.019], "baseline")["verdict"]
    'inside'
    >>> judged(Target("closures", 0.01, 0.03), [0.05, 0.051, 0.049], "baseline")["verdict"]
    'outside'
    """
    shown = np.array([value for value in values if math.isfinite(value)])
    found = mean_interval(shown) if len(shown) else dict.fromkeys(("mean", "low", "high"), math.nan)
    ends = target.told()
    return {
        "pattern": target.name,
        "unit": PATTERNS[target.name].unit,
        "scenario": scenario,
        **{key: ends[key] for key in ("low", "high", "binding", "source")},
        "runs": len(shown),
        "mean": found["mean"],
        "mean_low": found["low"],
        "mean_high": found["high"],
        "verdict": _verdict(target, found["low"], found["high"]),
    }


def _verdict(target: Target, low: float, high: float) -> str:
    """Whether an interval is in a band, beside it, or over one of its ends."""
    if math.isnan(low):
        return UNSEEN
    if target.low <= low and high <= target.high:
        return INSIDE
    return OUTSIDE if high < target.low or low > target.high else STRADDLES


def yearly_rates(done: Tables) -> Any:
    """Ends of employers per year at risk, by size class.

    Parameters
    ----------
    done : Tables of a run

    Returns
    -------
    float, shape (3, 3): small, medium, large; closed without insolvency, insolvent, absorbed or merged
    """
    lives = employers(done)
    classes = (lives.small, ~(lives.small | lives.large), lives.large)
    return np.array([_rates(lives.among(which)) for which in classes])


def _rates(lives: Lives) -> list[float]:
    years = lives.seen.sum() / QUARTERS_PER_YEAR
    ends = (lives.closed & ~lives.insolvent, lives.insolvent, lives.united)
    return [float(end.sum() / years) if years else math.nan for end in ends]


def _incidence(rates: Sequence[Any]) -> list[Row]:
    """Mean and interval over replicates of each end in each size class."""
    rows = []
    for place, size_class in enumerate(SIZES):
        for column, end in enumerate(ENDS):
            values = np.array([one[place, column] for one in rates])
            shown = values[np.isfinite(values)]
            found = mean_interval(shown) if len(shown) else dict.fromkeys(("mean", "low", "high"), math.nan)
            told = {"mean": found["mean"], "mean_low": found["low"], "mean_high": found["high"]}
            rows.append({"size_class": size_class, "end": end, **told})
    return rows

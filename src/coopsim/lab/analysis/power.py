"""How many runs tell a difference of some size, alone or in pairs on the same luck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coopsim.errors import InputRefused
from coopsim.lab.analysis.arms import paired_arms
from coopsim.lab.analysis.compare import known_measure
from coopsim.lab.analysis.intervals import FEWEST, FEWEST_PAIRS, pooled_spread, variance_factor
from coopsim.lab.extras import required
from coopsim.lab.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

EXTRA = "lab"
EFFECTS = (0.1, 0.3, 0.5, 0.8)
"""Differences in standard deviations between replicates: from hardly visible to large."""

ALPHA, POWER = 0.01, 0.95
UNPAIRED = 2.0
"""Variance of a difference of two independent runs, over that of one run."""

PAIRED_MOST = 4.0
"""The same where luck works in opposite directions: no pairing can be worse."""

BOUNDS = {
    "--effect": (0.01, 10.0),
    "--paired-variance": (0.0, PAIRED_MOST),
    "--alpha": (0.0001, 0.2),
    "--power": (0.5, 0.999),
}
"""Where the question has an answer that means something."""

LARGEST = 10.0
"""Standard deviations of the paired difference beyond which a handful of pairs is enough."""


FAR = 20.0
"""Standard errors from zero at which every test that may be asked for sees a difference."""


def runs_per_arm(effect: float, alpha: float = ALPHA, power: float = POWER) -> int:
    """Runs of each scenario, on independent seeds, that tell a difference.

    Parameters
    ----------
    effect : float, difference in standard deviations between replicates, (0, inf)
    alpha : float, chance to see a difference where there is none, (0, 1)
    power : float, chance to see it where there is one, (0, 1)

    Returns
    -------
    int, of each scenario

    Sources
    -------
    Two-sided t test of two means, power by statsmodels.

    Examples
    --------
    >>> [runs_per_arm(effect) for effect in EFFECTS]
    [3565, 398, 145, 58]
    """
    test = required("statsmodels.stats.power", EXTRA).TTestIndPower()
    return _fewest(lambda number: _chance(test, effect, number, alpha), power)


def pairs_needed(effect: float, paired_variance: float, alpha: float = ALPHA, power: float = POWER) -> int:
    """Pairs of runs on the same luck that tell a difference.

    Parameters
    ----------
    effect : float, difference in standard deviations between replicates of one scenario, (0, inf)
    paired_variance : float, variance of the paired difference over that of one scenario, [0, 4]
    alpha, power : float, (0, 1)

    Returns
    -------
    int, pairs: as many runs of each scenario

    Sources
    -------
    Two-sided t test of the mean of paired differences, power by statsmodels.

    Examples
    --------
    >>> pairs_needed(0.5, paired_variance=0.5)
    40
    """
    test = required("statsmodels.stats.power", EXTRA).TTestPower()
    spread = max(math.sqrt(paired_variance), effect / LARGEST)
    return _fewest(lambda number: _chance(test, effect / spread, number, alpha), power)


def smallest_effect(pairs: int, paired_variance: float, alpha: float = ALPHA, power: float = POWER) -> float:
    """The smallest difference that so many pairs tell.

    Parameters
    ----------
    pairs : int
    paired_variance : float, [0, 4]
    alpha, power : float, (0, 1)

    Returns
    -------
    float, in standard deviations between replicates of one scenario; NaN under ten pairs

    Examples
    --------
    >>> round(smallest_effect(40, paired_variance=0.5), 2)
    0.49
    """
    if pairs < FEWEST_PAIRS or math.isnan(paired_variance):
        return math.nan
    from scipy.optimize import brentq

    test = required("statsmodels.stats.power", EXTRA).TTestPower()
    most = FAR / math.sqrt(pairs)
    reach = brentq(lambda effect: _chance(test, effect, pairs, alpha) - power, 0.0, most)
    return float(reach) * math.sqrt(paired_variance)


def power_table(
    effects: Sequence[float] = EFFECTS,
    paired_variance: float = 1.0,
    alpha: float = ALPHA,
    power: float = POWER,
) -> DataFrame:
    """Runs needed for differences of some sizes, unpaired and paired.

    Parameters
    ----------
    effects : sequence of float, in standard deviations between replicates
    paired_variance : float, variance of the paired difference over that of one scenario
    alpha, power : float, (0, 1)

    Returns
    -------
    DataFrame with columns effect, alpha, power, runs_per_arm, paired_variance, pairs

    Raises
    ------
    InputRefused
        If a number is outside its bounds, or statsmodels is not installed.
    """
    from pandas import DataFrame

    refuse_outside(effects, paired_variance, alpha, power)
    rows = [
        {
            "effect": effect,
            "alpha": alpha,
            "power": power,
            "runs_per_arm": runs_per_arm(effect, alpha, power),
            "paired_variance": paired_variance,
            "pairs": pairs_needed(effect, paired_variance, alpha, power),
        }
        for effect in effects
    ]
    return DataFrame(rows)


def pilot_table(
    store: Store,
    measure: str,
    effects: Sequence[float] = EFFECTS,
    alpha: float = ALPHA,
    power: float = POWER,
) -> DataFrame:
    """The same from a first batch, which says how much its pairs share.

    Parameters
    ----------
    store : Store, with at least two replicates
    measure : str
    effects : sequence of float, in standard deviations between replicates
    alpha, power : float, (0, 1)

    Returns
    -------
    DataFrame with columns scenario, point, measure, there (pairs), spread (standard deviation between replicates),
    paired_variance, smallest (difference that these pairs tell, in the unit of the measure), effect, difference
    (the effect in that unit), pairs (needed for it)

    Raises
    ------
    InputRefused
        If the measure is unknown, or the store has nothing to pair.
    """
    from pandas import DataFrame

    refuse_outside(effects, UNPAIRED, alpha, power)
    rows: list[dict[str, Any]] = []
    for keys, before, after in paired_arms(store, None, [known_measure(measure)]):
        told = _pilot(before[measure].to_numpy(), after[measure].to_numpy(), alpha, power)
        named = {"scenario": keys["scenario"], "point": keys["point"], "measure": measure}
        rows += [{**named, **told, **_sized(effect, told, alpha, power)} for effect in effects]
    if not rows:
        remedy = "Run at least two scenarios, or a design of kind oat"
        raise InputRefused(str(store.path), "", "runs to pair", "one scenario alone", remedy)
    return DataFrame(rows)


def refuse_outside(effects: Sequence[float], paired_variance: float, alpha: float, power: float) -> None:
    """Refuse numbers for which the question has no answer.

    Parameters
    ----------
    effects : sequence of float
    paired_variance, alpha, power : float

    Raises
    ------
    InputRefused
        Naming the option.
    """
    said = {"--effect": effects, "--paired-variance": [paired_variance], "--alpha": [alpha], "--power": [power]}
    for name, (low, high) in BOUNDS.items():
        for value in said[name]:
            if not low <= value <= high:
                raise InputRefused(name, "", f"a number from {low:g} to {high:g}", f"{value:g}")


def _pilot(before: Any, after: Any, alpha: float, power: float) -> dict[str, float]:
    """What a first batch says of its pairs."""
    if len(before) < FEWEST:
        return {"there": len(before)} | dict.fromkeys(("spread", "paired_variance", "smallest"), math.nan)
    spread, factor = pooled_spread(before, after), variance_factor(before, after)
    paired = UNPAIRED / factor if factor else math.nan
    smallest = smallest_effect(len(before), paired, alpha, power) * spread
    return {"there": len(before), "spread": spread, "paired_variance": paired, "smallest": smallest}


def _sized(effect: float, told: dict[str, float], alpha: float, power: float) -> dict[str, float]:
    """An effect in the unit of the measure, and the pairs that it needs."""
    paired = told["paired_variance"]
    pairs = math.nan if math.isnan(paired) else pairs_needed(effect, paired, alpha, power)
    return {"effect": effect, "difference": effect * told["spread"], "pairs": pairs}


def _chance(test: Any, effect: float, number: int, alpha: float) -> float:
    """The power of a two-sided test; its nearer side alone where the farther one underflows to no number."""
    both = float(test.power(effect, number, alpha))
    return float(test.power(effect, number, alpha / 2, alternative="larger")) if math.isnan(both) else both


def _fewest(reached: Any, power: float) -> int:
    """The least number of runs of at least two with which a power is reached."""
    most = FEWEST
    while reached(most) < power:
        most *= 2
    least = most // 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if reached(middle) >= power else (middle, most)
    return max(most, FEWEST)

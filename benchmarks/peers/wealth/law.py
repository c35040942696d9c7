"""What has to come out of wealth exchange: conserved money, and the law of many persons.

Drawing pairs, as the paper does, leads to the law of Boltzmann and Gibbs. Here
everybody gives once a step, and the law differs a little; it is found step by
step, so that every row has its expected value. With u in [0, 1] the place in
the order, p₀ the share without money before the step and Λ(u) what one has
been given on average up to u, Λ′ = 1 − p₀·exp(−Λ), so that
Λ(u) = log(p₀ + (1 − p₀)·exp(u)).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from benchmarks.peers.contest import Outcome, Size

RICHEST = 64
"""Wealth beyond which the law is cut: its share falls by more than half with each unit."""
PLACES = 64
SPREADS = 6.0
"""Standard deviations that a row may lie away from the law: a hundred rows a run, and a chance of one in 10⁸."""
ROUNDING = 1e-9


class Expected(NamedTuple):
    """The Gini index of the law after a step, and its spread for one person (to divide by √persons)."""

    gini: float
    spread: float


def poisson_law(mean: float) -> Any:
    """Chances of 0, 1, 2 … events.

    Examples
    --------
    >>> [round(float(chance), 4) for chance in poisson_law(1.0)[:3]]
    [0.3679, 0.3679, 0.1839]
    """
    counts = np.arange(RICHEST)
    factorials = np.array([math.lgamma(count + 1.0) for count in counts])
    return np.exp(counts * math.log(mean) - mean - factorials) if mean > 0.0 else (counts == 0) * 1.0


def law_after(law: Any) -> Any:
    """Chances of each wealth one step later, for infinitely many persons.

    Parameters
    ----------
    law : float64, shape (wealths,), sum 1

    Returns
    -------
    float64, shape (wealths,), sum 1

    Examples
    --------
    >>> after = law_after(np.eye(RICHEST)[1])
    >>> round(float(after @ np.arange(RICHEST)), 6)
    1.0
    """
    after, without = np.zeros(RICHEST), float(law[0])
    for place in (np.arange(PLACES) + 0.5) / PLACES:
        before = _received(without, place)
        held = np.convolve(law, poisson_law(before))[:RICHEST]
        left = np.append(held[1:], 0.0)
        left[0] += held[0]
        after += np.convolve(left, poisson_law(_received(without, 1.0) - before))[:RICHEST]
    return after / after.sum()


def _received(without: float, place: float) -> float:
    """What one has been given on average up to a place in the order."""
    return math.log(without + (1.0 - without) * math.exp(place))


def expected(law: Any) -> Expected:
    """Gini index E|X − Y|/(2·mean) of a law, and twice the deviation of E|x − Y|/(2·mean) over x.

    Examples
    --------
    >>> expected(np.eye(RICHEST)[1])
    Expected(gini=0.0, spread=0.0)
    """
    wealths = np.arange(RICHEST)
    mean = law @ wealths
    distances = np.abs(wealths[:, None] - wealths) @ law / (2.0 * mean)
    gini = float(law @ distances)
    return Expected(gini, 2.0 * math.sqrt(max(0.0, float(law @ distances**2) - gini**2)))


@cache
def path(steps: int) -> tuple[Expected, ...]:
    """What is expected before the first step and after each."""
    law, found = np.eye(RICHEST)[1], []
    for _ in range(steps + 1):
        found.append(expected(law))
        law = law_after(law)
    return tuple(found)


def gini_of_pairs(wealths: Any) -> float:
    """Gini index from all pairs: slow, and plainly the definition."""
    return float(np.abs(wealths[:, None] - wealths).mean() / (2.0 * wealths.mean()))


def faults(outcomes: Sequence[Outcome], size: Size) -> list[str]:
    """What is wrong with the outcomes of one way.

    Parameters
    ----------
    outcomes : sequence of Outcome, one a seed
    size : Size

    Returns
    -------
    list of str
    """
    found = []
    for outcome in outcomes:
        found += _state_faults(outcome, size) + _path_faults(outcome.rows[:, 0], size)
    return found


def _state_faults(outcome: Outcome, size: Size) -> list[str]:
    """Money lost or made, debts, a measure that is not that of the state."""
    wealths, found = outcome.state, []
    if len(wealths) != size.agents or wealths.sum() != size.agents:
        found.append(f"{len(wealths)} persons hold {wealths.sum():g}, expected {size.agents} and {size.agents}")
    if (wealths < 0).any() or (wealths != np.floor(wealths)).any():
        found.append("somebody holds less than nothing, or part of a unit")
    if abs(gini_of_pairs(wealths) - outcome.rows[-1, 0]) > ROUNDING:
        found.append(f"Gini index {outcome.rows[-1, 0]:.6f}, expected {gini_of_pairs(wealths):.6f} from all pairs")
    return found


def _path_faults(ginis: Any, size: Size) -> list[str]:
    """Rows too far from the law, the worst of them."""
    law = path(size.steps)
    far = [
        abs(gini - one.gini) - SPREADS * one.spread / math.sqrt(size.agents) - 1.0 / size.agents
        for gini, one in zip(ginis, law, strict=True)
    ]
    step = int(np.argmax(far))
    said = f"Gini index {ginis[step]:.4f} after step {step}, expected {law[step].gini:.4f}"
    return [said] if far[step] > 0.0 else []

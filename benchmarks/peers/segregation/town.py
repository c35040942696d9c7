"""The town of the segregation model, and what has to be true of it at the end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from benchmarks.peers.contest import Outcome, Size

WANTED = 0.5
"""Share of neighbours of one's own group with which one is happy."""
GROUPS = 2
CELLS_PER_AGENT = 1.25
EMPTY = -1
SPREADS = 6.0
ROUNDING = 1e-9


def side(size: Size) -> int:
    """Cells along one side of the town.

    Examples
    --------
    >>> side(Size(agents=320, steps=1))
    20
    """
    return math.isqrt(round(size.agents * CELLS_PER_AGENT))


def looked_around(town: Any) -> tuple[float, float]:
    """Share of the happy and mean share of one's own group around, from shifted copies of the town.

    Parameters
    ----------
    town : float64, shape (side, side), groups, and `EMPTY`

    Returns
    -------
    (float, float), 1, [0, 1]

    Examples
    --------
    >>> looked_around(np.array([[0.0, 0.0], [1.0, EMPTY]]))
    (0.6666666666666666, 0.3333333333333333)
    """
    wide = np.pad(town, 1, constant_values=EMPTY)
    rows, columns = town.shape
    shifts = [(down, right) for down in range(3) for right in range(3) if (down, right) != (1, 1)]
    around = np.array([wide[down : down + rows, right : right + columns] for down, right in shifts])
    neighbours = (around != EMPTY).sum(axis=0)
    similar = (around == town).sum(axis=0) / np.maximum(neighbours, 1)
    taken = town != EMPTY
    return float((similar[taken] >= WANTED).mean()), float(similar[taken].mean())


def faults(outcomes: Sequence[Outcome], size: Size) -> list[str]:
    """What is wrong with the outcomes of one way.

    Parameters
    ----------
    outcomes : sequence of Outcome, one a seed; the state is the town
    size : Size

    Returns
    -------
    list of str
    """
    found = []
    for outcome in outcomes:
        found += _town_faults(outcome, size) + _start_faults(outcome, size) + _end_faults(outcome)
    return found


def _town_faults(outcome: Outcome, size: Size) -> list[str]:
    """Persons lost or doubled, a measure that is not that of the town."""
    counts, found = [int((outcome.state == group).sum()) for group in range(GROUPS)], []
    wanted = [size.agents - size.agents // GROUPS, size.agents // GROUPS]
    if counts != wanted:
        found.append(f"groups of {counts}, expected {wanted}")
    again = looked_around(outcome.state)
    if max(abs(one - other) for one, other in zip(outcome.rows[-1], again, strict=True)) > ROUNDING:
        found.append(f"measures {outcome.rows[-1].tolist()}, expected {list(again)} from the town")
    return found


def _start_faults(outcome: Outcome, size: Size) -> list[str]:
    """A start that is not mixed: of all others, (n/2 − 1)/(n − 1) are of one's own group.

    A share of k neighbours spreads by 0.5/√k, here k ≈ 6; pairs are seen from
    both sides, so that the mean spreads by √2 more than shares apart would.
    """
    similar = outcome.rows[0, 1]
    mixed = (size.agents / GROUPS - 1.0) / (size.agents - 1.0)
    spread = math.sqrt(2.0) * 0.5 / math.sqrt(6.0 * size.agents)
    if abs(similar - mixed) <= SPREADS * spread:
        return []
    return [f"{similar:.3f} of the neighbours alike at the start, expected {mixed:.3f} ± {SPREADS * spread:.3f}"]


def _end_faults(outcome: Outcome) -> list[str]:
    """A town that did not come apart: the happy have at least what they want, so that the mean cannot be less."""
    (happy_start, similar_start), (happy, similar) = outcome.rows[0], outcome.rows[-1]
    found = []
    if happy <= happy_start or similar <= similar_start:
        said = f"happy {happy_start:.3f} → {happy:.3f}, alike {similar_start:.3f} → {similar:.3f}"
        found.append(f"no segregation: {said}")
    if similar < happy * WANTED:
        found.append(f"{similar:.3f} of the neighbours alike, less than {happy:.3f} happy can have")
    return found

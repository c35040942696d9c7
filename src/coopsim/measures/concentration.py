"""Concentration: how far a few hold what all share."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.ascending import ascending
from coopsim.measures.sums import total_of

LARGEST = 4
"""Members of the concentration ratio CR4."""


@compiled
def herfindahl(weights: Any) -> Any:
    """Herfindahl–Hirschman index: Σ pᵢ², with p the shares of the weights.

    The chance that two euros drawn at random went to the same hands.

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (members,)

    Returns
    -------
    float, 1, [0, 1]; 0 where all weights are 0

    Sources
    -------
    [Hirschman1964]_, p. 761–762.

    Examples
    --------
    >>> import numpy as np
    >>> float(herfindahl(np.array([2.0, 1.0, 1.0])))
    0.375
    """
    total = total_of(weights)
    if total <= 0.0:
        return 0.0
    squared = 0.0
    for weight in weights:
        squared += weight * weight
    return min(1.0, squared / (total * total))


@compiled
def largest_four_share(weights: Any) -> Any:
    """Share of the four largest: (w₍₁₎ + w₍₂₎ + w₍₃₎ + w₍₄₎)/Σw.

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (members,)

    Returns
    -------
    float, share, [0, 1]; 0 where all weights are 0

    Sources
    -------
    Assumption: the usual concentration ratio CR4.

    Examples
    --------
    >>> import numpy as np
    >>> float(largest_four_share(np.array([1.0, 4.0, 2.0, 2.0, 1.0])))
    0.9
    """
    total = total_of(weights)
    if total <= 0.0:
        return 0.0
    largest = np.zeros(LARGEST)
    for weight in weights:
        if weight > largest[0]:
            _place(largest, weight)
    return min(1.0, total_of(largest) / total)


@compiled
def _place(largest: Any, weight: Any) -> None:
    """Put a weight in its place among the largest, in ascending order; the least leaves."""
    place = 0
    while place + 1 < len(largest) and largest[place + 1] < weight:
        largest[place] = largest[place + 1]
        place += 1
    largest[place] = weight


@compiled
def gini(weights: Any) -> Any:
    """Gini index: 2·Σ i·w₍ᵢ₎/(n·Σw) − (n + 1)/n, weights ascending.

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (members,)

    Returns
    -------
    float, 1, [0, 1); 0 where all weights are equal, or 0

    Sources
    -------
    Assumption: the usual index, without correction for small numbers.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(gini(np.array([3.0, 1.0, 1.0, 1.0]))), 12)
    0.25
    """
    total, members = total_of(weights), len(weights)
    if total <= 0.0:
        return 0.0
    ranked = 0.0
    for rank, place in enumerate(ascending(weights)):
        ranked += (rank + 1) * weights[place]
    return max(0.0, 2.0 * ranked / (members * total) - (members + 1.0) / members)

"""How many voices count: effective numbers of kinds, alike or distinct.

With shares p and likeness Z, the effective number of order q is
(Σ pᵢ·(Zp)ᵢ^(q−1))^(1/(1−q)). Kinds that share nothing (Z = 1 on the diagonal
only) give Hill's numbers.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.sums import total_of


@compiled
def hill(weights: Any, order: Any) -> Any:
    """Hill's number: (Σ pᵢ^q)^(1/(1−q)), with p the shares of the weights.

    The number of equal kinds that would be as diverse: order 0 counts every
    kind, order 2 hardly sees the rare ones.

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (kinds,)
    order : int, 1, {0, 1, 2}

    Returns
    -------
    float, effective kinds, [0, kinds]; 0 where all weights are 0

    Sources
    -------
    [Hill1973]_, p. 427–432.

    Examples
    --------
    >>> import numpy as np
    >>> [round(float(hill(np.array([0.5, 0.25, 0.25]), order)), 6) for order in (0, 1, 2)]
    [3.0, 2.828427, 2.666667]
    """
    return effective_number(weights, weights, order)


@compiled
def leinster_cobbold(weights: Any, likeness: Any, order: Any) -> Any:
    """Effective number of distinct kinds: (Σ pᵢ·(Zp)ᵢ^(q−1))^(1/(1−q)).

    Kinds that resemble one another count for less than their number.

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (kinds,)
    likeness : float, 1, [0, 1], shape (kinds, kinds): Z, 1 on the diagonal
    order : int, 1, {0, 1, 2}

    Returns
    -------
    float, effective kinds, [0, kinds]; 0 where all weights are 0

    Sources
    -------
    [LeinsterCobbold2012]_, p. 477–489.

    Examples
    --------
    >>> import numpy as np
    >>> likeness = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> shares = np.array([0.5, 0.25, 0.25])
    >>> [round(float(leinster_cobbold(shares, likeness, order)), 6) for order in (0, 1, 2)]
    [2.3, 2.127318, 2.0]
    """
    ordinary = np.zeros(len(weights))
    for kind in range(len(weights)):
        for other in range(len(weights)):
            ordinary[kind] += likeness[kind, other] * weights[other]
    return effective_number(weights, ordinary, order)


@compiled
def effective_number(weights: Any, ordinary: Any, order: Any) -> Any:
    """Effective number of kinds from their weights and ordinariness Zw.

    The three orders in one sweep each: Σ p/(Zp), exp(−Σ p·ln Zp), 1/Σ p·(Zp).

    Parameters
    ----------
    weights : float, any unit, [0, inf), shape (kinds,)
    ordinary : float, unit of weights, [weights, inf), shape (kinds,): Σ_j Z_ij·w_j
    order : int, 1, {0, 1, 2}

    Returns
    -------
    float, effective kinds, [0, kinds]; 0 where all weights are 0

    Sources
    -------
    [LeinsterCobbold2012]_, p. 477–489.

    Examples
    --------
    >>> import numpy as np
    >>> float(effective_number(np.array([3.0, 3.0]), np.array([6.0, 6.0]), 1))
    1.0
    """
    total = total_of(weights)
    if total <= 0.0:
        return 0.0
    summed = 0.0
    for kind in range(len(weights)):
        if weights[kind] > 0.0:
            summed += _part(weights[kind] / total, ordinary[kind] / total, order)
    if order == 0:
        return summed
    return math.exp(-summed) if order == 1 else 1.0 / summed


@compiled
def _part(share: Any, ordinary: Any, order: Any) -> Any:
    """What one kind adds to the sum of each order."""
    if order == 0:
        return share / ordinary
    return share * math.log(ordinary) if order == 1 else share * ordinary

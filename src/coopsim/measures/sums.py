"""Sums and shares that exist at every time, and are the same compiled or not."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled


@compiled
def total_of(weights: Any) -> Any:
    """Sum of the weights, in their order.

    NumPy's own sum groups its terms otherwise when compiled; this one gives the
    same last digit either way.

    Parameters
    ----------
    weights : float, any unit, (-inf, inf), shape (kinds,)

    Returns
    -------
    float, unit of weights, (-inf, inf)

    Sources
    -------
    Assumption: none (arithmetic).

    Examples
    --------
    >>> import numpy as np
    >>> float(total_of(np.array([1.0, 2.0, 4.0])))
    7.0
    """
    total = 0.0
    for weight in weights:
        total += weight
    return total


@compiled
def share(part: Any, whole: Any, otherwise: Any) -> Any:
    """Quotient part / whole, or what is said where there is no whole.

    Parameters
    ----------
    part : float, any unit, [0, inf)
    whole : float, unit of part, [0, inf)
    otherwise : float, 1, (-inf, inf)

    Returns
    -------
    float, 1, (-inf, inf)

    Sources
    -------
    Assumption: none (every measure is defined at every time).

    Examples
    --------
    >>> float(share(1.0, 4.0, 0.0)), float(share(0.0, 0.0, 1.0))
    (0.25, 1.0)
    """
    return part / whole if whole > 0.0 else otherwise

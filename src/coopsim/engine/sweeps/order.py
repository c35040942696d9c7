"""Order and place: the two questions that sweeps ask of sorted numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled


@compiled
def rising(values: Any) -> Any:
    """Rows by rising value; equal values keep their order.

    Examples
    --------
    >>> import numpy as np
    >>> rising(np.array([0.7, 0.1, 0.3])).tolist()
    [1, 2, 0]
    """
    return np.argsort(values, kind="mergesort")


@compiled
def first_above(sums: Any, level: Any) -> Any:
    """The first place whose running sum is above a level; the last place if none is.

    Parameters
    ----------
    sums : float64, shape (n,), n ≥ 1, rising
    level : float

    Returns
    -------
    int, [0, n)

    Examples
    --------
    >>> import numpy as np
    >>> first_above(np.array([1.0, 3.0, 6.0]), 3.0)
    2
    """
    low, high = 0, len(sums) - 1
    while low < high:
        middle = (low + high) // 2
        if sums[middle] <= level:
            low = middle + 1
        else:
            high = middle
    return low

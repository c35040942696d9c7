"""Ascending order in linear time: sorting without comparisons.

Sorting would be the dearest part of a row of measures. The bits of a
non-negative double, read as a whole number, rank as the double does, so that
eight rounds of counting, on eight bits each, put any number of them in order;
bits that all have in common need no round.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled

DIGIT_BITS = 8
DIGITS = 8
"""Eight bits each: together the 64 of a double."""
DIGIT_VALUES = 1 << DIGIT_BITS
_MASK = np.uint64(DIGIT_VALUES - 1)


@compiled
def ascending(values: Any) -> Any:
    """Places of the values in ascending order; equal ones keep their order.

    Parameters
    ----------
    values : float, any unit, [0, inf), shape (values,)

    Returns
    -------
    int, place, [0, values), shape (values,)

    Sources
    -------
    Assumption: none (a least-significant-digit radix sort).

    Examples
    --------
    >>> import numpy as np
    >>> ascending(np.array([0.5, 0.0, 20.0, 0.5])).tolist()
    [1, 0, 3, 2]
    """
    number = len(values)
    keys, keys_after = values.view(np.uint64).copy(), np.empty(number, np.uint64)
    order, order_after = np.arange(number), np.empty(number, np.int64)
    free = np.empty(DIGIT_VALUES, np.int64)
    for digit in range(DIGITS):
        shift = np.uint64(digit * DIGIT_BITS)
        if _first_places(keys, shift, free) < number:
            for row in range(number):
                value = (keys[row] >> shift) & _MASK
                keys_after[free[value]], order_after[free[value]] = keys[row], order[row]
                free[value] += 1
            keys, keys_after = keys_after, keys
            order, order_after = order_after, order
    return order


@compiled
def _first_places(keys: Any, shift: Any, free: Any) -> Any:
    """Write where the keys of each value of a digit start; the number of keys with the commonest value."""
    free[:] = 0
    for key in keys:
        free[(key >> shift) & _MASK] += 1
    before, most = 0, 0
    for value in range(DIGIT_VALUES):
        here = free[value]
        free[value] = before
        before += here
        most = max(most, here)
    return most

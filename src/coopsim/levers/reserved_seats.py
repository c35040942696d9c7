"""Lever 11: seats reserved for the small (model.md §4.10)."""

import math

from coopsim._compile import compiled


@compiled
def reserved_count(seats: int, reserved_seats: float) -> int:
    """Seats of a college that only the small may hold; halves rounded up.

    Size gets one chosen; reserved seats do not depend on it.
    Neutral: `reserved_seats` at 0 gives `0`.
    Rises with `seats` and `reserved_seats`.

    Parameters
    ----------
    seats : int, seats of the college, [0, 1000]
    reserved_seats : float, share, [0, 1]

    Returns
    -------
    int, seats, [0, 1000]

    Sources
    -------
    Assumption: a counter-lever of model.md §2.

    Examples
    --------
    >>> reserved_count(seats=3, reserved_seats=0.5)
    2
    """
    return math.floor(seats * reserved_seats + 1.0 / 2.0)

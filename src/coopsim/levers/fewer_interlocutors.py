"""Lever 6: public funders who want fewer interlocutors (model.md §4.10, §5)."""

import math

from coopsim._compile import compiled


@compiled
def seat_count(seats: float, fewer_interlocutors: float, fewer_effect: float) -> int:
    """Seats in the deliberation of a department; halves are rounded up.

    Fewer interlocutors mean a smaller table.
    Neutral: `fewer_interlocutors` at 0 gives `math.floor(seats + 1 / 2)`.
    Rises with `seats`. Falls with `fewer_interlocutors` and `fewer_effect`.

    Parameters
    ----------
    seats : float, seats without the lever, [0, 1000]
    fewer_interlocutors : float, strength of the lever, [0, 1]
    fewer_effect : float, share removed at full strength, [0, 1]

    Returns
    -------
    int, seats, [0, 1000]

    Sources
    -------
    Assumption: model.md §4.10.

    Examples
    --------
    >>> seat_count(seats=12.0, fewer_interlocutors=0.5, fewer_effect=0.75)
    8
    """
    return math.floor(seats * (1.0 - fewer_effect * fewer_interlocutors) + 1.0 / 2.0)


@compiled
def interlocutors(members: int, fewer_interlocutors: float) -> float:
    """Interlocutors that a group of so many members counts for.

    At full strength a group is one interlocutor: this is what it saves.
    Neutral: `fewer_interlocutors` at 0 gives `members`.
    Rises with `members`. Falls with `fewer_interlocutors`.

    Parameters
    ----------
    members : int, associations, [1, 1000000]
    fewer_interlocutors : float, strength of the lever, [0, 1]

    Returns
    -------
    float, interlocutors, [1, 1e6]

    Sources
    -------
    Assumption: model.md §5.

    Examples
    --------
    >>> interlocutors(members=5, fewer_interlocutors=0.5)
    3.0
    """
    return members - (members - 1) * fewer_interlocutors

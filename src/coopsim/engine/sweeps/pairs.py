"""The lists of ties of each association, and what two associations have in common."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import NO_TIE, NOBODY


@compiled
def other_end(tie: Any, slot: Any) -> Any:
    """The partner of `slot` in a tie."""
    return tie.other if tie.own == slot else tie.own


@compiled
def next_tie(tie: Any, slot: Any) -> Any:
    """The next tie in the list of `slot`, or -1."""
    return tie.next_own if tie.own == slot else tie.next_other


@compiled
def find_tie(world: Any, own: Any, other: Any) -> Any:
    """The row of the tie of two associations, or -1."""
    row = world.associations[own].first_tie
    while row >= 0:
        tie = world.ties[row]
        if other_end(tie, own) == other:
            return row
        row = next_tie(tie, own)
    return NOBODY


@compiled
def new_tie(world: Any, own: Any, other: Any) -> Any:
    """Open a row for a pair that never had one, at the head of both lists."""
    row = world.counts[0].ties
    world.counts[0].ties += 1
    tie = world.ties[row]
    tie.own, tie.other = own, other
    tie.next_own = world.associations[own].first_tie
    tie.next_other = world.associations[other].first_tie
    tie.first_quarter = NOBODY
    world.associations[own].first_tie = row
    world.associations[other].first_tie = row
    return row


@compiled
def profile_distance(own: Any, other: Any) -> Any:
    """Sum of the absolute differences of two profiles, [0, 2].

    Two running sums at a time, of even and of odd causes: a processor adds them side by side.
    """
    even, odd = 0.0, 0.0
    for cause in range(0, N_CAUSES, 2):
        even += abs(np.float64(own.profile[cause]) - np.float64(other.profile[cause]))
        odd += abs(np.float64(own.profile[cause + 1]) - np.float64(other.profile[cause + 1]))
    return even + odd


@compiled
def pair_address(own: Any, other: Any) -> Any:
    """The addresses of two associations, the smaller first: a pair has one luck."""
    if own.who < other.who:
        return own.who, other.who
    return other.who, own.who


@compiled
def release_setup(world: Any, tie: Any) -> None:
    """Forget the set-up of a tie; both sides are free to search again."""
    tie.setup_form, tie.setup_left = NO_TIE, 0
    world.associations[tie.own].setup_tie = NOBODY
    world.associations[tie.other].setup_tie = NOBODY

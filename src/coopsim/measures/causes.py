"""Causes: who defends what, listed once.

A profile has two to four causes out of sixteen: with the non-zero weights in
one list, what is asked by cause costs what is there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.world.records import N_CAUSES


class Causes(NamedTuple):
    """The non-zero weights in the profiles of the living.

    Attributes
    ----------
    slot : int32, shape (entries,): who
    cause : int8, shape (entries,): defends what
    weight : float64, shape (entries,): its weight in the profile, (0, 1]
    """

    slot: Any
    cause: Any
    weight: Any


@compiled
def causes_of(world: Any) -> Any:
    """The causes of the living, in order of the living.

    Parameters
    ----------
    world : World

    Returns
    -------
    Causes

    Sources
    -------
    Assumption: none (a list).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> causes_of(example_world(causes=(3, 5))).cause.tolist()
    [3, 5]
    """
    room = world.counts[0].living * N_CAUSES
    listed = Causes(np.empty(room, np.int32), np.empty(room, np.int8), np.empty(room))
    filled = 0
    for row in range(world.counts[0].living):
        profile = world.associations[world.living[row]].profile
        for cause in range(N_CAUSES):
            if profile[cause] > 0.0:
                listed.slot[filled], listed.cause[filled] = world.living[row], cause
                listed.weight[filled] = np.float64(profile[cause])
                filled += 1
    return Causes(listed.slot[:filled], listed.cause[:filled], listed.weight[:filled])


@compiled
def by_cause(causes: Any, amounts: Any) -> Any:
    """Amount of each cause: Σ_i amount_i·profile_ik.

    Parameters
    ----------
    causes : Causes of the living
    amounts : float, any unit, (-inf, inf), shape (slots,)

    Returns
    -------
    float, unit of amounts, (-inf, inf), shape (16,)

    Sources
    -------
    Assumption: an association speaks for its causes, and serves them, as its profile weighs them.

    Examples
    --------
    >>> import numpy as np
    >>> from coopsim.measures.example import example_world
    >>> by_cause(causes_of(example_world(causes=(1, 1))), np.array([1.0, 0.5]))[:3].tolist()
    [0.0, 1.5, 0.0]
    """
    amount = np.zeros(N_CAUSES)
    for place in range(len(causes.weight)):
        amount[causes.cause[place]] += amounts[causes.slot[place]] * causes.weight[place]
    return amount

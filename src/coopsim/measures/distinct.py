"""Distinct voices: associations that defend the same causes count for less.

Two voices resemble one another by the overlap of their profiles, Σ_k min(a_ik, a_jk),
times a similarity; two members of an alliance at least as much as one speaks
for the other. Pairs are never listed: per cause, with profiles in ascending
order, Σ_j v_j·min(a_i, a_j) is what lies below plus a_i times the voice above.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.ascending import ascending
from coopsim.measures.diversity import effective_number
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import ALLIANCE


@compiled
def voices(world: Any) -> Any:
    """Voice of each slot, v_i; 0 for those that ended.

    Parameters
    ----------
    world : World

    Returns
    -------
    float, voice, [0, inf), shape (slots,)

    Sources
    -------
    Assumption: an association that ended speaks no more.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> voices(example_world(voice=(1.0, 0.5))).tolist()
    [1.0, 0.5]
    """
    heard = np.zeros(world.counts[0].slots)
    for row in range(world.counts[0].living):
        heard[world.living[row]] = world.associations[world.living[row]].voice
    return heard


@compiled
def distinct_voices(world: Any, causes: Any, heard: Any, similarity: Any, order: Any) -> Any:
    """Effective number of distinct voices: (Σ pᵢ·(Zp)ᵢ^(q−1))^(1/(1−q)).

    Z_ij = similarity·overlap_ij, at least fidelity·governance between members
    of an active alliance, 1 on the diagonal; p are the shares of voice. Ten
    associations that say the same, or that speak through one another, are
    fewer voices than ten.

    Parameters
    ----------
    world : World
    causes : Causes of the living, see `coopsim.measures.causes`
    heard : float, voice, [0, inf), shape (slots,), see `voices`
    similarity : float, 1, [0, 1]: likeness of two voices with one profile
    order : int, 1, {0, 1, 2}

    Returns
    -------
    float, effective voices, [0, associations]

    Sources
    -------
    [LeinsterCobbold2012]_, p. 477–489. Assumption: likeness from overlap and alliance.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> from coopsim.measures.causes import causes_of
    >>> world = example_world(voice=(1.0, 1.0), causes=(0, 0))
    >>> round(float(distinct_voices(world, causes_of(world), voices(world), 0.5, 1)), 6)
    1.333333
    >>> round(float(distinct_voices(world, causes_of(world), voices(world), 1.0, 1)), 6)
    1.0
    """
    ordinary = np.zeros(len(heard))
    _add_likeness(causes, heard, similarity, ordinary)
    _add_alliances(world, heard, similarity, ordinary)
    return effective_number(heard, ordinary, order)


@compiled
def _add_likeness(causes: Any, heard: Any, similarity: Any, ordinary: Any) -> None:
    """Add similarity·Σ_j v_j·overlap_ij over the others, and one's own voice whole."""
    above, below = _voice_of_defenders(causes, heard), np.zeros(N_CAUSES)
    for place in ascending(causes.weight):
        slot, cause, weight = causes.slot[place], causes.cause[place], causes.weight[place]
        above[cause] -= heard[slot]
        ordinary[slot] += similarity * (below[cause] + weight * above[cause])
        below[cause] += heard[slot] * weight
    for slot in range(len(heard)):
        ordinary[slot] += heard[slot]


@compiled
def _voice_of_defenders(causes: Any, heard: Any) -> Any:
    """Voice of all who defend a cause, however little."""
    voice = np.zeros(N_CAUSES)
    for place in range(len(causes.weight)):
        voice[causes.cause[place]] += heard[causes.slot[place]]
    return voice


@compiled
def _add_alliances(world: Any, heard: Any, similarity: Any, ordinary: Any) -> None:
    """Add what an alliance makes of two voices beyond the overlap of their causes."""
    fidelity = world.forms[ALLIANCE].fidelity
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form == ALLIANCE and heard[tie.own] > 0.0 and heard[tie.other] > 0.0:
            lent = min(1.0, fidelity * tie.governance)
            more = max(0.0, lent - similarity * _overlap(world, tie.own, tie.other))
            ordinary[tie.own] += more * heard[tie.other]
            ordinary[tie.other] += more * heard[tie.own]


@compiled
def _overlap(world: Any, own: Any, other: Any) -> Any:
    """Σ_k min(a_ik, a_jk)."""
    profile, profile_other = world.associations[own].profile, world.associations[other].profile
    shared = 0.0
    for cause in range(N_CAUSES):
        shared += min(np.float64(profile[cause]), np.float64(profile_other[cause]))
    return shared

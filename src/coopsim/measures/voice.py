"""Voice: who is heard, how many voices that makes, and for which causes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.causes import by_cause
from coopsim.measures.distinct import distinct_voices, voices
from coopsim.measures.diversity import hill
from coopsim.measures.sums import share, total_of
from coopsim.measures.survival import in_small_cohort
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import LIVING, SMALL

INDEX_START = 100.0
"""Total voice of quarter 0, as an index."""


class Voice(NamedTuple):
    """Voice of the quarter, by the names of the measures."""

    voices_independent: Any
    voices_effective: Any
    voices_effective_2: Any
    voices_distinct: Any
    voice_total: Any
    causes_effective: Any
    freedom_mean: Any
    access_small: Any
    access_small_now: Any
    access_causes: Any
    seats_empty: Any
    representation_gap: Any


@compiled
def voice(world: Any, opening: Any, causes: Any, similarity: Any) -> Any:
    """Numbers of voices, their sum, and their reach.

    Number, loudness, likeness, freedom and access are told apart: a sector may
    be louder with fewer voices.

    Parameters
    ----------
    world : World; freedom, access and voice of this quarter
    opening : records, shape (1,), see `coopsim.measures.opening`
    causes : Causes of the living, see `coopsim.measures.causes`
    similarity : float, 1, [0, 1]: likeness of two voices with one profile

    Returns
    -------
    Voice

    Sources
    -------
    [Hill1973]_, p. 427–432; [LeinsterCobbold2012]_, p. 477–489.
    Assumption: where nothing was said at the start the index stays 100.

    Examples
    --------
    >>> from coopsim.measures.causes import causes_of
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(voice=(1.0, 1.0), access=(1.0, 0.0), causes=(0, 5))
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> heard = voice(world, opening, causes_of(world), 0.5)
    >>> float(heard.voices_independent), float(heard.voices_effective), float(heard.voice_total)
    (1.0, 2.0, 100.0)
    """
    heard = voices(world)
    spoken = by_cause(causes, heard)
    return Voice(
        voices_independent=independent_voices(world),
        voices_effective=hill(heard, 1),
        voices_effective_2=hill(heard, 2),
        voices_distinct=distinct_voices(world, causes, heard, similarity, 1),
        voice_total=INDEX_START * share(total_of(heard), opening[0].voice, 1.0),
        causes_effective=hill(spoken, 1),
        freedom_mean=_freedom_mean(world),
        access_small=_access_small(world, opening),
        access_small_now=_access_small_now(world, opening[0].small_below),
        access_causes=access_of_causes(world, causes),
        seats_empty=seats_empty(world),
        representation_gap=representation_gap(spoken, opening[0].need),
    )


@compiled
def independent_voices(world: Any) -> Any:
    """Independent voices: Σ 1{freedom·access > 0} over the living.

    Associations that are free to speak and are let in, however softly they speak.

    Parameters
    ----------
    world : World

    Returns
    -------
    float, associations, [0, associations]

    Sources
    -------
    Assumption: a voice needs freedom and access at once.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> float(independent_voices(example_world(freedom=(1.0, 0.0, 1.0), access=(0.5, 1.0, 0.0))))
    1.0
    """
    free = 0.0
    for row in range(world.counts[0].living):
        one = world.associations[world.living[row]]
        if one.freedom * one.access > 0.0:
            free += 1.0
    return free


@compiled
def access_of_causes(world: Any, causes: Any) -> Any:
    """Access of causes: mean of max_i access_i·profile_ik.

    The maximum is over the living of a department, the mean over departments
    and causes. A cause is let in by whoever carries it best; a seat in one department opens
    no door in another.

    Parameters
    ----------
    world : World
    causes : Causes of the living, see `coopsim.measures.causes`

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: departments and causes weigh alike.

    Examples
    --------
    >>> from coopsim.measures.causes import causes_of
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(access=(1.0, 0.5), causes=(0, 5))
    >>> float(access_of_causes(world, causes_of(world))) * 16
    1.5
    """
    best = np.zeros(len(world.departments) * N_CAUSES)
    for place in range(len(causes.weight)):
        one = world.associations[causes.slot[place]]
        door = one.department * N_CAUSES + causes.cause[place]
        best[door] = max(best[door], one.access * causes.weight[place])
    return share(total_of(best), len(best), 0.0)


@compiled
def representation_gap(voice_of_causes: Any, need: Any) -> Any:
    """Representation gap: ½·Σ_k |share of voice_k − share of need_k|.

    The part of voice that would have to move for each cause to be heard as
    much as it is needed.

    Parameters
    ----------
    voice_of_causes : float, voice, [0, inf), shape (16,)
    need : float, share, [0, 1], shape (16,)

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    Assumption: where nobody speaks the gap is whole; where nothing is needed it is 0.

    Examples
    --------
    >>> import numpy as np
    >>> float(representation_gap(np.array([3.0, 1.0]), np.array([0.5, 0.5])))
    0.25
    """
    needed, spoken = total_of(need), total_of(voice_of_causes)
    if needed <= 0.0 or spoken <= 0.0:
        return 1.0 if needed > 0.0 else 0.0
    apart = 0.0
    for cause in range(len(need)):
        apart += abs(voice_of_causes[cause] / spoken - need[cause] / needed)
    return min(1.0, apart / 2.0)


@compiled
def seats_empty(world: Any) -> Any:
    """Empty seats: 1 − seats held / seats offered at the last sharing-out.

    A holder that ends leaves its seat empty until the next sharing-out.

    Parameters
    ----------
    world : World; `account.seats_offered` is that of the last sharing-out

    Returns
    -------
    float, share, [0, 1]; 0 where none is offered

    Sources
    -------
    Assumption: seats are counted as they are held at the end of the quarter.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> float(seats_empty(example_world(seat=(1, 0, 1), account={"seats_offered": 8.0})))
    0.75
    """
    held, offered = 0.0, world.account[0].seats_offered
    for row in range(world.counts[0].living):
        held += world.associations[world.living[row]].seat
    return max(0.0, share(offered - held, offered, 0.0))


@compiled
def _freedom_mean(world: Any) -> Any:
    """Mean freedom of the living, each counting once."""
    summed, living = 0.0, world.counts[0].living
    for row in range(living):
        summed += world.associations[world.living[row]].freedom
    return share(summed, living, 0.0)


@compiled
def _access_small(world: Any, opening: Any) -> Any:
    """Mean access of the small cohort; who ended has none."""
    summed = 0.0
    for slot in range(opening[0].slots):
        one = world.associations[slot]
        if one.end == LIVING and in_small_cohort(world, opening, slot):
            summed += one.access
    return share(summed, opening[0].by_class[SMALL], 0.0)


@compiled
def _access_small_now(world: Any, small_below: Any) -> Any:
    """Mean access of those small today."""
    summed, small = 0.0, 0.0
    for row in range(world.counts[0].living):
        one = world.associations[world.living[row]]
        if one.staff < small_below:
            summed += one.access
            small += 1.0
    return share(summed, small, 0.0)

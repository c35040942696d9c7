"""Survival: what became of the associations alive at quarter 0."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.structure import size_class
from coopsim.measures.sums import share
from coopsim.world.vocabulary import (
    ABSORBED,
    CLOSED,
    ENDS,
    INSOLVENT,
    LARGE,
    LIVING,
    MEDIUM,
    MERGED,
    SIZE_CLASSES,
    SMALL,
)


class Survival(NamedTuple):
    """The living, and the fate of the cohorts, by the names of the measures."""

    associations: Any
    small_independent: Any
    small_independent_second: Any
    small_closed: Any
    small_absorbed: Any
    small_self_governed: Any
    medium_independent: Any
    large_independent: Any


@compiled
def survival(world: Any, opening: Any, self_governed_share: Any) -> Any:
    """Fates of each cohort: members of that fate / cohort at quarter 0.

    Independent is alive in one's own slot; self-governed is independent and
    keeps a share of its autonomy. The three fates of the small sum to 1.

    Parameters
    ----------
    world : World
    opening : records, shape (1,), see `coopsim.measures.opening`
    self_governed_share : float, share, [0, 1]: autonomy that makes self-governed

    Returns
    -------
    Survival

    Sources
    -------
    Assumption: where a cohort is empty nobody was lost: independent is 1.

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world, list_living
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(staff=(4.0, 5.0, 60.0), kept_autonomy=(0.6, 1.0, 1.0))
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> world.associations.end[1] = 3
    >>> list_living(world)
    >>> fates = survival(world, opening, 0.7)
    >>> float(fates.small_independent), float(fates.small_absorbed), float(fates.small_self_governed)
    (0.5, 0.5, 0.0)
    """
    fates, start = fates_by_class(world, opening), opening[0].by_class
    small = fates[SMALL]
    second = opening[0].cohort_second
    return Survival(
        associations=float(world.counts[0].living),
        small_independent=share(small[LIVING], start[SMALL], 1.0),
        small_independent_second=share(_second_living(world, opening), second, 1.0),
        small_closed=share(small[CLOSED] + small[INSOLVENT], start[SMALL], 0.0),
        small_absorbed=share(small[ABSORBED] + small[MERGED], start[SMALL], 0.0),
        small_self_governed=share(_self_governed(world, opening, self_governed_share), start[SMALL], 1.0),
        medium_independent=share(fates[MEDIUM, LIVING], start[MEDIUM], 1.0),
        large_independent=share(fates[LARGE, LIVING], start[LARGE], 1.0),
    )


@compiled
def fates_by_class(world: Any, opening: Any) -> Any:
    """Associations alive at quarter 0, by size class then and by end so far.

    Parameters
    ----------
    world : World
    opening : records, shape (1,), see `coopsim.measures.opening`

    Returns
    -------
    float, associations, [0, inf), shape (3, 5): `SIZE_CLASSES` by `ENDS`

    Sources
    -------
    Assumption: none (a count).

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(staff=(4.0, 60.0))
    >>> fates_by_class(world, opened(world, Thresholds(10.0, 20.0, 50.0), example_tables()))[:, 0].tolist()
    [1.0, 0.0, 1.0]
    """
    fates = np.zeros((len(SIZE_CLASSES), len(ENDS)))
    small_below, large_from = opening[0].small_below, opening[0].large_from
    for slot in range(opening[0].slots):
        life = world.lives[slot]
        if life.cohort == 1:
            fates[size_class(life.staff_start, small_below, large_from), world.associations[slot].end] += 1.0
    return fates


@compiled
def _second_living(world: Any, opening: Any) -> Any:
    """Living members of the cohort under the second threshold of smallness."""
    living = 0.0
    for slot in range(opening[0].slots):
        life, alive = world.lives[slot], world.associations[slot].end == LIVING
        if alive and life.cohort == 1 and life.staff_start < opening[0].small_below_second:
            living += 1.0
    return living


@compiled
def _self_governed(world: Any, opening: Any, self_governed_share: Any) -> Any:
    """Living members of the small cohort that keep enough of their autonomy."""
    kept = 0.0
    for slot in range(opening[0].slots):
        one = world.associations[slot]
        governed = one.end == LIVING and one.kept_autonomy >= self_governed_share
        if governed and in_small_cohort(world, opening, slot):
            kept += 1.0
    return kept


@compiled
def in_small_cohort(world: Any, opening: Any, slot: Any) -> Any:
    """Whether a slot was alive and small at quarter 0.

    Parameters
    ----------
    world : World
    opening : records, shape (1,), see `coopsim.measures.opening`
    slot : int, slot, [0, slots)

    Returns
    -------
    bool

    Sources
    -------
    Assumption: none (the definition of the small cohort).

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(staff=(4.0, 60.0))
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> bool(in_small_cohort(world, opening, 0)), bool(in_small_cohort(world, opening, 1))
    (True, False)
    """
    life = world.lives[slot]
    return life.cohort == 1 and life.staff_start < opening[0].small_below

"""Quarter 0, remembered: what later quarters are compared with."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.causes import by_cause, causes_of
from coopsim.measures.distinct import voices
from coopsim.measures.funder import coordination_cost, delivered, public_spending
from coopsim.measures.groups import find_groups
from coopsim.measures.structure import count_by_class, size_class
from coopsim.measures.sums import total_of
from coopsim.world.records import N_CAUSES, records
from coopsim.world.vocabulary import SIZE_CLASSES

OPENING = np.dtype(
    [
        ("small_below", "f8"),  # FTE
        ("small_below_second", "f8"),  # FTE
        ("large_from", "f8"),  # FTE
        ("slots", "i8"),  # slots in use
        ("by_class", "f8", (len(SIZE_CLASSES),)),  # living, by size class: the three cohorts
        ("cohort_second", "f8"),  # living under the second threshold
        ("voice", "f8"),  # sum over the living
        ("spending", "f8"),  # k€/quarter
        ("delivered", "f8"),  # k€/quarter
        ("delivered_by_cause", "f8", (N_CAUSES,)),  # k€/quarter
        ("need", "f8", (N_CAUSES,)),  # of the whole region, sum 1
    ],
    align=True,
)
"""What the measures remember of quarter 0."""


class Thresholds(NamedTuple):
    """Sizes that part small, medium and large, in FTE, by the keys of a scenario."""

    small_below: float
    small_below_second: float
    large_from: float


def opened(world: Any, thresholds: Thresholds, tables: Any) -> Any:
    """The opening of a run, from its state at quarter 0.

    Parameters
    ----------
    world : World at quarter 0; its cohort and groups are written
    thresholds : Thresholds, FTE
    tables : the parameter tables of the run: funder and tender are read

    Returns
    -------
    records, shape (1,), kind `OPENING`

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world
    >>> world = example_world(staff=(4.0, 15.0, 60.0), voice=1.0)
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> opening[0].by_class.tolist(), float(opening[0].cohort_second), float(opening[0].voice)
    ([1.0, 1.0, 1.0], 2.0, 3.0)
    """
    opening = records(1, OPENING)
    open_measures(world, thresholds, tables, opening)
    return opening


@compiled
def open_measures(world: Any, thresholds: Any, tables: Any, opening: Any) -> None:
    """Fill the opening from the state at quarter 0, and mark the cohort.

    Shares of a cohort, the voice index and the funder's savings are told
    against this state.

    Parameters
    ----------
    world : World at quarter 0; its cohort and groups are written
    thresholds : Thresholds, FTE
    tables : the parameter tables of the run: funder and tender are read
    opening : records, shape (1,), kind `OPENING`; written

    Sources
    -------
    Assumption: a life in the run starts at quarter 0 for all who live then.

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world
    >>> world = example_world(staff=(4.0, 15.0))
    >>> open_measures(world, Thresholds(10.0, 20.0, 50.0), example_tables(), records(1, OPENING))
    >>> world.lives.staff_start.tolist(), world.lives.cohort.tolist()
    ([4.0, 15.0], [1, 1])
    """
    find_groups(world)
    start = opening[0]
    start.small_below, start.large_from = thresholds.small_below, thresholds.large_from
    start.small_below_second = thresholds.small_below_second
    start.slots = world.counts[0].slots
    _mark_cohort(world, start)
    start.voice = total_of(voices(world))
    coordination = coordination_cost(world, tables.funder.interlocutor_cost)
    start.spending = public_spending(world, coordination, tables.tender.call_cost)
    start.delivered = total_of(delivered(world))
    start.by_class[:] = count_by_class(world, thresholds.small_below, thresholds.large_from)
    start.delivered_by_cause[:] = by_cause(causes_of(world), delivered(world))
    start.need[:] = regional_need(world)


@compiled
def _mark_cohort(world: Any, start: Any) -> None:
    """Write size at the start, size class and membership of the cohort."""
    start.cohort_second = 0.0
    for slot in range(world.counts[0].slots):
        world.lives[slot].cohort = 0
    for row in range(world.counts[0].living):
        staff, life = world.associations[world.living[row]].staff, world.lives[world.living[row]]
        life.cohort, life.staff_start = 1, staff
        life.size_class = size_class(staff, start.small_below, start.large_from)
        if staff < start.small_below_second:
            start.cohort_second += 1.0


@compiled
def regional_need(world: Any) -> Any:
    """Need of each cause in the region: Σ_d living_d·need_dk / Σ_d living_d.

    Parameters
    ----------
    world : World

    Returns
    -------
    float, share, [0, 1], shape (16,): sum 1, or all 0 where nobody lives

    Sources
    -------
    Assumption: a department weighs by its associations at quarter 0.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(staff=(1.0, 1.0, 1.0, 1.0), department=(0, 1, 1, 1), departments=2)
    >>> world.departments.need[0, 0], world.departments.need[1, 1] = 1.0, 1.0
    >>> regional_need(world)[:3].tolist()
    [0.25, 0.75, 0.0]
    """
    need, living = np.zeros(N_CAUSES), world.counts[0].living
    for department in range(len(world.departments)):
        weight = (world.first[department + 1] - world.first[department]) / max(1, living)
        for cause in range(N_CAUSES):
            need[cause] += weight * world.departments[department].need[cause]
    return need

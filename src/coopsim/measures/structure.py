"""Structure: how large associations are, and in how few hands money is."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.concentration import gini, herfindahl, largest_four_share
from coopsim.measures.groups import count_groups, money_by_group
from coopsim.measures.sums import total_of
from coopsim.world.vocabulary import LARGE, MEDIUM, SIZE_CLASSES, SMALL

EMPTY_CLASS = 0.5
"""What an empty size class counts, so that its logarithm exists."""


class Structure(NamedTuple):
    """Sizes and concentration of the quarter, by the names of the measures."""

    staff_mean: Any
    staff_total: Any
    public_money_hhi: Any
    public_money_cr4: Any
    group_money_hhi: Any
    group_money_cr4: Any
    size_gini: Any
    hollowing: Any
    groups: Any


@compiled
def size_class(staff: Any, small_below: Any, large_from: Any) -> Any:
    """Size class: small < small_below ≤ medium < large_from ≤ large.

    Parameters
    ----------
    staff : float, FTE, [0, inf)
    small_below, large_from : float, FTE, (0, inf): the thresholds

    Returns
    -------
    int, row of `coopsim.world.vocabulary.SIZE_CLASSES`

    Sources
    -------
    Assumption: thresholds in FTE (the statistics of employers count heads).

    Examples
    --------
    >>> [int(size_class(staff, 10.0, 50.0)) for staff in (9.9, 10.0, 50.0)]
    [0, 1, 2]
    """
    if staff < small_below:
        return SMALL
    return MEDIUM if staff < large_from else LARGE


@compiled
def count_by_class(world: Any, small_below: Any, large_from: Any) -> Any:
    """Living associations in each size class, by today's staff.

    Parameters
    ----------
    world : World
    small_below, large_from : float, FTE, (0, inf): the thresholds

    Returns
    -------
    float, associations, [0, inf), shape (3,)

    Sources
    -------
    Assumption: none (a count).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> count_by_class(example_world(staff=(1.0, 2.0, 60.0)), 10.0, 50.0).tolist()
    [2.0, 0.0, 1.0]
    """
    counts = np.zeros(len(SIZE_CLASSES))
    for row in range(world.counts[0].living):
        counts[size_class(world.associations[world.living[row]].staff, small_below, large_from)] += 1.0
    return counts


@compiled
def hollowing(now: Any, start: Any) -> Any:
    """Hollowing of the middle: Δln N_medium − ½·(Δln N_small + Δln N_large).

    Negative where medium associations vanish faster than small and large ones.

    Parameters
    ----------
    now, start : float, associations, [0, inf), shape (3,): living in each size class

    Returns
    -------
    float, ln of a ratio, (-inf, inf)

    Sources
    -------
    Assumption: an empty class counts as half an association.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(hollowing(np.array([8.0, 2.0, 2.0]), np.array([8.0, 4.0, 2.0]))), 6)
    -0.693147
    """
    change = np.zeros(len(now))
    for row in range(len(now)):
        change[row] = math.log(max(EMPTY_CLASS, now[row])) - math.log(max(EMPTY_CLASS, start[row]))
    return change[MEDIUM] - (change[SMALL] + change[LARGE]) / 2.0


@compiled
def structure(world: Any, opening: Any) -> Any:
    """Sizes and concentration of the living this quarter.

    Money is grants and contracts; concentration is told over associations,
    and over groups, where an alliance counts as one pair of hands.

    Parameters
    ----------
    world : World, after `find_groups`
    opening : records, shape (1,), see `coopsim.measures.opening`

    Returns
    -------
    Structure

    Sources
    -------
    Assumption: the usual indices, on the living of the quarter.

    Examples
    --------
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(staff=(4.0, 20.0), public_grant=(1.0, 3.0))
    >>> sizes = structure(world, opened(world, Thresholds(10.0, 20.0, 50.0), example_tables()))
    >>> float(sizes.staff_mean), float(sizes.public_money_hhi), float(sizes.hollowing)
    (12.0, 0.625, 0.0)
    """
    staff, money = _staff(world), _money(world)
    grouped = money_by_group(world)
    total = total_of(staff)
    now = count_by_class(world, opening[0].small_below, opening[0].large_from)
    return Structure(
        staff_mean=total / max(1, len(staff)),
        staff_total=total,
        public_money_hhi=herfindahl(money),
        public_money_cr4=largest_four_share(money),
        group_money_hhi=herfindahl(grouped),
        group_money_cr4=largest_four_share(grouped),
        size_gini=gini(staff),
        hollowing=hollowing(now, opening[0].by_class),
        groups=count_groups(world),
    )


@compiled
def _staff(world: Any) -> Any:
    """Staff of the living."""
    staff = np.empty(world.counts[0].living)
    for row in range(len(staff)):
        staff[row] = world.associations[world.living[row]].staff
    return staff


@compiled
def _money(world: Any) -> Any:
    """Public money of the living: grants and contracts."""
    money = np.empty(world.counts[0].living)
    for row in range(len(money)):
        one = world.associations[world.living[row]]
        money[row] = one.public_grant + one.contracts
    return money

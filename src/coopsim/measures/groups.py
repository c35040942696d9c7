"""Groups: sets of associations connected by active alliances."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.world.vocabulary import ALLIANCE


@compiled
def find_groups(world: Any) -> None:
    """Write the smallest slot of its group into `world.group`, for every slot.

    Union–find over the active alliances; an association without alliance is
    its own group. The smallest slot stands for the group, so the answer does
    not depend on the order of the ties.

    Parameters
    ----------
    world : World; its `group` is written

    Sources
    -------
    Assumption: a group is what active alliances connect.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(ties=((2, 1, 3, 0.5),), staff=(1.0, 1.0, 1.0))
    >>> find_groups(world)
    >>> world.group.tolist()
    [0, 1, 1]
    """
    group = world.group
    for slot in range(world.counts[0].slots):
        group[slot] = slot
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form == ALLIANCE:
            first, second = head(group, tie.own), head(group, tie.other)
            group[max(first, second)] = min(first, second)
    for slot in range(world.counts[0].slots):
        # a head is smaller than its members, hence already final
        group[slot] = group[group[slot]]


@compiled
def head(group: Any, slot: Any) -> Any:
    """Smallest slot of the group of a slot, halving the path to it.

    Parameters
    ----------
    group : int, slot, [0, slots), shape (slots,): a smaller slot of the same group, or itself
    slot : int, slot, [0, slots)

    Returns
    -------
    int, slot, [0, slot]

    Sources
    -------
    Assumption: none (union–find).

    Examples
    --------
    >>> import numpy as np
    >>> int(head(np.array([0, 0, 1]), 2))
    0
    """
    while group[slot] != slot:
        group[slot] = group[group[slot]]
        slot = group[slot]
    return slot


@compiled
def members_by_group(world: Any) -> Any:
    """Living members of each group, at the slot that stands for it.

    Parameters
    ----------
    world : World, after `find_groups`

    Returns
    -------
    int, associations, [0, inf), shape (slots,)

    Sources
    -------
    Assumption: none (a count).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(ties=((2, 1, 3, 0.5),), staff=(1.0, 1.0, 1.0))
    >>> find_groups(world)
    >>> members_by_group(world).tolist()
    [1, 2, 0]
    """
    members = np.zeros(world.counts[0].slots, np.int64)
    for row in range(world.counts[0].living):
        members[world.group[world.living[row]]] += 1
    return members


@compiled
def money_by_group(world: Any) -> Any:
    """Public money of each group: Σ grants + contracts of its members.

    Parameters
    ----------
    world : World, after `find_groups`

    Returns
    -------
    float, k€/quarter, [0, inf), shape (slots,)

    Sources
    -------
    Assumption: none (a sum).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(ties=((0, 1, 3, 0.5),), public_grant=(1.0, 2.0), contracts=(0.0, 5.0))
    >>> find_groups(world)
    >>> money_by_group(world).tolist()
    [8.0, 0.0]
    """
    money = np.zeros(world.counts[0].slots)
    for row in range(world.counts[0].living):
        slot = world.living[row]
        money[world.group[slot]] += world.associations[slot].public_grant + world.associations[slot].contracts
    return money


@compiled
def count_groups(world: Any) -> Any:
    """Groups of two living members or more.

    Parameters
    ----------
    world : World, after `find_groups`

    Returns
    -------
    float, groups, [0, associations / 2]

    Sources
    -------
    Assumption: one association alone is no group.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(ties=((0, 1, 3, 0.5),), staff=(1.0, 1.0, 1.0))
    >>> find_groups(world)
    >>> float(count_groups(world))
    1.0
    """
    groups = 0.0
    for members in members_by_group(world):
        if members > 1:
            groups += 1.0
    return groups

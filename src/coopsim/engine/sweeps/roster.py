"""The list of living slots, grouped by department."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.world.vocabulary import LIVING


@compiled
def list_living(world: Any) -> None:
    """Fill `world.living` and `world.first`: a counting sort of living slots by department."""
    first, associations = world.first, world.associations
    slots = world.counts[0].slots
    first[:] = 0
    for slot in range(slots):
        if associations[slot].end == LIVING:
            first[associations[slot].department + 1] += 1
    for department in range(len(first) - 1):
        first[department + 1] += first[department]
    world.counts[0].living = first[-1]
    _fill(world)


@compiled
def _fill(world: Any) -> None:
    """Place each living slot at the next free place of its department."""
    first, associations = world.first, world.associations
    for slot in range(world.counts[0].slots):
        one = associations[slot]
        if one.end == LIVING:
            world.living[first[one.department]] = slot
            first[one.department] += 1
    for department in range(len(first) - 1, 0, -1):
        first[department] = first[department - 1]
    first[0] = 0

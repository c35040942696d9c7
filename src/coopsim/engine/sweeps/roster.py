"""The list of living slots, grouped by department and, within it, by main cause."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.world.records import N_CAUSES
from coopsim.world.vocabulary import LIVING


@compiled
def cell_of(one: Any) -> Any:
    """The cell of an association: its department and its main cause as one number."""
    return one.department * N_CAUSES + one.main_cause


@compiled
def list_living(world: Any) -> None:
    """Fill `world.living`, `world.cells` and `world.first`: a counting sort of living slots by cell."""
    cells, associations = world.cells, world.associations
    cells[:] = 0
    for slot in range(world.counts[0].slots):
        if associations[slot].end == LIVING:
            cells[cell_of(associations[slot]) + 1] += 1
    for cell in range(len(cells) - 1):
        cells[cell + 1] += cells[cell]
    world.counts[0].living = cells[-1]
    _fill(world)
    for department in range(len(world.first)):
        world.first[department] = cells[department * N_CAUSES]


@compiled
def _fill(world: Any) -> None:
    """Place each living slot at the next free place of its cell."""
    cells, associations = world.cells, world.associations
    for slot in range(world.counts[0].slots):
        one = associations[slot]
        if one.end == LIVING:
            world.living[cells[cell_of(one)]] = slot
            cells[cell_of(one)] += 1
    for cell in range(len(cells) - 1, 0, -1):
        cells[cell] = cells[cell - 1]
    cells[0] = 0

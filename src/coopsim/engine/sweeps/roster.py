"""The lists of living slots: ascending, and grouped by department and main cause."""

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
    """Fill the lists of the living: a pass in the order of memory, and a counting sort by cell."""
    cells, associations = world.cells, world.associations
    cells[:] = 0
    number = 0
    for slot in range(world.counts[0].slots):
        if associations[slot].end == LIVING:
            world.living[number] = slot
            number += 1
            cells[cell_of(associations[slot]) + 1] += 1
    for cell in range(len(cells) - 1):
        cells[cell + 1] += cells[cell]
    world.counts[0].living = number
    _fill(world)
    for department in range(len(world.first)):
        world.first[department] = cells[department * N_CAUSES]


@compiled
def _fill(world: Any) -> None:
    """Place each living slot at the next free place of its cell."""
    cells = world.cells
    for place in range(world.counts[0].living):
        slot = world.living[place]
        cell = cell_of(world.associations[slot])
        world.residents[cells[cell]] = slot
        cells[cell] += 1
    for cell in range(len(cells) - 1, 0, -1):
        cells[cell] = cells[cell - 1]
    cells[0] = 0

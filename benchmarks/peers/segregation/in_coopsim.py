"""Segregation in coopsim's way: records, rules as scalar sentences, compiled sweeps, luck by address.

Rules and sweeps stand in one file, for the reason said in `wealth/in_coopsim.py`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started
from benchmarks.peers.segregation.town import EMPTY, GROUPS, WANTED, side

from coopsim._compile import compiled
from coopsim.chance import luck_of, uniform
from coopsim.measures.sums import share

ORDER, CELL = 1, 2
"""Streams: one a decision."""

RESIDENT = np.dtype(
    [
        ("who", "u8"),  # address of its luck
        ("similar", "f8"),  # share of neighbours alike, [0, 1]
        ("row", "i4"),
        ("column", "i4"),
        ("group", "i1"),
        ("happy", "i1"),
    ],
    align=True,
)
NOBODY = np.int8(EMPTY)


class Town(NamedTuple):
    """The state: residents, the group on each cell or `NOBODY`, and the cells that are empty.

    Groups are written down twice, with the resident and on its cell: looking
    around then reads eight bytes side by side instead of eight records apart.
    """

    residents: Any
    groups: Any
    empty: Any


@compiled
def is_happy(similar: float, wanted: float) -> bool:
    """Whether one stays: enough neighbours are of one's own group."""
    return similar >= wanted


@compiled
def drawn(luck: float, number: int) -> int:
    """One of a number of places, all as likely."""
    return int(luck * number)


@compiled
def similar_around(town: Any, slot: Any) -> Any:
    """Share of the neighbours of a resident that are of its own group; 0 without neighbours."""
    one, (rows, columns) = town.residents[slot], town.groups.shape
    neighbours, alike = -1, -1  # oneself is among the nine cells
    for row in range(max(0, one.row - 1), min(rows, one.row + 2)):
        for column in range(max(0, one.column - 1), min(columns, one.column + 2)):
            other = town.groups[row, column]
            neighbours += other != NOBODY
            alike += other == one.group
    return share(float(alike), float(neighbours), 0.0)


@compiled
def look_around(town: Any) -> None:
    """Everybody looks around, and is happy or not."""
    for slot in range(len(town.residents)):
        one = town.residents[slot]
        one.similar = similar_around(town, slot)
        one.happy = is_happy(similar=one.similar, wanted=WANTED)


@compiled
def choose_unhappy(town: Any, order: Any) -> Any:
    """Write the slots of the unhappy, and say how many they are."""
    number = 0
    for slot in range(len(town.residents)):
        if not town.residents[slot].happy:
            order[number] = slot
            number += 1
    return number


@compiled
def shuffle(order: Any, number: Any, luck: Any, step: Any) -> None:
    """Put the first of an order into another order, all as likely (Fisher and Yates)."""
    for last in range(number - 1, 0, -1):
        place = drawn(luck=uniform(luck, ORDER, step, last, 0, 0), number=last + 1)
        order[last], order[place] = order[place], order[last]


@compiled
def move(town: Any, slot: Any, place: Any) -> None:
    """Move a resident to one of the empty cells; the cell that it leaves takes the place of that one."""
    one, columns = town.residents[slot], town.groups.shape[1]
    left, found = one.row * columns + one.column, town.empty[place]
    one.row, one.column = found // columns, found % columns
    town.groups[left // columns, left % columns] = NOBODY
    town.groups[one.row, one.column] = one.group
    town.empty[place] = left


@compiled
def move_unhappy(town: Any, luck: Any, step: Any, order: Any) -> None:
    """The unhappy move, in an order drawn anew."""
    number = choose_unhappy(town, order)
    shuffle(order, number, luck, step)
    for place in range(number):
        slot = order[place]
        luck_of_cell = uniform(luck, CELL, step, town.residents[slot].who, 0, 0)
        move(town, slot, drawn(luck=luck_of_cell, number=len(town.empty)))


@compiled
def measure(town: Any, row: Any) -> None:
    """Share of the happy, and mean share of neighbours alike."""
    happy, similar = 0, 0.0
    for slot in range(len(town.residents)):
        happy += town.residents[slot].happy
        similar += town.residents[slot].similar
    row[0] = happy / len(town.residents)
    row[1] = similar / len(town.residents)


@compiled
def pass_steps(town: Any, luck: Any, rows: Any) -> None:
    """Let the steps pass, and measure after each; the first row is before any."""
    order = np.empty(len(town.residents), np.int64)
    measure(town, rows[0])
    for step in range(1, len(rows)):
        move_unhappy(town, luck, step, order)
        look_around(town)
        measure(town, rows[step])


@compiled
def found(town: Any, luck: Any) -> None:
    """Put everybody on an empty cell, each as likely as another, and let them look around."""
    left = len(town.residents) + len(town.empty)
    cells = np.arange(left)
    shuffle(cells, left, luck, 0)
    for slot in range(len(town.residents)):
        one, columns = town.residents[slot], town.groups.shape[1]
        one.row, one.column = cells[slot] // columns, cells[slot] % columns
        town.groups[one.row, one.column] = one.group
    for place in range(len(town.empty)):
        town.empty[place] = cells[len(town.residents) + place]
    look_around(town)


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    residents, length = np.zeros(size.agents, RESIDENT), side(size)
    residents["who"] = np.arange(size.agents)
    residents["group"] = np.arange(size.agents) % GROUPS
    empty = np.empty(length * length - size.agents, np.int64)
    town = Town(residents, np.full((length, length), NOBODY), empty)
    luck, rows = luck_of(seed, 0), np.zeros((size.steps + 1, 2))
    found(town, luck)
    return Started(
        advance=lambda: pass_steps(town, luck, rows),
        outcome=lambda: Outcome(rows, town.groups.astype(np.float64)),
    )

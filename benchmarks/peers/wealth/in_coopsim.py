"""Wealth exchange in coopsim's way: records, rules as scalar sentences, one compiled sweep, luck by address.

Rules and sweep stand in one file: numba serves kept machine code as long as
the file of the function that Python calls is unchanged, and coopsim's own
folder of machine code is named by the sources of the package alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started

from coopsim._compile import compiled
from coopsim.chance import luck_of
from coopsim.chance.draws import unit, words
from coopsim.measures.concentration import gini

STEP_LUCK = 1
"""Stream: both draws that everybody needs in a step are words of one block."""

PERSON = np.dtype(
    [
        ("who", "u8"),  # address of its luck
        ("wealth", "i8"),  # units
        ("order_luck", "f8"),  # (0, 1), of this step
        ("partner_luck", "f8"),  # (0, 1), of this step
    ],
    align=True,
)


@compiled
def gift(wealth: int) -> int:
    """What one gives in a step: one unit, if there is one."""
    return 1 if wealth > 0 else 0


@compiled
def drawn(luck: float, number: int) -> int:
    """One of a number of places, all as likely."""
    return int(luck * number)


@compiled
def draw_luck(persons: Any, luck: Any, step: Any) -> None:
    """The luck of a step, for everybody."""
    for slot in range(len(persons)):
        person = persons[slot]
        first, second, _, _ = words(luck, STEP_LUCK, step, person.who, 0, 0)
        person.order_luck, person.partner_luck = unit(first), unit(second)


@compiled
def shuffle(persons: Any, order: Any) -> None:
    """Put the order into another, all as likely (Fisher and Yates)."""
    for last in range(len(order) - 1, 0, -1):
        place = drawn(luck=persons[last].order_luck, number=last + 1)
        order[last], order[place] = order[place], order[last]


@compiled
def exchange(persons: Any, order: Any) -> None:
    """Everybody gives, in order."""
    for slot in order:
        giver = persons[slot]
        given = gift(wealth=giver.wealth)
        persons[drawn(luck=giver.partner_luck, number=len(persons))].wealth += given
        giver.wealth -= given


@compiled
def inequality(persons: Any, column: Any) -> Any:
    """Gini index of wealth."""
    for slot in range(len(persons)):
        column[slot] = float(persons[slot].wealth)
    return gini(column)


@compiled
def pass_steps(persons: Any, luck: Any, rows: Any) -> None:
    """Let the steps pass, and measure after each; the first row is before any."""
    order, column = np.arange(len(persons)), np.empty(len(persons))
    rows[0, 0] = inequality(persons, column)
    for step in range(1, len(rows)):
        draw_luck(persons, luck, step)
        shuffle(persons, order)
        exchange(persons, order)
        rows[step, 0] = inequality(persons, column)


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    persons = np.zeros(size.agents, PERSON)
    persons["who"], persons["wealth"] = np.arange(size.agents), 1
    luck, rows = luck_of(seed, 0), np.zeros((size.steps + 1, 1))
    return Started(
        advance=lambda: pass_steps(persons, luck, rows),
        outcome=lambda: Outcome(rows, persons["wealth"].astype(np.float64)),
    )

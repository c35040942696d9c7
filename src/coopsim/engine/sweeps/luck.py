"""Before the phases: each association starts the quarter and meets its luck."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.chance.draws import halves, normals_of, unit, words
from coopsim.chance.streams import QUARTER_LUCK


@compiled
def draw_luck(world: Any, setting: Any, quarter: Any) -> None:
    """Start the quarter of each living association: nothing won yet, and its luck from one block of words.

    Five decisions share a block, because a block costs as much as any rule:
    words 0 and 1 make the normal luck of income and of the norm, word 2 that
    of closure, the halves of word 3 those of search and of a leader's departure.
    """
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        one.won, one.due, one.searched = 0.0, 0.0, 0
        first, second, third, fourth = words(setting.luck, QUARTER_LUCK, quarter, one.who, 0, 0)
        one.income_luck, one.norm_luck = normals_of(first, second)
        one.closure_luck = unit(third)
        one.search_luck, one.departure_luck = halves(fourth)

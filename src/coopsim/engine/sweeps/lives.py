"""The start of each life, noted for the table of associations."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.engine.sweeps.costs import dependence_of
from coopsim.measures.structure import size_class
from coopsim.world.vocabulary import LIVING


@compiled
def begin_lives(world: Any, setting: Any, quarter: Any) -> None:
    """Note the start of the lives that began this quarter: the last slots."""
    slot = world.counts[0].slots - 1
    while slot >= 0 and world.lives[slot].founded == quarter:
        begin_life(world, setting, quarter, slot)
        slot -= 1


@compiled
def begin_run(world: Any, setting: Any, quarter: Any) -> None:
    """Note the state of all the living at quarter 0 as the start of their life in the run."""
    for slot in range(world.counts[0].slots):
        if world.associations[slot].end == LIVING:
            begin_life(world, setting, quarter, slot)


@compiled
def begin_life(world: Any, setting: Any, quarter: Any, slot: Any) -> None:
    """Note one start: size, age, governance, dependence, voice."""
    one, life = world.associations[slot], world.lives[slot]
    life.staff_start, life.age_start = one.staff, quarter - one.born
    life.governance_start, life.voice_start = one.governance, one.voice
    life.dependence_start = dependence_of(one)
    life.size_class = size_class(one.staff, setting.small_below, setting.large_from)

"""Phase 5, continued: leaders leave and are replaced (model.md §4.9)."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.chance import normal
from coopsim.chance.streams import LEADER_GOVERNANCE
from coopsim.engine.sweeps.events import note
from coopsim.engine.sweeps.pairs import next_tie
from coopsim.rules.governance import departure_chance, governance_of_new_leader
from coopsim.world.vocabulary import LEADER_LEFT, NO_TIE, NOBODY


@compiled
def change_leaders(world: Any, setting: Any, quarter: Any) -> None:
    """A place that is empty waits for its time; a leader in place may leave."""
    table = setting.tables.governance
    chance = departure_chance(parameters=table)
    for place in range(world.counts[0].living):
        slot = world.living[place]
        one = world.associations[slot]
        if one.vacancy > 0:
            one.vacancy -= 1
            if one.vacancy == 0:
                luck = normal(setting.luck, LEADER_GOVERNANCE, quarter, one.who, 0, 0)
                one.governance = governance_of_new_leader(
                    governance=one.governance, luck=luck, parameters=table
                )
        elif one.departure_luck < chance:
            one.vacancy = table.vacancy_quarters
            _take_trust_away(world, slot, table.personal_trust)
            note(world, setting, quarter, LEADER_LEFT, slot, NOBODY, NO_TIE)


@compiled
def _take_trust_away(world: Any, slot: Any, share: Any) -> None:
    """Part of the trust of every tie was the leader's own."""
    row = world.associations[slot].first_tie
    while row >= 0:
        tie = world.ties[row]
        tie.trust *= 1.0 - share
        row = next_tie(tie, slot)

"""Phase 10: access, freedom and voice (model.md §4.10, §4.11)."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.engine.sweeps.costs import dependence_of
from coopsim.levers.advocacy_penalty import funded_freedom
from coopsim.rules.seats import lent_access
from coopsim.rules.voice import freedom, voice
from coopsim.world.vocabulary import NO_TIE


@compiled
def hear_voices(world: Any, setting: Any) -> None:
    """Give every living association its access, its freedom and its voice."""
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        one.access = float(one.seat)
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form != NO_TIE:
            own, other = world.associations[tie.own], world.associations[tie.other]
            fidelity = world.forms[tie.form].fidelity
            own.access = max(own.access, lent_access(fidelity=fidelity, governance=tie.governance, seat=other.seat))
            other.access = max(other.access, lent_access(fidelity=fidelity, governance=tie.governance, seat=own.seat))
    for place in range(world.counts[0].living):
        _speak(world, setting, world.associations[world.living[place]])


@compiled
def _speak(world: Any, setting: Any, one: Any) -> None:
    """The freedom and the voice of one association; without the mechanism nobody is heard."""
    table = setting.tables.voice
    levers = world.departments[one.department].levers
    one.freedom = freedom(
        funded_freedom=funded_freedom(
            advocacy_penalty=levers.advocacy_penalty, dependence=dependence_of(one)
        ),
        norm=one.managerial_norm,
        kept_autonomy=one.kept_autonomy,
        parameters=table,
    )
    one.voice = 0.0
    if setting.switches.voice:
        one.voice = voice(
            freedom=one.freedom,
            visibility=one.visibility,
            access=one.access,
            tie_governance=one.tie_governance,
            parameters=table,
        )

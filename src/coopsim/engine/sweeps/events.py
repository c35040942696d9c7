"""Writing what happened: one row an event."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.rules.stress import cash_months
from coopsim.world.vocabulary import AGREEMENT_SIGNED


@compiled
def note(
    world: Any, setting: Any, quarter: Any, kind: Any, slot: Any, other: Any, form: Any
) -> None:
    """Record an event of one association, or of a pair."""
    if setting.keep_events:
        row = world.counts[0].events
        world.counts[0].events += 1
        event = world.events[row]
        event.quarter, event.kind, event.form = quarter, kind, form
        event.association, event.other = slot, other


@compiled
def last_event(world: Any) -> Any:
    """The event just recorded."""
    return world.events[world.counts[0].events - 1]


@compiled
def note_signing(world: Any, setting: Any, quarter: Any, tie: Any, gain_own: Any, gain_other: Any) -> None:
    """Record the signing of an agreement with the state of both sides."""
    note(world, setting, quarter, AGREEMENT_SIGNED, tie.own, tie.other, tie.setup_form)
    if setting.keep_events:
        event = last_event(world)
        own, other = world.associations[tie.own], world.associations[tie.other]
        stress = setting.tables.stress
        event.staff_own, event.staff_other = own.staff, other.staff
        event.age_own, event.age_other = quarter - own.born, quarter - other.born
        event.cash_months_own = cash_months(reserves=own.reserves, cost=own.cost, parameters=stress)
        event.cash_months_other = cash_months(reserves=other.reserves, cost=other.cost, parameters=stress)
        event.surplus_own, event.surplus_other = year_surplus(own), year_surplus(other)
        event.vacancy_own, event.vacancy_other = own.vacancy > 0, other.vacancy > 0
        event.gain_own, event.gain_other = gain_own, gain_other
        event.governance = tie.setup_governance


@compiled
def year_surplus(one: Any) -> Any:
    """Income less cost over the last four quarters, k€."""
    return one.surplus[0] + one.surplus[1] + one.surplus[2] + one.surplus[3]

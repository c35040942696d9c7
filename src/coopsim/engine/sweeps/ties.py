"""What the active ties of an association add up to."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.levers.consortium_credit import partner_credit
from coopsim.rules.choice import control
from coopsim.rules.voice import kept_autonomy
from coopsim.units import SMALLEST_SIZE
from coopsim.world.vocabulary import NO_TIE


@compiled
def sum_ties(world: Any, setting: Any) -> None:
    """Size in a bid, governance, autonomy, overhead and relief given by active ties."""
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        one.bidding_size = max(one.staff, SMALLEST_SIZE)
        one.tie_governance, one.kept_autonomy, one.kept_overhead = 0.0, 1.0, 1.0
        one.relief, one.active_ties = 0.0, 0
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form != NO_TIE:
            own, other = world.associations[tie.own], world.associations[tie.other]
            _add_tie(world, setting, own, other, tie)
            _add_tie(world, setting, other, own, tie)


@compiled
def _add_tie(world: Any, setting: Any, own: Any, other: Any, tie: Any) -> None:
    """Add one active tie to what its `own` side gets from its ties."""
    form = world.forms[tie.form]
    consortium_credit = world.departments[own.department].levers.consortium_credit
    credit = partner_credit(credit=form.credit, consortium_credit=consortium_credit)
    share = control(staff_own=own.staff, staff_other=other.staff, parameters=setting.tables.choice)
    own.bidding_size += credit * max(other.staff, SMALLEST_SIZE)
    own.tie_governance += tie.governance
    own.kept_autonomy *= kept_autonomy(autonomy=form.autonomy, control=share, governance=tie.governance)
    own.kept_overhead *= max(0.0, 1.0 - form.saving * tie.governance)
    own.relief = max(own.relief, form.relief)
    own.active_ties += 1

"""Phase 4, continued: mergers, taken over or between equals (model.md §4.8)."""

from __future__ import annotations

import math
from typing import Any

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.streams import MERGER_SUCCESS, RANDOM_MERGER
from coopsim.engine.sweeps.events import last_event, note
from coopsim.engine.sweeps.pairs import pair_address, release_setup
from coopsim.engine.sweeps.roster import list_living
from coopsim.engine.sweeps.unite import smaller_share, unite
from coopsim.engine.sweeps.weighing import may_merge
from coopsim.rules.merger import failure_payment, is_takeover, merger_success_chance
from coopsim.world.vocabulary import (
    ABSORBED,
    LIVING,
    MERGED,
    MERGER,
    MERGER_COMPLETED,
    MERGER_FAILED,
    NO_ACT,
    NO_TIE,
    NOBODY,
    SEAT_LOST,
)

ROUNDING = 0.5
TRIES = 64
"""Draws allowed to find a living pair for an imposed merger."""


@compiled
def complete_merger(world: Any, setting: Any, quarter: Any, row: Any) -> None:
    """Make one body of two whose merger is set up; draw whether it works."""
    tie = world.ties[row]
    governance, after_tie = tie.setup_governance, tie.past
    own, other = world.associations[tie.own], world.associations[tie.other]
    if not may_merge(own, other, setting):
        release_setup(world, tie)
        return
    larger, smaller = (tie.own, tie.other) if own.staff >= other.staff else (tie.other, tie.own)
    first, second = pair_address(own, other)
    fails = uniform(setting.luck, MERGER_SUCCESS, quarter, first, second, 0) >= merger_success_chance(
        governance=governance, parameters=setting.tables.agreement
    )
    staff_smaller = world.associations[smaller].staff
    body = join_bodies(world, setting, quarter, larger, smaller, governance)
    account = world.account[0]
    if after_tie:
        account.mergers_after_tie += 1.0
    account.mergers_so_far += 1.0
    if fails:
        _fail(world, setting, quarter, body, smaller, staff_smaller)


@compiled
def join_bodies(
    world: Any, setting: Any, quarter: Any, larger: Any, smaller: Any, governance: Any
) -> Any:
    """A takeover keeps the larger slot; a merger of equals opens a new one. The slot is returned."""
    share = smaller_share(world.associations[larger], world.associations[smaller])
    body, end = larger, ABSORBED
    equals = not is_takeover(smaller_share=share, parameters=setting.tables.agreement)
    if equals:
        body, end = _new_body(world, larger, smaller, quarter), MERGED
        unite(world, setting, quarter, body, larger, governance)
        world.associations[larger].seat = 0
        _end(world, setting, larger, MERGED, body, quarter)
    unite(world, setting, quarter, body, smaller, governance)
    _end(world, setting, smaller, end, body, quarter)
    world.account[0].mergers += 1.0
    world.account[0].absorptions += 2.0 if equals else 1.0
    note(world, setting, quarter, MERGER_COMPLETED, body, smaller, MERGER)
    if setting.keep_events:
        last_event(world).equals = equals
        last_event(world).governance = governance
    return body


@compiled
def _new_body(world: Any, larger: Any, smaller: Any, quarter: Any) -> Any:
    """An empty slot that inherits the luck, the place and the seat of the larger parent.

    Its age is the mean of both, weighted by staff. Money, staff and ties are
    brought by `unite`.
    """
    slot = world.counts[0].slots
    world.counts[0].slots += 1
    world.associations[slot] = world.associations[larger]
    one = world.associations[slot]
    one.staff, one.public_grant, one.contracts, one.private_income = 0.0, 0.0, 0.0, 0.0
    one.reserves, one.cost, one.delivered, one.won, one.due = 0.0, 0.0, 0.0, 0.0, 0.0
    for index in range(len(one.surplus)):
        one.surplus[index] = 0.0
    one.first_tie, one.setup_tie, one.act = NOBODY, NOBODY, NO_ACT
    other = world.associations[smaller]
    staff = world.associations[larger].staff
    weight = other.staff / (staff + other.staff)
    one.born = int(math.floor((1.0 - weight) * one.born + weight * other.born + ROUNDING))
    life = world.lives[slot]
    life.parent, life.founded, life.ordinal = larger, quarter, NOBODY
    life.field, life.absorber, life.end_quarter = world.lives[larger].field, NOBODY, NOBODY
    return slot


@compiled
def _end(world: Any, setting: Any, slot: Any, end: Any, body: Any, quarter: Any) -> None:
    """Close a slot whose substance now is in `body`; its seat is lost."""
    one = world.associations[slot]
    if one.seat:
        note(world, setting, quarter, SEAT_LOST, slot, NOBODY, NO_TIE)
    one.end, one.seat, one.setup_tie = end, 0, NOBODY
    world.lives[slot].end_quarter, world.lives[slot].absorber = quarter, body


@compiled
def _fail(world: Any, setting: Any, quarter: Any, body: Any, smaller: Any, staff_smaller: Any) -> None:
    """A merger that does not work costs money, know-how and legitimacy; the body stands."""
    agreement = setting.tables.agreement
    one = world.associations[body]
    if setting.switches.money:
        payment = failure_payment(
            staff_smaller=staff_smaller, unit_cost=setting.tables.money.unit_cost, parameters=agreement
        )
        one.reserves -= payment
        world.account[0].failure += payment
    one.know_how *= agreement.failure_know_how
    one.legitimacy = max(0.0, one.legitimacy - agreement.failure_legitimacy)
    note(world, setting, quarter, MERGER_FAILED, body, smaller, MERGER)


@compiled
def impose_mergers(world: Any, setting: Any, quarter: Any) -> None:
    """The random mergers of the exogenous block: pairs drawn among all living."""
    for pair in range(setting.tables.exogenous.random_mergers):
        if world.counts[0].living < 2:
            return
        first = _draw_living(world, setting, quarter, pair * (TRIES + 1))
        second = first
        for attempt in range(TRIES):
            if second == first:
                second = _draw_living(world, setting, quarter, pair * (TRIES + 1) + 1 + attempt)
        if second != first:
            own, other = world.associations[first], world.associations[second]
            larger, smaller = (first, second) if own.staff >= other.staff else (second, first)
            body = world.associations[larger]
            _absorb(world, setting, quarter, larger, smaller, body.governance)
            list_living(world)


@compiled
def _draw_living(world: Any, setting: Any, quarter: Any, index: Any) -> Any:
    """A living slot drawn uniformly."""
    level = uniform(setting.luck, RANDOM_MERGER, quarter, 0, 0, index)
    return world.residents[int(level * world.counts[0].living)]


@compiled
def _absorb(world: Any, setting: Any, quarter: Any, larger: Any, smaller: Any, governance: Any) -> None:
    """An imposed takeover, whatever the sizes."""
    unite(world, setting, quarter, larger, smaller, governance)
    _end(world, setting, smaller, ABSORBED, larger, quarter)
    world.account[0].mergers += 1.0
    world.account[0].absorptions += 1.0
    note(world, setting, quarter, MERGER_COMPLETED, larger, smaller, MERGER)


@compiled
def absorb_imposed(world: Any, setting: Any, quarter: Any, larger: Any, smaller: Any) -> None:
    """An absorption of the exogenous block (model.md §4.13)."""
    if world.associations[larger].end == LIVING and larger != smaller:
        _absorb(world, setting, quarter, larger, smaller, world.associations[larger].governance)


@compiled
def forward_contracts(world: Any) -> None:
    """Give the contracts of merged bodies to the bodies that stand."""
    for row in range(world.counts[0].contracts):
        contract = world.contracts[row]
        while contract.holder >= 0 and world.associations[contract.holder].end != LIVING:
            contract.holder = world.lives[contract.holder].absorber

"""Phase 2: grants become calls, calls become contracts (model.md §4.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.levers.advocacy_penalty import renewal_factor
from coopsim.levers.core_grant_protection import reachable_grant
from coopsim.levers.smaller_lots import lot_volume
from coopsim.levers.tendering import transfer_needed
from coopsim.world.vocabulary import NOBODY

CALL_SHIFT_DEPARTMENT = np.uint64(40)
CALL_SHIFT_QUARTER = np.uint64(20)


@compiled
def sanction_speakers(world: Any, setting: Any) -> None:
    """Cut the renewals of those that spoke out in the last four quarters."""
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        if one.sanction > 0:
            department = world.departments[one.department]
            factor = renewal_factor(
                advocacy_penalty=department.levers.advocacy_penalty,
                speaking_cost=setting.tables.voice.speaking_cost,
            )
            department.saved += one.public_grant * (1.0 - factor)
            one.public_grant *= factor
            one.sanction -= 1


@compiled
def age_returned_grants(world: Any, setting: Any) -> None:
    """Returned grants that no birth used within the wait are called, or saved where none calls."""
    wait = setting.tables.tender.returned_quarters
    for row in range(len(world.departments)):
        department = world.departments[row]
        ripe = 0.0
        for age in range(wait - 1, len(department.returned)):
            ripe += department.returned[age]
            department.returned[age] = 0.0
        for age in range(wait - 1, 0, -1):
            department.returned[age] = department.returned[age - 1]
            department.returned[age - 1] = 0.0
        if setting.switches.tender:
            department.returned_calls += ripe
        else:
            department.saved += ripe


@compiled
def transfer_grants(world: Any, setting: Any) -> None:
    """Move reachable grants into the pool of each department until the target share is called."""
    contracts = np.zeros(len(world.departments))
    for row in range(world.counts[0].contracts):
        if world.contracts[row].open:
            contracts[world.contracts[row].department] += world.contracts[row].volume
    for row in range(len(world.departments)):
        department = world.departments[row]
        reachable = 0.0
        for place in range(world.first[row], world.first[row + 1]):
            reachable += _reachable(world.associations[world.residents[place]], department.levers, setting)
        needed = transfer_needed(
            tendering=department.levers.tendering,
            reachable=reachable,
            contracts=contracts[row] + department.pool,
        )
        if needed > 0.0:
            _take(world, setting, row, needed / reachable)
            department.pool += needed


@compiled
def _reachable(one: Any, levers: Any, setting: Any) -> Any:
    """The part of a grant that a call may reach."""
    return reachable_grant(
        public_grant=one.public_grant,
        protection=levers.core_grant_protection,
        small=one.staff < setting.small_below,
    )


@compiled
def _take(world: Any, setting: Any, row: Any, share: Any) -> None:
    """Take a share of every reachable grant of a department."""
    levers = world.departments[row].levers
    for place in range(world.first[row], world.first[row + 1]):
        one = world.associations[world.residents[place]]
        one.public_grant -= share * _reachable(one, levers, setting)


@compiled
def open_calls(world: Any, setting: Any, quarter: Any) -> None:
    """Open a call for each lot that the pools of a department can pay."""
    tender = setting.tables.tender
    for row in range(len(world.departments)):
        department = world.departments[row]
        lot = lot_volume(
            lot_size=tender.lot_size,
            smaller_lots=department.levers.smaller_lots,
            effect=tender.smaller_lots_effect,
        )
        ordinal = 0
        while department.pool >= lot:
            department.pool -= lot
            new_contract(world, row, quarter, ordinal, lot, False)
            ordinal += 1
        while department.returned_calls >= lot:
            department.returned_calls -= lot
            new_contract(world, row, quarter, ordinal, lot, True)
            ordinal += 1


@compiled
def new_contract(world: Any, row: Any, quarter: Any, ordinal: Any, volume: Any, returned: Any) -> Any:
    """A contract without holder, to be called in its quarter of opening."""
    place = world.counts[0].contracts
    world.counts[0].contracts += 1
    contract = world.contracts[place]
    contract.who = (
        (world.departments[row].code << CALL_SHIFT_DEPARTMENT)
        | (np.uint64(quarter) << CALL_SHIFT_QUARTER)
        | np.uint64(ordinal)
    )
    contract.volume, contract.department = volume, row
    contract.returned, contract.open = 1 if returned else 0, 1
    contract.holder, contract.expiry, contract.unserved = NOBODY, quarter, 0
    return place

"""Founding values that follow from a population: money, needs, contracts (model.md §8, §4.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.streams import FOUNDING_CONTRACT, FOUNDING_EXPIRY
from coopsim.engine.sweeps.births import supply_of
from coopsim.engine.sweeps.costs import quarter_cost, volume_of
from coopsim.engine.sweeps.lives import begin_run
from coopsim.engine.sweeps.money import feel_stress
from coopsim.engine.sweeps.order import first_above
from coopsim.engine.sweeps.roster import list_living
from coopsim.engine.sweeps.seats import fill_seats
from coopsim.engine.sweeps.tender import new_contract, transfer_grants
from coopsim.engine.sweeps.ties import sum_ties
from coopsim.levers.smaller_lots import lot_volume
from coopsim.measures.groups import find_groups
from coopsim.rules.money import delivered_service
from coopsim.rules.standing import visibility_target
from coopsim.units import MONTHS_PER_QUARTER

FOUNDING = 0


@compiled
def found_money(world: Any, setting: Any, cash_months: Any) -> None:
    """Cost, reserves, stress, visibility and service of the founders; needs of departments."""
    list_living(world)
    sum_ties(world, setting)
    for slot in range(world.counts[0].slots):
        one = world.associations[slot]
        one.cost = quarter_cost(one, world.departments[one.department].levers, setting)
        one.reserves = cash_months[slot] * one.cost / MONTHS_PER_QUARTER
        one.target_months = cash_months[slot]
        one.visibility = visibility_target(
            staff=one.staff, ties_standing=0.0, seat=0, parameters=setting.tables.standing
        )
        feel_stress(one, setting)
    for row in range(len(world.departments)):
        supply_of(world, row, world.departments[row].need)


@compiled
def found_contracts(world: Any, setting: Any) -> None:
    """Turn the opening share of public money into contracts, held in proportion to grants."""
    grants = np.empty(world.counts[0].slots)
    for slot in range(len(grants)):
        grants[slot] = world.associations[slot].public_grant
    transfer_grants(world, setting)
    tender = setting.tables.tender
    for row in range(len(world.departments)):
        department = world.departments[row]
        lot = lot_volume(
            lot_size=tender.lot_size,
            smaller_lots=department.levers.smaller_lots,
            effect=tender.smaller_lots_effect,
        )
        reached = _cumulated(world, row, grants)
        ordinal = 0
        while department.pool >= lot:
            department.pool -= lot
            place = new_contract(world, row, FOUNDING, ordinal, lot, False)
            _hand_out(world, setting, row, world.contracts[place], reached)
            ordinal += 1


@compiled
def _cumulated(world: Any, row: Any, grants: Any) -> Any:
    """Running sums of the grants of a department."""
    low, high = world.first[row], world.first[row + 1]
    reached, total = np.empty(high - low), 0.0
    for place in range(low, high):
        total += grants[world.residents[place]]
        reached[place - low] = total
    return reached


@compiled
def _hand_out(world: Any, setting: Any, row: Any, contract: Any, reached: Any) -> None:
    """Give a founding contract to a holder drawn in proportion to grants, with an expiry."""
    level = uniform(setting.luck, FOUNDING_CONTRACT, FOUNDING, contract.who, 0, 0) * reached[-1]
    contract.holder = world.residents[world.first[row] + first_above(reached, level)]
    world.associations[contract.holder].contracts += contract.volume
    level = uniform(setting.luck, FOUNDING_EXPIRY, FOUNDING, contract.who, 0, 0)
    contract.expiry = 1 + int(level * setting.tables.tender.contract_term)


@compiled
def found_seats(world: Any, setting: Any) -> None:
    """The first seats, and the service and the start of each founder."""
    find_groups(world)
    if setting.switches.seats:
        fill_seats(world, setting, FOUNDING)
    for slot in range(world.counts[0].slots):
        one = world.associations[slot]
        one.delivered = delivered_service(
            volume=volume_of(one), staff=one.staff, parameters=setting.tables.money
        )
    begin_run(world, setting, FOUNDING)

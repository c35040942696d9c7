"""Founding a world: a population, a scenario and a luck become tables of records."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.engine.quarter import settle
from coopsim.engine.setting import Setting, Switches
from coopsim.engine.sweeps.founding import found_contracts, found_money, found_seats
from coopsim.engine.sweeps.levers import set_levers
from coopsim.world.forms import forms_of
from coopsim.world.records import (
    ACCOUNT,
    ASSOCIATION,
    CONTRACT,
    COUNTS,
    DEPARTMENT,
    EVENT,
    LEVER,
    LIFE,
    N_CAUSES,
    TIE,
    records,
)
from coopsim.world.tables import tables_of
from coopsim.world.vocabulary import LIVING, NO_ACT, NOBODY
from coopsim.world.world import World

HEADROOM = 1.25
"""Slots kept free for later births, as a share; more are made when they run out."""


EVENTS_LEAST, EVENTS_MOST, EVENTS_OF_ONE = 1024, 100_000, 8
"""Events for which there is room at once; room for more is made as it is needed."""


def setting_of(scenario: Any, luck: Any, keep_events: bool = True) -> Setting:
    """What a run under this scenario never changes; cooperation is on until the burn-in ends."""
    return Setting(
        tables=tables_of(scenario.parameters),
        switches=Switches(*[bool(getattr(scenario.switches, name)) for name in Switches._fields]),
        luck=luck,
        small_below=float(scenario.small_below),
        large_from=float(scenario.large_from),
        cooperation=True,
        absorb_elsewhere=bool(scenario.population.absorb_active_elsewhere),
        keep_events=keep_events,
    )


def levers_by_quarter(scenario: Any, departments: tuple[str, ...]) -> Any:
    """The levers of each quarter and department, as records.

    Returns
    -------
    records of `LEVER`, shape (quarters + 1, departments); row 0 is that of the burn-in
    """
    path = np.ascontiguousarray(scenario.lever_path(departments), dtype=np.float64)
    return path.view(LEVER).reshape(path.shape[:2]).view(np.recarray)


def found_world(founders: Any, scenario: Any, setting: Setting, opening_levers: Any) -> World:
    """The world at its founding, before the burn-in.

    Parameters
    ----------
    founders : Founders, see `coopsim.population`
    scenario : Scenario
    setting : Setting
    opening_levers : records, shape (departments,)

    Returns
    -------
    World
    """
    world = empty_world(
        scenario, founders.towns, len(founders), len(founders.departments), float(founders.staff.sum())
    )
    _settle_founders(world.associations, founders, setting)
    world.counts.slots = len(founders)
    world.lives.founded[: len(founders)] = -scenario.burn_in
    world.lives.ordinal[: len(founders)] = np.arange(len(founders))
    world.lives["field"][: len(founders)] = founders.field
    world.lives.parent[:], world.lives.absorber[:], world.lives.end_quarter[:] = NOBODY, NOBODY, NOBODY
    world.departments.code = [int(code, 36) for code in founders.departments]
    world.departments.price = 1.0 + setting.tables.money.margin
    world.nearness[:] = _nearness(founders, setting)
    set_levers(world, opening_levers, setting)
    world.departments.price = 1.0 + setting.tables.money.margin
    found_money(world, setting, np.ascontiguousarray(founders.cash_months, dtype=np.float64))
    if setting.switches.tender:
        found_contracts(world, setting)
    settle(world, setting)
    found_seats(world, setting)
    settle(world, setting)
    return world


def empty_world(scenario: Any, towns: Any, associations: int, departments: int, staff: float = 0.0) -> World:
    """Tables of the right size, zeroed.

    Parameters
    ----------
    scenario : Scenario
    towns : records of `TOWN`
    associations, departments : int, founders and departments to hold
    staff : float, FTE of all founders: it bounds the number of contracts

    Returns
    -------
    World
    """
    slots = int(associations * HEADROOM) + 256
    tender = scenario.parameters.tender
    public = staff * scenario.parameters.money.unit_cost
    contracts = int(public / (tender.lot_size * (1.0 - tender.smaller_lots_effect))) + 64
    return World(
        associations=records(slots, ASSOCIATION),
        lives=records(slots, LIFE),
        ties=records(max(256, associations // 2), TIE),
        contracts=records(contracts, CONTRACT),
        departments=records(departments, DEPARTMENT),
        forms=forms_of(scenario.parameters),
        towns=towns,
        events=records(max(EVENTS_LEAST, min(EVENTS_MOST, EVENTS_OF_ONE * associations)), EVENT),
        account=records(1, ACCOUNT),
        counts=records(1, COUNTS),
        living=np.zeros(slots, np.int32),
        residents=np.zeros(slots, np.int32),
        cells=np.zeros(departments * N_CAUSES + 1, np.int32),
        first=np.zeros(departments + 1, np.int32),
        group=np.zeros(slots, np.int32),
        nearness=np.ones((departments, departments)),
    )


def _settle_founders(associations: Any, founders: Any, setting: Setting) -> None:
    """Copy the columns of a population into the slots of its founders."""
    rows = associations[: len(founders)]
    for name in ("who", "department", "main_cause", "staff", "governance", "know_how"):
        rows[name] = getattr(founders, name)
    for name in ("legitimacy", "managerial_norm", "x_km", "y_km", "active_elsewhere"):
        rows[name] = getattr(founders, name)
    rows["profile"] = founders.profile
    volume = founders.staff * setting.tables.money.unit_cost
    rows["public_grant"] = volume * founders.public_share
    rows["private_income"] = volume * (1.0 - founders.public_share)
    rows["pay"] = 1.0
    rows["born"] = -founders.age
    rows["end"] = LIVING
    associations["first_tie"], associations["setup_tie"], associations["act"] = NOBODY, NOBODY, NO_ACT


def _nearness(founders: Any, setting: Setting) -> Any:
    """The largest weight that a candidate of one department can have for one of another."""
    number, search = len(founders.departments), setting.tables.search
    bound = np.empty((number, number))
    placeless = bool(np.isnan(founders.x_km).any())
    discs = founders.discs
    for own in range(number):
        for other in range(number):
            apart = math.dist(discs[own, :2], discs[other, :2]) - discs[own, 2] - discs[other, 2]
            near = math.exp(-max(0.0, apart) / search.distance_scale)
            by_department = 1.0 if own == other else search.outside
            bound[own, other] = max(near, by_department) if placeless else near
    return bound

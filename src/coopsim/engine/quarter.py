"""The quarter, in order: the one list (model.md §3)."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.engine.room import find_room
from coopsim.engine.sweeps.agreements import pass_agreements
from coopsim.engine.sweeps.awards import pass_tender
from coopsim.engine.sweeps.births import pass_births
from coopsim.engine.sweeps.closures import pass_closures
from coopsim.engine.sweeps.knowledge import average_departments, pass_slow_variables
from coopsim.engine.sweeps.leaders import change_leaders
from coopsim.engine.sweeps.levers import grow_budgets, set_levers
from coopsim.engine.sweeps.lives import begin_lives
from coopsim.engine.sweeps.luck import draw_luck
from coopsim.engine.sweeps.matching import pass_search
from coopsim.engine.sweeps.mergers import forward_contracts, impose_mergers
from coopsim.engine.sweeps.money import impose_growth, pass_money
from coopsim.engine.sweeps.roster import list_living
from coopsim.engine.sweeps.seats import fill_seats
from coopsim.engine.sweeps.signings import impose_signings
from coopsim.engine.sweeps.ties import sum_ties
from coopsim.engine.sweeps.voice import hear_voices
from coopsim.measures.groups import find_groups
from coopsim.measures.row import measure_row
from coopsim.units import QUARTERS_PER_YEAR


@compiled
def pass_quarters(
    world: Any, setting: Any, levers: Any, first: Any, opening: Any, rows: Any, needed: Any
) -> Any:
    """Let quarters pass, one for each row of levers, as long as the tables have room.

    One call for many quarters, because crossing from Python to machine code
    takes as long as a dozen associations take for a quarter.

    Parameters
    ----------
    world : World, changed in place
    setting : Setting
    levers : records, shape (quarters, departments)
    first : int, the first of these quarters, from the start of the burn-in
    opening : records, shape (1,), what the measures compare with
    rows : float64, shape (quarters, measures), written; or (0, measures) where nothing is measured
    needed : float64, shape (4,), rows that the quarter which found no room needs; written

    Returns
    -------
    int, quarters passed
    """
    for index in range(len(levers)):
        if not find_room(world, setting, levers[index], needed):
            return index
        pass_quarter(world, setting, levers[index], first + index)
        if len(rows) > 0:
            measure_row(world, opening, setting.tables, rows[index])
    return len(levers)


@compiled
def pass_quarter(world: Any, setting: Any, levers_now: Any, quarter: Any) -> None:
    """Let one quarter pass: the ten phases, each on the state that the one before left.

    Parameters
    ----------
    world : World, changed in place
    setting : Setting
    levers_now : records, shape (departments,), the levers of this quarter
    quarter : int, from the start of the burn-in, 1 or more
    """
    open_accounts(world)
    draw_luck(world, setting, quarter)
    # 1 levers
    if set_levers(world, levers_now, setting):
        sum_ties(world, setting)
    grow_budgets(world)
    # 2 grants, calls, bids, awards
    pass_tender(world, setting, quarter)
    # 3 income, cost, reserves, staff
    impose_growth(world, setting, quarter)
    pass_money(world, setting, quarter)
    # 4 agreements, mergers
    pass_agreements(world, setting, quarter)
    list_living(world)
    impose_mergers(world, setting, quarter)
    forward_contracts(world)
    sum_ties(world, setting)
    # 5 know-how, governance, norm, legitimacy, visibility, leaders
    pass_slow_variables(world, setting)
    if setting.switches.leaders:
        change_leaders(world, setting, quarter)
    # 6 seats
    if setting.switches.seats and quarter % QUARTERS_PER_YEAR == 0:
        find_groups(world)
        fill_seats(world, setting, quarter)
    # 7 search, offers, matching
    if setting.switches.search and setting.cooperation:
        pass_search(world, setting, quarter)
    if setting.cooperation:
        impose_signings(world, setting, quarter)
    # 8 closures
    pass_closures(world, setting, quarter)
    list_living(world)
    forward_contracts(world)
    # 9 births
    if setting.switches.births:
        pass_births(world, setting, quarter)
    # 10 what the measures read
    settle(world, setting)
    begin_lives(world, setting, quarter)


@compiled
def settle(world: Any, setting: Any) -> None:
    """Bring sums, groups, means and voices up to date with the state."""
    list_living(world)
    sum_ties(world, setting)
    find_groups(world)
    hear_voices(world, setting)
    average_departments(world)


@compiled
def open_accounts(world: Any) -> None:
    """Start the accounts of a quarter; what counts from the start, and the seats, stay."""
    account = world.account[0]
    account.income, account.cost, account.mission, account.setup = 0.0, 0.0, 0.0, 0.0
    account.reinternalisation, account.contagion, account.failure = 0.0, 0.0, 0.0
    account.estate, account.birth_reserves = 0.0, 0.0
    account.grants_lost, account.private_lost, account.staff_lost = 0.0, 0.0, 0.0
    account.private_born, account.staff_born, account.staff_change = 0.0, 0.0, 0.0
    account.private_growth, account.public_growth = 0.0, 0.0
    account.service_lost, account.calls, account.bids = 0.0, 0.0, 0.0
    account.aids, account.support, account.explorations = 0.0, 0.0, 0.0
    account.signed, account.ended, account.mergers = 0.0, 0.0, 0.0
    account.closures, account.insolvencies, account.absorptions, account.births = 0.0, 0.0, 0.0, 0.0

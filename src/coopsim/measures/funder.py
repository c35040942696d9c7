"""The funder's account: what is spent, what is saved, and what is no longer served."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.levers.fewer_interlocutors import interlocutors
from coopsim.measures.causes import by_cause
from coopsim.measures.sums import total_of


class Funder(NamedTuple):
    """The public funders' account of the quarter, by the names of the measures."""

    public_spending: Any
    cost_per_service: Any
    coordination_cost: Any
    funder_savings: Any
    service_lost: Any
    unmet_need: Any


@compiled
def funder(world: Any, opening: Any, causes: Any, tables: Any) -> Any:
    """Spending, cost of service = spending / delivered, savings, losses.

    Savings are read beside unmet need and service lost, never alone.

    Parameters
    ----------
    world : World, after `find_groups`
    opening : records, shape (1,), see `coopsim.measures.opening`
    causes : Causes of the living, see `coopsim.measures.causes`
    tables : the parameter tables of the run: funder and tender are read

    Returns
    -------
    Funder

    Sources
    -------
    Assumption: less than 1 k€ of service counts as 1 in the cost per service.

    Examples
    --------
    >>> from coopsim.measures.causes import causes_of
    >>> from coopsim.measures.example import example_tables, example_world
    >>> from coopsim.measures.opening import Thresholds, opened
    >>> world = example_world(public_grant=(60.0, 38.0), delivered=(50.0, 50.0))
    >>> opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    >>> world.associations.public_grant *= 0.5
    >>> account = funder(world, opening, causes_of(world), example_tables())
    >>> float(account.public_spending), float(account.cost_per_service), float(account.funder_savings)
    (51.0, 0.51, 49.0)
    """
    coordination = coordination_cost(world, tables.funder.interlocutor_cost)
    spending, served = public_spending(world, coordination, tables.tender.call_cost), delivered(world)
    total = total_of(served)
    return Funder(
        public_spending=spending,
        cost_per_service=spending / max(1.0, total),
        coordination_cost=coordination,
        funder_savings=funder_savings(spending, total, opening[0].spending, opening[0].delivered),
        service_lost=world.account[0].service_lost,
        unmet_need=unmet_need(by_cause(causes, served), opening[0].delivered_by_cause, opening[0].need),
    )


@compiled
def public_spending(world: Any, coordination: Any, call_cost: Any) -> Any:
    """Public spending: Σ (grant + contracts)·price + aids + support + work.

    What the funders pay in the quarter, at its prices: to the living, and for
    the work that calls and interlocutors make (calls·call_cost + coordination).

    Parameters
    ----------
    world : World
    coordination : float, k€/quarter, [0, inf), see `coordination_cost`
    call_cost : float, k€ per call, [0, inf)

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: volumes as they stand at the end of the quarter.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> world = example_world(public_grant=(60.0, 38.0), account={"calls": 2.0, "aids": 10.0})
    >>> float(public_spending(world, coordination=2.0, call_cost=3.0))
    116.0
    """
    account = world.account[0]
    paid = 0.0
    for row in range(world.counts[0].living):
        one = world.associations[world.living[row]]
        paid += (one.public_grant + one.contracts) * world.departments[one.department].price
    return paid + account.aids + account.support + account.calls * call_cost + coordination


@compiled
def funder_savings(spending: Any, served: Any, spending_start: Any, served_start: Any) -> Any:
    """Savings: spending(0)·delivered(t)/delivered(0) − spending(t).

    What today's service would have cost at the start, less what it costs now.

    Parameters
    ----------
    spending, spending_start : float, k€/quarter, [0, inf): now and at quarter 0
    served, served_start : float, k€/quarter, [0, inf): delivered now and at quarter 0

    Returns
    -------
    float, k€/quarter, (-inf, inf); negative where service grew dearer

    Sources
    -------
    Assumption: where nothing was delivered at the start there is nothing to save.

    Examples
    --------
    >>> float(funder_savings(spending=51.0, served=100.0, spending_start=100.0, served_start=100.0))
    49.0
    """
    if served_start <= 0.0:
        return 0.0
    return spending_start * (served / served_start) - spending


@compiled
def coordination_cost(world: Any, interlocutor_cost: Any) -> Any:
    """Cost of dealing with the associations: interlocutor_cost·interlocutors.

    Each department deals with its own; the members of a group there count as
    one as far as it wants fewer interlocutors.

    Parameters
    ----------
    world : World, after `find_groups`
    interlocutor_cost : float, k€ per interlocutor and quarter, [0, inf)

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: a group across departments is one group in each.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> from coopsim.measures.groups import find_groups
    >>> world = example_world(staff=(1.0, 1.0, 1.0), ties=((0, 1, 3, 0.5),))
    >>> find_groups(world)
    >>> world.departments.levers.fewer_interlocutors[:] = 0.5
    >>> float(coordination_cost(world, 2.0))
    5.0
    """
    members, counted = np.zeros(world.counts[0].slots, np.int64), 0.0
    for department in range(len(world.departments)):
        fewer = world.departments[department].levers.fewer_interlocutors
        for row in range(world.first[department], world.first[department + 1]):
            members[world.group[world.residents[row]]] += 1
        for row in range(world.first[department], world.first[department + 1]):
            group = world.group[world.residents[row]]
            if members[group] > 0:
                counted += interlocutors(members=members[group], fewer_interlocutors=fewer)
                members[group] = 0
    return interlocutor_cost * counted


@compiled
def delivered(world: Any) -> Any:
    """Service delivered by each slot; 0 for those that ended.

    Parameters
    ----------
    world : World

    Returns
    -------
    float, k€/quarter, [0, inf), shape (slots,)

    Sources
    -------
    Assumption: what an association delivered in the quarter of its end is service lost.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> delivered(example_world(delivered=(50.0, 25.0))).tolist()
    [50.0, 25.0]
    """
    served = np.zeros(world.counts[0].slots)
    for row in range(world.counts[0].living):
        served[world.living[row]] = world.associations[world.living[row]].delivered
    return served


@compiled
def unmet_need(now: Any, start: Any, need: Any) -> Any:
    """Unmet need: Σ_k need_k·max(0, 1 − delivered_k(t)/delivered_k(0)).

    What each cause lost of its service, by how much it is needed; a cause that
    gains makes up for no other.

    Parameters
    ----------
    now, start : float, k€/quarter, [0, inf), shape (16,): delivered by cause
    need : float, share, [0, 1], shape (16,): sum 1

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    Assumption: a cause without service at the start has none to lose.

    Examples
    --------
    >>> import numpy as np
    >>> float(unmet_need(np.array([50.0, 300.0]), np.array([100.0, 100.0]), np.array([0.5, 0.5])))
    0.25
    """
    unmet = 0.0
    for cause in range(len(need)):
        if start[cause] > 0.0:
            unmet += need[cause] * max(0.0, 1.0 - now[cause] / start[cause])
    return min(1.0, unmet)

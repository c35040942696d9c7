"""Closures, what they leave to others and do to partners, and imposed ends."""

from __future__ import annotations

from typing import Any

from coopsim.chance.streams import CONSTANT_ABSORBER
from coopsim.world.vocabulary import ABSORBED, CLOSED, INSOLVENT, LIVING
from tests.ordinary.mergers import absorb
from tests.ordinary.rules import closure
from tests.ordinary.tie import take_back

CLOSING = (CLOSED, INSOLVENT)


def pass_closures(sector: Any) -> None:
    """Draw every fate on the state before the phase; then let the closers go."""
    fates = {one: one.fate() for one in sector.by_department()}
    residents = {department: department.members[:] for department in sector.departments}
    for department in sector.departments:
        disperse(sector, department, fates)
    for one, fate in fates.items():
        if fate in CLOSING:
            close(sector, one, fates)
    for one, fate in fates.items():
        if fate == ABSORBED:
            _absorb_by_decree(one, residents[one.department])


def disperse(sector: Any, department: Any, fates: dict[Any, int]) -> None:
    """Offer grants and half of the private income of closers to the others of the department."""
    closers = [one for one in department.members if fates[one] in CLOSING]
    takers = [one for one in department.members if fates[one] == LIVING]
    parameters, account = sector.tables.closure, sector.account
    grants, private = dict.fromkeys(takers, 0.0), dict.fromkeys(takers, 0.0)
    left = 0.0
    for closer in closers:
        weights = [weight_of(taker, closer) for taker in takers]
        total = sum(weights)
        for taker, weight in zip(takers, weights, strict=True) if total > 0.0 else ():
            grants[taker] += closer.public_grant * weight / total
            private[taker] += parameters.private_follows * closer.private_income * weight / total
        left += closer.public_grant
        account.private_lost += closer.private_income
        closer.public_grant = closer.private_income = 0.0
        sector.happened["dispersal"] += 1
    untaken = left
    for taker in takers if closers else ():
        grant, income = take(taker, grants[taker], private[taker])
        untaken -= grant
        account.private_lost -= income
    department.returned[0] += max(0.0, untaken)
    account.service_lost += max(0.0, untaken)


def weight_of(taker: Any, closer: Any) -> float:
    """Weight with which one taker is offered what a closer leaves."""
    shared, parameters = closer.shared(taker), taker.model.tables.closure
    return float(closure.taking_weight(overlap=shared, staff=taker.staff, parameters=parameters))


def take(one: Any, grant: float, private: float) -> tuple[float, float]:
    """Take what is offered, up to the cap; what was taken is returned."""
    offered = grant + private
    most = one.model.tables.tender.growth_cap * one.volume
    share = min(1.0, most / offered) if offered > 0.0 else 0.0
    one.public_grant += share * grant
    one.private_income += share * private
    return share * grant, share * private


def close(sector: Any, one: Any, fates: dict[Any, int]) -> None:
    """End one association: its ties, its contracts, its reserves, its staff."""
    account, fate = sector.account, fates[one]
    partners = [tie.partner_of(one) for tie in one.active_ties]
    size = sum(partner.size for partner in partners if fates[partner] == LIVING)
    for tie in one.ties[::-1]:
        if tie.form:
            if fates[tie.partner_of(one)] == LIVING:
                strike(one, tie.partner_of(one), tie, size, fate == INSOLVENT)
            account.ended += 1
        tie.cut()
    for contract in one.contracts[:]:
        contract.give(None)
    account.estate += one.reserves
    account.staff_lost += one.staff
    account.closures += 1
    account.insolvencies += fate == INSOLVENT
    sector.happened["insolvency" if fate == INSOLVENT else "dormancy"] += 1
    one.leave(fate)


def strike(closer: Any, one: Any, tie: Any, size: float, insolvent: bool) -> None:
    """What one partner of a closer, if it stays, loses."""
    sector = one.model
    form = sector.forms[tie.form]
    one.legitimacy = max(0.0, one.legitimacy - sector.tables.agreement.legitimacy_loss)
    take_back(one, form.saving, tie.governance)
    if insolvent and sector.switches.money:
        loss = closure.contagion_loss(
            contagion=form.contagion,
            debt=-closer.reserves,
            cost=closer.cost,
            size_share=one.size / size,
            parameters=sector.tables.closure,
        )
        one.reserves -= loss
        sector.account.contagion += loss
        sector.happened["contagion"] += loss > 0.0


def _absorb_by_decree(one: Any, residents: list[Any]) -> None:
    """Join a living association of the department, drawn uniformly."""
    start = int(one.uniform(CONSTANT_ABSORBER) * len(residents))
    for other in residents[start:] + residents[:start]:
        if other is not one and other.end == LIVING:
            absorb(other, one, other.governance, ABSORBED)
            return

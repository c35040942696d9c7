"""Grants become calls, calls become contracts."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from coopsim.chance import uniform
from coopsim.chance.streams import TENDER_AWARD, TENDER_BIDDER, TENDER_TIME
from tests.ordinary.funder import Contract
from tests.ordinary.luck import unit, words_by_index
from tests.ordinary.rules import is_eligible, reachable_grant, renewal_factor, tender, transfer_needed

OWN_DEPARTMENT, REGION = 0, 1
TRIES_PER_BIDDER = 8


def sanction_speakers(sector: Any) -> None:
    """Those that spoke out lose a part of their renewals for a year."""
    for one in sector.agents:
        if one.sanction > 0:
            factor = renewal_factor(
                advocacy_penalty=one.department.levers.advocacy_penalty,
                speaking_cost=sector.tables.voice.speaking_cost,
            )
            one.department.saved += one.public_grant * (1.0 - factor)
            one.public_grant *= factor
            one.sanction -= 1
            sector.happened["sanctioned"] += 1


def age_returned_grants(sector: Any) -> None:
    """Returned grants that no birth used within the wait are called, or saved where none calls."""
    wait = sector.tables.tender.returned_quarters
    for department in sector.departments:
        ripe = sum(department.returned[wait - 1 :])
        kept = department.returned[: wait - 1]
        department.returned = [0.0, *kept] + [0.0] * (3 - len(kept))
        if sector.switches.tender:
            department.returned_calls += ripe
        else:
            department.saved += ripe


def transfer_grants(sector: Any) -> None:
    """Move reachable grants into the pools until the target share is called."""
    contracts: dict[Any, float] = defaultdict(float)
    for contract in sector.contracts:
        contracts[contract.department] += contract.volume
    for department in sector.departments:
        reachable = {
            one: reachable_grant(
                public_grant=one.public_grant,
                protection=department.levers.core_grant_protection,
                small=one.staff < sector.small_below,
            )
            for one in department.members
        }
        needed = transfer_needed(
            tendering=department.levers.tendering,
            reachable=sum(reachable.values()),
            contracts=contracts[department] + department.pool,
        )
        if needed > 0.0:
            share = needed / sum(reachable.values())
            for one, amount in reachable.items():
                one.public_grant -= share * amount
            department.pool += needed


def open_calls(sector: Any) -> list[Any]:
    """Open a call for each lot that the pools can pay."""
    opened = []
    for department in sector.departments:
        lot, ordinal = department.lot(sector.tables.tender), 0
        while department.pool >= lot:
            department.pool -= lot
            opened.append(_call(sector, department, ordinal, lot, returned=False))
            ordinal += 1
        while department.returned_calls >= lot:
            department.returned_calls -= lot
            opened.append(_call(sector, department, ordinal, lot, returned=True))
            ordinal += 1
    sector.contracts += opened
    return opened


def _call(sector: Any, department: Any, ordinal: int, lot: float, returned: bool) -> Contract:
    """One call of this quarter."""
    quarter = sector.absolute_quarter
    who = department.number << 40 | quarter << 20 | ordinal
    return Contract(who, department, lot, quarter, returned)


def award_calls(sector: Any) -> None:
    """Award every contract that is due: in its department, then in the region."""
    quarter, waiting = sector.absolute_quarter, []
    for contract in sector.contracts:
        if contract.holder is None or contract.expiry <= quarter:
            sector.account.calls += 1
            if not _award(sector, contract, contract.department.members, OWN_DEPARTMENT):
                waiting.append(contract)
    everyone = sector.by_department()
    for contract in waiting:
        if _award(sector, contract, everyone, REGION):
            sector.happened["regional award"] += 1
        else:
            _leave_unserved(sector, contract)


def _award(sector: Any, contract: Any, everyone: list[Any], reach: int) -> bool:
    """Hear the bids for one contract and give it to the winner, if there is one."""
    heard = _listeners(sector, contract, everyone, reach)
    bidders = [one for one in heard if _bids(sector, one, contract)]
    if not bidders:
        return False
    for one in bidders:
        one.due += sector.tables.tender.bid_cost
    sector.account.bids += len(bidders)
    winner = _winner(sector, contract, bidders, reach)
    if winner is not contract.holder:
        contract.give(winner)
        winner.won += contract.volume
    contract.unserved = 0
    contract.expiry = sector.absolute_quarter + sector.tables.tender.contract_term
    return True


def _listeners(sector: Any, contract: Any, everyone: list[Any], reach: int) -> list[Any]:
    """The holder, then distinct associations drawn uniformly; all where there are few."""
    wanted = sector.tables.tender.bidders_per_call
    holder = [contract.holder] if contract.holder else []
    if len(everyone) <= wanted:
        return holder + [one for one in everyone if one is not contract.holder]
    heard = holder[:]
    tries, quarter = TRIES_PER_BIDDER * wanted, sector.absolute_quarter
    drawn = words_by_index(sector.luck, TENDER_BIDDER, quarter, contract.who, reach, tries)
    for word in drawn[:, 0].tolist():
        if len(heard) == wanted + len(holder):
            break
        one = everyone[int(unit(word) * len(everyone))]
        if one not in heard:
            heard.append(one)
    return heard


def _bids(sector: Any, one: Any, contract: Any) -> bool:
    """Whether an association may bid, and finds the time."""
    parameters = sector.tables.tender
    threshold = contract.department.levers.size_threshold
    if not is_eligible(bidding_size=one.bidding_size, size_threshold=threshold):
        return False
    if one is contract.holder:
        return True
    if one.vacancy > 0:
        return False
    if not tender.may_take(
        won=one.won, volume_offered=contract.volume, volume=one.volume, parameters=parameters
    ):
        return False
    chance = tender.bid_chance(staff=one.staff, parameters=parameters)
    return bool(one.uniform(TENDER_TIME, whom=contract.who) < chance)


def _winner(sector: Any, contract: Any, bidders: list[Any], reach: int) -> Any:
    """Draw the winner with chances proportional to the exponential of the scores."""
    scores = [_score(sector, contract, one) for one in bidders]
    best = max(scores)
    weights = [math.exp(score - best) for score in scores]
    level = uniform(sector.luck, TENDER_AWARD, sector.absolute_quarter, contract.who, reach, 0) * sum(weights)
    reached = 0.0
    for one, weight in zip(bidders, weights, strict=True):
        reached += weight
        if level < reached:
            return one
    return bidders[-1]


def _score(sector: Any, contract: Any, one: Any) -> float:
    """The score of one bid."""
    return float(
        tender.bid_score(
            relative_cost=one.cost / (sector.tables.money.unit_cost * one.size),
            bidding_size=one.bidding_size,
            quality=one.know_how + one.legitimacy,
            holder=one is contract.holder,
            in_setup=one.setup is not None,
            distraction=sector.tables.agreement.distraction,
            parameters=sector.tables.tender,
        )
    )


def _leave_unserved(sector: Any, contract: Any) -> None:
    """The service is lost this quarter; money once returned is saved in the end."""
    contract.give(None)
    contract.unserved += 1
    sector.account.service_lost += contract.volume
    sector.happened["unserved call"] += 1
    if contract.returned and contract.unserved >= sector.tables.tender.returned_quarters:
        contract.department.saved += contract.volume
        sector.contracts.remove(contract)

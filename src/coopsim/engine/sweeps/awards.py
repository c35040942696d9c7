"""Phase 2, continued: bids and awards (model.md §4.1)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import uniform
from coopsim.chance.streams import TENDER_AWARD, TENDER_BIDDER, TENDER_TIME
from coopsim.engine.sweeps.costs import volume_of
from coopsim.engine.sweeps.tender import age_returned_grants, open_calls, sanction_speakers, transfer_grants
from coopsim.levers.size_threshold import is_eligible
from coopsim.rules.tender import bid_chance, bid_score, may_take
from coopsim.units import SMALLEST_SIZE
from coopsim.world.vocabulary import NOBODY

TRIES_PER_BIDDER = 8
"""Draws allowed for each place in the list of bidders before the list is left shorter."""

OWN_DEPARTMENT, REGION = 0, 1


@compiled
def pass_tender(world: Any, setting: Any, quarter: Any) -> None:
    """Let grants become calls, and calls contracts."""
    sanction_speakers(world, setting)
    age_returned_grants(world, setting)
    if setting.switches.tender:
        transfer_grants(world, setting)
        open_calls(world, setting, quarter)
        award_calls(world, setting, quarter)


@compiled
def award_calls(world: Any, setting: Any, quarter: Any) -> None:
    """Award every contract that is due: in its department, then in the region."""
    drawn = np.zeros(len(world.associations), np.int32)
    bidders = np.empty(setting.tables.tender.bidders_per_call + 1, np.int32)
    waiting = np.zeros(world.counts[0].contracts, np.bool_)
    for row in range(world.counts[0].contracts):
        contract = world.contracts[row]
        if contract.open and (contract.holder < 0 or contract.expiry <= quarter):
            world.account[0].calls += 1.0
            waiting[row] = not _award(world, setting, quarter, row, OWN_DEPARTMENT, bidders, drawn)
    for row in range(world.counts[0].contracts):
        if waiting[row] and not _award(world, setting, quarter, row, REGION, bidders, drawn):
            _leave_unserved(world, setting, row)


@compiled
def _award(
    world: Any, setting: Any, quarter: Any, row: Any, reach: Any, bidders: Any, drawn: Any
) -> Any:
    """Hear the bids for one contract; give it to the winner, and say whether there was one."""
    contract = world.contracts[row]
    if reach == OWN_DEPARTMENT:
        low, high = world.first[contract.department], world.first[contract.department + 1]
    else:
        low, high = 0, world.counts[0].living
    count = _draw_bidders(world, setting, quarter, contract, bidders, drawn, low, high, reach, row)
    winner = _winner(world, setting, quarter, contract, bidders, count, reach)
    if winner >= 0:
        _give(world, setting, quarter, contract, winner)
    return winner >= 0


@compiled
def _draw_bidders(
    world: Any, setting: Any, quarter: Any, contract: Any, bidders: Any, drawn: Any,
    low: Any, high: Any, reach: Any, row: Any,
) -> Any:
    """The holder, then distinct associations drawn uniformly; those that bid are kept."""
    mark = 2 * row + reach + 1
    count = 0
    if contract.holder >= 0:
        drawn[contract.holder] = mark
        count = _hear(world, setting, quarter, contract, contract.holder, bidders, count)
    wanted, heard = len(bidders) - 1, 0
    everyone = high - low <= wanted
    tries = high - low if everyone else TRIES_PER_BIDDER * wanted
    for index in range(tries):
        if heard == wanted:
            break
        place = index
        if not everyone:
            level = uniform(setting.luck, TENDER_BIDDER, quarter, contract.who, reach, index)
            place = int(level * (high - low))
        slot = world.residents[low + place]
        if drawn[slot] != mark:
            drawn[slot] = mark
            heard += 1
            count = _hear(world, setting, quarter, contract, slot, bidders, count)
    return count


@compiled
def _hear(
    world: Any, setting: Any, quarter: Any, contract: Any, slot: Any, bidders: Any, count: Any
) -> Any:
    """Add an association to the bidders if it may bid and finds the time."""
    one = world.associations[slot]
    tender = setting.tables.tender
    holds = slot == contract.holder
    levers = world.departments[contract.department].levers
    if not is_eligible(bidding_size=one.bidding_size, size_threshold=levers.size_threshold):
        return count
    if not holds:
        if one.vacancy > 0:
            return count
        level = uniform(setting.luck, TENDER_TIME, quarter, one.who, contract.who, 0)
        if level >= bid_chance(staff=one.staff, parameters=tender):
            return count
        if not may_take(
            won=one.won, volume_offered=contract.volume, volume=volume_of(one), parameters=tender
        ):
            return count
    one.due += tender.bid_cost
    world.account[0].bids += 1.0
    bidders[count] = slot
    return count + 1


@compiled
def _winner(
    world: Any, setting: Any, quarter: Any, contract: Any, bidders: Any, count: Any, reach: Any
) -> Any:
    """Draw the winner with chances proportional to the exponential of the scores."""
    if count == 0:
        return NOBODY
    scores = np.empty(count)
    best = -math.inf
    for place in range(count):
        scores[place] = _score(world, setting, contract, bidders[place])
        best = max(best, scores[place])
    level = uniform(setting.luck, TENDER_AWARD, quarter, contract.who, reach, 0)
    return bidders[pick(scores, best, level)]


@compiled
def pick(scores: Any, best: Any, level: Any) -> Any:
    """The place drawn by a logit over scores: chance ∝ exp(score).

    Parameters
    ----------
    scores : float64, shape (n,), n ≥ 1
    best : float, the largest score
    level : float, uniform draw, (0, 1)

    Returns
    -------
    int, [0, n)
    """
    total = 0.0
    for place in range(len(scores)):
        total += math.exp(scores[place] - best)
    reached = 0.0
    for place in range(len(scores)):
        reached += math.exp(scores[place] - best)
        if level * total < reached:
            return place
    return len(scores) - 1


@compiled
def _score(world: Any, setting: Any, contract: Any, slot: Any) -> Any:
    """The score of one bid."""
    one = world.associations[slot]
    unit_cost = setting.tables.money.unit_cost
    return bid_score(
        relative_cost=one.cost / (unit_cost * max(one.staff, SMALLEST_SIZE)),
        bidding_size=one.bidding_size,
        quality=one.know_how + one.legitimacy,
        holder=slot == contract.holder,
        in_setup=one.setup_tie >= 0,
        distraction=setting.tables.agreement.distraction,
        parameters=setting.tables.tender,
    )


@compiled
def _give(world: Any, setting: Any, quarter: Any, contract: Any, winner: Any) -> None:
    """Give a contract to its winner for a term."""
    if winner != contract.holder:
        if contract.holder >= 0:
            world.associations[contract.holder].contracts -= contract.volume
        one = world.associations[winner]
        one.contracts += contract.volume
        one.won += contract.volume
    contract.holder, contract.unserved = winner, 0
    contract.expiry = quarter + setting.tables.tender.contract_term


@compiled
def _leave_unserved(world: Any, setting: Any, row: Any) -> None:
    """Nobody took the lot: its service is lost this quarter; returned money is saved in the end."""
    contract = world.contracts[row]
    if contract.holder >= 0:
        world.associations[contract.holder].contracts -= contract.volume
    contract.holder = NOBODY
    contract.unserved += 1
    world.account[0].service_lost += contract.volume
    if contract.returned and contract.unserved >= setting.tables.tender.returned_quarters:
        world.departments[contract.department].saved += contract.volume
        contract.open, contract.volume = 0, 0.0

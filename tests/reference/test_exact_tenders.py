"""Exact cases of what is shared out: contracts by lottery and by an urn, seats by lot."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.scenario import load_scenario
from coopsim.world.vocabulary import CAUSES_PER_COLLEGE, LIVING
from tests.reference.cases import assert_mean, assert_share, founders, measured, replicated

BIDDERS = 5


def holders(history: History) -> np.ndarray:
    return history.world.contracts["holder"][: history.world.counts[0].contracts].copy()


def test_equal_bids_are_a_lottery_with_an_advantage():
    """Of five that hear of a call beside the holder, j find the time with chance C(5, j)/2⁵.

    The holder then keeps its contract with chance e/(e + j), the logit of its
    advantage of 1 [Luce1959]_; calls are independent, so that contracts kept
    are binomial. A contract that changes hands goes to each of the other 39
    with the same chance.
    """
    history = History(load_scenario("verification/tender-lottery"), 8)
    history.step(1)
    kept, newcomers = [], []
    for _ in range(300):
        before = holders(history)
        history.step()
        after = holders(history)
        kept.append(before == after)
        newcomers.append(after[before != after])
    chances = [math.comb(BIDDERS, j) / 2**BIDDERS * math.e / (math.e + j) for j in range(BIDDERS + 1)]
    assert_share(np.concatenate(kept), sum(chances))
    assert_even(np.bincount(np.concatenate(newcomers), minlength=40))


def assert_even(counts: np.ndarray) -> None:
    """Equal chances: the statistic of Pearson within four standard errors of its degrees of freedom."""
    expected = counts.sum() / len(counts)
    degrees = len(counts) - 1
    statistic = ((counts - expected) ** 2 / expected).sum()
    assert abs(statistic - degrees) < 4.0 * math.sqrt(2.0 * degrees)


def test_every_eligible_bidder_has_one_chance_in_as_many():
    """Without an advantage, with time for all and everybody told: 1/40 each [Luce1959]_.

    Contracts are then shared out anew each quarter: an association holds
    Binomial(L, 1/40) of L contracts, with that variance.
    """
    fair = {"parameters.tender.incumbent_weight": 0.0, "parameters.tender.time_scale": 0.0}
    fair |= {"parameters.tender.bidders_per_call": 40}
    history = History(load_scenario("verification/tender-lottery", fair), 8)
    history.step(1)
    held = []
    for _ in range(100):
        history.step()
        held.append(np.bincount(holders(history), minlength=40))
    assert_even(np.sum(held, axis=0))
    assert_mean(np.var(held, axis=1), sum(held[0]) / 40 * 39 / 40)


def test_where_size_wins_the_urn_drifts_to_one():
    """L = 14 contracts are drawn anew each quarter, each to i with chance its share of size: Wright–Fisher.

    Shares are martingales, and 1 − Σ share² shrinks by 1 − 1/L a quarter:
    E Σ share²(t) = 1 − (1 − Σ share²(0))·(1 − 1/L)^t, and one share p has the
    variance p·(1 − p)·(1 − (1 − 1/L)^t) [Ewens2004]_. Who holds no
    contract keeps the weight of half a full-time post, 0.00006 of a contract:
    fourteen of them move the answer by less than a thousandth.
    """
    shares, concentration = [], []
    for history in replicated("tender-urn"):
        world = history.world
        assert world.counts[0].contracts == 14
        rows = founders(history)["contracts"]
        shares.append(rows / rows.sum())
        concentration.append(measured(history, "public_money_hhi"))
    start = history.founders.staff / history.founders.staff.sum()
    drifted = 1.0 - (1.0 - 1.0 / 14.0) ** 12
    for one, expected in enumerate(start):
        assert_mean(np.array(shares)[:, one], expected, math.sqrt(expected * (1.0 - expected) * drifted))
    paths = np.array(concentration)
    for quarter in (1, 4, 12):
        expected = 1.0 - (1.0 - (start**2).sum()) * (1.0 - 1.0 / 14.0) ** quarter
        assert_mean(paths[:, quarter], expected)


def test_contracts_follow_those_that_merge():
    """A contract that is not called in the quarter has the same holder, or the body that its holder joined."""
    history = History(load_scenario("verification/merged-contracts"), 2)
    followed = 0
    for quarter in range(1, 41):
        before, called = holders(history), history.world.contracts["expiry"].copy()
        history.step()
        rows = founders(history)
        after = holders(history)[: len(before)]
        quiet = (before >= 0) & (called[: len(before)] > quarter)
        heirs = np.where(rows["end"][before] == LIVING, before, rows["absorber"][before])
        assert (after[quiet] == heirs[quiet]).all()
        followed += (heirs != before)[quiet].sum()
        contracts = history.world.contracts[: history.world.counts[0].contracts]
        held = contracts[contracts["holder"] >= 0]
        summed = np.bincount(held["holder"], held["volume"], minlength=len(rows))
        assert rows["contracts"][rows["end"] == LIVING] == pytest.approx(summed[rows["end"] == LIVING], abs=1e-9)
    assert followed > 10


def test_seats_by_lot_see_no_size():
    """Twenty years of seats drawn without looking: in each college the seated are a random sample.

    The number of large ones among m seated of n, of whom k are large, is
    hypergeometric: mean m·k/n, variance m·(k/n)·(1 − k/n)·(n − m)/(n − 1) [Feller1968]_.
    """
    history = History(load_scenario("verification/seats-lottery"), 3)
    rows = founders(history)
    college = rows["main_cause"] // CAUSES_PER_COLLEGE
    large = rows["staff"] > np.median(rows["staff"])
    found, expected, variance = 0.0, 0.0, 0.0
    for _ in range(20):
        history.step(4)
        assert rows["seat"].sum() == 100
        for one in range(4):
            here, seated = college == one, (college == one) & (rows["seat"] == 1)
            number, share, drawn = here.sum(), large[here].mean(), seated.sum()
            found += large[seated].sum()
            expected += drawn * share
            variance += drawn * share * (1.0 - share) * (number - drawn) / (number - 1)
    assert abs(found - expected) < 4.0 * math.sqrt(variance)

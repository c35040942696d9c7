"""Exact cases of money: ruin by arithmetic and by luck, prices and budgets that shrink."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.world.vocabulary import INSOLVENT, LIVING
from tests.reference.cases import assert_share, finished, founders, replicated

NODES = 200


def last_quarter(rows: np.ndarray) -> np.ndarray:
    """The quarter in which each ended; one beyond all horizons for those that live."""
    return np.where(rows["end"] == LIVING, 1000, rows["end_quarter"])


def test_a_constant_deficit_ruins_when_arithmetic_says():
    """Income is 0.95 of cost, so that reserves after t quarters are (2 − 0.05·t) quarters of cost.

    They fall under the debt of half a month, 1/6 of a quarter's cost, when
    t > 43.33: nobody is insolvent before quarter 44. From then on each quarter
    closes a quarter of those left (`insolvency_chance`): the waiting time is
    geometric, P(alive at 44 + k) = 0.75^(k+1) [Feller1968]_.
    """
    ended = founders(finished("ruin-deficit"))
    insolvent = ended["end"] == INSOLVENT
    assert ended["end_quarter"][insolvent].min() == 44
    assert set(ended["end"][~insolvent].tolist()) == {LIVING}
    for quarter in (44, 46, 50, 60):
        assert_share(last_quarter(ended) > quarter, 0.75 ** (quarter - 43))


def test_a_random_walk_without_cash_follows_sparre_andersen():
    """Reserves start at 0 and move by symmetrical continuous luck; the first debt closes.

    Whatever the law of the steps, the chance that none of the first n sums is
    negative is C(2n, n)/4^n [SparreAndersen1954]_ [Feller1971]_.
    """
    histories = replicated("ruin-walk", 40)
    ends = np.concatenate([last_quarter(founders(history)) for history in histories])
    assert len(ends) == 20_000
    for quarter in (1, 2, 5, 10, 20):
        assert_share(ends > quarter, math.comb(2 * quarter, quarter) / 4.0**quarter)


def killed_walk(cushion: float, drift: float, spread: float, quarters: int) -> list[float]:
    """Chance that a walk with normal steps from `cushion` has stayed above 0, quarter by quarter.

    The density of those that stay is carried from quarter to quarter by the
    kernel of the steps, on the nodes of a Gauss–Legendre rule.
    """
    most = cushion + quarters * drift + 8.0 * spread * math.sqrt(quarters)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    nodes, weights = (nodes + 1.0) * most / 2.0, weights * most / 2.0
    kernel = _normal(nodes[None, :] - nodes[:, None], drift, spread)
    density, staying = _normal(nodes - cushion, drift, spread), []
    for _ in range(quarters):
        staying.append(float(weights @ density))
        density = (weights * density) @ kernel
    return staying


def _normal(values: np.ndarray, mean: float, spread: float) -> np.ndarray:
    return np.exp(-(((values - mean) / spread) ** 2) / 2.0) / (spread * math.sqrt(2.0 * math.pi))


def test_quadrature_agrees_with_the_law_that_needs_none():
    expected = [math.comb(2 * n, n) / 4.0**n for n in (1, 5, 10)]
    found = killed_walk(0.0, 0.0, 0.1, 10)
    assert [found[n - 1] for n in (1, 5, 10)] == pytest.approx(expected, abs=1e-6)


def test_ruin_with_a_cushion_and_a_margin():
    """A third of a quarter's cost in the bank; steps N(0.01, 0.101²) in quarters of cost.

    The chance to have stayed solvent solves the renewal equation of the killed
    walk, here by quadrature (checked above against Sparre Andersen). However
    long one waits, ruin stays under Lundberg's bound exp(−2·drift·cushion/σ²)
    [AsmussenAlbrecher2010]_.
    """
    ended = founders(finished("ruin-cushion"))
    staying = killed_walk(cushion=1.0 / 3.0, drift=0.01, spread=0.101, quarters=20)
    for quarter in (3, 5, 10, 20):
        assert_share(last_quarter(ended) > quarter, staying[quarter - 1])
    assert (ended["end"] == INSOLVENT).mean() < math.exp(-2.0 * 0.01 / 3.0 / 0.101**2)


def test_prices_and_budgets_shrink_in_geometric_steps():
    """Each quarter multiplies prices by (1 − 0.04·(1 − 0.5))^¼ and grants by (1 − 0.02)^¼.

    So income from grants shrinks by ρ = (0.98·0.98)^¼ a quarter, its sum is
    that of a geometric series, and cost and private income are constant.
    """
    before = finished("squeeze", **{"quarters": 1}).founders
    after = founders(finished("squeeze"))
    grants, private = (12.75 * before.staff * share for share in (before.public_share, 1.0 - before.public_share))
    ratio = (0.98 * 0.98) ** 0.25
    income = 1.02 * (grants * ratio * (1.0 - ratio**40) / (1.0 - ratio) + 40.0 * private)
    assert after["public_grant"] == pytest.approx(grants * 0.98**10, rel=1e-12)
    expected = (before.cash_months / 3.0 - 40.0) * after["cost"] + income
    assert after["reserves"] == pytest.approx(expected, rel=1e-12, abs=1e-9)

"""Exact cases of slow variables: know-how, norm, legitimacy, and what a pair learns."""

from __future__ import annotations

import numpy as np
import pytest

from tests.reference.cases import assert_variance, finished, founders, measured

EXACT = 1e-12


def test_know_how_learned_alone_is_a_linear_stock():
    """κ' = κ + 0.02 − 0.05·κ from 0: κ(t) = 0.4·(1 − 0.95^t), limit gain over decay [Goldberg1958]_."""
    path = measured(finished("know-how"), "know_how_mean")
    assert path == pytest.approx(0.4 * (1.0 - 0.95 ** np.arange(201)), abs=EXACT)
    assert path[10] == pytest.approx(0.160505, abs=5e-7)
    assert path[200] == pytest.approx(0.4, abs=2e-5)


def test_know_how_of_a_pair_saturates():
    """κ' = κ + 0.02·(1 − κ) − 0.05·κ: κ(t) = L + (κ(0) − L)·0.93^t, L = 0.02/0.07 [Goldberg1958]_.

    The pair signs in quarter 1, in which it only forgets; its partnership is
    active from quarter 2 on, and teaches from that quarter. The small start
    at 0, the large at 0.6.
    """
    limit = 2.0 / 7.0
    for quarters in (11, 80):
        know_how = founders(finished("pairs-learning", quarters=quarters))["know_how"]
        left = 0.93 ** (quarters - 1)
        assert know_how[::2] == pytest.approx(limit * (1.0 - left), abs=EXACT)
        assert know_how[1::2] == pytest.approx(limit + (0.6 * 0.95 - limit) * left, abs=EXACT)
    assert limit * (1.0 - 0.93**10) == pytest.approx(0.147434, abs=5e-7)


def test_copying_divides_the_difference_of_a_pair():
    """With copying alone, each moves 0.02 of the difference: it shrinks by 1 − 2·0.02 a quarter.

    The mean stays: two equations of differences, whose sum is constant [DeGroot1974]_.
    """
    know_how = founders(finished("pairs-copying"))["know_how"]
    assert know_how[1::2] - know_how[::2] == pytest.approx(0.6 * 0.96**25, abs=EXACT)
    assert know_how[1::2] + know_how[::2] == pytest.approx(0.6, abs=EXACT)


def test_imitation_converges_to_the_common_mean():
    """n' = n + 0.1·(n̄ − n): n̄, weighted by ln(1 + staff), stays, and n − n̄ shrinks by 0.9 a quarter.

    A consensus of DeGroot whose matrix has one row repeated, mixed with staying [DeGroot1974]_.
    """
    history = finished("imitation")
    start, weights = history.founders.managerial_norm, np.log1p(history.founders.staff)
    mean = (weights * start).sum() / weights.sum()
    assert history.world.departments[0].norm_mean == pytest.approx(mean, abs=EXACT)
    assert founders(history)["managerial_norm"] == pytest.approx(mean + (start - mean) * 0.9**40, abs=EXACT)


def test_imitation_with_luck_is_an_autoregression():
    """Deviations follow d' = 0.9·d + 0.01·Z, but for one term common to all.

    Their variance after t quarters is 0.01²·(1 − 0.9^(2t))/(1 − 0.9²) [Hamilton1994]_.
    """
    norms = founders(finished("norm-noise"))["managerial_norm"]
    assert_variance(norms, 0.01**2 * (1.0 - 0.9**80) / (1.0 - 0.81))


def test_coercion_is_a_power_of_what_dependence_leaves():
    """n' = n + 0.1·½·dependence·(1 − n): 1 − n(t) = (1 − n(0))·(1 − 0.05·dependence)^t [Goldberg1958]_.

    Two of the four levers of pressure are at 1, so that pressure is one half;
    dependence is the public share of income, which nothing changes here.
    """
    history = finished("coercion")
    one = history.founders
    left = (1.0 - one.managerial_norm) * (1.0 - 0.05 * one.public_share) ** 40
    assert founders(history)["managerial_norm"] == pytest.approx(1.0 - left, abs=EXACT)


def test_legitimacy_finds_its_level_and_visibility_stays():
    """L' = L + 0.08·(T − L): L(t) = T + (L(0) − T)·0.92^t with T = 0.5 − 0.35·(n − 0.3) [Goldberg1958]_.

    Visibility starts at what size gives, and size does not change.
    """
    history = finished("standing")
    one = history.founders
    level = 0.5 - 0.35 * (one.managerial_norm - 0.3)
    assert founders(history)["legitimacy"] == pytest.approx(level + (one.legitimacy - level) * 0.92**40, abs=EXACT)
    seen = np.clip(0.1 + 0.12 * np.log(np.maximum(one.staff, 0.5)), 0.0, 1.0)
    assert founders(history)["visibility"] == pytest.approx(seen, abs=EXACT)

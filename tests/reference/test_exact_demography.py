"""Exact cases of demography: births and closures in balance, hazards, leaders."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.world.vocabulary import LIVING
from tests.reference.cases import (
    assert_mean,
    assert_share,
    assert_variance,
    finished,
    founders,
    measured,
    replicated,
)

CLOSING, BEARING = 0.02, 1.0 / 49.0


def test_births_and_closures_in_balance_branch():
    """Each living association leaves B·(1 + Poisson(λ)), B = 1 with chance 1 − μ: a branching process.

    With μ = 0.02 and λ = 1/49 its mean is (1 − μ)(1 + λ) = 1, so that the mean
    number stays; the variance of one is σ² = (1 − μ)·λ + μ·(1 − μ)·(1 + λ)²,
    and Var N(t) = N(0)·σ²·t [Harris1963]_. Closures come before births in a
    quarter. Births are in proportion to the living: there is no level to which
    the number returns, and a balance is one in the mean only.
    """
    paths = np.array([measured(history, "associations") for history in replicated("births-and-closures")])
    one = (1.0 - CLOSING) * BEARING + CLOSING * (1.0 - CLOSING) * (1.0 + BEARING) ** 2
    for quarter in (4, 20, 40):
        assert_mean(paths[:, quarter], 50.0, math.sqrt(50.0 * one * quarter))
        assert_variance(paths[:, quarter], 50.0 * one * quarter)


def test_a_few_associations_die_out_as_the_generating_function_says():
    """The chance that all lines of five founders are extinct: q(t)⁵, q(t) = f(q(t − 1)), q(0) = 0.

    f(s) = μ + (1 − μ)·s·exp(λ·(s − 1)) generates what one association leaves,
    here with μ = 0.1 and λ = 0.05 [Harris1963]_.
    """
    changes = {"population.size": 5, "quarters": 30}
    changes |= {"parameters.exogenous.closure_constant": 0.1, "parameters.birth.birth_rate": 0.05}
    gone = [history.world.counts[0].living == 0 for history in replicated("births-and-closures", **changes)]
    extinct = 0.0
    for _ in range(30):
        extinct = 0.1 + 0.9 * extinct * math.exp(0.05 * (extinct - 1.0))
    assert_share(gone, extinct**5)


def test_births_are_poisson_and_sizes_lognormal():
    """Nobody closes: N births in a year have mean N(0)·((1 + λ)⁴ − 1), λ = 0.05 [Harris1963]_.

    The variance is that of a branching process with Poisson offspring; ln of
    the size at birth is normal with mean ln 3 and spread 0.7.
    """
    world = finished("newborn").world
    born = world.associations[20_000 : world.counts[0].slots]
    grown = 1.05**4
    spread = math.sqrt(20_000 * 0.05 * grown / 1.05 * (grown - 1.0) / 0.05)
    assert abs(len(born) - 20_000 * (grown - 1.0)) < 4.0 * spread
    logs = np.log(born["staff"])
    assert_mean(logs, math.log(3.0), 0.7)
    assert_variance(logs, 0.49)


def test_closures_by_size_and_age_multiply():
    """A quarter of the reference size with exponent ½ doubles the hazard; age t adds 3·e^(−t/8) of it.

    Survival is the product of the chances of each quarter, and because draws
    are independent the number alive is binomial [KalbfleischPrentice2002]_.
    """
    ended = founders(finished("closure-by-size-and-age"))
    hazards = [0.005 * (12.5 / 50.0) ** -0.5 * (1.0 + 3.0 * math.exp(-t / 8.0)) for t in range(1, 41)]
    for quarter in (1, 8, 40):
        alive = (ended["end"] == LIVING) | (ended["end_quarter"] > quarter)
        assert_share(alive, math.prod(1.0 - hazard for hazard in hazards[:quarter]))


def test_closures_of_a_quarter_are_binomial():
    """Closures among n with one chance h have mean n·h and variance n·h·(1 − h): no draw is shared.

    A draw shared by associations would leave the mean and inflate the variance.
    """
    changes = {"population.size": 200, "quarters": 1, "population.departments": ["34"]}
    histories = replicated("competing-risks", **changes)
    closed = np.array([measured(history, "closures")[1] for history in histories])
    assert_mean(closed, 200 * 0.01, math.sqrt(200 * 0.01 * 0.99))
    assert_variance(closed, 200 * 0.01 * 0.99)


def leaders_chain(quarters: int, hazard: float) -> tuple[float, float]:
    """Share still alive, and share of them without a leader, by the chain of leaders.

    States: a leader in place, then four to one quarters of vacancy left.
    """
    leaving = 1.0 - 0.7**0.25
    moves = np.zeros((5, 5))
    moves[0, 0], moves[0, 1], moves[4, 0] = 1.0 - leaving, leaving, 1.0
    moves[1, 2], moves[2, 3], moves[3, 4] = 1.0, 1.0, 1.0
    staying = 1.0 - hazard * np.array([1.0] + 4 * [math.exp(1.5)])
    shares = np.array([1.0, 0.0, 0.0, 0.0, 0.0])
    for _ in range(quarters):
        shares = shares @ moves * staying
    return float(shares.sum()), float(shares[1:].sum() / shares.sum())


def test_leaders_leave_and_their_absence_kills():
    """A chain of five states with a chance to close in each: powers of its matrix [KemenySnell1960]_."""
    ended = founders(finished("leaders"))
    alive = ended["end"] == LIVING
    survival, vacant = leaders_chain(40, hazard=0.005)
    assert_share(alive, survival)
    assert_share(ended["vacancy"][alive] > 0, vacant)


def test_vacant_places_are_those_of_alternating_renewal():
    """Without closures: four quarters of vacancy, then 1/p with a leader, p = 1 − 0.7^¼.

    The share of vacant places tends to 4/(4 + 1/p), whatever the laws [Cox1962]_.
    """
    vacant = 4.0 / (4.0 + 1.0 / (1.0 - 0.7**0.25))
    assert leaders_chain(400, hazard=0.0)[1] == pytest.approx(vacant, abs=1e-12)
    kept = founders(finished("leaders", **{"switches.closure": False, "quarters": 80}))
    assert_share(kept["vacancy"] > 0, vacant)

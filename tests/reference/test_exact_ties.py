"""Exact cases of cooperation: ties formed and ended, trust, mergers that succeed or fail."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.scenario import load_scenario
from coopsim.units import EULER_GAMMA
from coopsim.world.vocabulary import ABSORBED, LIVING, NO_TIE, PARTNERSHIP, POOLING
from tests.reference.cases import assert_mean, assert_share, finished, founders, measured, replicated

PAIRS = 12
PARTING = 0.1
SIGNING = 1.0 - math.exp(-2 * 0.2)
"""Chance that one of two associations searches, each with 1 − e^(−0.2)."""


def pairs_chain(quarters: int) -> np.ndarray:
    """Chances that a pair has no tie, one in set-up, one active, at the end of a quarter.

    A tie that breaks may be signed anew in the same quarter, because search
    comes after dissolution; a set-up takes one quarter and does not fail.
    """
    moves = np.array(
        [
            [1.0 - SIGNING, SIGNING, 0.0],
            [0.0, 0.0, 1.0],
            [PARTING * (1.0 - SIGNING), PARTING * SIGNING, 1.0 - PARTING],
        ]
    )
    return np.linalg.matrix_power(moves, quarters)[0]


class Partners(NamedTuple):
    """Active partnerships of each replicate by quarter, and the ages of those active at the end."""

    numbers: np.ndarray
    ages: np.ndarray


@pytest.fixture(scope="module")
def partners() -> Partners:
    numbers, ages = [], []
    for history in replicated("pairs"):
        ties = history.world.ties[: history.world.counts[0].ties]
        numbers.append(measured(history, "partnerships"))
        ages.append(ties["active_quarters"][ties["form"] == PARTNERSHIP])
    return Partners(np.array(numbers), np.concatenate(ages))


def test_the_chain_of_a_pair_has_a_limit():
    """Powers of a chain of three states; its limit is P/(P + q) for active ties [KemenySnell1960]_.

    Balance: π(none)·P = π(active)·q·(1 − P) and π(set-up) = π(active)·q, so
    that 1/π(active) = 1 + q + q·(1 − P)/P = 1 + q/P.
    """
    assert pairs_chain(400)[2] == pytest.approx(SIGNING / (SIGNING + PARTING), abs=1e-12)


def test_the_share_of_partners_is_that_of_the_chain(partners: Partners):
    """Each pair of the file follows the chain on its own luck: active ties are binomial."""
    for quarter in (2, 3, 10, 60):
        expected = pairs_chain(quarter)[2]
        assert_mean(partners.numbers[:, quarter], PAIRS * expected, math.sqrt(PAIRS * expected * (1.0 - expected)))


def test_ties_last_geometric_times(partners: Partners):
    """With a chance q to break in each quarter a tie lasts k quarters and more with chance (1 − q)^k.

    A geometric time forgets, so that the ages of the ties that are active in
    the stationary state follow the same law [Feller1968]_.
    """
    for least in (1, 5, 15):
        assert_share(partners.ages >= least, (1.0 - PARTING) ** least)


def stepping_chain(quarters: int) -> np.ndarray:
    """Chances of no tie, set-up, partnership, partnership with pooling in set-up, and pooling.

    Dissolution comes first: a partnership that breaks leaves its set-up alone,
    which becomes pooling in any case; a pooling that breaks steps down with
    chance 0.6; then those without a set-up may sign.
    """
    kept, signed = 1.0 - SIGNING, SIGNING
    lost, down = 0.2 * 0.4, 0.2 * 0.6
    moves = np.array(
        [
            [kept, signed, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 1.0],
            [PARTING * kept, PARTING * signed, (1.0 - PARTING) * kept, (1.0 - PARTING) * signed, 0.0],
            [0.0, 0.0, 0.0, 0.0, 1.0],
            [lost * kept, lost * signed, down * kept, down * signed, 0.8],
        ]
    )
    return np.linalg.matrix_power(moves, quarters)[0]


def test_ties_step_down_and_up_as_the_chain_says():
    """Five states of a pair; partnerships are reached by stepping down only [KemenySnell1960]_."""
    histories = list(replicated("pairs-stepping", quarters=30))
    for name, states in (("partnerships", (2, 3)), ("poolings", (4,))):
        numbers = np.array([measured(history, name) for history in histories])
        for quarter in (3, 5, 30):
            expected = stepping_chain(quarter)[list(states)].sum()
            assert_mean(numbers[:, quarter], PAIRS * expected, math.sqrt(PAIRS * expected * (1.0 - expected)))


def test_both_sides_have_to_want_and_forms_compete():
    """A side wants a form of utility u if u + (G − γ)/β > 0, G standard Gumbel: 1 − exp(−e^(βu − γ)) [Gumbel1958]_.

    Both sides want one form with the square of that, two forms are wanted
    independently, and of two that are wanted the larger joint gain is signed:
    each in half of the cases, because they please alike.
    """
    wanted = (1.0 - math.exp(-math.exp(4.0 * 0.1 - EULER_GAMMA))) ** 2
    signed = 1.0 - (1.0 - wanted) ** 2
    rows = [history.world.ties["setup_form"][:PAIRS] for history in replicated("pairs-choosing")]
    forms = np.concatenate(rows)
    assert set(forms.tolist()) == {NO_TIE, PARTNERSHIP, POOLING}
    assert_share(forms == NO_TIE, 1.0 - signed)
    assert_share(forms == PARTNERSHIP, signed / 2.0)


def test_trust_grows_in_a_straight_line_and_fades_by_powers():
    """τ = 0.1 at the start of the tie and 0.04·g more in each quarter after it, g = ½; 0.98^t once it is over."""
    history = finished("pairs-learning", **{"quarters": 22})
    ties = history.world.ties[: history.world.counts[0].ties]
    assert ties["trust"] == pytest.approx(0.1 + 20 * 0.04 * 0.5, abs=1e-12)
    ties["form"] = NO_TIE
    history.setting = history.setting._replace(cooperation=False)
    history.step(10)
    assert ties["trust"] == pytest.approx(0.5 * 0.98**10, abs=1e-12)


def test_mergers_by_agreement_conserve_and_take_their_time():
    """Signed in quarter 1 with a set-up of six quarters: completed in quarter 7, and nothing is lost."""
    history = finished("pairs-merging")
    rows, one = founders(history), history.founders
    small, large = rows[one.staff == 10.0], rows[one.staff == 20.0]
    assert (small["end"] == ABSORBED).all()
    assert (small["end_quarter"] == 7).all()
    assert (large["end"] == LIVING).all()
    assert large["staff"] == pytest.approx(30.0, abs=1e-9)
    assert large["public_grant"] + large["private_income"] == pytest.approx(30.0 * 12.75, abs=1e-9)
    reserves = founders(History(load_scenario("verification/pairs-merging"), 1))["reserves"]
    assert large["reserves"] == pytest.approx(reserves[one.staff == 20.0] + reserves[one.staff == 10.0], abs=1e-9)


def test_mergers_succeed_as_governance_says():
    """Success is drawn with logit p0 + 2·(g − ½), independently: failures are binomial [Feller1968]_.

    g is expected at ½ + 0.15·(1 − |2c − 1|) with c = ⅓, that is 0.6: p = 0.694.
    The body has know-how 0.4, the mean of 0 and 0.6 by size; a failure leaves 0.8 of it.
    """
    histories = replicated("pairs-merging")
    know_how = np.concatenate([founders(history)["know_how"][1::2] for history in histories])
    assert set(np.round(know_how, 9).tolist()) == {0.32, 0.4}
    odds = 0.65 / 0.35 * math.exp(2.0 * 0.1)
    assert_share(know_how > 0.36, odds / (1.0 + odds))

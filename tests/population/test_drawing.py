"""Laws of the drawn values, and what may not shift them."""

import math

import numpy as np
import pytest

from coopsim.chance import luck_of
from coopsim.population.drawing import draw_staff, draw_staff_with_tail
from coopsim.population.figures import DRAWN_STAFF_MOST, TAIL_EXPONENT, TAIL_FROM, TAIL_MOST

MANY = 40_000
SMALL = 3


@pytest.fixture(scope="module")
def many(found):
    return found("synthetic", size=MANY)


def off(values, expected, sd):
    """Distance in standard errors."""
    return abs(np.mean(values) - expected) / (sd / math.sqrt(len(values)))


def test_cash(many):
    small = many.field == SMALL
    assert off(np.log(many.cash_months[small]), math.log(9), 0.80) < 4
    assert off(np.log(many.cash_months[~small]), math.log(4.6), 0.78) < 4
    assert np.log(many.cash_months[~small]).std() == pytest.approx(0.78, rel=0.02)


@pytest.mark.parametrize(("field", "share"), [(1, 0.85), (2, 0.65), (3, 0.55)])
def test_public_share(many, field, share):
    values = many.public_share[many.field == field]
    assert np.median(values) == pytest.approx(share, abs=0.01)
    assert 0.0 <= values.min() <= values.max() <= 1.0


@pytest.mark.parametrize(("field", "median", "sigma"), [(1, 20, 1.3), (2, 8, 1.3), (3, 1.5, 0.7)])
def test_staff(many, field, median, sigma):
    values = many.staff[many.field == field]
    assert np.median(values) == pytest.approx(median, rel=0.05)
    assert values.max() <= DRAWN_STAFF_MOST
    if field == SMALL:
        assert values.min() == 0.5
    else:
        assert np.log(values).std() == pytest.approx(sigma, rel=0.05)


def test_age_is_in_quarters_and_bounded(many):
    assert np.median(many.age) == pytest.approx(88, rel=0.03)
    assert many.age.min() >= 0
    assert many.age.max() <= 480


def test_slow_variables(many):
    assert 0.15 <= many.know_how.min() <= many.know_how.max() <= 0.45
    assert 0.1 <= many.managerial_norm.min() <= many.managerial_norm.max() <= 0.5
    assert off(many.legitimacy, 0.5, 0.1) < 4
    assert off(many.governance, 0.5, 0.15) < 4


def test_second_cause(many):
    same_college = many.main_cause // 4 == many.second_cause // 4
    assert (many.main_cause != many.second_cause).all()
    assert off(same_college, 0.7, math.sqrt(0.21)) < 4
    assert set(many.second_cause.tolist()) == set(range(16))


def test_profiles_sum_to_one(many):
    profile = many.profile
    assert profile.shape == (MANY, 16)
    assert profile.sum(axis=1) == pytest.approx(np.ones(MANY))
    assert (np.sort(profile, axis=1)[:, -2:] == [pytest.approx(0.2), 0.8]).all()


def test_main_causes_follow_the_field(many):
    home = many.main_cause[many.field == 2]
    assert off(home == 1, 0.30, math.sqrt(0.21)) < 4  # home care of older people
    assert set(many.main_cause[many.field == 1].tolist()) == {2, 3, 4, 8}


def test_a_spread_of_nothing_gives_the_mean(found, parameters):
    still = parameters.model_copy(
        update={
            "founding": parameters.founding.model_copy(update={"cash_sigma": 0.0, "share_sd": 0.0, "age_sigma": 0.0}),
            "governance": parameters.governance.model_copy(update={"governance_sd": 0.0}),
        }
    )
    alike = found("synthetic", parameters=still)
    assert set(alike.cash_months[alike.field != SMALL].tolist()) == {parameters.founding.cash_months}
    assert set(alike.public_share.tolist()) == {0.85, 0.65, 0.55}
    assert set(alike.age.tolist()) == {88}
    assert set(alike.governance.tolist()) == {parameters.governance.governance_mean}


def test_a_size_above_the_largest_is_drawn_again():
    whos, fields = np.arange(200_000, dtype=np.uint64), np.ones(200_000, np.int8)
    sizes = draw_staff(fields, whos, luck_of(1, 0))
    assert sizes.max() < DRAWN_STAFF_MOST  # redrawn, not cut: nothing piles up there
    assert (sizes[:100] == draw_staff(fields[:100], whos[:100], luck_of(1, 0))).all()


def test_tail_is_pareto_and_cut():
    whos, fields = np.arange(400_000, dtype=np.uint64), np.ones(400_000, np.int8)
    sizes = draw_staff_with_tail(fields, whos, luck_of(1, 0))
    tail = sizes[sizes > TAIL_FROM]
    assert tail.max() < TAIL_MOST
    kept = 1 - (TAIL_FROM / TAIL_MOST) ** TAIL_EXPONENT
    for size in (200.0, 500.0, 2000.0):
        expected = 1 - (1 - (TAIL_FROM / size) ** TAIL_EXPONENT) / kept
        assert off(tail > size, expected, math.sqrt(expected * (1 - expected))) < 4


def test_the_body_of_both_kinds_is_the_same(found):
    sector, france = (found("synthetic", size=500, kind=kind, departments=("34",)) for kind in ("sector", "france"))
    body = (france.staff <= TAIL_FROM) & (sector.staff <= TAIL_FROM)
    assert body.mean() > 0.95
    assert (sector.field == france.field).all()

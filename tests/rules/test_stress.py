"""Stories of cash and stress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.stress import cash_months, stress
from coopsim.world.tables import table

STRESS = table("Stress", stress_months=1.5, stress_scale=0.6, months_least=-12.0, months_most=60.0)


def test_three_months_of_cost_in_the_bank_are_three_months() -> None:
    assert cash_months(reserves=100.0, cost=100.0, parameters=STRESS) == 3.0


def test_cash_is_told_apart_within_bounds_only() -> None:
    assert cash_months(reserves=1e6, cost=1.0, parameters=STRESS) == 60.0
    assert cash_months(reserves=-1e6, cost=1.0, parameters=STRESS) == -12.0


@pytest.mark.parametrize("cost", [0.0, -1.0])
def test_nothing_presses_on_an_association_without_cost(cost: float) -> None:
    assert cash_months(reserves=-5.0, cost=cost, parameters=STRESS) == 60.0


def test_half_of_stress_stands_at_a_month_and_a_half() -> None:
    assert stress(months=1.5, parameters=STRESS) == 0.5
    assert stress(months=0.0, parameters=STRESS) == pytest.approx(0.924142, abs=1e-6)
    assert stress(months=4.6, parameters=STRESS) < 0.01


@given(away=st.floats(0.0, 40.0))
def test_stress_is_symmetrical_around_its_middle(away: float) -> None:
    together = stress(months=1.5 - away, parameters=STRESS) + stress(months=1.5 + away, parameters=STRESS)
    assert together == pytest.approx(1.0, abs=1e-12)


def test_the_sharpest_stress_does_not_overflow() -> None:
    sharp = table("Stress", stress_months=24.0, stress_scale=0.05, months_least=-60.0, months_most=240.0)
    assert stress(months=-60.0, parameters=sharp) == 1.0
    assert stress(months=240.0, parameters=sharp) == pytest.approx(0.0, abs=1e-300)

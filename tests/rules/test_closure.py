"""Stories of closure."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.rules.closure import (
    closure_risk,
    closure_risk_most,
    contagion_loss,
    insolvency_risk,
    taking_weight,
)
from coopsim.world.tables import table

USUAL = {
    "hazard": 0.003,
    "size_exponent": 0.22,
    "newness": 1.0,
    "newness_quarters": 16.0,
    "tie_protection": 0.6,
    "vacancy_hazard": 0.5,
    "insolvency_chance": 0.25,
    "insolvency_months": 0.5,
    "dispersal_floor": 0.02,
    "closing_months": 2.0,
}
OLD = 4_000.0


def closure(**changes: float) -> Any:
    return table("Closure", **{**USUAL, **changes})


def risk(parameters: Any = None, **changes: Any) -> float:
    usual: dict[str, Any] = {
        "staff": 50.0,
        "age": OLD,
        "tie_governance": 0.0,
        "vacancy": 0,
        "reference_size": 50.0,
    }
    return closure_risk(**{**usual, **changes}, parameters=closure() if parameters is None else parameters)


def test_an_old_association_of_the_reference_size_runs_the_stated_hazard() -> None:
    assert risk() == pytest.approx(0.003, rel=1e-12)


def test_the_newborn_run_twice_the_risk_and_the_small_more() -> None:
    assert risk(age=0.0) == pytest.approx(0.006)
    assert risk(staff=5.0) == pytest.approx(0.003 * 10.0**0.22)


def test_well_governed_ties_protect_and_a_missing_leader_exposes() -> None:
    assert risk(tie_governance=1.0) == pytest.approx(0.003 * math.exp(-0.6 * math.tanh(1.0)))
    assert risk(vacancy=1) == pytest.approx(0.003 * math.exp(0.5))


@pytest.mark.parametrize(("protection", "sign"), [(0.6, 1), (0.0, 0), (-0.3, -1)])
def test_ties_may_protect_expose_or_do_nothing(protection: float, sign: int) -> None:
    parameters = closure(tie_protection=protection)
    change = risk(parameters) - risk(parameters, tie_governance=2.0)
    assert [change > 0, change < 0] == [sign > 0, sign < 0]


def test_every_hazard_stops_at_certainty() -> None:
    assert risk(closure(hazard=0.2, newness=20.0), staff=0.0, age=0.0, vacancy=1) == 1.0


def test_no_hazard_no_closure() -> None:
    assert risk(closure(hazard=0.0), staff=0.0, age=0.0, vacancy=1) == 0.0


def test_insolvency_needs_a_debt_of_half_a_month() -> None:
    assert insolvency_risk(risk=0.01, reserves=-49.0, cost=300.0, parameters=closure()) == 0.01
    assert insolvency_risk(risk=0.01, reserves=-51.0, cost=300.0, parameters=closure()) == pytest.approx(
        0.2575
    )


def test_grants_go_to_the_same_causes_first() -> None:
    same = taking_weight(overlap=1.0, staff=10.0, parameters=closure())
    stranger = taking_weight(overlap=0.0, staff=10.0, parameters=closure())
    assert same / stranger == pytest.approx(51.0)


def test_takers_with_the_same_causes_grow_at_the_same_rate() -> None:
    weights = {
        staff: taking_weight(overlap=1.0, staff=staff, parameters=closure()) for staff in (5.0, 20.0, 80.0)
    }
    rates = [100.0 * weight / sum(weights.values()) / staff for staff, weight in weights.items()]
    assert rates == pytest.approx([rates[0]] * 3, rel=1e-12)


def test_an_insolvency_costs_partners_the_debt_and_the_closing() -> None:
    usual = {"contagion": 0.2, "cost": 90.0, "size_share": 1.0, "parameters": closure()}
    assert contagion_loss(**usual, debt=40.0) == pytest.approx(20.0)
    assert contagion_loss(**usual, debt=-40.0) == pytest.approx(12.0)


def test_partnerships_do_not_carry_contagion() -> None:
    assert contagion_loss(contagion=0.0, debt=1e6, cost=1e6, size_share=1.0, parameters=closure()) == 0.0


@settings(deadline=None)
@given(
    staff=st.floats(0.0, 1e4),
    age=st.floats(0.0, 500.0),
    tie_governance=st.floats(0.0, 20.0),
    vacancy=st.integers(0, 1),
    protection=st.floats(-0.3, 1.5),
    exponent=st.floats(0.0, 1.0),
)
def test_no_association_exceeds_the_largest_risk(
    staff: float, age: float, tie_governance: float, vacancy: int, protection: float, exponent: float
) -> None:
    parameters = closure(tie_protection=protection, size_exponent=exponent)
    most = closure_risk_most(reference_size=50.0, parameters=parameters)
    state = {"staff": staff, "age": age, "tie_governance": tie_governance, "vacancy": vacancy}
    assert risk(parameters, **state) <= most * (1.0 + 1e-12)


def test_the_largest_risk_is_reached_by_a_newborn_of_the_smallest_size_without_a_leader() -> None:
    most = closure_risk_most(reference_size=50.0, parameters=closure())
    assert risk(staff=0.0, age=0.0, vacancy=1) == pytest.approx(most, rel=1e-8)

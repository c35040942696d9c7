"""Stories of what a choice rests on."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.choice import (
    agreement_risk,
    control,
    decision_noise,
    expected_governance,
    merger_gain,
    setup_burden,
    sharing_gain,
)
from coopsim.world.tables import table

USUAL = {
    "power_exponent": 1.0,
    "governance_by_parity": 0.15,
    "governance_by_stress": 0.1,
    "governance_by_support": 0.2,
    "amortisation_quarters": 20.0,
    "risk_base": 0.5,
    "rationality": 4.0,
}

sizes = st.floats(0.0, 1e5)


def choice(**changes: float) -> Any:
    return table("Choice", **{**USUAL, **changes})


@given(own=sizes, other=sizes, exponent=st.floats(0.0, 4.0))
def test_what_one_controls_the_other_does_not(own: float, other: float, exponent: float) -> None:
    parameters = choice(power_exponent=exponent)
    mine = control(staff_own=own, staff_other=other, parameters=parameters)
    theirs = control(staff_own=other, staff_other=own, parameters=parameters)
    assert mine + theirs == pytest.approx(1.0, abs=1e-12)


def test_parity_statutes_give_the_small_one_half() -> None:
    assert control(staff_own=1.0, staff_other=1_000.0, parameters=choice(power_exponent=0.0)) == 0.5


def test_parity_helps_haste_harms_and_support_helps() -> None:
    def expected(control: float, stress_most: float, governance_support: float) -> float:
        return expected_governance(
            governance_mean=0.5,
            control=control,
            stress_most=stress_most,
            governance_support=governance_support,
            parameters=choice(),
        )

    assert expected(1.0, 0.0, 0.0) == 0.5
    assert expected(0.5, 0.0, 0.0) == pytest.approx(0.65)
    assert expected(0.0, 1.0, 0.0) == pytest.approx(0.4)
    assert expected(0.0, 0.0, 1.0) == pytest.approx(0.7)


def test_sharing_may_cost_rather_than_save() -> None:
    usual = {"governance": 0.5, "overhead": 10.0, "staff": 10.0, "unit_cost": 12.5}
    assert sharing_gain(saving=0.1, **usual) == pytest.approx(0.004)
    assert sharing_gain(saving=-0.1, **usual) == pytest.approx(-0.004)
    assert sharing_gain(saving=0.1, **{**usual, "governance": 0.0}) == 0.0


def test_a_merger_that_aligns_pay_may_lose_what_it_saves() -> None:
    usual = {"overhead_own": 6.0, "overhead_other": 6.0, "overhead_together": 11.0, "staff_together": 8.0}
    assert merger_gain(**usual, unit_cost=12.5, pay_rise=0.0) == pytest.approx(0.01)
    assert merger_gain(**usual, unit_cost=12.5, pay_rise=0.02) < 0.0


def test_setting_up_weighs_on_the_smaller() -> None:
    usual = {"setup_cost": 0.05, "aid": 0.0, "parameters": choice()}
    smaller = setup_burden(staff_own=10.0, staff_other=40.0, **usual)
    larger = setup_burden(staff_own=40.0, staff_other=10.0, **usual)
    assert smaller == pytest.approx(0.01)
    assert larger == pytest.approx(0.0025)


def test_full_aid_lifts_the_burden() -> None:
    assert setup_burden(setup_cost=1.0, staff_own=9.0, staff_other=9.0, aid=1.0, parameters=choice()) == 0.0


def test_governance_decides_how_risky_an_agreement_feels() -> None:
    def risk(governance: float, effect: float) -> float:
        return agreement_risk(governance=governance, governance_effect=effect, parameters=choice())

    assert risk(0.5, 2.0) == 0.5
    assert risk(1.0, 2.0) == pytest.approx(0.5 * math.exp(-1.0))
    assert risk(0.0, 20.0) == 1.0


def test_noise_is_centred_and_shrinks_with_rationality() -> None:
    assert decision_noise(gumbel=0.5772156649015329, parameters=choice()) == 0.0
    assert decision_noise(gumbel=1.5772156649015329, parameters=choice(rationality=10.0)) == pytest.approx(
        0.1
    )

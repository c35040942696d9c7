"""Stories of the life of an agreement."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.agreement import (
    dissolution_risk,
    governance_after,
    setup_payment,
    taking_back_cost,
    trust_active,
    trust_idle,
)
from coopsim.world.tables import table

USUAL = {
    "governance_effect": 2.0,
    "stress_effect": 1.0,
    "stress_reference": 0.3,
    "trust_effect": 0.5,
    "governance_pace": 0.02,
    "trust_growth": 0.04,
    "trust_kept": 0.98,
    "reinternalisation": 2.0,
}
AGREEMENT = table("Agreement", **USUAL)
shares = st.floats(0.0, 1.0)


def dissolution(**changes: float) -> float:
    usual = {"hazard": 0.03, "governance": 0.5, "stress_mean": 0.3, "trust": 0.0}
    return dissolution_risk(**{**usual, **changes}, parameters=AGREEMENT)


def test_an_ordinary_agreement_runs_the_stated_hazard() -> None:
    assert dissolution() == pytest.approx(0.03)


def test_governance_and_trust_hold_and_stress_pulls() -> None:
    assert dissolution(governance=1.0) == pytest.approx(0.03 * math.exp(-1.0))
    assert dissolution(trust=1.0) == pytest.approx(0.03 * math.exp(-0.5))
    assert dissolution(stress_mean=1.0) == pytest.approx(0.03 * math.exp(0.7))


def test_no_hazard_stops_above_certainty() -> None:
    assert dissolution(hazard=10.0, governance=0.0, stress_mean=1.0) == 1.0
    assert dissolution(hazard=0.0, governance=0.0, stress_mean=1.0) == 0.0


@given(governance=shares, members=shares)
def test_governance_moves_towards_its_members_and_never_past_them(governance: float, members: float) -> None:
    after = governance_after(governance=governance, members_mean=members, parameters=AGREEMENT)
    assert abs(after - governance) <= 0.02 + 1e-12
    assert abs(members - after) <= abs(members - governance) + 1e-12


def test_a_well_governed_tie_builds_trust_in_six_years() -> None:
    trust = 0.1
    for _ in range(24):
        trust = trust_active(trust=trust, governance=1.0, parameters=AGREEMENT)
    assert trust == 1.0


def test_half_of_trust_is_forgotten_in_nine_years() -> None:
    trust = 1.0
    for _ in range(35):
        trust = trust_idle(trust=trust, parameters=AGREEMENT)
    assert trust == pytest.approx(0.98**35)
    assert 0.45 < trust < 0.5


def test_both_pay_the_same_and_aid_pays_for_them() -> None:
    usual: dict[str, Any] = {"setup_cost": 0.05, "unit_cost": 12.5}
    own = setup_payment(staff_own=10.0, staff_other=40.0, aid=0.0, **usual)
    assert own == setup_payment(staff_own=40.0, staff_other=10.0, aid=0.0, **usual) == pytest.approx(12.5)
    assert setup_payment(staff_own=40.0, staff_other=10.0, aid=1.0, **usual) == 0.0


def test_only_what_was_saved_is_taken_back() -> None:
    usual: dict[str, Any] = {"overhead": 20.0, "parameters": AGREEMENT}
    assert taking_back_cost(saving=0.1, governance=0.5, **usual) == pytest.approx(2.0)
    assert taking_back_cost(saving=-0.1, governance=0.5, **usual) == 0.0
    assert taking_back_cost(saving=0.1, governance=0.0, **usual) == 0.0

"""Stories of the managerial norm: what brings it and what gives it up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.norm import coercion, formalised, imitation, intensified, norm_after, reappropriated
from coopsim.world.tables import table

NORM = table(
    "Norm",
    coercive=0.03,
    mimetic=0.03,
    mimetic_by_stress=0.5,
    intensification=0.005,
    formalisation=0.02,
    reappropriation=0.03,
    neutral_governance=0.5,
    rest=0.3,
    noise=0.01,
    efficiency_reference=0.02,
)


def test_no_pressure_or_no_dependence_no_coercion() -> None:
    assert coercion(pressure=0.0, dependence=1.0, norm=0.0, parameters=NORM) == 0.0
    assert coercion(pressure=1.0, dependence=0.0, norm=0.0, parameters=NORM) == 0.0
    assert coercion(pressure=1.0, dependence=1.0, norm=0.0, parameters=NORM) == pytest.approx(0.03)


def test_the_stressed_imitate_twice_as_much() -> None:
    calm = imitation(norm=0.2, norm_mean=0.6, stress=0.0, parameters=NORM)
    assert calm == pytest.approx(0.006)
    assert imitation(norm=0.2, norm_mean=0.6, stress=1.0, parameters=NORM) == pytest.approx(2.0 * calm)


def test_one_imitates_in_both_directions() -> None:
    assert imitation(norm=0.6, norm_mean=0.2, stress=0.0, parameters=NORM) == pytest.approx(-0.006)


def test_a_squeeze_that_is_not_absorbed_brings_no_norm() -> None:
    assert intensified(efficiency=0.02, absorption=0.0, norm=0.0, parameters=NORM) == 0.0
    assert intensified(efficiency=0.02, absorption=1.0, norm=0.0, parameters=NORM) == pytest.approx(0.005)


def test_ill_governed_ties_run_on_procedure() -> None:
    assert formalised(loose_autonomy=0.0, norm=0.0, parameters=NORM) == 0.0
    assert formalised(loose_autonomy=0.5, norm=0.0, parameters=NORM) == pytest.approx(0.02 * math.tanh(1.0))


def test_well_governed_ties_give_up_norm_and_missing_governance_gives_up_none() -> None:
    alone = reappropriated(norm=0.5, governance=1.0, tie_governance=0.0, ties=0.0, parameters=NORM)
    assert alone == pytest.approx(0.006)
    together = reappropriated(norm=0.5, governance=1.0, tie_governance=1.0, ties=1.0, parameters=NORM)
    assert together == pytest.approx(0.006 + 0.015 * math.tanh(0.5))
    assert reappropriated(norm=0.5, governance=0.0, tie_governance=9.0, ties=10.0, parameters=NORM) == 0.0


def test_ill_governed_ties_bring_the_tools_along() -> None:
    alone = reappropriated(norm=0.5, governance=0.5, tie_governance=0.0, ties=0.0, parameters=NORM)
    neutral = reappropriated(norm=0.5, governance=0.5, tie_governance=1.0, ties=2.0, parameters=NORM)
    assert neutral == alone
    assert reappropriated(norm=0.5, governance=0.5, tie_governance=0.6, ties=2.0, parameters=NORM) < alone


def test_at_rest_nothing_moves() -> None:
    assert reappropriated(norm=0.3, governance=1.0, tie_governance=0.0, ties=0.0, parameters=NORM) == 0.0
    assert norm_after(norm=0.3, change=0.0, luck=0.0, parameters=NORM) == 0.3


@given(norm=st.floats(0.0, 1.0), pressure=st.floats(0.0, 1.0))
def test_the_norm_settles_whatever_its_start(norm: float, pressure: float) -> None:
    for _ in range(2_000):
        brought = coercion(pressure=pressure, dependence=1.0, norm=norm, parameters=NORM)
        given_up = reappropriated(norm=norm, governance=0.5, tie_governance=0.0, ties=0.0, parameters=NORM)
        norm = norm_after(norm=norm, change=brought - given_up, luck=0.0, parameters=NORM)
    assert norm == pytest.approx((pressure + 0.15) / (pressure + 0.5), abs=1e-9)


def test_the_norm_stays_within_bounds() -> None:
    assert norm_after(norm=0.9, change=0.5, luck=0.0, parameters=NORM) == 1.0
    assert norm_after(norm=0.1, change=0.0, luck=-99.0, parameters=NORM) == 0.0

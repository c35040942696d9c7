"""Stories of the terms for and against a form; a term of weight 0 is silent."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from coopsim.rules.choice_losses import autonomy_term, misfit_term, risk_term
from coopsim.rules.choice_terms import (
    growth_term,
    incentive_term,
    rescue_term,
    savings_term,
    standing_term,
    threshold_term,
    trust_term,
)
from coopsim.world.tables import table

USUAL = {
    "savings_weight": 8.0,
    "savings_by_stress": 3.0,
    "threshold_weight": 0.3,
    "size_advantage": 0.05,
    "standing_weight": 0.45,
    "standing_by_learning": 10.0,
    "standing_by_legitimacy": 2.5,
    "incentive_weight": 0.6,
    "rescue_weight": 0.7,
    "growth_weight": 0.25,
    "trust_weight": 1.2,
    "autonomy_weight": 1.2,
    "vacancy_effect": 0.5,
    "misfit_weight": 1.0,
    "misfit_profile": 0.25,
    "misfit_norm": 0.5,
    "binding_floor": 0.3,
    "risk_weight": 0.6,
}
CALLS: dict[Callable[..., float], dict[str, float]] = {
    savings_term: {"gain": 0.02, "burden": 0.01, "stress": 0.5},
    standing_term: {
        "learning": 0.04,
        "complement": 1.0,
        "standing": 0.1,
        "governance": 0.5,
        "governance_neutral": 0.4,
    },
    incentive_term: {"share": 0.6, "incentive": 0.5},
    rescue_term: {"share": 0.5, "stress": 0.5},
    growth_term: {"staff_own": 30.0, "staff_other": 10.0, "stress": 0.2},
    trust_term: {"trust": 0.5},
    autonomy_term: {"autonomy": 0.4, "control": 0.5, "loosened": 0},
    misfit_term: {"profile_distance": 1.0, "norm_difference": 0.5, "autonomy": 0.4},
    risk_term: {"risk": 0.5, "autonomy": 0.4},
}


def choice(**changes: float) -> Any:
    return table("Choice", **{**USUAL, **changes})


@pytest.mark.parametrize("term", CALLS, ids=lambda term: term.__name__)
def test_a_term_speaks_in_proportion_to_its_weight(term: Callable[..., float]) -> None:
    weight = term.__name__.replace("_term", "_weight")
    usual = term(**CALLS[term], parameters=choice())
    assert usual != 0.0
    assert term(**CALLS[term], parameters=choice(**{weight: 0.0})) == 0.0
    assert term(**CALLS[term], parameters=choice(**{weight: 2.0 * USUAL[weight]})) == pytest.approx(
        2.0 * usual
    )


def test_full_stress_makes_savings_four_times_as_dear() -> None:
    calm = savings_term(gain=0.02, burden=0.01, stress=0.0, parameters=choice())
    assert savings_term(gain=0.02, burden=0.01, stress=1.0, parameters=choice()) == pytest.approx(4.0 * calm)


def threshold(alone: float, together: float, tendering: float = 1.0, credited: float = 0.0) -> float:
    return threshold_term(
        tendering=tendering,
        size_alone=alone,
        size_together=together,
        size_threshold=5.0,
        credited=credited,
        size_weight=0.5,
        parameters=choice(),
    )


def test_only_those_whom_a_partner_brings_over_the_threshold_gain_by_it() -> None:
    assert threshold(alone=4.0, together=5.0) == 0.3
    assert threshold(alone=4.0, together=4.9) == 0.0
    assert threshold(alone=5.0, together=9.0) == 0.0


def test_a_larger_bid_is_worth_a_little_where_there_are_calls() -> None:
    assert threshold(alone=9.0, together=18.0, credited=1.0) == pytest.approx(0.025 * math.log(2.0))
    assert threshold(alone=4.0, together=9.0, tendering=0.0, credited=1.0) == 0.0


def test_ill_governed_ties_cost_standing() -> None:
    usual = {"complement": 1.0, "standing": 0.1, "governance_neutral": 0.4, "parameters": choice()}
    assert standing_term(learning=0.0, governance=0.2, **usual) == 0.0
    assert (
        standing_term(learning=0.0, governance=0.0, **usual)
        < 0.0
        < standing_term(learning=0.0, governance=1.0, **usual)
    )


def test_only_the_larger_grows_and_not_in_a_crisis() -> None:
    def growth(own: float, other: float, stress: float) -> float:
        return growth_term(staff_own=own, staff_other=other, stress=stress, parameters=choice())

    assert growth(10.0, 30.0, 0.0) == growth(10.0, 10.0, 0.0) == growth(30.0, 10.0, 1.0) == 0.0
    assert growth(30.0, 10.0, 0.0) == pytest.approx(0.25 * math.log(4.0 / 3.0))


def test_a_missing_leader_eases_the_loss_of_autonomy() -> None:
    def autonomy(autonomy: float, control: float, loosened: int) -> float:
        return autonomy_term(autonomy=autonomy, control=control, loosened=loosened, parameters=choice())

    assert autonomy(1.0, 0.5, 0) == pytest.approx(-0.6)
    assert autonomy(1.0, 0.5, 1) == pytest.approx(-0.3)
    assert autonomy(1.7, 0.5, 0) == autonomy(1.0, 0.5, 0)
    assert autonomy(1.0, 1.0, 0) == 0.0


def test_misfit_and_risk_count_least_in_the_loosest_form() -> None:
    loose = misfit_term(profile_distance=2.0, norm_difference=1.0, autonomy=0.0, parameters=choice())
    tight = misfit_term(profile_distance=2.0, norm_difference=1.0, autonomy=1.0, parameters=choice())
    assert [loose, tight] == pytest.approx([-0.3, -1.0])
    assert risk_term(risk=1.0, autonomy=1.0, parameters=choice()) == pytest.approx(-0.6)
    assert risk_term(risk=1.0, autonomy=0.0, parameters=choice()) == pytest.approx(-0.18)

"""Stories of income, cost, reserves and staff; the exact cases of the cost curve."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.money import (
    compliance_cost,
    delivered_service,
    income,
    mission_spending,
    overhead_cost,
    pay_rise,
    running_cost,
    size_factor,
    staff_after,
)
from coopsim.world.tables import table

USUAL = {
    "unit_cost": 12.75,
    "overhead": 0.15,
    "overhead_elasticity": 0.88,
    "reference_size": 50.0,
    "volunteer_share": 0.35,
    "volunteer_scale": 10.0,
    "margin": 0.02,
    "know_how_saving": 0.06,
    "yearly_noise": 0.04,
    "yearly_noise_exponent": 0.24,
    "quarterly_noise": 0.02,
    "quarterly_noise_exponent": 0.15,
    "income_floor": 0.2,
    "staff_cut": 0.1,
    "staff_adjustment": 0.5,
    "staff_floor": 0.25,
    "mission_share": 0.25,
    "reporting_staff": 0.04,
    "reporting_by_size": 0.15,
    "funders_per_staff": 0.5,
    "funders_most": 4.0,
    "pay_alignment": 0.01,
}

sizes = st.floats(0.5, 5_000.0)


def money(**changes: float) -> Any:
    return table("Money", **{**USUAL, **changes})


def saving_of_merging(own: float, other: float, parameters: Any) -> float:
    apart = overhead_cost(staff=own, parameters=parameters) + overhead_cost(
        staff=other, parameters=parameters
    )
    return (apart - overhead_cost(staff=own + other, parameters=parameters)) / apart


def test_two_bodies_of_12_and_30_save_what_the_cost_curve_says() -> None:
    curve = money(overhead_elasticity=0.92, volunteer_share=0.0)
    assert saving_of_merging(12.0, 30.0, curve) == pytest.approx(0.0472622, abs=5e-8)
    exact = 1.0 - 42.0**0.92 / (12.0**0.92 + 30.0**0.92)
    assert saving_of_merging(12.0, 30.0, curve) == pytest.approx(exact, abs=1e-12)


def test_without_economies_of_scale_merging_saves_nothing() -> None:
    assert saving_of_merging(12.0, 30.0, money(overhead_elasticity=1.0, volunteer_share=0.0)) == 0.0


@given(own=sizes, other=sizes)
def test_merging_saves_overhead_where_it_grows_less_than_size(own: float, other: float) -> None:
    assert saving_of_merging(own, other, money(volunteer_share=0.0)) > 0.0


def test_merging_loses_the_work_of_volunteers() -> None:
    assert (
        saving_of_merging(5.0, 5.0, money()) < 0.0 < saving_of_merging(5.0, 5.0, money(volunteer_share=0.0))
    )


def test_overhead_takes_its_stated_share_at_the_reference_size() -> None:
    parameters = money(volunteer_share=0.0)
    assert overhead_cost(staff=50.0, parameters=parameters) == pytest.approx(50.0 * 12.75 * 0.15, rel=1e-12)


def test_an_association_at_reference_cost_earns_its_margin() -> None:
    parameters = money(volunteer_share=0.0)
    due = income(
        public=400.0,
        private=237.5,
        price=1.02,
        year_luck=0.0,
        quarter_luck=0.0,
        staff=50.0,
        parameters=parameters,
    )
    cost = running_cost(
        staff=50.0, pay=1.0, know_how=0.0, distraction=0.0, kept_overhead=1.0, parameters=parameters
    )
    assert due / cost == pytest.approx(1.02)


def test_bad_luck_never_takes_more_than_four_fifths_of_income() -> None:
    ruin = income(
        public=100.0,
        private=0.0,
        price=1.0,
        year_luck=-10.0,
        quarter_luck=-10.0,
        staff=0.5,
        parameters=money(),
    )
    assert ruin == pytest.approx(20.0)


def test_luck_weighs_its_stated_spread_at_the_reference_size() -> None:
    year = income(
        public=100.0, private=0.0, price=1.0, year_luck=1.0, quarter_luck=0.0, staff=50.0, parameters=money()
    )
    quarter = income(
        public=100.0, private=0.0, price=1.0, year_luck=0.0, quarter_luck=1.0, staff=50.0, parameters=money()
    )
    assert [year, quarter] == pytest.approx([104.0, 102.0])


def test_the_luck_of_the_small_is_wider() -> None:
    assert size_factor(log_size=0.0, exponent=0.24) == 1.0
    assert size_factor(log_size=math.log(0.1), exponent=0.24) == pytest.approx(10.0**0.24)


def test_a_pooled_overhead_is_cheaper_and_a_distracted_one_dearer() -> None:
    usual = {"staff": 20.0, "pay": 1.0, "know_how": 0.3, "parameters": money()}
    alone = running_cost(**usual, distraction=0.0, kept_overhead=1.0)
    overhead = overhead_cost(staff=20.0, parameters=money())
    assert alone - running_cost(**usual, distraction=0.0, kept_overhead=0.9) == pytest.approx(0.1 * overhead)
    assert running_cost(**usual, distraction=0.1, kept_overhead=1.0) - alone == pytest.approx(0.1 * overhead)


def test_compliance_weighs_more_than_twice_the_share_at_a_tenth_of_the_size() -> None:
    def share(staff: float) -> float:
        cost = compliance_cost(staff=staff, reporting=1.0, relief=0.0, parameters=money())
        return cost / (staff * 12.75)

    assert share(5.0) > 2.0 * share(50.0)
    assert share(50.0) > 2.0 * share(500.0)


def test_partners_may_spare_all_compliance_work_and_never_more() -> None:
    assert compliance_cost(staff=5.0, reporting=1.0, relief=1.2, parameters=money()) == 0.0


def test_only_excess_reserves_go_to_the_mission() -> None:
    assert mission_spending(reserves=200.0, cost=100.0, target_months=6.0, parameters=money()) == 0.0
    assert mission_spending(reserves=240.0, cost=100.0, target_months=6.0, parameters=money()) == 10.0


def test_staff_follows_volume_half_of_the_way_and_posts_stay_empty_under_stress() -> None:
    assert staff_after(staff=10.0, volume=255.0, stress=0.0, parameters=money()) == 15.0
    assert staff_after(staff=20.0, volume=255.0, stress=1.0, parameters=money()) == 19.0


def test_a_living_association_keeps_a_quarter_of_a_post() -> None:
    assert staff_after(staff=0.3, volume=0.0, stress=0.0, parameters=money()) == 0.25


def test_service_needs_both_money_and_staff() -> None:
    assert delivered_service(volume=100.0, staff=100.0, parameters=money()) == 100.0
    assert delivered_service(volume=1_000.0, staff=10.0, parameters=money()) == 127.5


@given(share=st.floats(0.0, 1.0))
def test_pay_rises_most_between_equals(share: float) -> None:
    assert pay_rise(share=share, parameters=money()) <= pay_rise(share=0.5, parameters=money()) == 0.01
    assert math.isclose(
        pay_rise(share=share, parameters=money()),
        pay_rise(share=1.0 - share, parameters=money()),
        abs_tol=1e-15,
    )

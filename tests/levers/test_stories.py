"""Stories of levers: what each changes, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.levers.advocacy_penalty import funded_freedom, renewal_factor
from coopsim.levers.budget_growth import growth_factor
from coopsim.levers.consolidation_incentive import aid_of_incentive
from coopsim.levers.consortium_credit import partner_credit
from coopsim.levers.cooperation_fund import aid_of_fund
from coopsim.levers.core_grant_protection import reachable_grant
from coopsim.levers.efficiency import price_after
from coopsim.levers.fewer_interlocutors import interlocutors, seat_count
from coopsim.levers.governance_support import support_cost
from coopsim.levers.pressure import pressure
from coopsim.levers.reporting import reporting_work
from coopsim.levers.reserved_seats import reserved_count
from coopsim.levers.size_threshold import is_eligible
from coopsim.levers.smaller_lots import lot_volume
from coopsim.levers.tendering import transfer_needed

money = st.floats(0.0, 1e6)


@given(tendering=st.floats(0.0, 1.0), reachable=money, contracts=money)
def test_calls_never_take_more_than_they_may_reach(
    tendering: float, reachable: float, contracts: float
) -> None:
    taken = transfer_needed(tendering=tendering, reachable=reachable, contracts=contracts)
    assert taken <= reachable + 1e-6
    if taken > 0.0:
        assert contracts + taken == pytest.approx(tendering * (reachable + contracts), rel=1e-9, abs=1e-6)


def test_a_target_already_met_takes_nothing() -> None:
    assert transfer_needed(tendering=0.3, reachable=100.0, contracts=900.0) == 0.0


def test_four_quarters_of_squeeze_make_the_yearly_one() -> None:
    price = 1.0
    for _ in range(4):
        price = price_after(price=price, efficiency=0.02, absorption=0.5)
    assert price == pytest.approx(0.99)


def test_what_is_absorbed_costs_no_income() -> None:
    assert price_after(price=1.02, efficiency=0.2, absorption=1.0) == 1.02


def test_reporting_is_never_negative() -> None:
    assert reporting_work(reporting=-1.0) == 0.0
    assert reporting_work(reporting=1.5) == 1.5


def test_the_threshold_lets_in_those_who_reach_it() -> None:
    assert is_eligible(bidding_size=5.0, size_threshold=5.0)
    assert not is_eligible(bidding_size=4.9, size_threshold=5.0)


def test_the_incentive_pays_half_of_a_set_up_at_most() -> None:
    assert aid_of_incentive(consolidation_incentive=1.0, consolidation_aid=0.5) == 0.5


def test_the_fund_pays_all_of_it_at_most() -> None:
    assert aid_of_fund(cooperation_fund=1.0) == 1.0


@pytest.mark.parametrize(("fewer", "seats"), [(0.0, 12), (0.5, 8), (1.0, 3)])
def test_fewer_interlocutors_make_a_smaller_table(fewer: float, seats: int) -> None:
    assert seat_count(seats=12.0, fewer_interlocutors=fewer, fewer_effect=0.75) == seats


def test_a_group_becomes_one_interlocutor_and_a_lone_association_stays_one() -> None:
    assert interlocutors(members=5, fewer_interlocutors=1.0) == 1.0
    assert interlocutors(members=1, fewer_interlocutors=0.7) == 1.0


def test_public_money_may_silence_or_encourage() -> None:
    assert funded_freedom(advocacy_penalty=0.5, dependence=1.0) == 0.5
    assert funded_freedom(advocacy_penalty=-0.5, dependence=1.0) == 1.5
    assert funded_freedom(advocacy_penalty=1.0, dependence=0.0) == 1.0


def test_speaking_out_costs_five_per_cent_of_a_year_at_full_penalty() -> None:
    quarter = renewal_factor(advocacy_penalty=1.0, speaking_cost=0.05)
    assert quarter * quarter * quarter * quarter == pytest.approx(0.95)
    assert renewal_factor(advocacy_penalty=1.0, speaking_cost=1.0) == 0.0


def test_only_the_grants_of_the_small_are_protected() -> None:
    assert reachable_grant(public_grant=100.0, protection=1.0, small=1) == 0.0
    assert reachable_grant(public_grant=100.0, protection=1.0, small=0) == 100.0


def test_smaller_lots_are_a_quarter_of_a_lot_at_most() -> None:
    assert lot_volume(lot_size=120.0, smaller_lots=1.0, effect=0.75) == 30.0


def test_a_full_consortium_bids_as_one() -> None:
    assert partner_credit(credit=0.0, consortium_credit=1.0) == 1.0
    assert partner_credit(credit=0.8, consortium_credit=0.5) == pytest.approx(0.9)


def test_support_is_paid_by_agreement() -> None:
    assert support_cost(governance_support=1.0, cost_per_agreement=5.0) == 5.0


@pytest.mark.parametrize(
    ("seats", "share", "reserved"), [(3, 0.0, 0), (3, 0.5, 2), (2, 0.25, 1), (3, 1.0, 3)]
)
def test_halves_of_reserved_seats_are_rounded_up(seats: int, share: float, reserved: int) -> None:
    assert reserved_count(seats=seats, reserved_seats=share) == reserved


def test_four_quarters_of_growth_make_the_yearly_one() -> None:
    quarter = growth_factor(budget_growth=-0.04)
    assert quarter * quarter * quarter * quarter == pytest.approx(0.96)


def test_pressure_is_the_mean_of_four_levers_each_at_most_one() -> None:
    def felt(tendering: float, efficiency: float, reporting: float, fewer: float) -> float:
        return pressure(
            tendering=tendering,
            efficiency=efficiency,
            reporting=reporting,
            fewer_interlocutors=fewer,
            efficiency_reference=0.02,
        )

    assert felt(0.35, 0.02, 0.5, 0.5) == pytest.approx(2.35 / 4.0)
    assert felt(1.0, 0.2, 5.0, 1.0) == 1.0
    assert felt(0.0, 0.01, 0.0, 0.0) == pytest.approx(0.125)

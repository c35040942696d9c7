"""Stories of calls for tender."""

from __future__ import annotations

import math
from typing import Any

import pytest

from coopsim.rules.tender import bid_chance, bid_score, may_take
from coopsim.world.tables import table

TENDER = table(
    "Tender",
    time_scale=3.0,
    growth_cap=0.1,
    price_weight=1.0,
    price_scale=0.05,
    size_weight=0.5,
    quality_weight=1.0,
    incumbent_weight=1.0,
)


def score(**changes: Any) -> float:
    usual: dict[str, Any] = {
        "relative_cost": 1.0,
        "bidding_size": 10.0,
        "quality": 0.8,
        "holder": 0,
        "in_setup": 0,
        "distraction": 0.1,
    }
    return bid_score(**{**usual, **changes}, parameters=TENDER)


def test_the_small_find_time_for_a_bid_half_as_often_as_the_large() -> None:
    assert bid_chance(staff=3.0, parameters=TENDER) == 0.5
    assert bid_chance(staff=297.0, parameters=TENDER) == pytest.approx(0.99)


def test_without_a_lack_of_time_everybody_bids() -> None:
    assert bid_chance(staff=0.0, parameters=table("Tender", time_scale=0.0)) == 1.0


def test_five_per_cent_off_the_price_weighs_one_unit_of_score() -> None:
    assert score(relative_cost=0.95) - score() == pytest.approx(1.0)


def test_doubling_the_size_weighs_half_a_logarithm() -> None:
    assert score(bidding_size=20.0) - score() == pytest.approx(0.5 * math.log(2.0))


def test_the_holder_starts_ahead_and_the_distracted_behind() -> None:
    assert score(holder=1) - score() == pytest.approx(1.0)
    assert score() - score(in_setup=1) == pytest.approx(0.1)


def test_a_first_lot_is_never_out_of_reach_but_a_second_may_be() -> None:
    assert may_take(won=0.0, volume_offered=120.0, volume=10.0, parameters=TENDER)
    assert not may_take(won=120.0, volume_offered=120.0, volume=2_000.0, parameters=TENDER)
    assert may_take(won=120.0, volume_offered=120.0, volume=2_400.0, parameters=TENDER)

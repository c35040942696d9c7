"""Stories of mergers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.rules.merger import (
    duplicate_grant,
    failure_payment,
    is_takeover,
    merged_weight,
    merger_success_chance,
)
from coopsim.world.tables import table

AGREEMENT = table(
    "Agreement",
    merger_success=0.65,
    governance_effect=2.0,
    takeover_share=0.4,
    duplicate_loss=0.1,
    failure_cost=0.1,
)
shares = st.floats(0.0, 1.0)


@given(governance=shares)
def test_governance_moves_the_odds_of_success(governance: float) -> None:
    chance = merger_success_chance(governance=governance, parameters=AGREEMENT)
    odds = math.log(chance / (1.0 - chance))
    assert odds == pytest.approx(math.log(0.65 / 0.35) + 2.0 * (governance - 0.5), abs=1e-9)


def test_two_fifths_of_the_size_make_a_merger_of_equals() -> None:
    assert is_takeover(smaller_share=0.39, parameters=AGREEMENT)
    assert not is_takeover(smaller_share=0.4, parameters=AGREEMENT)


def test_a_tenth_of_half_the_smaller_grant_is_a_duplicate() -> None:
    assert duplicate_grant(smaller_grant=200.0, parameters=AGREEMENT) == pytest.approx(10.0)


def test_a_failure_costs_a_tenth_of_the_year_of_the_smaller() -> None:
    assert failure_payment(staff_smaller=10.0, unit_cost=12.5, parameters=AGREEMENT) == pytest.approx(50.0)


@given(governance=shares, own=st.floats(0.0, 0.9), mixed=shares)
def test_governance_decides_how_much_of_the_absorbed_voice_stays(
    governance: float, own: float, mixed: float
) -> None:
    merged = merged_weight(own=own, mixed=mixed, governance=governance)
    assert min(own, mixed) - 1e-12 <= merged <= max(own, mixed) + 1e-12
    assert merged_weight(own=own, mixed=mixed, governance=0.0) == own
    assert merged_weight(own=own, mixed=mixed, governance=1.0) == mixed


@given(governance=shares, main=shares, mixed=shares)
def test_the_profile_of_a_merged_body_still_sums_to_one(governance: float, main: float, mixed: float) -> None:
    first = merged_weight(own=main, mixed=mixed, governance=governance)
    second = merged_weight(own=1.0 - main, mixed=1.0 - mixed, governance=governance)
    assert first + second == pytest.approx(1.0, abs=1e-12)

"""Stories of seats and access."""

from __future__ import annotations

import math

import pytest

from coopsim.rules.seats import candidacy_chance, lent_access, seat_score, stand_down_chance
from coopsim.world.tables import table

SEATS = table("Seats", crowding=1.0, size_weight=0.7, legitimacy_weight=1.5, visibility_weight=1.0)


def test_the_small_seldom_find_time_to_stand() -> None:
    assert candidacy_chance(staff=3.0, time_scale=3.0) == 0.5
    assert candidacy_chance(staff=0.1, time_scale=3.0) == pytest.approx(1.0 / 7.0)
    assert candidacy_chance(staff=0.1, time_scale=0.0) == 1.0


def test_the_well_governed_and_the_master_do_not_stand_down() -> None:
    assert stand_down_chance(autonomy=1.0, control=0.0, governance=1.0, parameters=SEATS) == 0.0
    assert stand_down_chance(autonomy=1.0, control=1.0, governance=0.0, parameters=SEATS) == 0.0
    assert stand_down_chance(autonomy=1.0, control=0.0, governance=0.0, parameters=SEATS) == 1.0
    assert stand_down_chance(autonomy=0.4, control=0.5, governance=0.5, parameters=SEATS) == pytest.approx(
        0.2
    )


def test_without_crowding_nobody_stands_down() -> None:
    free = table("Seats", crowding=0.0)
    assert stand_down_chance(autonomy=4.0, control=0.0, governance=0.0, parameters=free) == 0.0


def test_size_legitimacy_and_visibility_get_one_chosen() -> None:
    usual = {"legitimacy": 0.5, "visibility": 0.2, "parameters": SEATS}
    assert seat_score(staff=1.0, **usual) == pytest.approx(0.95)
    assert seat_score(staff=math.e, **usual) - seat_score(staff=1.0, **usual) == pytest.approx(0.7)


def test_a_seat_speaks_for_a_partner_as_far_as_governed() -> None:
    assert lent_access(fidelity=0.7, governance=1.0, seat=1) == 0.7
    assert lent_access(fidelity=0.7, governance=1.0, seat=0) == 0.0
    assert lent_access(fidelity=4.0, governance=1.0, seat=1) == 1.0

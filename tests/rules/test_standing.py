"""Stories of legitimacy and visibility."""

from __future__ import annotations

import math

import pytest

from coopsim.rules.standing import legitimacy_after, tie_standing, visibility_after, visibility_target
from coopsim.world.tables import table

STANDING = table(
    "Standing",
    pace=0.08,
    legitimacy_rest=0.5,
    governance_neutral=0.4,
    norm_cost=0.35,
    norm_reference=0.3,
    visibility_base=0.1,
    visibility_by_size=0.12,
    visibility_by_seat=0.1,
)


def test_a_tie_gives_standing_or_takes_it_by_its_governance() -> None:
    assert tie_standing(standing=0.1, governance=0.2, parameters=STANDING) == 0.0
    assert tie_standing(standing=0.1, governance=1.0, parameters=STANDING) == pytest.approx(0.16)
    assert tie_standing(standing=0.1, governance=0.0, parameters=STANDING) == pytest.approx(-0.04)


def test_legitimacy_rests_at_one_half() -> None:
    assert legitimacy_after(legitimacy=0.5, ties_standing=0.0, norm=0.3, parameters=STANDING) == 0.5


def test_legitimacy_settles_where_ties_and_norm_put_it() -> None:
    legitimacy = 0.1
    for _ in range(1_000):
        legitimacy = legitimacy_after(legitimacy=legitimacy, ties_standing=0.1, norm=0.5, parameters=STANDING)
    assert legitimacy == pytest.approx(0.5 + 0.1 - 0.35 * 0.2)


def test_legitimacy_stays_within_bounds() -> None:
    assert legitimacy_after(legitimacy=0.9, ties_standing=9.0, norm=0.0, parameters=STANDING) == 1.0
    assert legitimacy_after(legitimacy=0.1, ties_standing=-9.0, norm=0.0, parameters=STANDING) == 0.0


def test_the_smallest_are_hardly_seen_and_a_seat_shows() -> None:
    unseen = visibility_target(staff=1.0, ties_standing=0.0, seat=0, parameters=STANDING)
    assert unseen == pytest.approx(0.1)
    assert visibility_target(staff=1.0, ties_standing=0.0, seat=1, parameters=STANDING) == pytest.approx(0.2)
    assert visibility_target(staff=0.0, ties_standing=0.0, seat=0, parameters=STANDING) == pytest.approx(
        0.1 + 0.12 * math.log(0.5)
    )


def test_visibility_covers_eight_hundredths_of_the_way_in_a_quarter() -> None:
    assert visibility_after(visibility=0.2, target=0.7, parameters=STANDING) == pytest.approx(0.24)
    assert visibility_after(visibility=0.4, target=0.4, parameters=STANDING) == 0.4

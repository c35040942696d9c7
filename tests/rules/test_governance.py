"""Stories of governance and leaders."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.rules.governance import departure_chance, governance_after, governance_of_new_leader
from coopsim.world.tables import table

USUAL = {
    "drift": 0.01,
    "leader_departure": 0.1,
    "governance_mean": 0.5,
    "governance_sd": 0.15,
    "succession": 0.1,
}


def governance(**changes: float) -> Any:
    return table("Governance", **{**USUAL, **changes})


def test_one_learns_to_govern_or_unlearns_it_in_ties() -> None:
    assert governance_after(governance=0.5, pull=0.3, parameters=governance()) == pytest.approx(0.503)
    assert governance_after(governance=0.5, pull=-0.3, parameters=governance()) == pytest.approx(0.497)


def test_governance_does_not_move_alone() -> None:
    assert governance_after(governance=0.4, pull=0.0, parameters=governance()) == 0.4


@pytest.mark.parametrize("yearly", [0.0, 0.1, 1.0])
def test_four_quarters_make_the_yearly_chance(yearly: float) -> None:
    quarterly = departure_chance(parameters=governance(leader_departure=yearly))
    assert 1.0 - (1.0 - quarterly) ** 4 == pytest.approx(yearly, abs=1e-12)


def test_a_new_leader_moves_governance_by_a_tenth() -> None:
    assert governance_of_new_leader(governance=0.9, luck=0.0, parameters=governance()) == pytest.approx(0.86)
    assert governance_of_new_leader(governance=0.5, luck=1.0, parameters=governance()) == pytest.approx(0.515)


def test_the_luck_of_a_leader_stays_within_bounds() -> None:
    wild = governance(governance_sd=0.5, succession=1.0)
    assert governance_of_new_leader(governance=0.5, luck=10.0, parameters=wild) == 1.0
    assert governance_of_new_leader(governance=0.5, luck=-10.0, parameters=wild) == 0.0

"""Agreements: in force, in set-up, of the quarter."""

from __future__ import annotations

import pytest

from coopsim.measures.cooperation import cooperation
from coopsim.measures.example import example_world
from coopsim.world.vocabulary import ALLIANCE, MERGER, NO_TIE, PARTNERSHIP, POOLING

FIVE = [1.0] * 5


def test_active_agreements_by_form() -> None:
    ties = [
        (0, 1, PARTNERSHIP, 0.5),
        (1, 2, POOLING, 0.5),
        (2, 3, POOLING, 0.5),
        (3, 4, ALLIANCE, 0.5),
        (0, 4, NO_TIE, 0.5),
    ]
    links = cooperation(example_world(ties=ties, staff=FIVE))
    assert (links.partnerships, links.poolings, links.alliances) == (1.0, 2.0, 1.0)


def test_a_merger_in_set_up_engages_both() -> None:
    world = example_world(ties=[(0, 1, NO_TIE, 0.5), (1, 2, PARTNERSHIP, 0.5)], staff=FIVE)
    world.ties.setup_form[0] = MERGER
    links = cooperation(world)
    assert links.engaged_share == pytest.approx(2 / 5)
    assert links.any_tie_share == pytest.approx(3 / 5)
    assert links.partnerships == 1.0


def test_escalation_is_a_share_of_mergers_so_far() -> None:
    assert cooperation(example_world(staff=FIVE)).escalation_share == 0.0
    links = cooperation(
        example_world(staff=FIVE, account={"mergers_so_far": 4.0, "mergers_after_tie": 3.0, "mergers": 1.0})
    )
    assert (links.escalation_share, links.mergers) == (0.75, 1.0)


def test_searching_and_signing() -> None:
    links = cooperation(example_world(searched=(1, 0, 0, 1), account={"signed": 2.0, "ended": 3.0}))
    assert (links.exploring_share, links.agreements_started, links.agreements_ended) == (0.5, 2.0, 3.0)

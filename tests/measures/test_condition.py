"""Means over the living."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.measures.condition import condition
from coopsim.measures.example import example_world, list_living
from coopsim.world.vocabulary import CLOSED

COLUMNS = ("know_how", "legitimacy", "visibility", "managerial_norm", "governance", "stress")


def test_means_leave_out_who_ended() -> None:
    columns: dict[str, Any] = dict.fromkeys(COLUMNS, (0.2, 0.4, 0.9))
    world = example_world(**columns)
    world.associations.end[2] = CLOSED
    list_living(world)
    assert list(condition(world))[:6] == [pytest.approx(0.3)] * 6


def test_deficit_is_over_four_quarters() -> None:
    surplus = ((1, 1, 1, -2), (1, 1, 1, -4), (0, 0, 0, 0))
    assert condition(example_world(surplus=surplus)).deficit_share == pytest.approx(1 / 3)

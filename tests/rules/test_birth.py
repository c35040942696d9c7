"""Stories of births."""

from __future__ import annotations

import math
from typing import Any

import pytest

from coopsim.rules.birth import birth_mean
from coopsim.world.tables import table


def births(living: int = 1_000, gap: float = 0.0, pressure: float = 0.0, **changes: float) -> float:
    usual: dict[str, Any] = {"birth_rate": 0.005, "niche": 3.0, "pressure_effect": 0.5}
    return birth_mean(
        living=living, gap=gap, pressure=pressure, parameters=table("Birth", **{**usual, **changes})
    )


def test_births_follow_the_living() -> None:
    assert births() == pytest.approx(5.0)
    assert births(living=0, gap=1.0) == 0.0


def test_unmet_need_calls_new_associations() -> None:
    assert births(gap=0.2) == pytest.approx(8.0)
    assert births(gap=0.2, niche=0.0) == pytest.approx(5.0)


def test_pressure_discourages_them() -> None:
    assert births(pressure=1.0) == pytest.approx(5.0 * math.exp(-0.5))


def test_births_can_be_switched_off() -> None:
    assert births(gap=1.0, birth_rate=0.0) == 0.0

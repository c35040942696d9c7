"""Stories of the search for partners."""

from __future__ import annotations

import math
from typing import Any

import pytest

from coopsim.rules.search import candidate_weight, nearness, search_chance
from coopsim.world.tables import table

USUAL = {
    "spontaneous": 0.008,
    "by_stress": 0.06,
    "by_incentive": 0.015,
    "by_imitation": 0.02,
    "by_vacancy": 0.06,
    "search_scale": 1.0,
    "distance_scale": 40.0,
    "overlap_floor": 0.3,
    "past_tie_factor": 8.0,
}


def search(**changes: float) -> Any:
    return table("Search", **{**USUAL, **changes})


def chance(parameters: Any = None, **changes: Any) -> float:
    usual: dict[str, Any] = {"stress": 0.0, "incentive": 0.0, "sharing": 0.0, "vacancy": 0}
    return search_chance(**{**usual, **changes}, parameters=search() if parameters is None else parameters)


def test_few_search_without_a_reason() -> None:
    assert chance() == pytest.approx(1.0 - math.exp(-0.008))


@pytest.mark.parametrize(
    ("reason", "weight"), [("stress", 0.06), ("incentive", 0.015), ("sharing", 0.02), ("vacancy", 0.06)]
)
def test_each_reason_adds_its_weight(reason: str, weight: float) -> None:
    full = 1 if reason == "vacancy" else 1.0
    assert chance(**{reason: full}) == pytest.approx(1.0 - math.exp(-0.008 - weight))


def test_nobody_searches_once_the_scale_is_nothing() -> None:
    assert chance(search(search_scale=0.0), stress=1.0, incentive=1.0, sharing=1.0, vacancy=1) == 0.0


def test_a_former_partner_comes_to_mind_eight_times_as_often() -> None:
    new = candidate_weight(nearness=0.5, overlap=0.5, past=0, parameters=search())
    assert new == pytest.approx(0.4)
    assert candidate_weight(nearness=0.5, overlap=0.5, past=1, parameters=search()) == pytest.approx(
        8.0 * new
    )


def test_strangers_to_ones_causes_are_considered_too() -> None:
    assert candidate_weight(nearness=1.0, overlap=0.0, past=0, parameters=search()) == 0.3


def test_nearness_fades_over_forty_kilometres() -> None:
    assert nearness(km=0.0, parameters=search()) == 1.0
    assert nearness(km=40.0, parameters=search()) == pytest.approx(math.exp(-1.0))

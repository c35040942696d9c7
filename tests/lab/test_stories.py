"""Both stories: what cooperation does, counted over points."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from coopsim.errors import InputRefused
from coopsim.lab.analysis.stories import (
    BOTH_WAYS,
    FEWEST_PAIRS,
    PROPERTIES,
    SMALL,
    STORIES,
    VOICE,
    arms_without,
    joint,
    stories,
    story_points,
)
from coopsim.lab.records.columns import RunKey
from tests.lab.told import Told

NAMES = ("baseline", "no-cooperation")
KEY = "parameters.choice.taste_merger"
POINTS = 20
DESIGN = {"kind": "grid", "factors": {KEY: [round(value, 3) for value in np.linspace(-0.5, 0.45, POINTS)]}}


class World(Told):
    """A store in which each measure answers in its own way."""

    def frame(self, name: str, columns: Any, quarter: int | None = None) -> Any:
        """The rows of one quarter; freedom goes the other way, the norm never moves, access is unknown."""
        rows = super().frame(name, columns, quarter)
        off = rows.scenario == "no-cooperation"
        luck = np.sin(3.0 * rows.replicate + off)
        rows["freedom_mean"] = -rows[VOICE]
        rows["norm_mean"] = luck
        rows["access_small"] = math.nan
        rows["associations"] = np.where(off, 10.0, 9.0)
        return rows


def place(point: dict[str, Any]) -> int:
    return round((point[KEY] + 0.5) / 0.05)


def answer(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """Cooperation raises everything at five points, lowers it at one, and does nothing elsewhere."""
    effect = {0: -1.0} | dict.fromkeys(range(15, 20), 1.0)
    luck = math.sin(5.0 * replicate) + 0.1 * math.cos(3.0 * replicate) * (scenario == "baseline")
    return luck + effect.get(place(point), 0.0) * (scenario == "baseline")


def every_other_way(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """The same, upside down at every other point."""
    return float(answer(scenario, point, replicate) * (-1) ** place(point))


def told_of(replicates: int = FEWEST_PAIRS, lost: set[RunKey] | None = None) -> Any:
    return World(DESIGN, answer, NAMES, replicates, lost)


def test_moves_are_counted_over_points() -> None:
    points, left = story_points(told_of())
    assert left == 0
    rows = stories(points).set_index("measure")
    assert list(rows.index) == [*STORIES, *PROPERTIES]
    small, freedom, norm = rows.loc[SMALL], rows.loc["freedom_mean"], rows.loc["norm_mean"]
    assert (small.up, small.no_difference, small.down, small.points) == (5, 14, 1, POINTS)
    assert (freedom.up, freedom.down) == (1, 5)
    assert norm.no_difference == POINTS
    assert small.up_share == 0.25


def test_a_story_needs_a_tenth_of_the_points_each_way() -> None:
    rows = stories(story_points(told_of())[0]).set_index("measure")
    assert BOTH_WAYS == 0.10
    assert rows.loc[SMALL, "down_share"] < BOTH_WAYS < rows.loc[SMALL, "up_share"]
    assert rows.loc[SMALL, "both_ways"] is False
    turned: Any = World(DESIGN, every_other_way, NAMES, FEWEST_PAIRS)
    rows = stories(story_points(turned)[0]).set_index("measure")
    assert min(rows.loc[SMALL, "up"], rows.loc[SMALL, "down"]) >= 2
    assert rows.loc[SMALL, "both_ways"] is True


def test_a_property_has_a_direction_and_no_verdict() -> None:
    rows = stories(story_points(told_of())[0]).set_index("measure")
    assert rows.loc["associations", "direction"] == "down"
    assert rows.loc["associations", "both_ways"] is None
    assert rows.loc["access_small", "points"] == 0
    assert rows.loc["access_small", "direction"] == ""


def test_survival_and_voice_are_told_together() -> None:
    rows = joint(story_points(told_of())[0])
    assert len(rows) == 9
    assert rows.points.sum() == POINTS
    assert rows.share.sum() == pytest.approx(1.0)
    found = rows.set_index([SMALL, VOICE]).points
    assert (found["up", "up"], found["down", "down"], found["up", "down"]) == (5, 1, 0)


def test_points_with_few_pairs_are_left_out_and_counted() -> None:
    lost = {RunKey("baseline", point, 0) for point in (0, 3)}
    points, left = story_points(told_of(lost=lost))
    assert left == 2
    assert set(stories(points).points) <= {0, POINTS - 2}
    with pytest.raises(InputRefused, match=r"20 pairs a point or more, got 5\. Run the batch with more replicates"):
        story_points(told_of(replicates=5))


def test_the_arm_without_cooperation_is_found_by_what_it_says() -> None:
    assert arms_without(told_of()) == {"baseline": "no-cooperation"}
    assert arms_without(told_of(), "no-cooperation") == {"baseline": "no-cooperation"}
    with pytest.raises(InputRefused, match="a scenario without cooperation, got baseline"):
        arms_without(told_of(), "baseline")
    others: Any = Told(DESIGN, answer, ("strong-npm", "no-cooperation"))
    with pytest.raises(InputRefused, match="two that differ in cooperation alone"):
        arms_without(others)

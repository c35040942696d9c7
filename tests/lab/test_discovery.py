"""Discovery: a known box is found, and a store is handed over as EMA workbench reads it."""

from __future__ import annotations

import math
import sys
import warnings
from typing import Any

import numpy as np
import pytest
from pandas import DataFrame

from coopsim.errors import InputRefused
from coopsim.lab.analysis.discovery import BOXES, Question, boxes, boxes_of, experiments_and_outcomes
from tests.lab.told import Told

RANDOM = np.random.default_rng(4)
TABLE = DataFrame(
    {
        "a": RANDOM.random(400),
        "b": RANDOM.random(400),
        "count": RANDOM.integers(0, 41, 400).astype(float),
        "flag": RANDOM.random(400) < 0.5,
        "word": RANDOM.choice(["x", "y", "z"], 400),
        "idle": RANDOM.random(400),
    }
)
KEYS = ("levers.tendering", "levers.reporting", "parameters.tender.bidders_per_call", "switches.voice")


def test_a_box_of_numbers_is_found() -> None:
    found = boxes_of(TABLE, (TABLE.a > 0.6) & (TABLE.b < 0.4) & (TABLE["count"] > 10), density=0.98)
    first = found[found.box == 1].set_index("factor")
    assert set(first.index) == {"a", "b", "count"}
    assert first.low["a"] == pytest.approx(0.6, abs=0.05)
    assert first.high["b"] == pytest.approx(0.4, abs=0.05)
    assert first.low["count"] == pytest.approx(10.5, abs=2)
    assert (first.density >= 0.98).all()
    assert (first.coverage > 0.85).all()
    assert (first.chance < 0.001).all()


def test_a_box_of_flags_and_words_is_found() -> None:
    found = boxes_of(TABLE, TABLE.flag & (TABLE.word == "y"))
    first = found[found.box == 1].set_index("factor")
    assert dict(first["values"]) == {"flag": "True", "word": "y"}
    assert first.coverage.iloc[0] == pytest.approx(1.0)
    assert first.low.isna().all()


def test_two_boxes_are_found_one_after_the_other() -> None:
    found = boxes_of(TABLE[["a", "b", "idle"]], (TABLE.a > 0.75) | (TABLE.b < 0.2))
    assert set(found.box) == {1, 2}
    assert found.groupby("box").coverage.first().sum() > 0.85


def test_where_there_is_no_box_there_is_none() -> None:
    found = boxes_of(TABLE[["idle"]], RANDOM.random(400) < 0.3, density=0.95)
    assert found.empty
    assert list(found.columns) == list(BOXES)


def test_nothing_is_said_of_libraries_that_nobody_asked_for() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        boxes_of(TABLE, TABLE.a > 0.6)


def answer(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """Low where tendering is high, unless voices are on; luck adds nothing on average over two."""
    low = point["levers.tendering"] > 0.6 and not point["switches.voice"]
    return (0.2 if low else 0.7) + 0.01 * (2 * replicate - 1)


def sampled(answer: Any = answer, points: int = 200, **more: Any) -> Any:
    factors = {KEYS[0]: [0.0, 1.0], KEYS[1]: [0.0, 1.0], KEYS[2]: [8, 64], KEYS[3]: [True, False]}
    return Told({"kind": "lhs", "points": points, "factors": factors}, answer, **more)


def test_a_store_as_ema_workbench_reads_it() -> None:
    store = sampled(points=30)
    experiments, outcomes = experiments_and_outcomes(store, ["small_independent"])
    assert list(experiments.columns) == list(KEYS)
    assert [experiments[key].dtype.kind for key in KEYS] == ["f", "f", "f", "b"]
    assert experiments[KEYS[0]].tolist() == [point[KEYS[0]] for point in store.experiment.points]
    expected = [answer("", point, 0) + 0.01 for point in store.experiment.points]
    assert outcomes["small_independent"] == pytest.approx(expected)
    every, runs = experiments_and_outcomes(store, ["small_independent"], each="run")
    assert len(every) == len(runs["small_independent"]) == 60


def test_ema_workbench_takes_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import feature_scoring

        scores = feature_scoring.get_feature_scores_all(*experiments_and_outcomes(sampled(), ["small_independent"]))
    assert scores["small_independent"].idxmax() in (KEYS[0], KEYS[3])


def test_several_scenarios_are_policies_and_what_a_point_leaves_is_the_scenarios_own() -> None:
    def by_name(scenario: str, point: dict[str, Any], replicate: int) -> float:
        return 1.0 if scenario == "no-cooperation" else 0.0

    factors = {KEYS[0]: [0.1, 0.9], KEYS[2]: [8, 64]}
    names = ("baseline", "no-cooperation")
    store: Any = Told({"kind": "oat", "factors": factors}, by_name, names)
    experiments, outcomes = experiments_and_outcomes(store, ["voice_total"])
    assert list(experiments.columns) == [KEYS[0], KEYS[2], "policy"]
    assert experiments[KEYS[2]].tolist()[:5] == [24.0, 24.0, 24.0, 8.0, 64.0]
    assert experiments[KEYS[0]][0] == '{"2026Q1" = 0.15, "2030Q1" = 0.35}'
    assert set(experiments.policy[outcomes["voice_total"] == 1.0]) == {"no-cooperation"}


def test_the_box_of_a_store() -> None:
    found = boxes(sampled(), Question("small_independent", below=True, limit=0.4), density=0.95).set_index("factor")
    assert set(found.index) == {KEYS[0], KEYS[3]}
    assert found.low[KEYS[0]] == pytest.approx(0.6, abs=0.03)
    assert found["values"][KEYS[3]] == "False"
    above = boxes(sampled(), Question("small_independent", below=False, limit=0.4))
    assert above.coverage.iloc[0] > 0.6


def test_points_without_a_number_are_left_out() -> None:
    def holes(scenario: str, point: dict[str, Any], replicate: int) -> float:
        return math.nan if point[KEYS[1]] > 0.9 else answer(scenario, point, replicate)

    found = boxes(sampled(holes), Question("small_independent", below=True, limit=0.4))
    assert KEYS[0] in set(found.factor)


@pytest.mark.parametrize(
    ("store", "message"),
    [
        (sampled(points=10), "at least 20 points, got 10"),
        (sampled(lambda *run: 0.9), "some points where small_independent < 0.4, and others, got none of 200"),
        (sampled(lambda *run: 0.1), "got all of 200"),
        (Told({"kind": "list"}, lambda *run: 0.1), "expected the points of a design, got scenarios without factors"),
    ],
)
def test_refusals(store: Any, message: str) -> None:
    with pytest.raises(InputRefused, match=message):
        boxes(store, Question("small_independent", below=True, limit=0.4))


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(InputRefused, match=r'ema_workbench: .* got none. pip install "coopsim'):
        boxes_of(TABLE, TABLE.a > 0.6)

"""Ensembles: every scenario at every admissible point, and comparisons over all of them."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import InputRefused
from coopsim.lab.analysis.over_points import at_points, move, over_points, paired_difference
from coopsim.lab.batch import run_batch
from coopsim.lab.design.ensemble import ensemble_points, is_ensemble
from coopsim.lab.experiment import Experiment, load_experiment, over_ensemble
from coopsim.lab.store import open_store, store_for
from coopsim.lab.store.manifest import experiment_of
from tests.lab.conftest import Write
from tests.lab.told import Told

ENSEMBLE = """point,parameters.choice.taste_merger,parameters.seats.seats,takeover_share
0,-0.1,8,1.2
1,0.2,12,2.5
2,0.4,16,2.9
"""


@pytest.fixture
def crossed(experiment: Experiment, write: Write) -> Experiment:
    """The tiny experiment, at three points."""
    write("ensemble.csv", ENSEMBLE)
    return over_ensemble(replace(experiment, replicates=2, record=("measures",)), "ensemble.csv")


def test_points_hold_parameters_and_nothing_else(write: Write) -> None:
    write("ensemble.csv", ENSEMBLE)
    points = ensemble_points("ensemble.csv")
    assert points[0] == {"parameters.choice.taste_merger": -0.1, "parameters.seats.seats": 8}
    assert len(points) == 3


def test_every_scenario_meets_every_point_and_keeps_its_policy(crossed: Experiment) -> None:
    runs = list(crossed.runs())
    assert len(runs) == len(set(runs)) == 2 * 3 * 2
    for key in runs:
        brief, own = crossed.brief(key), next(one for one in crossed.scenarios if one.name == key.scenario)
        assert brief.parameters.choice.taste_merger == (-0.1, 0.2, 0.4)[key.point]
        assert brief.levers == own.levers
        assert brief.cooperation == own.cooperation


def test_the_store_knows_its_points_and_goes_on_from_them(crossed: Experiment, tmp_path: Path) -> None:
    store = store_for(crossed, tmp_path / "results")
    run_batch(replace(crossed, replicates=1), store, workers=1)
    (tmp_path / "ensemble.csv").unlink()
    told = experiment_of(open_store(store.path).manifest)
    assert told.points == crossed.points
    assert is_ensemble(told.design)
    assert told.identity == crossed.identity
    assert len(open_store(store.path).missing()) == 6


def test_an_experiment_with_points_of_its_own_is_refused(write: Write) -> None:
    write("ensemble.csv", ENSEMBLE)
    write("oat.toml", 'scenarios = ["tiny"]\n[design]\nkind = "oat"\nfactors = {"levers.tendering" = [0.2, 0.5]}')
    with pytest.raises(InputRefused, match="ensemble gives the points"):
        over_ensemble(load_experiment("oat.toml"), "ensemble.csv")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("point,levers.tendering\n0,0.2\n1,0.3\n", "parameters only: an ensemble leaves policies as they are"),
        ("point,taste_merger\n0,0.2\n1,0.3\n", "the whole key, parameters.choice.taste_merger"),
        ("point,voice\n0,0.2\n1,0.3\n", "a column of a parameter"),
        ("point,parameters.choice.taste_merger\n0,0.2\n", "two points or more"),
        ("point,parameters.choice.taste_merger\n0,0.2\n1,much\n", "line 3: parameters.choice.taste_merger"),
        ("point,parameters.choice.taste_merger\n0,0.2\n1,\n", "an empty cell"),
        ("point,parameters.choice.taste_merger\n0,0.2\n1,nan\n", "expected a number, got nan"),
        ("point,parameters.choice.taste_merger\n0,0.2\n1\n", "2 cells, as in the header"),
        ("parameters.seats.seats,parameters.seats.seats\n8,8\n9,9\n", "each column once"),
        ("point,parameters.choice.taste_merger\n0,0.2\n1,99\n", "from −2 to 2|-2"),
        ("point,parameters.choice.taste_mergr\n0,0.2\n1,0.1\n", "taste_merger"),
        ("", "a header of keys and at least one row"),
    ],
)
def test_what_is_no_ensemble_is_refused_in_words(experiment: Experiment, write: Write, text: str, told: str) -> None:
    write("bad.csv", text)
    with pytest.raises(InputRefused, match=told) as refusal:
        over_ensemble(experiment, "bad.csv")
    assert str(refusal.value).startswith("bad.csv")


def test_a_missing_ensemble_is_refused_with_what_is_shipped(experiment: Experiment) -> None:
    with pytest.raises(InputRefused, match="nobody: expected an ensemble file or a shipped ensemble"):
        over_ensemble(experiment, "nobody")


def test_a_file_that_is_no_text_is_refused(experiment: Experiment, tmp_path: Path, write: Write) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputRefused, match="a CSV file in UTF-8"):
        over_ensemble(experiment, "bytes.csv")


NAMES = ("baseline", "no-cooperation")
EFFECTS = (0.5, 0.4, -0.5, 0.0, 0.01)
DESIGN = {"kind": "grid", "factors": {"parameters.choice.taste_merger": list(np.linspace(-0.2, 0.2, len(EFFECTS)))}}


def answer(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """At each point a known effect of cooperation, under luck that pairs share in part."""
    place = round((point["parameters.choice.taste_merger"] + 0.2) / 0.1)
    luck = math.sin(7.0 * replicate)
    apart = 0.0 if place == 3 else 0.1 * math.cos(3.0 * replicate)
    return luck if scenario == "baseline" else luck + EFFECTS[place] + apart


def test_points_are_counted_up_down_and_nowhere() -> None:
    told: Any = Told(DESIGN, answer, NAMES, replicates=40)
    points = at_points(told, measures=["small_independent"])
    assert list(points.move) == ["up", "up", "down", "no difference", "no difference"]
    row = over_points(points).iloc[0]
    assert (row.points, row.up, row.down, row.no_difference) == (5, 2, 1, 2)
    assert row.difference == pytest.approx(np.mean(EFFECTS), abs=0.02)
    assert row.spread == pytest.approx(np.std(EFFECTS, ddof=1), abs=0.02)
    assert row.low < row["median"] < row.high
    assert 0 < row.luck < row.spread


def test_counts_turn_with_the_baseline() -> None:
    told: Any = Told(DESIGN, answer, NAMES, replicates=40)
    row = over_points(at_points(told, "no-cooperation", ["small_independent"])).iloc[0]
    assert (row.scenario, row.against) == NAMES
    assert (row.up, row.down) == (1, 2)


def test_one_pair_tells_no_move() -> None:
    told: Any = Told(DESIGN, answer, NAMES, replicates=1)
    row = over_points(at_points(told, measures=["small_independent"])).iloc[0]
    assert row.points == row.up == row.down == row.no_difference == 0
    assert math.isnan(row.difference)


def test_one_scenario_has_nothing_to_be_compared_with() -> None:
    told: Any = Told(DESIGN, answer, NAMES[:1], replicates=4)
    with pytest.raises(InputRefused, match="two scenarios or more"):
        at_points(told)


def test_two_standard_errors_are_the_border() -> None:
    before = np.zeros(4)
    difference, error = paired_difference(before, np.array([1.0, 1.0, 3.0, 3.0]))
    assert (difference, error) == pytest.approx((2.0, math.sqrt(4 / 3) / 2))
    assert move(2.0, 1.0) == "no difference"
    assert move(2.0001, 1.0) == "up"
    assert move(-2.0001, 1.0) == "down"
    assert move(math.nan, 1.0) == ""

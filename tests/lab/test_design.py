"""Designs: which points are drawn, that they are always the same, and what is refused."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.errors import CoopsimError
from coopsim.lab.design import design_of, points_of
from coopsim.lab.design.factors import Factor
from coopsim.lab.design.tables import rows_of
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store.manifest import experiment_of, manifest_of
from coopsim.scenario import knob, knobs
from tests.lab.conftest import FIRST, Write

SMALL = {
    "levers.tendering": [0.2, 0.6],
    "parameters.tender.bidders_per_call": [8, 11],
    "switches.voice": [True, False],
}
PLAIN = {"levers.tendering": [0.0, 1.0], "levers.smaller_lots": [0.0, 1.0], "levers.reporting": [0.0, 1.0]}
SAMPLED: list[dict[str, Any]] = [
    {"kind": "lhs", "points": 12},
    {"kind": "lhs", "points": 12, "optimization": "random-cd"},
    {"kind": "sobol", "points": 4},
    {"kind": "sobol", "points": 4, "second_order": True},
    {"kind": "morris", "trajectories": 5, "levels": 6},
]


def drawn(design: dict[str, Any], seed: int = 1) -> tuple[dict[str, Any], ...]:
    return points_of(design_of({"factors": SMALL, **design}, "test.toml", seed), "test.toml", Path())


@pytest.mark.parametrize("design", SAMPLED, ids=str)
def test_a_sampled_design_is_the_same_at_every_call_and_through_json(design: dict[str, Any]) -> None:
    points = drawn(design)
    assert json.loads(json.dumps(points)) == list(points) == list(drawn(design))
    assert drawn(design, seed=2) != points
    assert drawn({**design, "seed": 1}, seed=2) == points
    assert len(points) == rows_of(design_of({"factors": SMALL, **design}, "test.toml"))


@pytest.mark.parametrize("design", SAMPLED, ids=str)
def test_values_keep_their_kind_and_their_range(design: dict[str, Any]) -> None:
    for point in drawn(design):
        assert list(point) == list(SMALL)
        assert type(point["levers.tendering"]) is float
        assert 0.2 <= point["levers.tendering"] <= 0.6
        assert type(point["parameters.tender.bidders_per_call"]) is int
        assert point["parameters.tender.bidders_per_call"] in (8, 9, 10, 11)
        assert point["switches.voice"] in (True, False)


def test_a_latin_hypercube_meets_each_band_of_each_factor_once() -> None:
    points = drawn({"kind": "lhs", "points": 40})
    bands = Counter(int((point["levers.tendering"] - 0.2) / 0.4 * 40) for point in points)
    assert set(bands.values()) == {1}
    assert set(Counter(point["parameters.tender.bidders_per_call"] for point in points).values()) == {10}
    assert Counter(point["switches.voice"] for point in points) == {True: 20, False: 20}


def test_an_optimised_hypercube_fills_better() -> None:
    from scipy.stats import qmc

    factors = {f"parameters.choice.{name}": [0.0, 1.0] for name in ("trust_weight", "risk_weight", "misfit_weight")}
    discrepancies = []
    for extra in ({}, {"optimization": "random-cd"}):
        points = drawn({"kind": "lhs", "points": 20, "factors": factors, **extra})
        discrepancies.append(qmc.discrepancy(np.array([list(point.values()) for point in points])))
    assert discrepancies[1] < discrepancies[0]


@pytest.mark.parametrize("second", [False, True])
def test_the_scheme_of_saltelli(second: bool) -> None:
    """Between the two base points of a block each point takes one factor, or all but one, from the other."""
    design = {"kind": "sobol", "points": 8, "second_order": second}
    names, points = list(PLAIN), drawn({**design, "factors": PLAIN})
    block = (2 * len(names) if second else len(names)) + 2
    assert len(points) == 8 * block
    for start in range(0, len(points), block):
        first, last = points[start], points[start + block - 1]
        for place, name in enumerate(names):
            assert points[start + 1 + place] == {**first, name: last[name]}
            if second:
                assert points[start + 1 + len(names) + place] == {**last, name: first[name]}


def test_a_trajectory_of_morris_changes_each_factor_once() -> None:
    points = drawn({"kind": "morris", "trajectories": 6, "levels": 4, "factors": PLAIN})
    for start in range(0, len(points), 4):
        steps = [
            [name for name in PLAIN if points[row][name] != points[row + 1][name]] for row in range(start, start + 3)
        ]
        assert sorted(name for step in steps for name in step) == sorted(PLAIN)
        assert all(len(step) == 1 for step in steps)
    assert {value for point in points for value in point.values()} <= {0.0, 1 / 3, 2 / 3, 1.0}


@given(st.integers(-50, 50), st.integers(1, 60), st.floats(0, 1))
def test_every_whole_number_of_a_range_is_equally_likely(low: int, more: int, share: float) -> None:
    factor = Factor("quarters", (low, low + more), ranged=True, whole=True)
    middles = (np.arange(7 * (more + 1)) + 0.5) / (7 * (more + 1))
    assert set(Counter(factor.at(one) for one in middles).values()) == {7}
    assert low <= factor.at(share) <= low + more


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.floats(0, 1))
def test_a_range_is_never_left(low: float, more: float, share: float) -> None:
    factor = Factor("x", (low, low + more), ranged=True, whole=False)
    value = factor.at(share)
    assert low <= value <= low + more
    assert factor.place(value) == pytest.approx(share, abs=1e-3)


def test_levels_are_a_choice_among_equals() -> None:
    factor = Factor("switches.voice", ("a", "b", "c"), ranged=False, whole=False)
    assert [factor.at(share) for share in (0.0, 0.3, 0.34, 0.99, 1.0)] == ["a", "a", "b", "c", "c"]
    assert [factor.place(level) for level in ("a", "b", "c")] == [0.0, 0.5, 1.0]


def test_what_is_explored_is_read_from_the_schema() -> None:
    said = design_of({"kind": "lhs", "points": 2, "factors": {"levers.tendering": "explored"}}, "test.toml")
    declared = knob("levers.tendering")
    assert declared is not None
    assert said["factors"] == {"levers.tendering": list(declared.explored or ())}


@pytest.mark.parametrize(("family", "number"), [("levers", 14), ("parameters", 17), ("analysed", 31)])
def test_a_family_of_factors(family: str, number: int) -> None:
    factors = design_of({"kind": "morris", "factors": family}, "test.toml")["factors"]
    assert len(factors) == number
    explored = {one.key: one.explored for one in knobs() if one.analysed}
    assert all(tuple(ends) == explored[key] for key, ends in factors.items())


def test_a_list_of_keys_takes_their_explored_ranges() -> None:
    keys = ["levers.reporting", "parameters.search.candidates"]
    assert design_of({"kind": "oat", "factors": keys}, "test.toml")["factors"] == {
        "levers.reporting": [0, 1.5],
        "parameters.search.candidates": [3, 12],
    }


def test_a_course_of_a_lever_is_a_level(write: Write) -> None:
    courses = '[{"2026Q1" = 0.1, "2030Q1" = 0.3}, {"2026Q1" = 0.1, "2030Q1" = 0.5}]'
    design = f'[design]\nkind = "oat"\n[design.factors]\n"levers.tendering" = {courses}'
    experiment = load_experiment(write("oat.toml", FIRST + design))
    assert experiment.brief(next(iter(experiment.runs()))._replace(point=2)).levers.tendering == {
        "2026Q1": 0.1,
        "2030Q1": 0.5,
    }


def test_the_design_goes_into_the_manifest_and_comes_back(write: Write) -> None:
    text = FIRST + '[design]\nkind = "morris"\ntrajectories = 2\n[design.factors]\n"levers.tendering" = "explored"'
    experiment = load_experiment(write("morris.toml", text))
    again = experiment_of(json.loads(json.dumps(manifest_of(experiment))))
    assert again.design == experiment.design
    assert again.design == {
        "kind": "morris",
        "factors": {"levers.tendering": [0.15, 0.9]},
        "trajectories": 2,
        "levels": 4,
        "seed": 7,
    }
    assert again.points == experiment.points
    assert again.identity == experiment.identity


def test_the_shipped_experiment_on_single_levers() -> None:
    experiment = load_experiment("one-lever")
    assert len(experiment.points) == 13
    assert experiment.points[0] == {}
    own = experiment.scenarios[0].levers
    for point in experiment.points[1:]:
        ((key, course),) = point.items()
        before = own.course(key.removeprefix("levers."))
        assert isinstance(course, dict)
        if isinstance(before, dict):
            assert course["2026Q1"] == before["2026Q1"]
            assert course["2030Q1"] != before["2030Q1"]


@pytest.mark.parametrize(("name", "points"), [("screening", 640), ("npm-shares", 1152), ("exploration", 600)])
def test_the_shipped_designs(name: str, points: int) -> None:
    experiment = load_experiment(name)
    assert len(experiment.points) == points
    assert set(experiment.points[0]) <= {one.key for one in knobs() if one.analysed}


def test_without_salib_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    with pytest.raises(CoopsimError, match=r'SALib: expected an installed library, got none. pip install "coopsim'):
        drawn({"kind": "sobol", "points": 4})


LHS = '[design]\nkind = "lhs"\npoints = 4\n[design.factors]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[design]\nkind = "lsh"', "expected list or grid or oat or csv or lhs or sobol or morris, got lsh"),
        ('[design]\nkind = "lhs"\nfactors = "levers"', "a whole number from 2 to 2000000, got nothing"),
        ('[design]\nkind = "lhs"\npoints = 4', 'expected at least one factor where design.kind is "lhs", got 0'),
        ('[design]\nkind = "grid"\npoints = 4', 'design.points: expected nothing where design.kind is "grid", got 4'),
        ('[design]\nkind = "csv"\nlevels = 4', 'design.levels: expected nothing where design.kind is "csv", got 4'),
        ('[design]\nkind = "sobol"\npoints = 100\nfactors = "levers"', "a power of two, got 100. Try 64 or 128"),
        ('[design]\nkind = "sobol"\npoints = 4\nsecond_order = 1\nfactors = "levers"', "expected true or false, got 1"),
        ('[design]\nkind = "morris"\nlevels = 5\nfactors = "levers"', "expected an even number, got 5. Try 6"),
        ('[design]\nkind = "morris"\ntrajectories = 1\nfactors = "levers"', "a whole number from 2 to 2000000, got 1"),
        ('[design]\nkind = "morris"\nseed = -1\nfactors = "levers"', "design.seed: expected a whole number from 0"),
        ('[design]\nkind = "morris"\nfactors = "lever"', "got lever. Did you mean levers?"),
        ('[design]\nkind = "morris"\nfactors = 3', "one of analysed, levers, parameters, got 3"),
        ('[design]\nkind = "morris"\nfactors = ["levers.tendring"]', "did you mean levers.tendering?"),
        ('[design]\nkind = "oat"\nfactors = ["switches.voice"]', '"explored", and no explored range is declared'),
        ('[design]\nkind = "lhs"\npoints = 4\noptimization = "lloyd"\nfactors = "levers"', 'expected "random-cd" or'),
        (LHS + '"levers.tendering" = [0.2, 1.5]', "bad.toml: levers.tendering: expected a number from 0 to 1"),
        (LHS + '"levers.tendering" = [0.6, 0.2]', "expected a range from less to more, got [0.6, 0.2]"),
        (LHS + '"levers.tendering" = [0.2, nan]', "expected a range from less to more, got [0.2, nan]"),
        (LHS + '"levers.tendering" = 0.5', "expected a list of two levels or more, got 0.5"),
        (LHS + '"parameters.search.candidates" = [3.5, 12]', "expected a whole number from 1 to"),
        (LHS + '"levers.tendring" = [0.2, 0.6]', "levers.tendring is unknown; did you mean levers.tendering?"),
        (LHS + '"switches.voice" = ["yes", "no"]', "switches.voice: expected true or false"),
    ],
)
def test_refusals(write: Write, text: str, message: str) -> None:
    with pytest.raises(CoopsimError) as refusal:
        load_experiment(write("bad.toml", FIRST + text))
    assert message in str(refusal.value)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(
    ("design", "message"),
    [
        ({"kind": "sobol", "points": 2**16, "factors": "analysed"}, "2,162,688 points of 31 factors"),
        ({"kind": "lhs", "points": 10_000, "optimization": "random-cd", "factors": "levers"}, "takes minutes"),
        ({"kind": "grid", "factors": {f"levers.{n}": [0, 1, 2] for n in "abcdefghijklm"}}, "at most 2,000,000 values"),
    ],
)
def test_a_design_that_nobody_could_keep_is_refused_before_it_is_drawn(design: dict[str, Any], message: str) -> None:
    with pytest.raises(CoopsimError, match=message):
        design_of(design, "bad.toml")


@pytest.mark.parametrize("line", [1, 25, 49])
def test_one_bad_point_among_many_is_found(write: Write, line: int) -> None:
    rows = ["0.5,9"] * 50
    for bad, message in (("1.5,9", "levers.tendering: expected a number from 0 to 1"), ("0.5,nine", "a whole number")):
        rows[line] = bad
        write("points.csv", "levers.tendering,parameters.search.candidates\n" + "\n".join(rows))
        with pytest.raises(CoopsimError, match=message):
            load_experiment(write("csv.toml", FIRST + '[design]\nkind = "csv"\nfile = "points.csv"'))


def test_values_that_clash_with_others_are_tried_whole(write: Write) -> None:
    write("points.csv", "small_below,small_below_second\n12,30\n25,30\n25,20\n")
    with pytest.raises(CoopsimError, match=r"small_below: expected less than small_below_second \(20\)"):
        load_experiment(write("csv.toml", FIRST + '[design]\nkind = "csv"\nfile = "points.csv"'))

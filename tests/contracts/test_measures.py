"""What holds of every measure: named, explained, bounded, defined, blind to order."""

from __future__ import annotations

import ast
import doctest
import inspect
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsim.measures
from coopsim._compile import plain
from coopsim.measures.example import example_tables, example_world, list_living
from coopsim.measures.meanings import MEANINGS
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.row import MEASURES, measure_row

from ..measures.random_world import random_world
from .promises import functions_of, modules_of, section

NAMES = [
    "associations",
    "small_independent",
    "small_independent_second",
    "small_closed",
    "small_absorbed",
    "small_self_governed",
    "medium_independent",
    "large_independent",
    "births",
    "closures",
    "insolvencies",
    "absorptions",
    "staff_mean",
    "staff_total",
    "public_money_hhi",
    "public_money_cr4",
    "group_money_hhi",
    "group_money_cr4",
    "size_gini",
    "hollowing",
    "groups",
    "voices_independent",
    "voices_effective",
    "voices_effective_2",
    "voices_distinct",
    "voice_total",
    "causes_effective",
    "freedom_mean",
    "access_small",
    "access_small_now",
    "access_causes",
    "seats_empty",
    "representation_gap",
    "public_spending",
    "cost_per_service",
    "coordination_cost",
    "funder_savings",
    "service_lost",
    "unmet_need",
    "partnerships",
    "poolings",
    "alliances",
    "mergers",
    "agreements_started",
    "agreements_ended",
    "escalation_share",
    "exploring_share",
    "engaged_share",
    "any_tie_share",
    "know_how_mean",
    "legitimacy_mean",
    "visibility_mean",
    "norm_mean",
    "governance_mean",
    "stress_mean",
    "deficit_share",
]
"""The columns that users of the table `measures` were promised, in their order."""

THRESHOLDS = Thresholds(10.0, 20.0, 50.0)
ROUNDING = 1e-9
LONGEST_BODY = 25
LONGEST_FIRST_LINE = 72
ENDS = st.lists(st.integers(0, 4), min_size=12, max_size=12)

every_module = pytest.mark.parametrize(
    "module", modules_of(coopsim.measures), ids=lambda module: module.__name__
)
every_function = pytest.mark.parametrize(
    "function",
    [case for case in functions_of(coopsim.measures) if not case.id.rpartition(".")[2].startswith("_")],
)


def row_of(world: Any, opening: Any = None) -> dict[str, float]:
    """Every measure of a world, by itself or against an opening."""
    if opening is None:
        opening = opened(world, THRESHOLDS, example_tables())
    row = np.full(len(MEASURES), np.nan)
    measure_row(world, opening, example_tables(), row)
    return dict(zip(MEASURES, row.tolist(), strict=True))


def after(ends: list[int], seed: int) -> dict[str, float]:
    """Every measure of a random world some of whose associations ended since quarter 0."""
    world = random_world(len(ends), seed)
    opening = opened(world, THRESHOLDS, example_tables())
    world.associations.end[:] = ends
    world.associations.voice *= 2.0
    list_living(world)
    return row_of(world, opening)


def test_the_columns_are_those_promised() -> None:
    assert list(MEASURES) == NAMES
    assert list(MEANINGS) == NAMES


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_explained_in_both_languages(measure: str) -> None:
    meaning = MEANINGS[measure]
    assert meaning.unit
    assert meaning.en[0].isupper()
    assert meaning.fr[0].isupper()
    assert meaning.range[0] < meaning.range[1]


@settings(deadline=None, max_examples=60)
@given(ends=ENDS, seed=st.integers(0, 2**31))
def test_every_measure_is_finite_and_in_its_range(ends: list[int], seed: int) -> None:
    for measure, value in after(ends, seed).items():
        low, high = MEANINGS[measure].range
        assert math.isfinite(value), measure
        assert low - ROUNDING <= value <= high + ROUNDING, measure


@settings(deadline=None, max_examples=60)
@given(ends=ENDS, seed=st.integers(0, 2**31))
def test_the_fates_of_the_small_make_a_whole(ends: list[int], seed: int) -> None:
    row = after(ends, seed)
    assert row["small_independent"] + row["small_closed"] + row["small_absorbed"] == pytest.approx(1.0)
    assert row["small_self_governed"] <= row["small_independent"]
    assert row["voices_effective_2"] <= row["voices_effective"] + ROUNDING
    assert row["voices_distinct"] <= row["voices_effective"] + ROUNDING
    assert row["public_money_hhi"] <= row["group_money_hhi"] + ROUNDING


@settings(deadline=None, max_examples=60)
@given(order=st.permutations(range(12)), seed=st.integers(0, 2**31))
def test_no_measure_sees_the_order_of_slots(order: list[int], seed: int) -> None:
    assert row_of(random_world(12, seed, order)) == pytest.approx(
        row_of(random_world(12, seed)), rel=1e-9, abs=1e-9
    )


def test_nobody_lives_and_every_measure_is_there() -> None:
    for world in (example_world(), random_world(6, seed=2)):
        opening = opened(world, THRESHOLDS, example_tables())
        world.associations.end[:] = 1
        list_living(world)
        assert all(math.isfinite(value) for value in row_of(world, opening).values())


def test_quarter_zero_is_the_point_of_comparison() -> None:
    row = row_of(random_world(12, seed=5))
    assert (row["small_independent"], row["medium_independent"], row["large_independent"]) == (1.0, 1.0, 1.0)
    assert (row["voice_total"], row["hollowing"], row["funder_savings"], row["unmet_need"]) == (
        100.0,
        0.0,
        0.0,
        0.0,
    )


def test_measuring_changes_nothing_but_groups() -> None:
    world = random_world(12, seed=4)
    opening = opened(world, THRESHOLDS, example_tables())
    before = [np.array(table) for table in (*world, opening)]
    row_of(world, opening)
    assert all(np.array_equal(a, b) for a, b in zip(before, (*world, opening), strict=True))


ROWS = """
import numpy as np
from coopsim.measures.row import MEASURES, measure_row
from coopsim.measures.opening import Thresholds, opened
from coopsim.measures.example import example_tables
from tests.measures.random_world import random_world
for seed in range(3):
    world, row = random_world(30, seed, departments=3), np.zeros(len(MEASURES))
    opening = opened(world, Thresholds(10.0, 20.0, 50.0), example_tables())
    world.associations.voice *= 1.1
    measure_row(world, opening, example_tables(), row)
    print(row.tobytes().hex())
"""


def test_compiled_and_plain_agree_to_the_last_bit() -> None:
    root = Path(__file__).parents[2]
    said = []
    for disabled in ("0", "1"):
        path = os.pathsep.join([str(root), str(root / "src"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "NUMBA_DISABLE_JIT": disabled, "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, "-c", ROWS], env=environment, capture_output=True, text=True, check=True
        )
        said.append(done.stdout)
    assert said[0]
    assert said[0] == said[1]


@every_function
def test_every_function_is_documented(function: Any) -> None:
    text = inspect.getdoc(plain(function)) or ""
    assert len(text.splitlines()[0]) <= LONGEST_FIRST_LINE
    assert section(text, "Examples")
    arguments = inspect.signature(plain(function)).parameters
    named = "\n".join(line for line in section(text, "Parameters") if not line.startswith(" "))
    assert not arguments or set(arguments) == set(re.findall(r"\w+(?=[\w, ]* : )", named))


@every_function
def test_every_measure_has_a_source(function: Any) -> None:
    if function is not plain(function):
        text = "\n".join(section(inspect.getdoc(plain(function)) or "", "Sources"))
        assert re.search(r"\[\w+\]_, p\. \d|Assumption: ", text)


@every_module
def test_every_example_is_executed(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@every_module
def test_every_body_is_short(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] or node.body
            assert body[-1].end_lineno - body[0].lineno < LONGEST_BODY, node.name  # type: ignore[operator]

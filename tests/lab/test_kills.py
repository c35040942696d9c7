"""A sample of the soak: a batch that is killed, and killed again, ends as one that nothing happened to."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from coopsim.lab.store import Store
from tests.soak.kills import RESULT, WORKERS, Ordeal, at_write_points, killed_at_random, prepared, told

AS_IF_NOTHING = {"failures": 0, "orphans": 0, "left over": 0, "same rows": True}
KILLS = 4
POINTS = (4, 9)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The experiment and its store, in a folder; nothing happens to it."""
    return prepared(tmp_path_factory.mktemp("kills"), replicates=12)


def test_kills_at_random_moments(quiet: Store) -> None:
    ordeal = Ordeal(quiet.path.parent, WORKERS["2 workers"])
    killed_at_random(ordeal, KILLS, random.Random(3), longest=2.0)
    row = told("", ordeal, quiet)
    assert ordeal.kills.total() == KILLS
    assert row | AS_IF_NOTHING == row


def test_kills_at_write_points(quiet: Store) -> None:
    rows = at_write_points(quiet.path.parent, quiet, POINTS)
    assert [row["kills of the parent"] for row in rows] == [len(POINTS), 0]
    assert [row["kills of workers"] for row in rows] == [0, len(POINTS)]
    for row in rows:
        assert row | AS_IF_NOTHING == row


def test_the_long_form_was_run_and_nothing_was_lost() -> None:
    with Path(RESULT).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    kills = sum(int(row["kills of the parent"]) + int(row["kills of workers"]) for row in rows)
    assert kills >= 200
    assert {row["same rows"] for row in rows} == {"True"}
    assert {(row["failures"], row["orphans"], row["left over"]) for row in rows} == {("0", "0", "0")}

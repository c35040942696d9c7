"""The cases with exact answers, run from scenario files (docs/model.md, Verification)."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.scenario import load_scenario, shipped_names
from coopsim.world.vocabulary import ABSORBED, CLOSED, LIVING
from tests.reference.cases import COLUMN, FOUR, assert_mean, assert_share, finished, founders

HERE = Path(__file__).parent


def test_every_case_is_run():
    """No scenario file of verification stands without a test that names it."""
    told = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_*.py"))
    cases = [name.removeprefix("verification/") for name in shipped_names() if name.startswith("verification/")]
    assert len(cases) > 20
    assert not [case for case in cases if f'{case}"' not in told]


def test_still_moves_nothing():
    history = finished("still", **{"population.size": 300, "quarters": 12})
    before, after = history.rows[0], history.rows[12]
    assert (before == after).all()


def test_competing_risks():
    history = finished("competing-risks")
    ends = founders(history)["end"]
    for expected, ended in ((0.302452, CLOSED), (0.151226, ABSORBED), (0.546323, LIVING)):
        assert_share(ends == ended, expected)
    quarters = founders(history)["end_quarter"]
    closed_alone = np.prod([_kept(ends, quarters, quarter) for quarter in range(1, 41)])
    assert 1 - closed_alone == pytest.approx(0.331028, abs=0.015)


def _kept(ends, quarters, quarter):
    """Kaplan–Meier factor of closure alone: the estimate that competing risks make wrong."""
    at_risk = ((ends == LIVING) | (quarters >= quarter)).sum()
    return 1 - ((ends == CLOSED) & (quarters == quarter)).sum() / at_risk


def test_growth():
    history = finished("growth")
    logs = np.log(founders(history)["staff"])
    number = len(logs)
    assert abs(logs.mean() - 2.795732) < FOUR * math.sqrt(0.256 / number)
    assert abs(logs.var() - 0.256) < FOUR * 0.256 * math.sqrt(2 / number)


def test_random_mergers_follow_their_law():
    scenario = load_scenario("verification/random-mergers")
    counts, concentration = [], []
    for replicate in range(60):
        history = History(scenario, 3, replicate, keep_events=False)
        history.step(250)
        world = history.world
        rows = world.associations[: world.counts[0].slots]
        sizes = np.rint(rows["staff"][rows["end"] == LIVING] / 10.0).astype(int)
        assert sizes.sum() == 500
        assert len(sizes) == 250
        counts.append([(sizes == size).sum() for size in (1, 2, 3)])
        concentration.append(((sizes / 500) ** 2).sum())
    counts = np.array(counts)
    for column, expected in enumerate((124.7495, 62.6253, 31.3756)):
        assert_mean(counts[:, column], expected)
    assert_mean(np.array(concentration), 0.00598406)


def test_each_merger_conserves_and_concentrates():
    scenario = load_scenario("verification/random-mergers", {"population.size": 60, "quarters": 40})
    history = History(scenario, 9)
    for _ in range(40):
        before = history.world.associations[:60].copy()
        history.step()
        after = history.world.associations[:60]
        gone = np.flatnonzero((before["end"] == LIVING) & (after["end"] != LIVING))
        assert len(gone) == 1
        into = history.world.lives["absorber"][gone[0]]
        shares = before["public_grant"] / before["public_grant"][before["end"] == LIVING].sum()
        rise = 2 * shares[gone[0]] * shares[into]
        column = COLUMN["public_money_hhi"]
        moved = history.rows[history.quarter, column] - history.rows[history.quarter - 1, column]
        assert moved == pytest.approx(rise, abs=1e-12)
        for name in ("staff", "public_grant", "private_income", "reserves"):
            joined = before[name][gone[0]] + before[name][into]
            assert after[name][into] == pytest.approx(joined, abs=1e-9)


def test_stationarity():
    history = finished("stationarity", **{"population.size": 2000})
    for name in ("know_how_mean", "legitimacy_mean", "visibility_mean", "norm_mean"):
        path = history.rows[:, COLUMN[name]]
        assert abs(path[-1] - path[0]) < 0.02, (name, path[0], path[-1])


def test_takers_of_one_closer_grow_alike():
    scenario = load_scenario("verification/one-closer")
    seen = 0
    for replicate in range(60):
        history = History(scenario, 4, replicate)
        before = founders(history).copy()
        history.step()
        after = founders(history)
        closed = np.flatnonzero(after["end"] == CLOSED)
        if len(closed) != 1:
            continue
        seen += 1
        takers = np.flatnonzero(after["end"] == LIVING)
        growth = after["public_grant"][takers] / before["public_grant"][takers] - 1
        assert growth.min() > 0
        assert np.ptp(growth) < 1e-12
        taken = (after["public_grant"][takers] - before["public_grant"][takers]).sum()
        assert taken == pytest.approx(before["public_grant"][closed[0]], abs=1e-9)
    assert seen > 10


def test_null_change_is_exactly_nothing():
    changed, reference = finished("null-change", seed=2), finished("null-reference", seed=2)
    assert (changed.rows - reference.rows == 0).all()

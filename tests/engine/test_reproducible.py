"""The same seed gives the same tables, bit for bit: across processes, hash seeds, and without machine code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from coopsim.engine.history import History
from coopsim.engine.room import make_room
from coopsim.scenario import load_scenario
from tests.engine.digest import SHORT, digest

ROOT = Path(__file__).parents[2]


def digest_elsewhere(**environment):
    command = [sys.executable, "-m", "tests.engine.digest", "7"]
    answer = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def digest_here():
    return digest("strong-npm", {**SHORT, "parameters.search.search_scale": 4.0}, 7, 1)


def test_in_another_process_with_another_hash_seed():
    assert digest_elsewhere(PYTHONHASHSEED="1") == digest_elsewhere(PYTHONHASHSEED="2") == digest_here()


def test_without_machine_code():
    assert digest_elsewhere(NUMBA_DISABLE_JIT="1") == digest_here()


def test_another_seed_or_replicate_is_another_history():
    scenario = load_scenario("baseline", SHORT)
    rows = [History(scenario, seed, replicate).rows[0] for seed, replicate in ((1, 0), (2, 0), (1, 1))]
    assert not np.array_equal(rows[0], rows[1])
    assert not np.array_equal(rows[0], rows[2])


def test_founding_state_is_the_same_for_all_scenarios_of_a_replicate():
    """Levers, cooperation and choices differ; population, parameters, seed and replicate do not."""
    names = ("baseline", "strong-npm", "no-cooperation", "small-protected")
    first = [History(load_scenario(name), 3, 2).rows[0] for name in names]
    assert all(np.array_equal(row, first[0]) for row in first)


def test_steps_one_by_one_or_all_at_once():
    scenario = load_scenario("baseline", SHORT)
    whole, parts = History(scenario, 4), History(scenario, 4)
    whole.step(6)
    for _ in range(6):
        parts.step()
    assert np.array_equal(whole.rows, parts.rows)


def test_beyond_the_horizon_the_last_levers_stay():
    history = History(load_scenario("baseline", SHORT), 4)
    history.step(9)
    assert history.quarter == 9
    assert history.rows[9].any()


def test_room_is_made_without_changing_anything():
    """A run whose tables grow on the way is that of one whose tables were large from the start."""
    scenario = load_scenario("baseline", {**SHORT, "parameters.birth.birth_rate": 0.05, "quarters": 40})
    grown, roomy = History(scenario, 4), History(scenario, 4)
    before = len(grown.world.ties), len(grown.world.events)
    roomy.world = make_room(roomy.world, np.array([20_000.0, 20_000.0, 20_000.0, 200_000.0]))
    spacious = len(roomy.world.associations)
    grown.step(40)
    roomy.step(40)
    assert (len(grown.world.ties), len(grown.world.events)) != before
    assert len(grown.world.associations) < spacious == len(roomy.world.associations)
    assert np.array_equal(grown.rows, roomy.rows)

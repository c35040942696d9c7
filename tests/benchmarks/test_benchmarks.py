"""Benchmarks at reduced size, as CI runs them: a wrong result fails, time never does."""

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.peers import contest, program
from benchmarks.peers.contest import OURS, Outcome, Result, Size, Started, Way, faults, play
from benchmarks.peers.games import GAMES
from benchmarks.peers.keeping import COLUMNS
from benchmarks.peers.wealth.game import WEALTH
from benchmarks.peers.wealth.law import path

ROOT = Path(__file__).parents[2]
SMALL = Size(agents=80, steps=6)

COMMANDS = [
    ("benchmarks.peers", ["--quick", "--out", "{folder}"]),
    ("benchmarks.quarter", ["--quick", "--out", "{folder}"]),
    ("benchmarks.scale", ["--quick", "--out", "{folder}"]),
    ("benchmarks.france", ["--quick", "--out", "{folder}"]),
    ("benchmarks.ensemble", ["--quick", "--out", "{folder}"]),
    ("benchmarks.start", ["--quick", "--out", "{folder}"]),
    ("benchmarks.limit", ["--quick", "--out", "{folder}"]),
]
"""One line a benchmark: its module, and the words that make it quick; `{folder}` is where it may write."""

WITH_EXAMPLES = [
    "benchmarks.peers.contest",
    "benchmarks.peers.segregation.town",
    "benchmarks.peers.wealth.law",
]


@pytest.mark.parametrize(("module", "words"), COMMANDS, ids=[module for module, _ in COMMANDS])
def test_a_quick_benchmark_finds_nothing_wrong(module, words, tmp_path):
    command = [sys.executable, "-m", module, *(word.format(folder=tmp_path) for word in words)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-3000:]
    assert answer.stdout.strip()


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples(module):
    failed, tried = doctest.testmod(importlib.import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 0
    assert failed == 0


def quick(folder):
    """The options of a quick comparison."""
    return program._asked(["--quick", "--rounds", "2", "--out", str(folder)])


def with_way(game, way):
    """A game at a small size with another way before ours."""
    return game._replace(quick=SMALL, ways=(way, *(one for one in game.ways if one.name == OURS)))


def changed(way, change):
    """A way whose outcome is changed before it is given back."""

    def start(seed, size):
        started = way.start(seed, size)
        return Started(started.advance, lambda: change(started.outcome()))

    return Way("changed", start)


def lose_a_unit(outcome):
    """Of wealth; in a town, one of a group becomes one of the other."""
    state = outcome.state.copy()
    state.flat[state.argmax()] -= 1
    return Outcome(outcome.rows, state)


def measure_badly(outcome):
    rows = outcome.rows.copy()
    rows[-1] += 0.001
    return Outcome(rows, outcome.state)


def stand_still(outcome):
    """The first row all along."""
    return Outcome(np.repeat(outcome.rows[:1], len(outcome.rows), axis=0), outcome.state)


def stop_early(outcome):
    return Outcome(outcome.rows[:-1], outcome.state)


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.key)
@pytest.mark.parametrize("change", [lose_a_unit, measure_badly, stand_still, stop_early])
def test_a_wrong_result_ends_with_one(game, change, tmp_path, capsys):
    wrong = with_way(game, changed(game.ways[-1], change))
    assert program.run([wrong], quick(tmp_path)) == program.WRONG_RESULT
    assert f"{game.key}, changed: " in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_way_that_is_deaf_to_its_seed_is_found():
    ours = WEALTH.ways[-1]
    deaf = Way("deaf", lambda seed, size: ours.start(1, size))
    said = faults(WEALTH, play(with_way(WEALTH, deaf), SMALL, 2), SMALL)
    assert said == ["wealth, deaf: two seeds, one history"]


def test_a_game_with_other_rules_is_found():
    """Everybody rich gives two: no unit is lost, and the law is another."""

    def start(seed, size):
        wealths, rows = np.ones(size.agents), np.zeros((size.steps + 1, 1))
        random = np.random.default_rng(seed)

        def advance():
            for step in range(size.steps):
                for giver in random.permutation(size.agents):
                    given = min(2.0, wealths[giver])
                    wealths[giver] -= given
                    wealths[random.integers(size.agents)] += given
                ascending = np.sort(wealths)
                ranked = (np.arange(1, size.agents + 1) * ascending).sum()
                rows[step + 1] = 2 * ranked / size.agents**2 - (size.agents + 1) / size.agents

        return Started(advance, lambda: Outcome(rows, wealths))

    size = Size(agents=2000, steps=10)
    said = faults(WEALTH, play(with_way(WEALTH, Way("two units", start)), size, 2), size)
    assert said
    assert all(fault.startswith("wealth, two units: Gini index") for fault in said)


def test_ways_that_disagree_are_found():
    rows = np.random.default_rng(1).normal(0.5, 0.01, (2, 3, 20, 1))
    rows[1] += 0.1
    results = [
        Result(name, [1.0] * 3, [Outcome(one, None) for one in half])
        for name, half in zip(("other", OURS), rows, strict=True)
    ]
    assert len(contest.disagreements(WEALTH, results)) == 1
    assert contest.disagreements(WEALTH, [results[0], results[0]]) == []


def test_the_law_keeps_money_and_comes_to_rest():
    ginis = [one.gini for one in path(60)]
    assert ginis[0] == 0.0
    assert abs(ginis[-1] - ginis[-2]) < 1e-4
    assert 0.5 < ginis[-1] < 2.0 / 3.0  # below the law of Boltzmann and Gibbs, where givers are drawn too


def test_every_way_starts_alike_for_a_seed():
    for game in GAMES:
        for way in game.ways:
            first, again = way.start(3, SMALL), way.start(3, SMALL)
            first.advance()
            again.advance()
            assert (first.outcome().rows == again.outcome().rows).all(), way.name


def test_the_table_has_every_round(tmp_path):
    small = [game._replace(quick=SMALL) for game in GAMES]
    asked = quick(tmp_path)
    assert program.run(small, asked) == 0
    head, *rows = (tmp_path / "peers.csv").read_text(encoding="utf-8").splitlines()
    assert head == ",".join(COLUMNS)
    assert len(rows) == asked.rounds * sum(len(game.ways) for game in GAMES)
    assert (tmp_path / "peers.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert program.main(["--quick", "--out", str(tmp_path / "file" / "folder")]) == 2
    assert "--out: expected a folder that can be made" in capsys.readouterr().err

"""What the benchmarks of the engine check: each check finds what it is for."""

import math
from collections import Counter

import numpy as np
import pytest
from benchmarks.results import digest, insane_rows, unbalanced, verdict, write

from benchmarks import ensemble, france, limit, phases, quarter, scale, start
from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

SMALL = {"population.source": "synthetic", "population.size": 60, "burn_in": 1, "quarters": 4}


@pytest.fixture
def history():
    made = History(load_scenario("baseline", SMALL), 1)
    made.step(3)
    return made


def spoilt(rows, measure, value):
    """The same rows with another value in the last of them."""
    changed = rows.copy()
    changed[-1, MEASURES.index(measure)] = value
    return changed


def test_rows_of_a_run_are_sane(history):
    assert insane_rows(history.rows[:4]) == []


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("voice_total", math.nan, ["a measure is not finite"]),
        ("associations", 0.0, ["nobody lives"]),
        ("associations", 1e6, ["more live than were left and born"]),
    ],
)
def test_rows_that_cannot_be_are_found(history, measure, value, said):
    assert insane_rows(spoilt(history.rows[:4], measure, value)) == said


def test_one_bit_changes_the_digest(history):
    last = history.rows[3, 0]
    assert digest(spoilt(history.rows[:4], "associations", np.nextafter(last, 0.0))) != digest(history.rows[:4])


def test_books_that_do_not_close_are_found(history, monkeypatch):
    assert unbalanced(history) == []
    usual = history.step

    def step():
        usual()
        history.world.associations.reserves[history.world.living[0]] += 1.0

    monkeypatch.setattr(history, "step", step)
    assert unbalanced(history)[0].startswith("the books of quarter 5 do not close")


def test_a_fault_is_said_and_ends_with_one(capsys):
    assert verdict([]) == 0
    assert verdict(["two and two make five"]) == 1
    assert capsys.readouterr().err == "wrong: two and two make five\n"


def test_a_table_is_written_whole(tmp_path):
    file = write(tmp_path / "new", "table.csv", [{"size": 1, "us": 0.5}, {"size": 2, "us": 0.25}])
    assert file.read_text(encoding="utf-8") == "size,us\n1,0.5\n2,0.25\n"


@pytest.mark.parametrize("module", [france, scale, ensemble])
def test_wrong_rows_end_with_one(module, monkeypatch, capsys):
    monkeypatch.setattr(module, "insane_rows", lambda rows: ["spoilt"])
    for name, value in SMALLER.get(module, {}).items():
        monkeypatch.setattr(module, name, value)
    assert module.main(["--quick"]) == 1
    assert "spoilt" in capsys.readouterr().err


SMALLER = {
    france: {"QUICK": {"population.size": 300, "quarters": 1, "burn_in": 0}},
    scale: {"SIZES_QUICK": (100, 200), "STAGES": {"early": 8}, "VIEWED": 50},
    ensemble: {"REPLICATES_QUICK": 1},
}


def test_a_size_that_does_not_repeat_itself_is_found():
    run = scale.Run(50)
    assert run.not_repeated() == []
    run.first = "another"
    assert run.not_repeated() == ["50: two runs give different rows"]


def test_threads_that_change_rows_are_found(monkeypatch):
    pair = ensemble.Ensemble(1)
    usual = pair.run
    monkeypatch.setattr(pair, "run", lambda *asked: [rows + (asked[2] == 4) for rows in usual(*asked)])
    assert [line[:26] for line in pair.faults()] == ["rows differ with 4 threads"] * 2


def test_a_quarter_that_hangs_on_how_many_pass_is_found(monkeypatch):
    monkeypatch.setattr(quarter, "SCENARIOS", ("baseline",))
    monkeypatch.setattr(quarter, "rows_of", lambda name, replicate, quarters_at_once=60: ROWS + quarters_at_once)
    assert quarter.faults() == ["baseline: rows depend on how many quarters pass at once"]


ROWS = np.ones((3, len(MEASURES)))


def test_the_times_of_a_phase_are_added():
    taken = phases.Taken()
    taken.passed = 1000
    taken.seconds["dear", "sweep", 1] = [3e-6]
    taken.seconds["cheap", "sweep", 1] = [0.5e-6]
    taken.seconds["cheap", "sweep", 2] = [0.5e-6]
    assert taken.rows() == [
        {"phase": "dear", "ns": 3.0, "share_percent": 75.0},
        {"phase": "cheap", "ns": 1.0, "share_percent": 25.0},
    ]


def test_one_interruption_does_not_move_a_phase():
    taken = phases.Taken()
    taken.passed = 1000
    taken.seconds["luck", "sweep", 1] = [1e-6, 1e-6, 1e-3]
    assert taken.rows()[0]["ns"] == 3.0


def test_phases_that_change_rows_are_found(monkeypatch):
    """The phases of a quarter are those of `pass_quarter`: without one, rows are others."""
    usual = phases._calls
    monkeypatch.setattr(phases, "QUARTERS", 2)
    monkeypatch.setattr(phases, "_calls", lambda *run: [one for one in usual(*run) if one[0] != "closures"])
    assert phases.profile(1)[1] == ["replicate 0: phases one by one give other rows"]


def test_what_help_need_not_load_is_found(monkeypatch):
    monkeypatch.setattr(start, "HEAVY", ("typer",))
    assert start.loaded_by_help() == ["help loads typer"]


def test_the_least_work_is_the_sum_of_its_parts(monkeypatch):
    monkeypatch.setattr(limit, "nanoseconds", lambda name: 2.0)
    seen = {limit.IN_SWEEPS: Counter({"exp": 3.0}), limit.IN_MEASURES: Counter({"log": 1.0})}
    rows = limit.table_of({"by": seen}, {limit.IN_SWEEPS: 12.0, limit.IN_MEASURES: 24.0})
    told = [(row["work"], row["ns"]) for row in rows if row["number"] == ""]
    assert told[:3] == [("least", 6.0), ("taken", 12.0), ("taken / least", 2.0)]
    assert told[3:] == [("least", 8.0), ("taken", 24.0), ("taken / least", 3.0)]


def test_machine_code_that_gives_other_rows_is_found(monkeypatch, capsys):
    monkeypatch.setattr(limit, "SHAPE_QUICK", (0, 1))
    seen = {limit.IN_SWEEPS: {"exp": 1.0}, limit.IN_MEASURES: {}}
    monkeypatch.setattr(limit, "counted_apart", lambda quick: {"by": seen, "streams": {}, "digest": "another"})
    assert limit.main(["--quick"]) == 1
    assert "give different rows" in capsys.readouterr().err


def test_a_run_that_changes_its_answer_is_found(monkeypatch, capsys):
    monkeypatch.setattr(start, "COMMANDS", {start.RUN: ["-c", "import time; print(time.time_ns())"]})
    monkeypatch.setattr(start, "imports", lambda words: [{"package": "one", "modules": 1, "ms": 1.0}])
    monkeypatch.setattr(start, "loaded_by_help", list)
    assert start.main(["--quick"]) == 1
    assert "different answers" in capsys.readouterr().err

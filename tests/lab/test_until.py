"""Rounds until a contrast is known well enough: the same stop whoever runs them, and no stop by luck."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import InputRefused
from coopsim.lab.analysis.compare import differences, summary
from coopsim.lab.batch import Progress, run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.pool.crew import Crew
from coopsim.lab.pool.local import InProcess
from coopsim.lab.rounds import FEWEST, Reached, Target, reached_by, rounds, run_until, target_of
from coopsim.lab.store import Store, open_store, store_for
from tests.lab.conftest import Write
from tests.lab.test_batch import FAILING

MEASURE = "voice_total"


@pytest.fixture
def large(experiment: Experiment) -> Experiment:
    return replace(experiment, replicates=40, record=("measures",))


def until(experiment: Experiment, width: float, folder: Path, **crew: Any) -> tuple[Progress, Reached]:
    with Crew(**(crew or {"executor": InProcess(), "workers": 1})) as hired:
        return run_until(experiment, Target(MEASURE, width), partial(store_for, path=folder), hired)


def width_of(store: Store) -> float:
    row = differences(store, measures=[MEASURE]).iloc[0]
    return float(row.high - row.low) / 2


@pytest.fixture
def whole(large: Experiment, tmp_path: Path) -> Store:
    store = store_for(large, tmp_path / "whole")
    run_batch(large, store, executor=InProcess())
    return store


def test_rounds_end_with_the_most() -> None:
    for most in (10, 11, 15, 16, 100, 1000):
        numbers = list(rounds(most))
        assert numbers == sorted(set(numbers))
        assert (numbers[0], numbers[-1]) == (10, most)


def test_it_stops_at_the_first_round_that_is_good_enough(large: Experiment, whole: Store, tmp_path: Path) -> None:
    widths = {number: reached_by(whole, Target(MEASURE, 1.0), number).half_width for number in rounds(40)}
    wanted = min(widths[10], widths[15], widths[23]) * 1.0001
    first = next(number for number in widths if widths[number] < wanted)
    progress, reached = until(large, wanted, tmp_path / "some")
    store = open_store(tmp_path / "some")
    assert reached.met
    assert reached.replicates == first
    assert progress.done == 2 * first == len(store.done())
    assert store.missing() == []
    assert reached.half_width == pytest.approx(width_of(store), abs=1e-12)
    assert reached.of == "apart, point 0, against tiny"


def test_what_cannot_be_reached_runs_the_most_and_says_so(large: Experiment, whole: Store, tmp_path: Path) -> None:
    progress, reached = until(large, 1e-9, tmp_path / "all")
    assert (progress.asked, progress.before, progress.done, progress.left) == (80, 0, 80, 0)
    assert (reached.replicates, reached.met) == (40, False)
    assert reached.half_width == pytest.approx(width_of(whole), abs=1e-12)
    assert open_store(tmp_path / "all").digest() == whole.digest()


def test_workers_and_interruptions_change_nothing(large: Experiment, whole: Store, tmp_path: Path) -> None:
    wanted = reached_by(whole, Target(MEASURE, 1.0), 23).half_width * 1.0001
    _, reached = until(large, wanted, tmp_path / "one")
    assert until(large, wanted, tmp_path / "two", workers=2)[1] == reached
    assert until(large, wanted, whole.path)[1] == reached

    def interrupted(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Crew(executor=InProcess(), workers=1) as crew:
        run_until(large, Target(MEASURE, wanted), partial(store_for, path=tmp_path / "cut"), crew, interrupted)
    assert until(large, wanted, tmp_path / "cut")[1] == reached
    assert open_store(tmp_path / "cut").digest() == open_store(tmp_path / "one").digest()
    progress, again = until(large, wanted, tmp_path / "one")
    assert (progress.done, again) == (0, reached)


def test_one_scenario_is_known_by_its_mean(write: Write, tmp_path: Path) -> None:
    file = write("alone.toml", 'scenarios = ["tiny"]\nreplicates = 12\nrecord = ["measures"]')
    _, reached = until(load_experiment(file), 1e-9, tmp_path / "alone")
    row = summary(open_store(tmp_path / "alone"), [MEASURE]).iloc[0]
    assert reached.half_width == pytest.approx((row.high - row.low) / 2, abs=1e-12)
    assert reached.of == "tiny, point 0"


def test_a_contrast_without_runs_is_never_known(write: Write, tmp_path: Path) -> None:
    write("failing.toml", FAILING)
    file = write("half.toml", 'scenarios = ["tiny", "failing", "apart"]\nreplicates = 12\nrecord = ["measures"]')
    progress, reached = until(load_experiment(file), 1e9, tmp_path / "half")
    assert (reached.half_width, reached.met, reached.replicates) == (math.inf, False, 12)
    assert reached.of == "failing, point 0"
    assert (progress.done, progress.failed, progress.left) == (24, 12, 0)
    assert len((tmp_path / "half" / "failures.jsonl").read_text().splitlines()) == 12


def test_a_lost_executor_ends_the_rounds(large: Experiment, tmp_path: Path) -> None:
    class Lost(InProcess):
        def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
            raise RuntimeError("cannot schedule new futures after shutdown")

    progress, reached = until(large, 0.1, tmp_path / "lost", executor=Lost())
    assert "cannot schedule" in progress.stopped
    assert (reached.met, reached.half_width, reached.replicates) == (False, math.inf, FEWEST)
    assert progress.left == 2 * FEWEST


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("small_indepndent<0.01", "Did you mean small_independent?"),
        ("small_independent", "expected MEASURE<WIDTH"),
        ("small_independent<0", "expected MEASURE<WIDTH"),
        ("small_independent<1..2", "expected MEASURE<WIDTH"),
        ("small_independent<1e999", "expected MEASURE<WIDTH"),
        ("small_independent>0.1", "expected MEASURE<WIDTH"),
        ("", "expected MEASURE<WIDTH"),
    ],
)
def test_what_is_no_target_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputRefused, match=message.replace("?", r"\?")):
        target_of(text)


def test_spaces_and_powers_are_a_target() -> None:
    assert target_of(" voice_total < 2.5e-1 ") == Target("voice_total", 0.25)


def test_too_few_replicates_are_refused_before_anything_is_written(experiment: Experiment, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="replicates: expected at least 10 with --until, got 4"):
        until(experiment, 0.1, tmp_path / "few")
    assert not (tmp_path / "few").exists()


def test_runs_without_the_measure_do_not_count(whole: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = whole.frame

    def holed(*arguments: Any, **named: Any) -> Any:
        found = frame(*arguments, **named)
        found.loc[found.replicate >= 9, MEASURE] = np.nan
        return found

    monkeypatch.setattr(whole, "frame", holed)
    assert reached_by(whole, Target(MEASURE, 1.0), 40).half_width == math.inf

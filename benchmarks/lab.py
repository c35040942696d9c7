"""What the lab adds to a run, what two workers lose, and whether the parent grows.

Run: ``python -m benchmarks.lab``. A run here takes some 50 ms by itself. Both
sides of a pair take turns, and the ratio is taken pair by pair; on a noisy
machine compare ratios, not seconds.
Usage: python -m benchmarks.lab [--quick] [--memory RUNS]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import psutil

from coopsim.engine.history import History
from coopsim.lab.batch import Progress, fill, run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.pool.crew import Crew
from coopsim.lab.records.columns import TABLES, RunKey
from coopsim.lab.store import Store, store_for
from coopsim.lab.work import work

SCENARIO = """
extends = "baseline.toml"
quarters = {quarters}
burn_in = {burn_in}
[title]
en = "Benchmark"
fr = "Mesure"
[population]
source = "synthetic"
size = {size}
departments = ["30", "34"]
"""
USUAL = {"quarters": 60, "burn_in": 20, "size": 600}
SHORT = {"quarters": 2, "burn_in": 1, "size": 20}
GROUP = 25
WARM = 5
KINDS = (("measures", ["measures"], 1), ("all tables", TABLES, 1), ("all tables", TABLES, 5))
EARLY = 100
"""Runs after which the memory of the parent is looked at first."""


def store_in(
    folder: Path, replicates: int, record: Sequence[str], sizes: dict[str, int] | None = None, scenarios: int = 1
) -> Store:
    """A new store for an experiment whose files are in the same folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"scenario-{number}.toml" for number in range(scenarios)]
    for name in names:
        (folder / name).write_text(SCENARIO.format(**(sizes or USUAL)), encoding="utf-8")
    said = f"scenarios = {names!r}\nreplicates = {replicates}\nrecord = {list(record)!r}\n"
    (folder / "experiment.toml").write_text(said, encoding="utf-8")
    return store_for(load_experiment(folder / "experiment.toml"), folder / "store")


def bare(experiment: Experiment, keys: Sequence[RunKey]) -> None:
    """Runs without the lab: nothing is recorded but the rows of measures in memory."""
    for key in keys:
        history = History(experiment.brief(key), experiment.seed, key.replicate, keep_events=False)
        history.step(history.brief.quarters)


def processor_seconds(act: Callable[[], object]) -> float:
    """What an act costs this process."""
    begin = time.process_time()
    act()
    return time.process_time() - begin


def overhead(folder: Path, record: Sequence[str], scenarios: int, pairs: int) -> list[tuple[float, float]]:
    """Milliseconds a run, without the lab and with it, pair by pair."""
    store = store_in(folder, (pairs + 1) * GROUP // scenarios, record, scenarios=scenarios)
    runs, found = list(store.experiment.runs()), []
    for start in range(0, len(runs), GROUP):
        keys = runs[start : start + GROUP]
        alone = processor_seconds(lambda keys=keys: bare(store.experiment, keys))
        kept = processor_seconds(lambda keys=keys: work(str(store.path), keys, seconds=float("inf")))
        found.append((alone / GROUP * 1e3, kept / GROUP * 1e3))
    return found[1:]


def two_processes(folder: Path, runs: int) -> float:
    """Seconds in which two processes that know nothing of each other do half of the runs each, once warm."""
    processes = []
    for half in "ab":
        store = store_in(folder / half, WARM + runs // 2, ["measures"])
        command = [sys.executable, "-m", "benchmarks.lab", "--half", str(store.path)]
        processes.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    begin = time.perf_counter()
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0]
    return time.perf_counter() - begin


def half(folder: str) -> None:
    """One of the two: its runs in groups, kept as a worker keeps them."""
    runs = list(Store(Path(folder)).experiment.runs())
    work(folder, runs[:WARM])
    print("warm", flush=True)
    sys.stdin.read()
    for start in range(WARM, len(runs), GROUP):
        work(folder, runs[start : start + GROUP], seconds=float("inf"))


def two_workers(folder: Path, runs: int) -> float:
    """Seconds in which a batch with two workers does all of them, once warm."""
    store = store_in(folder, 2 * WARM + runs, ["measures"])
    with Crew(workers=2) as crew:
        fill(replace(store.experiment, replicates=2 * WARM), store, crew, lambda progress: None)
        begin = time.perf_counter()
        fill(store.experiment, store, crew, lambda progress: None)
        return time.perf_counter() - begin


def command(folder: Path, runs: int) -> float:
    """Seconds of `coopsim batch` with two workers, from the prompt and back."""
    store_in(folder, runs, ["measures"])
    words = ["batch", str(folder / "experiment.toml"), "--out", str(folder / "store"), "--workers", "2", "--quiet"]
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "coopsim", *words], check=True)
    return time.perf_counter() - begin


def parents_memory(folder: Path, runs: int) -> dict[int, float]:
    """Megabytes of this process after some runs and after all."""
    seen: dict[int, float] = {}

    def look(progress: Progress) -> None:
        if (progress.done >= EARLY and not seen) or progress.done == runs:
            seen[progress.done] = psutil.Process().memory_info().rss / 2**20

    store = store_in(folder, runs, ["measures"], SHORT)
    run_batch(store.experiment, store, workers=2, watch=look)
    return seen


def show_overhead(folder: Path, pairs: int) -> None:
    """The first table: the scenarios of a replicate share the names of their associations."""
    print(f"{'record':<12}{'scenarios':>10}{'bare ms':>9}{'kept ms':>9}{'more %':>8}{'least':>8}{'most':>8}")
    for name, record, scenarios in KINDS:
        found = overhead(folder / f"{name}-{scenarios}", record, scenarios, pairs)
        more = [(kept / alone - 1.0) * 100.0 for alone, kept in found]
        times = [statistics.median(column) for column in zip(*found, strict=True)]
        shown = f"{statistics.median(more):>8.1f}{min(more):>8.1f}{max(more):>8.1f}"
        print(f"{name:<12}{scenarios:>10}{times[0]:>9.1f}{times[1]:>9.1f}{shown}", flush=True)


def show_workers(folder: Path, pairs: int, runs: int) -> None:
    """The second table."""
    print(f"\n{'runs':<6}{'two processes s':>16}{'two workers s':>15}{'efficiency %':>14}{'command s':>11}")
    reached = []
    for pair in range(pairs):
        place = folder / f"{pair}"
        apart, pooled = two_processes(place, runs), two_workers(place / "pool", runs)
        reached.append(apart / pooled * 100.0)
        whole = command(place / "command", runs)
        print(f"{runs:<6}{apart:>16.2f}{pooled:>15.2f}{reached[-1]:>14.1f}{whole:>11.2f}", flush=True)
    print(f"{'median':<37}{statistics.median(reached):>14.1f}")


def show_memory(folder: Path, runs: int) -> None:
    """The third table."""
    print(f"\n{'runs':<8}{'MB of the parent':>18}")
    for done, size in parents_memory(folder, runs).items():
        print(f"{done:<8}{size:>18.1f}", flush=True)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="What the lab adds to a run")
    parser.add_argument("--quick", action="store_true", help="three pairs of each kind, and fewer runs")
    parser.add_argument("--memory", type=int, default=10_000, help="runs of the third table; 0 for none")
    parser.add_argument("--half", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.half:
        half(asked.half)
        return
    with tempfile.TemporaryDirectory() as folder:
        show_overhead(Path(folder) / "overhead", pairs=3 if asked.quick else 9)
        show_workers(Path(folder) / "workers", pairs=3 if asked.quick else 5, runs=200 if asked.quick else 400)
        if asked.memory:
            show_memory(Path(folder) / "memory", asked.memory)


if __name__ == "__main__":
    main()

"""Time per association-quarter of the compiled engine, on one core.

Run: ``python -m benchmarks.quarter [--quick]``. Medians over repeated runs;
on a noisy machine compare ratios within one run, not seconds between runs.
Rows must be sane, or the exit code is 1. `--profile` calls the phases one by
one from Python and shows where the time goes (the first time it compiles a
door to each). Usage:
python -m benchmarks.quarter [--quick] [--profile] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.results import Rows, digest, insane_rows, verdict, write

from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

REPEATS, REPEATS_QUICK = 9, 2
QUARTERS = 60
SCENARIOS = ("baseline", "strong-npm", "mergers-pushed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure or profile, print, write where asked; 1 where a result is wrong, else 0."""
    asked = _asked(arguments)
    repeats = REPEATS_QUICK if asked.quick else REPEATS
    if asked.profile:
        from benchmarks.phases import profile

        rows, wrong = profile(repeats)
    else:
        rows = measure(repeats)
        wrong = faults()
    if asked.out:
        write(asked.out, "quarter.csv", rows)
    return verdict(wrong)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="What a quarter costs an association")
    parser.add_argument("--quick", action="store_true", help="two repeats in place of nine")
    parser.add_argument("--profile", action="store_true", help="where the time goes, phase by phase")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table there, as quarter.csv")
    return parser.parse_args(arguments)


def measure(repeats: int) -> Rows:
    """One row for each scenario, without and with measures, by turns; printed."""
    print(f"{'scenario':<24}{'measures':<10}{'median µs':>10}{'least':>8}{'most':>8}")
    rows = []
    for name in SCENARIOS:
        taken: dict[bool, list[float]] = {True: [], False: []}
        for replicate in range(repeats):
            for measured, times in taken.items():
                times.append(microseconds(name, replicate, measured))
        rows += [_row(name, measured, times) for measured, times in taken.items()]
    return rows


def _row(name: str, measured: bool, times: Sequence[float]) -> dict[str, Any]:
    """One row of the table, printed on its way."""
    median, measures = statistics.median(times), "yes" if measured else "no"
    print(f"{name:<24}{measures:<10}{median:>10.2f}{min(times):>8.2f}{max(times):>8.2f}", flush=True)
    return {
        "scenario": name,
        "measures": measures,
        "median_us": round(median, 3),
        "least_us": round(min(times), 3),
        "most_us": round(max(times), 3),
    }


def microseconds(name: str, replicate: int, measured: bool) -> float:
    """Microseconds of processor time per association-quarter of one run, founding and burn-in aside."""
    history = History(load_scenario(name), 1, replicate, keep_events=False)
    levers = history.levers[1 : QUARTERS + 1]
    begin = time.process_time()
    history._pass(levers, measured)
    return (time.process_time() - begin) / living_quarters(name, replicate) * 1e6


@cache
def living_quarters(name: str, replicate: int) -> float:
    """Associations that live at the end of a quarter, summed over quarters."""
    rows = rows_of(name, replicate)
    return float(rows[1:, MEASURES.index("associations")].sum())


def rows_of(name: str, replicate: int, quarters_at_once: int = QUARTERS) -> Any:
    """The rows of measures of a run."""
    history = History(load_scenario(name), 1, replicate, keep_events=False)
    while history.quarter < QUARTERS:
        history.step(quarters_at_once)
    return history.rows[: QUARTERS + 1]


def faults() -> list[str]:
    """What is wrong with the first run of each scenario, in words: also when quarters pass two by two."""
    said = []
    for name in SCENARIOS:
        rows = rows_of(name, 0)
        said += [f"{name}: {line}" for line in insane_rows(rows)]
        if digest(rows) != digest(rows_of(name, 0, quarters_at_once=2)):
            said.append(f"{name}: rows depend on how many quarters pass at once")
    return said


if __name__ == "__main__":
    sys.exit(main())

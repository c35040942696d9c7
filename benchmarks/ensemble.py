"""The pair of ensembles that the workshop asks for: A against B, replicate by replicate.

The baseline against `strong-npm`, 800 associations and 60 quarters, on two
threads: the compiled quarter lets other threads run. Foundings and burn-ins
are computed once for each replicate and kept, or each time anew. Rows must
be the same to the last bit for one, two and four threads, kept or anew, or
the exit code is 1; no time is ever wrong. Wall time: read it on a quiet
machine, or the processor time beside it.
Usage: python -m benchmarks.ensemble [--quick] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.results import Rows, digest, insane_rows, verdict, write

from coopsim.engine.history import History
from coopsim.engine.openings import Openings
from coopsim.scenario import load_scenario

POLICIES = ("baseline", "strong-npm")
REPLICATES, REPLICATES_QUICK = 20, 3
ROUNDS, ROUNDS_QUICK = 3, 1
THREADS, TRIED = 2, (1, 2, 4)
WARM_UP = 1_000
"""A replicate that nobody asks for: machine code is loaded by it."""

KEPT, SHARED, ANEW = "openings kept", "openings shared by A and B", "openings anew"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write where asked; 1 where a result is wrong, else 0."""
    asked = _asked(arguments)
    ensemble = Ensemble(REPLICATES_QUICK if asked.quick else REPLICATES)
    rows = ensemble.measure(ROUNDS_QUICK if asked.quick else ROUNDS)
    if asked.out:
        write(asked.out, "ensemble.csv", rows)
    return verdict(ensemble.faults())


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Two policies, twenty replicates each, on two threads")
    parser.add_argument("--quick", action="store_true", help="three replicates, one round")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table there, as ensemble.csv")
    return parser.parse_args(arguments)


class Ensemble:
    """Both policies and all replicates, run again and again."""

    def __init__(self, replicates: int) -> None:
        self.replicates = replicates
        self.scenarios = [load_scenario(name) for name in POLICIES]
        self.run([WARM_UP], None, THREADS)

    def run(self, replicates: Sequence[int], openings: Openings | None, threads: int) -> list[Any]:
        """Rows of measures of every run: A and B of the first replicate, then of the next."""
        with ThreadPoolExecutor(threads) as pool:
            asked = [(scenario, replicate) for replicate in replicates for scenario in self.scenarios]
            return list(pool.map(lambda one: _rows_of(*one, openings), asked))

    def measure(self, rounds: int) -> Rows:
        """First pair and all pairs, openings anew, shared by both policies, and kept from before; printed."""
        print(f"A {POLICIES[0]}, B {POLICIES[1]}, {self.replicates} replicates each, {THREADS} threads, ", end="")
        print(f"{rounds} rounds")
        print(f"{'openings':<28}{'pairs':>6}{'wall s':>9}{'least':>8}{'most':>8}{'processor s':>13}")
        taken: dict[tuple[str, int], list[tuple[float, float]]] = {}
        for _ in range(rounds):
            for (way, pairs), times in self._round():
                taken.setdefault((way, pairs), []).append(times)
        return [_row(way, pairs, times) for (way, pairs), times in taken.items()]

    def _round(self) -> list[tuple[tuple[str, int], tuple[float, float]]]:
        """Every way once, for the first pair and for all."""
        found = []
        for number in (1, self.replicates):
            asked, openings = range(number), Openings()
            for way, kept in ((ANEW, None), (SHARED, openings), (KEPT, openings)):
                found.append(((way, number), self._clocked(asked, kept)))
        return found

    def _clocked(self, replicates: Sequence[int], openings: Openings | None) -> tuple[float, float]:
        """Seconds of wall time and of processor time."""
        wall, processor = time.perf_counter(), time.process_time()
        self.run(replicates, openings, THREADS)
        return time.perf_counter() - wall, time.process_time() - processor

    def faults(self) -> list[str]:
        """What is wrong, in words: rows that hang on threads or on openings, or that cannot be."""
        asked, openings = range(min(self.replicates, REPLICATES_QUICK)), Openings()
        alone = self.run(asked, None, 1)
        said = [line for rows in alone for line in insane_rows(rows)]
        for threads in TRIED:
            for kept in (None, openings):
                if digest(np.stack(self.run(asked, kept, threads))) != digest(np.stack(alone)):
                    said.append(f"rows differ with {threads} threads, openings {'anew' if kept is None else 'kept'}")
        print(f"rows of {len(alone)} runs compared for {TRIED} threads, openings kept and anew")
        return said


def _rows_of(scenario: Any, replicate: int, openings: Openings | None) -> Any:
    """The rows of measures of one run."""
    history = History(scenario, 1, replicate, keep_events=False, openings=openings)
    history.step(scenario.quarters)
    return history.rows


def _row(way: str, pairs: int, times: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """One row of the table, printed on its way."""
    walls = [wall for wall, _ in times]
    wall, processor = statistics.median(walls), statistics.median(spent for _, spent in times)
    print(f"{way:<28}{pairs:>6}{wall:>9.3f}{min(walls):>8.3f}{max(walls):>8.3f}{processor:>13.3f}", flush=True)
    return {
        "openings": way,
        "pairs": pairs,
        "wall_s": round(wall, 4),
        "least_wall_s": round(min(walls), 4),
        "most_wall_s": round(max(walls), 4),
        "processor_s": round(processor, 4),
    }


if __name__ == "__main__":
    sys.exit(main())

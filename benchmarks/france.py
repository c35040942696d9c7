"""The whole country on one core: time and memory of the shipped scenario `france`.

1,300,000 associations, its burn-in and 60 quarters, measures included. The
rows must be sane and the books of one more quarter close, or the exit code
is 1; no time is ever wrong. Peak memory is that of the whole process.
Usage: python -m benchmarks.france [--quick] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import Rows, insane_rows, peak_megabytes, unbalanced, verdict, write

from coopsim.engine.history import History
from coopsim.scenario import load_scenario

QUICK = {"population.size": 20_000, "quarters": 8, "burn_in": 2}
AT_ONCE = 10
"""Quarters between two lines of the table."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, write where asked; 1 where a result is wrong, else 0."""
    asked = _asked(arguments)
    watch = Watch()
    scenario = load_scenario("france", QUICK if asked.quick else {})
    history = History(scenario, 1, keep_events=False)
    watch.note("founding and burn-in", history, scenario.burn_in)
    while history.quarter < scenario.quarters:
        number = min(AT_ONCE, scenario.quarters - history.quarter)
        history.step(number)
        watch.note(f"quarters to {history.quarter}", history, number)
    watch.total(history, scenario.burn_in + scenario.quarters)
    if asked.out:
        write(asked.out, "france.csv", watch.rows)
    return verdict([*insane_rows(history.rows), *unbalanced(history)])


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="All associations of metropolitan France on one core")
    parser.add_argument("--quick", action="store_true", help="20,000 associations, eight quarters")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table there, as france.csv")
    return parser.parse_args(arguments)


class Watch:
    """Both clocks and the memory, read between two parts of a run."""

    def __init__(self) -> None:
        self.rows: Rows = []
        self._start = self._last = _clocks()
        print(f"{'part':<24}{'living':>10}{'slots':>10}{'ties':>10}{'processor s':>13}{'wall s':>9}{'peak MB':>9}")

    def note(self, part: str, history: Any, quarters: int) -> None:
        """A row for what passed since the last one."""
        now = _clocks()
        self._row(part, history, quarters, self._last, now)
        self._last = now

    def total(self, history: Any, quarters: int) -> None:
        """A row for the whole."""
        self._row("all", history, quarters, self._start, self._last)

    def _row(
        self, part: str, history: Any, quarters: int, since: tuple[float, float], now: tuple[float, float]
    ) -> None:
        """One row, printed on its way."""
        counts = history.world.counts[0]
        row = {
            "part": part,
            "quarters": quarters,
            "living": int(counts.living),
            "slots": int(counts.slots),
            "ties": int(counts.ties),
            "processor_s": round(now[0] - since[0], 2),
            "wall_s": round(now[1] - since[1], 2),
            "peak_mb": round(peak_megabytes()),
        }
        self.rows.append(row)
        print(
            f"{part:<24}{row['living']:>10}{row['slots']:>10}{row['ties']:>10}"
            f"{row['processor_s']:>13.1f}{row['wall_s']:>9.1f}{row['peak_mb']:>9}",
            flush=True,
        )


def _clocks() -> tuple[float, float]:
    """Processor time and wall time, s."""
    return time.process_time(), time.perf_counter()


if __name__ == "__main__":
    sys.exit(main())

"""Time per association-quarter of the compiled engine, on one core.

Run: ``python -m benchmarks.quarter``. Medians over repeated runs; on a noisy
machine compare ratios within one run, not seconds between runs.
"""

from __future__ import annotations

import statistics
import time
from functools import cache

from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

REPEATS = 9
QUARTERS = 60


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
    history = History(load_scenario(name), 1, replicate, keep_events=False)
    history.step(QUARTERS)
    return float(history.rows[1 : QUARTERS + 1, MEASURES.index("associations")].sum())


def main() -> None:
    """Print a table: scenario, with and without measures, median and range."""
    print(f"{'scenario':<24}{'measures':<10}{'median µs':>10}{'least':>8}{'most':>8}")
    for name in ("baseline", "strong-npm", "mergers-pushed"):
        for measured in (True, False):
            times = [microseconds(name, replicate, measured) for replicate in range(REPEATS)]
            row = f"{statistics.median(times):>10.2f}{min(times):>8.2f}{max(times):>8.2f}"
            print(f"{name:<24}{'yes' if measured else 'no':<10}{row}")


if __name__ == "__main__":
    main()

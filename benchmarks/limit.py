"""How far the sweeps are from the least work that a quarter asks for.

Draws, exponentials, logarithms, powers and the like of a quarter are counted
in plain Python (`NUMBA_DISABLE_JIT=1`, a process of its own), as are the bytes
of state that a quarter must read and write at least once. One of each is then
timed alone, in a compiled loop, and the sum is set against the time that the
sweeps take for the same quarters. Both ways must give the same rows, or the
exit code is 1; no time is ever wrong.
Usage: python -m benchmarks.limit [--quick] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.alone import LOOPS, nanoseconds
from benchmarks.results import Rows, digest, verdict, write

import coopsim.chance.draws as draws
from coopsim.chance import streams
from coopsim.engine import quarter as order
from coopsim.engine.history import History
from coopsim.scenario import load_scenario

SCENARIO = "baseline"
SHAPE, SHAPE_QUICK = (20, 20), (1, 2)
"""Quarters of burn-in, and quarters counted after it."""

REPEATS, REPEATS_QUICK = 9, 3
FUNCTIONS = ("exp", "log", "pow", "sqrt", "cos", "sin", "tanh")
BLOCK, STATE, IN_SWEEPS, IN_MEASURES = "block of draws", "bytes of state", "quarter", "with measures"
STREAMS = {number: name for name, number in vars(streams).items() if isinstance(number, int)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, time, print, write where asked; 1 where both ways part, else 0."""
    asked = _asked(arguments)
    shape = SHAPE_QUICK if asked.quick else SHAPE
    if asked.count:
        print(json.dumps(Count(shape).told()))
        return 0
    told, repeats = counted_apart(asked.quick), REPEATS_QUICK if asked.quick else REPEATS
    spent = {kind: _spent(shape, kind == IN_MEASURES, repeats) for kind in told["by"]}
    rows = table_of(told, spent)
    show(rows, told)
    if asked.out:
        write(asked.out, "limit.csv", rows)
    history = _begun(shape)
    history.step(shape[1])
    same = digest(history.rows) == told["digest"]
    return verdict([] if same else ["plain Python and machine code give different rows"])


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Least possible work of a quarter, and the work done")
    parser.add_argument("--quick", action="store_true", help="count two quarters after one of burn-in")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table there, as limit.csv")
    parser.add_argument("--count", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _begun(shape: tuple[int, int]) -> History:
    """A run at its quarter 0."""
    burn_in, quarters = shape
    return History(load_scenario(SCENARIO, {"burn_in": burn_in, "quarters": quarters}), 1, keep_events=False)


def counted_apart(quick: bool) -> dict[str, Any]:
    """What the same module counts in a process without machine code."""
    command = [sys.executable, "-m", "benchmarks.limit", "--count", *(["--quick"] if quick else [])]
    free = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    told: dict[str, Any] = json.loads(subprocess.run(command, env=free, check=True, capture_output=True).stdout)
    return told


class Count:
    """What the quarters of a run ask for, apart from what their measures do; in plain Python only."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.by = {IN_SWEEPS: Counter(), IN_MEASURES: Counter()}  # type: dict[str, Counter[str]]
        self.streams: Counter[str] = Counter()
        self.now, self.living, self.bytes = IN_SWEEPS, 0, 0
        self.history = _begun(shape)
        self._listen()
        for _ in range(shape[1]):
            self.history.step()
            self.living += int(self.history.world.counts[0].living)
            self.bytes += state_bytes(self.history.world)

    def told(self) -> dict[str, Any]:
        """All counts an association and quarter, those of measures apart, and the hash of the rows."""
        each = {kind: {name: n / self.living for name, n in seen.items()} for kind, seen in self.by.items()}
        each[IN_SWEEPS][STATE] = self.bytes / self.living
        by_stream = {name: number / self.living for name, number in self.streams.most_common()}
        return {"by": each, "streams": by_stream, "digest": digest(self.history.rows)}

    def _listen(self) -> None:
        """From here on, count blocks of draws and functions, and tell measures apart."""
        draws.philox = self._block(draws.philox)
        for name in FUNCTIONS:
            setattr(math, name, self._counted(name, getattr(math, name)))
        order.measure_row = self._measuring(order.measure_row)

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def heard(*arguments: Any) -> Any:
            self.by[self.now][name] += 1
            return function(*arguments)

        return heard

    def _block(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The generator, counted also by its decision, which stands above the quarter in its address."""

        def heard(*address: Any) -> Any:
            self.by[self.now][BLOCK] += 1
            self.streams[STREAMS[int(address[2]) >> 32]] += 1
            return function(*address)

        return heard

    def _measuring(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def heard(*arguments: Any) -> None:
            self.now = IN_MEASURES
            function(*arguments)
            self.now = IN_SWEEPS

        return heard


def state_bytes(world: Any) -> int:
    """Bytes of the rows that a quarter has to look at: the living, their ties, contracts in the books, lists."""
    counts = world.counts[0]
    rows = {"associations": counts.living, "ties": counts.ties, "contracts": counts.contracts, "living": counts.living}
    tables = sum(int(number) * getattr(world, name).dtype.itemsize for name, number in rows.items())
    return tables + int(world.departments.nbytes)


def _spent(shape: tuple[int, int], measured: bool, repeats: int) -> float:
    """Median nanoseconds of processor time that the sweeps take an association and quarter."""
    found = []
    for _ in range(repeats):
        history, living = _begun(shape), _living(shape)
        start = time.process_time()
        history._pass(history.levers[1 : shape[1] + 1], measured)
        found.append((time.process_time() - start) / living * 1e9)
    return statistics.median(found)


def _living(shape: tuple[int, int]) -> float:
    """Associations that live at the end of each quarter, summed."""
    history = _begun(shape)
    history.step(shape[1])
    return float(history.rows[1:, 0].sum())


def table_of(told: dict[str, Any], spent: dict[str, float]) -> Rows:
    """One row a kind of work, then the sums and what the sweeps take."""
    costs = {name: nanoseconds(name) for name in LOOPS}
    rows: Rows = []
    both = Counter(told["by"][IN_SWEEPS])
    for kind, taken in spent.items():
        if kind == IN_MEASURES:
            both.update(told["by"][kind])
        least = sum(both[name] * costs[name] for name in LOOPS)
        rows += [_row(kind, name, both[name], costs[name], both[name] * costs[name]) for name in LOOPS]
        for work, ns in (("least", least), ("taken", taken), ("taken / least", taken / least)):
            rows.append(_row(kind, work, None, None, ns))
    return rows


def _row(kind: str, work: str, number: float | None, cost: float | None, ns: float) -> dict[str, Any]:
    """One row; sums have no number and no cost of one."""
    return {
        "of": kind,
        "work": work,
        "number": "" if number is None else round(number, 4),
        "ns_of_one": "" if cost is None else round(cost, 4),
        "ns": round(ns, 2),
    }


def show(rows: Rows, told: dict[str, Any]) -> None:
    """Print the table, and whose draws they are."""
    print("an association and quarter")
    print(f"{'of':<14}{'work':<16}{'number':>10}{'ns of one':>11}{'ns':>9}")
    for row in rows:
        print(f"{row['of']:<14}{row['work']:<16}{row['number']:>10}{row['ns_of_one']:>11}{row['ns']:>9.1f}")
    listed = ", ".join(f"{name} {number:.3f}" for name, number in told["streams"].items() if number >= 0.001)
    print(f"blocks of draws by decision: {listed}")


if __name__ == "__main__":
    sys.exit(main())

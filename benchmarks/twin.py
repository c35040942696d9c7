"""How many times faster the compiled sweeps are than an ordinary Mesa model.

The twin of `tests/plain.py` is the same model with one ordinary Mesa object
an association; it shares the compiled draws. Both let the same quarters of
the same run of 800 associations pass, in this process and by turns: first the
quarters alone, then with all measures on both sides. In the end both must
have told the same history, or the exit code is 1; no time is ever wrong.
`--profile` shows where the time of the twin goes.
Usage: python -m benchmarks.twin [--quick] [--profile] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.ordinary.pace import ASSOCIATIONS, WARM_UP, Race, median_pair
from tests.plain import PlainSector

from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

QUARTERS = 4
PAIRS, PAIRS_QUICK = 12, 3
PROFILED, PROFILED_QUICK = 56 - WARM_UP, 20
BETWEEN_SAMPLES = 0.001
"""Seconds from one look at the running twin to the next."""

PHASES = {
    "_start": "luck, levers and growth",
    "_tender": "calls, bids and awards",
    "_money": "income, cost, reserves and staff",
    "_agree": "agreements and mergers",
    "_think": "slow variables and leaders",
    "fill_seats": "seats",
    "pass_search": "search, choice and matching",
    "pass_closures": "closures",
    "pass_births": "births",
    "_settle": "access, freedom and voice",
    "measure": "measures",
}
"""What `PlainSector` calls in a quarter, in its order."""

CODES = {
    "/coopsim/rules/": "the rules, as pure Python",
    "/coopsim/levers/": "the rules, as pure Python",
    "/coopsim/chance/": "the compiled draws",
    "/coopsim/_compile.py": "the compiled draws",
    "/tests/ordinary/luck.py": "the compiled draws",
    "/tests/": "the twin's own objects and loops",
    "/mesa/": "Mesa",
}
"""Whose code runs, by the first of these that is in the path of its file."""

Rows = list[dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure or profile, print, write where asked; 1 where both sides part, else 0."""
    asked = _asked(arguments)
    apart: list[str] = []
    if asked.profile:
        rows = profile(PROFILED_QUICK if asked.quick else PROFILED)
    else:
        rows, apart = compare(PAIRS_QUICK if asked.quick else PAIRS)
    if asked.out:
        write(asked.out, rows)
    for line in apart:
        print(f"both sides part: {line}", file=sys.stderr)
    return 1 if apart else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Pace of the compiled sweeps against an ordinary Mesa model")
    parser.add_argument("--quick", action="store_true", help="fewer pairs, or fewer quarters profiled")
    parser.add_argument("--profile", action="store_true", help="where the time of the ordinary model goes")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table there, as twin.csv")
    return parser.parse_args(arguments)


def compare(number: int) -> tuple[Rows, list[str]]:
    """Both tables, pair by pair; and where the histories part."""
    print(f"{ASSOCIATIONS} associations, {number} pairs of {QUARTERS} quarters; ", end="")
    print("µs of processor time an association and quarter")
    rows, apart = [], []
    for measured in (False, True):
        race = Race(measured)
        rows += race_pairs(race, number)
        apart += race.apart()
    return rows, apart


def race_pairs(race: Race, number: int) -> Rows:
    """One table: pair by pair, then medians."""
    measures = len(MEASURES) if race.measured else 0
    print(f"\n{f'with all {measures} measures' if measures else 'quarters alone'}")
    print(f"{'pair':>6} {'compiled':>10} {'ordinary':>10} {'ratio':>7}")
    taken, rows = [], []
    for place in range(1, number + 1):
        pair = race.pair(QUARTERS)
        taken.append(pair)
        rows.append(_row(measures, place, pair.compiled, pair.plain, pair.ratio))
    times, ratio = median_pair(taken)
    return [*rows, _row(measures, "median", times.compiled, times.plain, ratio)]


def _row(measures: int, pair: int | str, compiled: float, plain: float, ratio: float) -> dict[str, Any]:
    """One row of the table, printed on its way."""
    print(f"{pair:>6} {compiled:>10.2f} {plain:>10.1f} {ratio:>7.1f}", flush=True)
    return {
        "measures": measures,
        "pair": pair,
        "compiled_us": round(compiled, 3),
        "ordinary_us": round(plain, 2),
        "ratio": round(ratio, 1),
    }


def profile(quarters: int) -> Rows:
    """Shares of the time of the twin, with all measures, by phase and by whose code runs; printed."""
    scenario = load_scenario("baseline", {"burn_in": WARM_UP})
    sector, looks = PlainSector(scenario, 1), Looks()
    for _ in range(WARM_UP):  # what is compiled is loaded then
        sector.step()
    before = signal.signal(signal.SIGALRM, looks.take)
    signal.setitimer(signal.ITIMER_REAL, BETWEEN_SAMPLES, BETWEEN_SAMPLES)
    for _ in range(quarters):
        sector.step()
    signal.setitimer(signal.ITIMER_REAL, 0.0)
    signal.signal(signal.SIGALRM, before)
    rows = [*looks.shares("phase", looks.phases), *looks.shares("code", looks.codes)]
    for row in rows:
        print(f"{row['by']:<6} {row['part']:<34} {row['share_percent']:>5.1f} %")
    return rows


class Looks:
    """Looks at the running twin, a thousand a second: unlike a count of calls they slow nothing down."""

    def __init__(self) -> None:
        self.phases = Counter(dict.fromkeys(PHASES.values(), 0))
        self.codes = Counter(dict.fromkeys(CODES.values(), 0))

    def take(self, _number: int, frame: Any) -> None:
        """Note what runs: the innermost code, and the phase that called it."""
        self.codes[_code_of(frame)] += 1
        phase = "the model itself"
        while frame is not None and frame.f_code.co_name not in ("pass_quarter", "step"):
            phase = PHASES.get(frame.f_code.co_name, phase)
            frame = frame.f_back
        self.phases[phase] += 1

    def shares(self, by: str, counted: Counter[str]) -> Rows:
        """One row for each part, with its share."""
        total = sum(counted.values())
        return [
            {"by": by, "part": part, "share_percent": round(100.0 * looks / total, 1)}
            for part, looks in counted.items()
        ]


def _code_of(frame: Any) -> str:
    """Whose code runs in a frame."""
    file = Path(frame.f_code.co_filename).as_posix()
    return next((owner for folder, owner in CODES.items() if folder in file), "Python, NumPy and numba")


def write(folder: Path, rows: Rows) -> None:
    """Write a table as twin.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "twin.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())

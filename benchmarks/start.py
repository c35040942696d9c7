"""Whole processes: how long help and a warm single run take, and what imports take of it.

Each command is run again and again, imports included, once machine code is
kept. A run must say the same each time, and help must not load what only
runs need, or the exit code is 1; no time is ever wrong. Wall time is for a
quiet machine; the processor time beside it is for any other.
Usage: python -m benchmarks.start [--quick] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import Rows, verdict, write

REPEATS, REPEATS_QUICK = 5, 1
COMMANDS = {
    "python alone": ["-c", "pass"],
    "coopsim --help": ["-m", "coopsim", "--help"],
    "coopsim run baseline --json": ["-m", "coopsim", "run", "baseline", "--json"],
}
RUN = "coopsim run baseline --json"
HEAVY = ("numpy", "numba", "pandas", "pyarrow", "mesa", "scipy", "matplotlib")
"""What help has no use for."""

LINE = re.compile(r"import time:\s*(\d+) \|\s*(\d+) \| *(\S+)")
SHOWN = 16


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write where asked; 1 where a result is wrong, else 0."""
    asked = _asked(arguments)
    first = answer_of(COMMANDS[RUN])  # machine code is made and kept, files are in memory
    rows, answers = measure(REPEATS_QUICK if asked.quick else REPEATS)
    wrong = [] if answers == {first} else ["the same run gives different answers"]
    imported = imports(COMMANDS[RUN])
    show(imported)
    wrong += loaded_by_help()
    if asked.out:
        write(asked.out, "start.csv", rows)
        write(asked.out, "imports.csv", imported)
    return verdict(wrong)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Help and a warm single run, as whole processes")
    parser.add_argument("--quick", action="store_true", help="each command once")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the tables there")
    return parser.parse_args(arguments)


def answer_of(words: Sequence[str]) -> str:
    """What a command says."""
    return subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True).stdout


def measure(repeats: int) -> tuple[Rows, set[str]]:
    """One row a command, by turns; and what the runs answered."""
    taken: dict[str, list[tuple[float, float, str]]] = {name: [] for name in COMMANDS}
    for _ in range(repeats):
        for name, words in COMMANDS.items():
            taken[name].append(_clocked(words))
    print(f"{'command':<30}{'wall s':>8}{'least':>8}{'most':>8}{'processor s':>13}")
    rows = [_row(name, times) for name, times in taken.items()]
    return rows, {answer for _, _, answer in taken[RUN]}


def _clocked(words: Sequence[str]) -> tuple[float, float, str]:
    """Wall time and processor time of one process, s; and its answer."""
    wall, before = time.perf_counter(), _children()
    answer = answer_of(words)
    return time.perf_counter() - wall, _children() - before, answer


def _children() -> float:
    """Processor time of all processes started from here so far, s."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(name: str, times: Sequence[tuple[float, float, str]]) -> dict[str, Any]:
    """One row of the table, printed on its way."""
    walls, spent = [one[0] for one in times], statistics.median(one[1] for one in times)
    wall = statistics.median(walls)
    print(f"{name:<30}{wall:>8.2f}{min(walls):>8.2f}{max(walls):>8.2f}{spent:>13.2f}", flush=True)
    return {
        "command": name,
        "wall_s": round(wall, 3),
        "least_wall_s": round(min(walls), 3),
        "most_wall_s": round(max(walls), 3),
        "processor_s": round(spent, 3),
    }


def _import_lines(words: Sequence[str]) -> list[tuple[int, str]]:
    """Microseconds that each module takes by itself, in the order of loading."""
    command = [sys.executable, "-X", "importtime", *words]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return [(int(found[1]), found[3]) for found in LINE.finditer(said)]


def imports(words: Sequence[str]) -> Rows:
    """Modules and milliseconds by package, dearest first."""
    numbers: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for microseconds, module in _import_lines(words):
        package = module.partition(".")[0]
        owner = package if package not in sys.stdlib_module_names else "Python's own library"
        numbers[owner] += 1
        spent[owner] += microseconds
    return [
        {"package": owner, "modules": numbers[owner], "ms": round(microseconds / 1e3, 1)}
        for owner, microseconds in spent.most_common()
    ]


def show(imported: Rows) -> None:
    """Print what imports of a run take."""
    whole = sum(row["ms"] for row in imported)
    print(f"\n{'imports of a run':<30}{'modules':>8}{'ms':>9}{'share %':>9}")
    for row in imported[:SHOWN]:
        print(f"{row['package']:<30}{row['modules']:>8}{row['ms']:>9.1f}{row['ms'] / whole * 100:>9.1f}")
    print(f"{'all':<30}{sum(row['modules'] for row in imported):>8}{whole:>9.1f}")


def loaded_by_help() -> list[str]:
    """What help loads and has no use for, in words."""
    loaded = {module.partition(".")[0] for _, module in _import_lines(COMMANDS["coopsim --help"])}
    return [f"help loads {name}" for name in HEAVY if name in loaded]


if __name__ == "__main__":
    sys.exit(main())

"""How many times faster the compiled sweeps are than an ordinary Mesa model.

The twin of `tests/plain.py` is the same model with one ordinary Mesa object
an association. Both let the same quarters of the same run of 800 associations
pass, in this process and by turns: first the quarters alone, then with
measures, 56 on the compiled side and a handful on the other.
Usage: python benchmarks/twin.py [--quick]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ordinary.pace import ASSOCIATIONS, median_pair, pairs

QUARTERS = 4


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Pace of the compiled sweeps against an ordinary Mesa model")
    parser.add_argument("--quick", action="store_true", help="three pairs of each kind instead of twelve")
    number = 3 if parser.parse_args().quick else 12
    print(
        f"{ASSOCIATIONS} associations, {number} pairs of {QUARTERS} quarters; µs an association and quarter"
    )
    for measured in (False, True):
        show(number, measured)


def show(number: int, measured: bool) -> None:
    """One table: pair by pair, then medians."""
    print(f"\n{'with measures' if measured else 'quarters alone'}")
    print(f"{'pair':>6} {'compiled':>10} {'ordinary':>10} {'ratio':>7}")
    found = []
    for place, pair in enumerate(pairs(number, QUARTERS, measured), start=1):
        found.append(pair)
        print(f"{place:>6} {pair.compiled:>10.2f} {pair.plain:>10.1f} {pair.ratio:>7.1f}", flush=True)
    times, ratio = median_pair(found)
    print(f"{'median':>6} {times.compiled:>10.2f} {times.plain:>10.1f} {ratio:>7.1f}")


if __name__ == "__main__":
    main()

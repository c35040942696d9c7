"""The frozen baseline: three seeds, to the last digit.

Rewrite it with ``python -m tests.reference.frozen_baseline`` when results are
meant to move, and say so in CHANGELOG.md under « Results change ».
"""

from __future__ import annotations

import csv
import platform
import sys
from pathlib import Path

from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import load_scenario

FILE = Path(__file__).with_name("frozen_baseline.csv")
SEEDS = (1, 2, 3)
QUARTERS = (0, 1, 20, 40, 60)
EXACT = sys.platform == "linux" and platform.machine() == "x86_64"


def computed():
    """Rows of the baseline: seed, quarter, and every measure as its shortest exact text."""
    rows = []
    for seed in SEEDS:
        history = History(load_scenario("baseline"), seed)
        history.step(QUARTERS[-1])
        rows += [[str(seed), str(quarter), *map(repr, map(float, history.rows[quarter]))] for quarter in QUARTERS]
    return rows


def kept():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rewrite():
    with FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["seed", "quarter", *MEASURES], *computed()])


if __name__ == "__main__":
    rewrite()

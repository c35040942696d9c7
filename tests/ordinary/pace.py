"""How fast the compiled sweeps and the naive twin let quarters pass, side by side."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from coopsim.engine.history import History
from coopsim.scenario import load_scenario
from tests.plain import PlainSector

ASSOCIATIONS = 800
WARM_UP = 4
"""Quarters of burn-in: ties, contracts and births are under way when time is taken."""


class Pair(NamedTuple):
    """Microseconds of processor time an association and quarter, one right after the other."""

    compiled: float
    plain: float

    @property
    def ratio(self) -> float:
        """How many times faster the compiled sweeps are."""
        return self.plain / self.compiled


def pairs(number: int, quarters: int, measured: bool = False, seed: int = 1) -> Iterator[Pair]:
    """Time the same quarters of one run of the baseline both ways, by turns, in this process.

    `measured` adds the measures: 56 on the compiled side, the handful of `REPORTERS` on the other.
    """
    scenario = load_scenario("baseline", {"burn_in": WARM_UP})
    history, sector = History(scenario, seed), PlainSector(scenario, seed)
    for _ in range(number):
        passed = sum(1 for _ in sector.agents) * quarters
        compiled = _seconds(lambda: _pass_compiled(history, quarters, measured))
        plain = _seconds(lambda: _pass_plain(sector, quarters, measured))
        yield Pair(compiled / passed * 1e6, plain / passed * 1e6)


def _pass_compiled(history: History, quarters: int, measured: bool) -> None:
    """Let quarters pass in the sweeps."""
    start = history.quarter + 1
    history._pass(history.levers[start : start + quarters], measured)


def _pass_plain(sector: PlainSector, quarters: int, measured: bool) -> None:
    """Let quarters pass in the twin."""
    for _ in range(quarters):
        sector.step() if measured else sector.pass_quarter()


def median_pair(measured: list[Pair]) -> tuple[Pair, float]:
    """The median of both times, and the median of the ratios."""
    times = Pair(median(pair.compiled for pair in measured), median(pair.plain for pair in measured))
    return times, median(pair.ratio for pair in measured)


def _seconds(act: Any) -> float:
    """Processor time that an act takes: other programs do not count."""
    start = time.process_time()
    act()
    return time.process_time() - start

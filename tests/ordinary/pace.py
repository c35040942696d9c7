"""How fast the compiled sweeps and the naive twin let quarters pass, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

from coopsim.engine.history import History
from coopsim.scenario import load_scenario
from tests.ordinary.comparison import differences, measures_apart
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


class Race:
    """One run of the baseline both ways, in this process, with or without all measures."""

    def __init__(self, measured: bool, seed: int = 1) -> None:
        scenario = load_scenario("baseline", {"burn_in": WARM_UP})
        self.measured = measured
        self.history, self.sector = History(scenario, seed), PlainSector(scenario, seed)

    def pair(self, quarters: int) -> Pair:
        """Let the same quarters pass both ways, one after the other, and take the time of each."""
        passed = len(self.sector.agents) * quarters
        compiled = _seconds(lambda: self._pass_compiled(quarters))
        plain = _seconds(lambda: self._pass_plain(quarters))
        return Pair(compiled / passed * 1e6, plain / passed * 1e6)

    def _pass_compiled(self, quarters: int) -> None:
        """Let quarters pass in the sweeps."""
        start = self.history.quarter + 1
        self.history._pass(self.history.levers[start : start + quarters], self.measured)

    def _pass_plain(self, quarters: int) -> None:
        """Let quarters pass in the twin."""
        advance = self.sector.step if self.measured else self.sector.pass_quarter
        for _ in range(quarters):
            advance()

    def apart(self) -> list[str]:
        """What differs in the end: the state, the measures of a last quarter, every row taken before."""
        self.history.step()
        self.sector.step()
        rows = range(self.history.quarter) if self.measured else ()
        earlier = [
            f"quarter {row}: {line}"
            for row in rows
            for line in measures_apart(self.history.rows[row], self.sector, row)
        ]
        return earlier + differences(self.history, self.sector)


def median_pair(taken: list[Pair]) -> tuple[Pair, float]:
    """The median of both times, and the median of the ratios."""
    times = Pair(median(pair.compiled for pair in taken), median(pair.plain for pair in taken))
    return times, median(pair.ratio for pair in taken)


def _seconds(act: Callable[[], Any]) -> float:
    """Processor time that an act takes: other programs do not count."""
    start = time.process_time()
    act()
    return time.process_time() - start

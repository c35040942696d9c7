"""The phases of a quarter called one by one from Python, and what each takes."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
from benchmarks.results import Rows, digest

from coopsim._compile import compiled
from coopsim.engine import quarter as order
from coopsim.engine.history import History
from coopsim.engine.room import TABLES, find_room, make_room
from coopsim.measures.row import measure_row
from coopsim.scenario import load_scenario
from coopsim.units import QUARTERS_PER_YEAR

SCENARIO, QUARTERS = "baseline", 60
Call = tuple[str, Callable[..., Any], tuple[Any, ...]]


@compiled
def nothing_of_one(first: Any) -> None:
    """What the way from Python to machine code and back takes by itself, for a call of one argument."""
    return


@compiled
def nothing_of_two(first: Any, second: Any) -> None:
    """The same for two arguments."""
    return


@compiled
def nothing_of_three(first: Any, second: Any, third: Any) -> None:
    """The same for three."""
    return


@compiled
def nothing_of_four(first: Any, second: Any, third: Any, fourth: Any) -> None:
    """The same for four."""
    return


NOTHING = (nothing_of_one, nothing_of_two, nothing_of_three, nothing_of_four)
"""Empty calls by number of arguments: one follows each call of a phase, with the same arguments, and is taken off."""


class Taken:
    """Seconds of processor time of each call, the way there and back taken off, by phase, function and quarter."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[str, str, int], list[float]] = defaultdict(list)
        self.passed = self.quarter = 0

    def call(self, phase: str, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Call, and note how much longer it took than an empty call."""
        begin = time.process_time()
        answer = function(*arguments)
        between = time.process_time()
        NOTHING[len(arguments) - 1](*arguments)
        spent = between - begin - (time.process_time() - between)
        self.seconds[phase, function.__name__, self.quarter].append(spent)
        return answer

    def rows(self) -> Rows:
        """One row a phase, dearest first: nanoseconds an association and quarter, and its share.

        Of a function in a quarter the median over runs counts: a sum would hold every
        interruption, and there are many calls to be interrupted.
        """
        spent: dict[str, float] = defaultdict(float)
        for (phase, _, _), seconds in self.seconds.items():
            spent[phase] += statistics.median(seconds) * len(seconds) / self.passed * 1e9
        whole = sum(spent.values())
        return [
            {"phase": phase, "ns": round(value, 1), "share_percent": round(100.0 * value / whole, 1)}
            for phase, value in sorted(spent.items(), key=lambda item: -item[1])
        ]


def profile(repeats: int) -> tuple[Rows, list[str]]:
    """Shares of the time of a quarter by phase, printed; and where the rows differ from those of a usual run."""
    wrong, taken = [], Taken()
    follow(0, Taken())  # doors are compiled and machine code loaded
    for replicate in range(repeats):
        history = follow(replicate, taken)
        usual = History(load_scenario(SCENARIO), 1, replicate, keep_events=False)
        usual.step(QUARTERS)
        if digest(usual.rows) != digest(history.rows):
            wrong.append(f"replicate {replicate}: phases one by one give other rows")
    rows = taken.rows()
    for row in rows:
        print(f"{row['phase']:<24}{row['ns']:>8.1f} ns{row['share_percent']:>7.1f} %")
    print(f"{'all':<24}{sum(row['ns'] for row in rows):>8.1f} ns")
    return rows, wrong


def follow(replicate: int, taken: Taken) -> History:
    """A run whose phases are called one by one."""
    history = History(load_scenario(SCENARIO), 1, replicate, keep_events=False)
    for number in range(1, QUARTERS + 1):
        _make_room(history, history.levers[number], taken)
        history.quarter = taken.quarter = number
        for phase, function, arguments in _calls(history, history.levers[number]):
            taken.call(phase, function, arguments)
        taken.passed += int(history.world.counts[0].living)
    return history


def _make_room(history: History, levers: Any, taken: Taken) -> None:
    """Room for the quarter, as a run makes it."""
    needed = np.zeros(TABLES)
    if not taken.call("room", find_room, (history.world, history.setting, levers, needed)):
        history.world = make_room(history.world, needed)


def _calls(history: History, levers: Any) -> list[Call]:
    """What `pass_quarter` calls for the baseline, in its order, then the measures."""
    world, setting = history.world, history.setting
    quarter = history.quarter + history.brief.burn_in
    timed, alone = (world, setting, quarter), (world,)
    seats = quarter % QUARTERS_PER_YEAR == 0
    row = history.rows[history.quarter]
    return [
        ("accounts", order.open_accounts, alone),
        ("luck", order.draw_luck, timed),
        ("levers", _set_levers, (world, levers, setting)),
        ("levers", order.grow_budgets, alone),
        ("calls, bids, awards", order.pass_tender, timed),
        ("money and staff", order.impose_growth, timed),
        ("money and staff", order.pass_money, timed),
        ("agreements and mergers", order.pass_agreements, timed),
        ("lists of the living", order.list_living, alone),
        ("agreements and mergers", order.impose_mergers, timed),
        ("contracts forwarded", order.forward_contracts, alone),
        ("sums over ties", order.sum_ties, (world, setting)),
        ("slow variables", order.pass_slow_variables, (world, setting)),
        ("leaders", order.change_leaders, timed),
        *([("groups", order.find_groups, alone), ("seats", order.fill_seats, timed)] if seats else []),
        ("search and matching", order.pass_search, timed),
        ("search and matching", order.impose_signings, timed),
        ("closures", order.pass_closures, timed),
        ("lists of the living", order.list_living, alone),
        ("contracts forwarded", order.forward_contracts, alone),
        ("births", order.pass_births, timed),
        ("lists of the living", order.list_living, alone),
        ("sums over ties", order.sum_ties, (world, setting)),
        ("groups", order.find_groups, alone),
        ("voices", order.hear_voices, (world, setting)),
        ("means of departments", order.average_departments, alone),
        ("starts of lives", order.begin_lives, timed),
        ("measures", measure_row, (world, history.opening, setting.tables, row)),
    ]


def _set_levers(world: Any, levers: Any, setting: Any) -> None:
    """Levers, and the sums over ties where they changed."""
    if order.set_levers(world, levers, setting):
        order.sum_ties(world, setting)

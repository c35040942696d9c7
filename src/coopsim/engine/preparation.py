"""Compiling the model once for an installation, on two processors at a time."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, cast

import numpy as np
from filelock import FileLock

from coopsim._compile import CACHE_FOLDER, Compiled, is_complete, remember_compilation
from coopsim.chance import luck_of
from coopsim.engine.found import empty_world, setting_of
from coopsim.engine.quarter import pass_quarters, settle
from coopsim.engine.room import TABLES
from coopsim.engine.sweeps.founding import found_contracts, found_money, found_seats
from coopsim.engine.sweeps.levers import set_levers
from coopsim.engine.sweeps.lives import begin_run
from coopsim.measures.opening import OPENING, Thresholds, open_measures
from coopsim.measures.row import MEASURES, measure_row
from coopsim.scenario import load_scenario
from coopsim.world.records import LEVER, TOWN, records

QUARTER, REST = "quarter", "rest"
SECONDS = "about half a minute"


def compile_once() -> None:
    """Compile the model unless its machine code is kept already; one process does, others wait."""
    if is_complete():
        return
    with FileLock(CACHE_FOLDER / "compiling.lock"):
        if not is_complete():  # another process may have made it meanwhile
            _compile_all()


def _compile_all() -> None:
    """Compile the quarter here, and all that is around it in a process of its own."""
    print(f"coopsim: compiling the model, once for this installation ({SECONDS})…", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "coopsim.engine.preparation", REST]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        compile_part(QUARTER)
    compile_part(REST)
    remember_compilation()


def compile_part(part: str) -> None:
    """Compile one half of the entry points: the quarter, or all that is around it."""
    for function, arguments in _entry_points(part):
        cast(Compiled, function).compile_for(*arguments)


def _entry_points(part: str) -> list[tuple[Any, tuple[Any, ...]]]:
    """The compiled functions that Python calls in a run, with arguments of the right types."""
    scenario = load_scenario("baseline")
    setting = setting_of(scenario, luck_of(0, 0))
    world = empty_world(scenario, records(0, TOWN), associations=1, departments=1)
    levers, opening = records(1, LEVER), records(1, OPENING)
    if part == QUARTER:
        rows = np.zeros((1, len(MEASURES)))
        return [(pass_quarters, (world, setting, levers.reshape(1, 1), 1, opening, rows, np.zeros(TABLES)))]
    thresholds = Thresholds(1.0, 2.0, 3.0)
    return [
        (set_levers, (world, levers, setting)),
        (found_money, (world, setting, np.zeros(1))),
        (found_contracts, (world, setting)),
        (settle, (world, setting)),
        (found_seats, (world, setting)),
        (begin_run, (world, setting, 1)),
        (open_measures, (world, thresholds, setting.tables, opening)),
        (measure_row, (world, opening, setting.tables, np.zeros(len(MEASURES)))),
    ]


if __name__ == "__main__":
    compile_part(sys.argv[1])

"""Cost and memory an association, from a thousand of them to a million.

Synthetic populations of like density, all in this process and by turns: each
size lets a few quarters pass, then the next, round after round, early in the
run and late, when ties are many. A second run of each size must give the
same rows to the last bit, rows must be sane and books close, and Mesa's own
view must not have been made, or the exit code is 1; no time is ever wrong.
Usage: python -m benchmarks.scale [--quick] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import Rows, digest, insane_rows, unbalanced, verdict, write

from coopsim.engine.history import History
from coopsim.population.france import DEPARTMENTS
from coopsim.scenario import load_scenario

SIZES, SIZES_QUICK = (1_000, 10_000, 100_000, 1_000_000), (1_000, 10_000)
OF_A_DEPARTMENT = 8_000
"""Associations for each department of a population, so that density is alike."""

COMPARED, EARLY, LATE = 4, 8, 56
"""Quarters that the second run repeats; after which time is taken first, and again."""

ROUNDS, TURN = 4, 2
"""Turns of each size at each stage, and quarters of a turn: as many without measures, then with them."""

STAGES = {"early": EARLY, "late": LATE}
VIEWED = 2_000
"""Associations whose view in Mesa is weighed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write where asked; 1 where a result is wrong, else 0."""
    asked = _asked(arguments)
    runs = [Run(size) for size in (SIZES_QUICK if asked.quick else SIZES)]
    wrong = [line for run in runs for line in run.not_repeated()]
    times = [row for stage, start in STAGES.items() for row in take_turns(runs, stage, start)]
    table = [row for run in runs for row in table_of(run, times)]
    show(table)
    state = [row for run in runs for row in state_of(run.history)]
    show_state(state)
    wrong += [line for run in runs for line in run.faults()]
    wrong += mesa_view_made()
    show_view()
    if asked.out:
        keep(asked.out, times, table, state)
    return verdict(wrong)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Cost and memory an association, by number of associations")
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 associations only")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write tables and figure there")
    return parser.parse_args(arguments)


def population(size: int) -> Any:
    """A scenario of that many associations, without burn-in; departments grow with it."""
    number = max(1, min(len(DEPARTMENTS), size // OF_A_DEPARTMENT))
    chosen = {"source": "synthetic", "size": size, "departments": list(DEPARTMENTS)[:number]}
    changes = {f"population.{key}": value for key, value in chosen.items()}
    return load_scenario("baseline", {**changes, "burn_in": 0, "quarters": 24})


class Run:
    """One size: its history, and what it gave in its first quarters."""

    def __init__(self, size: int) -> None:
        self.size = size
        start = time.process_time()
        self.history = self._begun()
        print(f"{size:>9,} founded and begun in {time.process_time() - start:.1f} s", flush=True)
        self.first = digest(self.history.rows[: COMPARED + 1])

    def _begun(self) -> History:
        """A run with its first quarters."""
        history = History(population(self.size), 1, keep_events=False)
        history.step(COMPARED)
        return history

    def not_repeated(self) -> list[str]:
        """Whether a second run gives other rows."""
        again = digest(self._begun().rows[: COMPARED + 1])
        return [] if again == self.first else [f"{self.size:,}: two runs give different rows"]

    def advance(self, quarters: int, measured: bool) -> float:
        """Let quarters pass; microseconds of processor time an association and quarter."""
        history, last = self.history, len(self.history.levers) - 1
        history._make_rows(history.quarter + quarters)
        wanted = [min(history.quarter + 1 + place, last) for place in range(quarters)]
        levers, living = history.levers[wanted], int(history.world.counts[0].living)
        start = time.process_time()
        history._pass(levers, measured)
        return (time.process_time() - start) / (living * quarters) * 1e6

    def faults(self) -> list[str]:
        """What is wrong at the end, in words."""
        said = insane_rows(self.history.rows[: COMPARED + 1]) + unbalanced(self.history)
        return [f"{self.size:,}: {line}" for line in said]


def take_turns(runs: Sequence[Run], stage: str, start: int) -> Rows:
    """Bring all to the same quarter, then time each in turn, with and without measures."""
    for run in runs:
        run.advance(start - run.history.quarter, measured=False)
    return [
        {
            "size": run.size,
            "stage": stage,
            "measures": "yes" if measured else "no",
            "round": number,
            "us": round(run.advance(TURN, measured), 4),
        }
        for number in range(1, ROUNDS + 1)
        for run in runs
        for measured in (False, True)
    ]


def table_of(run: Run, times: Rows) -> Rows:
    """Median, least and most of a size at each stage, and the ratio to the smallest size, round by round."""
    rows, smallest = [], min(row["size"] for row in times)
    for stage in STAGES:
        for measures in ("no", "yes"):
            like = [row for row in times if (row["stage"], row["measures"]) == (stage, measures)]
            own = [row["us"] for row in like if row["size"] == run.size]
            base = [row["us"] for row in like if row["size"] == smallest]
            ratio = statistics.median(mine / theirs for mine, theirs in zip(own, base, strict=True))
            rows.append(
                {
                    "size": run.size,
                    "stage": stage,
                    "measures": measures,
                    "median_us": round(statistics.median(own), 3),
                    "least_us": round(min(own), 3),
                    "most_us": round(max(own), 3),
                    "times_smallest": round(ratio, 2),
                }
            )
    return rows


def show(table: Rows) -> None:
    """Print the table of times."""
    print(f"\n{'size':>9} {'stage':<6} {'measures':<9}{'median µs':>10}{'least':>8}{'most':>8}{'ratio':>7}")
    for row in table:
        numbers = f"{row['median_us']:>10.2f}{row['least_us']:>8.2f}{row['most_us']:>8.2f}"
        print(f"{row['size']:>9,} {row['stage']:<6} {row['measures']:<9}{numbers}{row['times_smallest']:>7.2f}")


def state_of(history: History) -> Rows:
    """Bytes of each table: of a row, of the rows in use an association that lives, and of those made."""
    world, counts = history.world, history.world.counts[0]
    living, slots = int(counts.living), int(counts.slots)
    in_use = {
        "associations": slots, "lives": slots, "group": slots, "residents": living, "living": living,
        "ties": int(counts.ties), "contracts": int(counts.contracts), "events": int(counts.events),
    }  # fmt: skip
    rows = []
    for name, table in zip(world._fields, world, strict=True):
        used = in_use.get(name, len(table)) * table.nbytes / max(1, len(table))
        rows.append(
            {
                "size": len(history.founders),
                "table": name,
                "row_bytes": table.dtype.itemsize,
                "used_of_one": round(used / living, 1),
                "made_of_one": round(table.nbytes / living, 1),
            }
        )
    return rows


def show_state(state: Rows) -> None:
    """Print the bytes of each table, for the largest population, and the sum of all for each."""
    print(f"\n{'bytes':<14}{'of a row':>9}{'in use of one':>15}{'made for one':>14}")
    sizes = sorted({row["size"] for row in state})
    for row in (row for row in state if row["size"] == sizes[-1] and row["made_of_one"] >= 0.1):
        print(f"{row['table']:<14}{row['row_bytes']:>9}{row['used_of_one']:>15.1f}{row['made_of_one']:>14.1f}")
    for size in sizes:
        own = [row for row in state if row["size"] == size]
        used, made = (sum(row[key] for row in own) for key in ("used_of_one", "made_of_one"))
        print(f"{f'all, {size:,}':<23}{used:>15.1f}{made:>14.1f}")


def mesa_view_made() -> list[str]:
    """Whether a history built Mesa's agents, which it must not."""
    return ["Mesa's view was made unasked"] if "coopsim.engine.agents" in sys.modules else []


def show_view() -> None:
    """Print what Mesa's own view takes an association, where it is asked for."""
    from coopsim.engine.model import Sector

    scenario = population(VIEWED)
    Sector(scenario, 1).release()
    tracemalloc.start()
    history = History(scenario, 1)
    alone = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    sector = Sector(scenario, 1)
    both = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    number = len(sector.agents)
    sector.release()
    print(f"\nMesa's view, made only when asked for: {(both - 2 * alone) / number:.0f} bytes an association more")
    assert history.quarter == 0


def keep(folder: Path, times: Rows, table: Rows, state: Rows) -> None:
    """Write every turn, the tables and the figure."""
    for name, rows in (("scale-turns.csv", times), ("scale.csv", table), ("scale-state.csv", state)):
        write(folder, name, rows)
    draw(times, folder)


def draw(times: Rows, folder: Path) -> None:
    """Draw every turn by size, one panel a stage, to `scale.png`."""
    from coopsim.figures.sheet import drawing, save, sheet

    caption = (
        "Each dot is a turn, in processor time; the line joins medians. Sizes take turns in one process on one "
        "core; populations are of like density. Black: without measures; orange: with all of them."
    )
    with drawing():
        figure = sheet((7.4, 2.6), "What a quarter costs an association, by their number", caption)
        panels = figure.subplots(1, len(STAGES), sharey=True)
        for stage, panel in zip(STAGES, panels, strict=True):
            _draw_stage(panel, stage, [row for row in times if row["stage"] == stage])
        panels[0].set_ylabel("µs an association and quarter")
        panels[0].set_ylim(bottom=0)
        save(figure, folder / "scale.png")


def _draw_stage(panel: Any, stage: str, times: Rows) -> None:
    """One panel: dots and medians, with and without measures."""
    from coopsim.figures.sheet import COLOURS

    for colour, measures in zip(COLOURS, ("no", "yes"), strict=False):
        own = [row for row in times if row["measures"] == measures]
        sizes = sorted({row["size"] for row in own})
        middles = [statistics.median(row["us"] for row in own if row["size"] == size) for size in sizes]
        panel.plot([row["size"] for row in own], [row["us"] for row in own], "o", color=colour, alpha=0.4, mew=0)
        panel.plot(sizes, middles, "-", color=colour)
    panel.set_xscale("log")
    panel.set_title(f"after {STAGES[stage]} quarters")
    panel.set_xlabel("associations")


if __name__ == "__main__":
    sys.exit(main())

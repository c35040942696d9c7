"""`coopsim calibrate`: which values of the parameters the evidence does not rule out."""

from __future__ import annotations

import math
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli.batch import Cluster, Json, Quiet, Workers
from coopsim.cli.table import FormatOption, TableFormat, as_json, print_rows

if TYPE_CHECKING:
    from coopsim.lab.batch import Progress
    from coopsim.lab.calibration.plan import Plan
    from coopsim.lab.calibration.waves import Wave
    from coopsim.lab.pool.crew import Crew

SOME_FAILED, STOPPED = 3, 130
SHOWN = {
    "waves": ("wave", "points", "kept", "left", "emulators", "widened"),
    "patterns": ("pattern", "low", "high", "binding", "median_value", "best", "median", "inside"),
    "region": ("factor", "low", "high", "kept_low", "median", "kept_high", "left"),
}
"""Columns of each table that are printed; the files have all."""

TITLES = {
    "waves": "Waves: points kept, and the share of the explored box that no emulator has ruled out",
    "patterns": "Patterns in the last wave: implausibility, and the share of points inside the band",
    "region": "Kept points of all waves: range of each factor, and its share of what was explored",
}

Source = Annotated[str, typer.Argument(metavar="FILE", help="A calibration file, or the name of a shipped one.")]
Out = Annotated[Path, typer.Option("--out", help="A new folder, or one that this calibration began.")]


def calibrate(
    source: Source,
    out: Out,
    workers: Workers = None,
    cluster: Cluster = "",
    form: FormatOption = TableFormat.TABLE,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Rule out values of the parameters, wave by wave.

    History matching: points whose runs are too far from the evidence are ruled
    out, and the next wave looks closer at what is left. The same command goes on
    from where it was stopped.
    """
    from coopsim.lab.calibration.reading import load_plan
    from coopsim.lab.pool.cluster import checked_cluster

    where, plan = checked_cluster(cluster, workers), load_plan(source)
    from coopsim.lab.calibration.results import write_results
    from coopsim.lab.calibration.simulation import begin
    from coopsim.lab.pool.crew import Crew

    begin(plan, out)
    try:
        with Crew(workers, where) as crew:
            waves, failed = _run(plan, out, crew, silent=quiet or json)
    except KeyboardInterrupt:
        typer.echo("coopsim: stopped; what is done is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    write_results(plan, waves, out)
    if not quiet:
        _tell(plan, waves, out, TableFormat.JSON if json else form)
    if failed:
        typer.echo(f"coopsim: {failed} runs failed; failures.jsonl of their wave says why.", err=True)
        raise typer.Exit(SOME_FAILED)


def _run(plan: Plan, out: Path, crew: Crew, silent: bool) -> tuple[list[Wave], int]:
    """The waves, each with its own bar, and how many runs failed."""
    from coopsim.cli.progress import Bar
    from coopsim.lab.calibration.simulation import Batches
    from coopsim.lab.calibration.waves import waves_of

    with ExitStack() as stack:
        bars: dict[int, Bar] = {}

        def watch(wave: int, progress: Progress) -> None:
            if wave not in bars:
                stack.close()
                bars[wave] = stack.enter_context(Bar(silent, f"wave {wave} of {plan.waves}"))
            bars[wave](progress)

        batches = Batches(plan, out, crew, watch)
        return list(waves_of(plan, batches)), batches.failed


def _tell(plan: Plan, waves: list[Wave], out: Path, form: TableFormat) -> None:
    """What was found: tables for eyes, the region for a sheet, all of it for a program."""
    from coopsim.lab.calibration.results import report
    from coopsim.lab.wording import STANDING

    told = report(plan, waves)
    if form is TableFormat.JSON:
        typer.echo(as_json(told))
    elif form is TableFormat.CSV:
        print_rows(told["region"], form)
    else:
        typer.echo(f"{_introduced(plan)}\n")
        for name in SHOWN:
            _print(name, told)
        typer.echo(_concluded(told, out))
        typer.echo(STANDING["en"])


def _introduced(plan: Plan) -> str:
    """Plan, scenario, waves and seed, on one line."""
    waves = f"{plan.waves} waves of {plan.points} points, {plan.replicates} replicates each"
    asked = f"{plan.name}: {plan.scenario.name}, {len(plan.factors)} factors, {waves}"
    return f"{asked}, seed {plan.seed}, cut {plan.cut:g}"


def _print(name: str, told: dict[str, Any]) -> None:
    """One table under its title."""
    rows = told[name]
    if name == "patterns":
        rows = [row for row in rows if row["wave"] == told["waves"][-1]["wave"]]
    typer.echo(TITLES[name])
    print_rows([{key: _short(row[key]) for key in SHOWN[name]} for row in rows], TableFormat.TABLE)
    typer.echo()


def _short(value: Any) -> Any:
    """A value with three digits that tell."""
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.3g}"
    return "–" if value is None else value


def _concluded(told: dict[str, Any], out: Path) -> str:
    """How many points are left, and where they are."""
    if told["kept"]:
        points = "point is" if told["kept"] == 1 else "points are"
        return f"{told['kept']} {points} not ruled out: {out / 'kept.csv'}, a design for coopsim batch."
    last = [row for row in told["patterns"] if row["wave"] == told["waves"][-1]["wave"] and row["binding"]]
    worst = max(last, key=lambda row: row["ruled_out"])
    return (
        f"Nothing is kept: no point of any wave is within the cut of every binding pattern. "
        f"In the last wave {worst['pattern']} rules out most ({worst['ruled_out']:.0%})."
    )

"""`coopsim ensemble`: points of a calibration that meet the binding bands again, on fresh luck."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.batch import Cluster, Quiet, Workers
from coopsim.cli.files import writing_to
from coopsim.errors import InputRefused

if TYPE_CHECKING:
    from coopsim.lab.batch import Progress
    from coopsim.lab.calibration.admissible import Admitted
    from coopsim.lab.calibration.plan import Plan
    from coopsim.lab.pool.crew import Crew

SOME_MISSING, STOPPED = 3, 130
LARGEST = 2**63 - 1

Folder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a finished coopsim calibrate.")]
Points = Annotated[int, typer.Option("--points", min=2, max=100_000, help="Admissible points that are wanted.")]
Replicates = Annotated[int, typer.Option("--replicates", min=2, max=1000, help="Fresh runs of each candidate.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=LARGEST, help="Luck that the calibration never saw.")]
Out = Annotated[Path, typer.Option("--out", help="The file: CSV, an ensemble for coopsim batch --ensemble.")]


def ensemble(
    store: Folder,
    out: Out,
    points: Points = 120,
    replicates: Replicates = 8,
    seed: Seed = 8001,
    workers: Workers = None,
    cluster: Cluster = "",
    quiet: Quiet = False,
) -> None:
    """Keep the points that meet every band again.

    Candidates that the calibration has not ruled out are run with fresh luck,
    until enough have their means inside every band. Runs are kept in the folder
    of the calibration: the same command goes on from where it was stopped.
    """
    from coopsim.lab.calibration.admissible import calibrated_plan, write_ensemble
    from coopsim.lab.pool.crew import Crew

    if out.is_dir():
        raise InputRefused("--out", "", "a file", f"the folder {out}")
    plan = calibrated_plan(store, seed, replicates)
    try:
        with Crew(workers, cluster) as crew:
            found, failed = _search(store, plan, points, crew, quiet)
    except KeyboardInterrupt:
        typer.echo("coopsim: stopped; what is done is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    with writing_to(out):
        write_ensemble(found, plan.names, out)
    _conclude(found, points, failed, out, quiet)


def _search(store: Path, plan: Plan, points: int, crew: Crew, quiet: bool) -> tuple[Admitted, int]:
    """The candidates, batch after batch, each with its own bar, and how many runs failed."""
    from coopsim.cli.progress import Bar
    from coopsim.lab.calibration.admissible import admitted, candidates
    from coopsim.lab.calibration.simulation import Batches

    with ExitStack() as stack:
        bars: dict[int, Bar] = {}

        def watch(number: int, progress: Progress) -> None:
            if number not in bars:
                stack.close()
                bars[number] = stack.enter_context(Bar(quiet, f"candidates, batch {number}"))
            bars[number](progress)

        folder = store / f"fresh-{plan.seed}-{plan.replicates}"
        batches = Batches(plan, folder, crew, watch)
        return admitted(plan, candidates(store, plan), points, batches), batches.failed


def _conclude(found: Admitted, points: int, failed: int, out: Path, quiet: bool) -> None:
    """How many were found, and whether that is enough."""
    there = len(found.rows)
    if not quiet:
        at = f": {out}, an ensemble for coopsim batch --ensemble" if there else ""
        typer.echo(f"{there} of {found.looked} candidates meet every binding band on fresh luck{at}.")
    if there < points:
        why = f"{points} points were asked and all {found.candidates} candidates are run"
        typer.echo(f"coopsim: {why}; more points or waves of the calibration give more.", err=True)
    if failed:
        typer.echo(f"coopsim: {failed} runs failed; failures.jsonl of their batch says why.", err=True)
    if there < points or failed:
        raise typer.Exit(SOME_MISSING)

"""`coopsim batch`: the runs of an experiment, kept in a store."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.table import as_json

if TYPE_CHECKING:
    from coopsim.lab.batch import Progress
    from coopsim.lab.store import Store

SOME_FAILED, STOPPED = 3, 130

Source = Annotated[str, typer.Argument(metavar="EXPERIMENT", help="An experiment file, or the name of a shipped one.")]
Out = Annotated[Path, typer.Option("--out", help="The store: a new folder, or one that this experiment began.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes; as many as processors unless said.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Say at the end what was done, as JSON.")]


def batch(source: Source, out: Out, workers: Workers = None, quiet: Quiet = False, json: Json = False) -> None:
    """Run what a store lacks of an experiment."""
    from coopsim.lab.experiment import load_experiment

    experiment = load_experiment(source)
    from coopsim.cli.progress import Bar
    from coopsim.lab.batch import run_batch
    from coopsim.lab.store import store_for

    store, start = store_for(experiment, out), time.monotonic()
    try:
        with Bar(silent=quiet or json) as bar:
            progress = run_batch(experiment, store, workers, watch=bar)
    except KeyboardInterrupt:
        typer.echo("coopsim: stopped; what is done is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    progress.seconds = time.monotonic() - start
    _tell(progress, store, quiet, json)
    if progress.failed or progress.stopped:
        raise typer.Exit(SOME_FAILED)


def _tell(progress: Progress, store: Store, quiet: bool, json: bool) -> None:
    """What was done: data on stdout, failures on stderr."""
    if json:
        typer.echo(as_json({"store": str(store.path), **vars(progress), "left": progress.left}))
    elif not quiet:
        before = f", {progress.before} there before" if progress.before else ""
        typer.echo(f"{store.path}: {progress.done} runs in {progress.seconds:.1f} s{before}")
    if progress.failed:
        first = store.failures()[-1]
        run = f"{first['scenario']}, point {first['point']}, replicate {first['replicate']}"
        told = f"{progress.failed} of {progress.asked} runs failed, such as {run}: {first['error']}: {first['message']}"
        typer.echo(f"coopsim: {told}\nEach has a line in {store.path / 'failures.jsonl'}.", err=True)
    if progress.stopped:
        told = f"{progress.stopped}; {progress.left} runs are missing. The same command runs them."
        typer.echo(f"coopsim: {told}", err=True)

"""`coopsim batch`: the runs of an experiment, kept in a store."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from coopsim.cli.table import as_json
from coopsim.errors import InputRefused

if TYPE_CHECKING:
    from coopsim.lab.experiment import Experiment
    from coopsim.lab.passage import Progress, Watcher
    from coopsim.lab.pool.crew import Crew
    from coopsim.lab.rounds import Reached
    from coopsim.lab.store import Store

SOME_FAILED, STOPPED = 3, 130
ENSEMBLE, USUAL = "--ensemble", "admissible"

Source = Annotated[str, typer.Argument(metavar="EXPERIMENT", help="An experiment file, or the name of a shipped one.")]
Out = Annotated[Path, typer.Option("--out", help="The store: a new folder, or one that this experiment began.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes; as many as processors unless said.")]
Cluster = Annotated[str, typer.Option("--cluster", metavar="WHERE", help="Dask: local, slurm or tcp://host:port.")]
OfShards = Annotated[str, typer.Option("--shard", metavar="I/N", help="Only the I-th of N parts; coopsim merge joins.")]
Until = Annotated[
    str,
    typer.Option("--until", metavar="MEASURE<WIDTH", help="Only as many replicates as bring each 95 % interval there."),
]
Ensemble = Annotated[
    str,
    typer.Option(
        ENSEMBLE, metavar="[FILE]", help="Every scenario at every point of an ensemble; the shipped one unless named."
    ),
]
AcceptCode = Annotated[bool, typer.Option("--accept-code", help="Go on with a store that other code began.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Say at the end what was done, as JSON.")]


@dataclass(frozen=True)
class Asked:
    """What was typed after `coopsim batch`: its fields are the options of the command."""

    source: Source
    out: Out
    workers: Workers = None
    cluster: Cluster = ""
    shard: OfShards = ""
    until: Until = ""
    ensemble: Ensemble = ""
    accept_code: AcceptCode = False
    quiet: Quiet = False
    json: Json = False

    def __post_init__(self) -> None:
        """Refuse options that contradict one another."""
        if self.quiet and self.json:
            raise InputRefused("--quiet", "", "either --quiet or --json", "both")
        if self.shard and self.until:
            remedy = "A shard cannot know what the others find: run all of them, merge, and look at the intervals"
            raise InputRefused("--until", "", "a batch that is not a shard", f"--shard {self.shard}", remedy)


def batch(**typed: Any) -> None:
    """Run what a store lacks of an experiment."""
    asked, start = Asked(**typed), time.monotonic()
    try:
        store, progress, reached = _run(asked)
    except KeyboardInterrupt:
        typer.echo("coopsim: stopped; what is done is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    progress.seconds = time.monotonic() - start
    _tell(asked, store, progress, reached)
    _complain(store, progress)
    if progress.failed or progress.stopped:
        raise typer.Exit(SOME_FAILED)


def with_usual_ensemble(words: Sequence[str]) -> list[str]:
    """What was typed, the shipped ensemble named where `--ensemble` names none.

    Typer has no options whose value may be left out.

    Parameters
    ----------
    words : sequence of str

    Returns
    -------
    list of str

    Examples
    --------
    >>> with_usual_ensemble(["batch", "first", "--ensemble", "--quiet"])
    ['batch', 'first', '--ensemble', 'admissible', '--quiet']
    """
    said: list[str] = []
    for word, following in zip(words, [*words[1:], "-"], strict=False):
        said += [word, USUAL] if word == ENSEMBLE and following.startswith("-") else [word]
    return said


def _declare(command: Callable[..., None], options: type) -> None:
    """Give a command the fields of a dataclass as its options."""
    command.__annotations__ = {one.name: get_type_hints(options)[one.name] for one in fields(options)}
    setattr(command, "__signature__", inspect.signature(options, eval_str=True))  # noqa: B010


_declare(batch, Asked)


def _run(asked: Asked) -> tuple[Store, Progress, Reached | None]:
    """Refuse what cannot be run before anything is written; then run it."""
    from coopsim.lab.experiment import load_experiment, over_ensemble
    from coopsim.lab.shard import shard_of
    from coopsim.lab.store import store_for

    shard = shard_of(asked.shard) if asked.shard else None
    experiment = load_experiment(asked.source)
    if asked.ensemble:
        experiment = over_ensemble(experiment, asked.ensemble)
    store_of = partial(store_for, path=asked.out, shard=shard, accept_code=asked.accept_code)
    from coopsim.cli.progress import Bar
    from coopsim.lab.pool.crew import Crew

    silent = asked.quiet or asked.json
    with Bar(silent, f"shard {shard}" if shard else "") as bar, Crew(asked.workers, asked.cluster) as crew:
        return _passed(asked, experiment, store_of, crew, bar)


def _passed(
    asked: Asked, experiment: Experiment, store_of: Callable[[Experiment], Store], crew: Crew, watch: Watcher
) -> tuple[Store, Progress, Reached | None]:
    """All replicates that were asked, or as many as it takes."""
    from coopsim.lab.batch import fill
    from coopsim.lab.rounds import refuse_few, run_until, target_of
    from coopsim.lab.store import open_store

    if not asked.until:
        store = store_of(experiment)
        return store, fill(experiment, store, crew, watch), None
    target = target_of(asked.until)
    refuse_few(experiment)
    progress, reached = run_until(experiment, target, store_of, crew, watch)
    return open_store(asked.out), progress, reached


def _tell(asked: Asked, store: Store, progress: Progress, reached: Reached | None) -> None:
    """What was done, on stdout."""
    if asked.json:
        said = {"store": str(store.path), "shard": asked.shard or None, **vars(progress), "left": progress.left}
        typer.echo(as_json(said | {"until": reached.told() if reached else None}))
    elif not asked.quiet:
        shard = f" (shard {asked.shard})" if asked.shard else ""
        typer.echo(f"{store.path}{shard}: {_counted(progress)}")
        if reached:
            typer.echo(_known(reached, asked.until))


def _counted(progress: Progress) -> str:
    """How many runs in what time, and how many before."""
    if not progress.asked:
        return "0 runs; there are more shards than replicates and points, and this one has none of them"
    told = f"{progress.done} runs in {progress.seconds:.1f} s"
    if progress.before:
        told += f", {'all ' if progress.before == progress.asked else ''}{progress.before} there before"
    return told


def _known(reached: Reached, wanted: str) -> str:
    """How well the measure is known that was to be."""
    verdict = "met" if reached.met else "not met"
    width = f"{reached.half_width:.3g}" if reached.half_width < float("inf") else "without end"
    return f"{wanted}: {verdict} after {reached.replicates} replicates; the widest half-width is {width} ({reached.of})"


def _complain(store: Store, progress: Progress) -> None:
    """What went wrong, on stderr."""
    if progress.mended:
        typer.echo(f"coopsim: {store.path}: {progress.mended}.", err=True)
    if progress.deaths:
        told = f"workers died or lacked memory {progress.deaths} times; what they had not kept was run again"
        typer.echo(f"coopsim: {told}.", err=True)
    if progress.failure:
        first = progress.failure
        run = f"{first['scenario']}, point {first['point']}, replicate {first['replicate']}"
        told = f"{progress.failed} of {progress.asked} runs failed, first {run}: {first['error']}: {first['message']}"
        typer.echo(f"coopsim: {told}\nEach has a line in {store.path / 'failures.jsonl'}.", err=True)
    if progress.stopped:
        told = f"{progress.stopped}; {progress.left} runs are missing. The same command runs them."
        typer.echo(f"coopsim: {told}", err=True)

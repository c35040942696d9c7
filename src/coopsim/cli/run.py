"""`coopsim run`: one run of one scenario, told in a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli.files import writing_to
from coopsim.cli.table import Language, LanguageOption, as_json

if TYPE_CHECKING:
    from coopsim.lab.run import Run

Scenario = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the name of a shipped one.")]
LARGEST = 2**63 - 1
Seed = Annotated[int, typer.Option("--seed", min=0, max=LARGEST, help="The luck of the run.")]
Replicate = Annotated[int, typer.Option("--replicate", min=0, max=LARGEST, help="Another draw under the same seed.")]
Quarters = Annotated[int | None, typer.Option("--quarters", help="Horizon, in place of the scenario's.")]
Changes = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value to change; may be repeated.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the three tables, as Parquet and CSV.")]
Json = Annotated[bool, typer.Option("--json", help="Print the measures at the start and at the end as JSON.")]


def run(
    scenario: Scenario,
    seed: Seed = 0,
    replicate: Replicate = 0,
    quarters: Quarters = None,
    changes: Changes = None,
    out: Out = None,
    json: Json = False,
    lang: LanguageOption = Language.EN,
) -> None:
    """Run a scenario once and tell what happened."""
    from coopsim.scenario import load_scenario, overrides_of

    overrides = overrides_of(changes or ()) | ({} if quarters is None else {"quarters": quarters})
    brief = load_scenario(scenario, overrides)
    if out is not None:
        _refuse_occupied(out)
    from coopsim.lab.run import run as run_scenario

    done = run_scenario(brief, seed, replicate)
    if out is not None:
        with writing_to(out):
            _write(done, out)
    if json:
        typer.echo(as_json(_content(done)))
        return
    from coopsim.cli.telling import tell_run

    tell_run(done, lang, out)


def _refuse_occupied(out: Path) -> None:
    """Refuse a file, or the folder of a store, whose tables are of many runs."""
    from coopsim.errors import InputRefused
    from coopsim.lab.store.manifest import MANIFEST

    if out.is_file() or (out / MANIFEST).exists():
        got = "a file" if out.is_file() else "the store of a batch"
        raise InputRefused("--out", "", "a folder for the tables of this run", got)


def _write(done: Run, out: Path) -> None:
    """The three tables, as Parquet and as CSV."""
    from coopsim.lab.store.parts import parquet_bytes, write_whole

    for name in done.recorded:
        write_whole(out / f"{name}.parquet", parquet_bytes(name, [done.table(name)]))
        write_whole(out / f"{name}.csv", getattr(done, name).to_csv(index=False, lineterminator="\n").encode())


def _content(done: Run) -> dict[str, Any]:
    """The run, its first row of measures and its last, for a program."""
    first, last = (done.measures.iloc[place].to_dict() for place in (0, -1))
    heading = {"scenario": done.scenario.name, "seed": done.seed, "replicate": done.replicate}
    return heading | {"hash": done.scenario.hash, "start": first, "end": last}

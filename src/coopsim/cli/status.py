"""`coopsim status`: what a store holds, and what is missing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.table import FormatOption, Row, TableFormat, print_rows

if TYPE_CHECKING:
    from coopsim.lab.store import Store

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]


def status(store: StoreFolder, form: FormatOption = TableFormat.TABLE) -> None:
    """Show which runs a store has, lacks, or saw fail."""
    from coopsim.lab.store import open_store

    opened = open_store(store)
    if form is TableFormat.TABLE:
        typer.echo(_introduced(opened) + "\n")
    print_rows(_rows(opened), form)


def _introduced(store: Store) -> str:
    """Experiment, seed and code of a store, on one line."""
    said, told = store.manifest["experiment"], store.manifest
    return (
        f"{store.path}: experiment {said['name']}, seed {said['seed']}, {', '.join(said['record'])}; "
        f"coopsim {told['coopsim']}, code {told['code']}"
    )


def _rows(store: Store) -> list[Row]:
    """One row a scenario."""
    done = Counter(key.scenario for key in store.done())
    failed = Counter(row["scenario"] for row in store.failures())
    asked = Counter(key.scenario for key in store.experiment.runs())
    return [
        {
            "scenario": name,
            "asked": asked[name],
            "done": done[name],
            "missing": asked[name] - done[name],
            "failed": failed[name],
        }
        for name in asked
    ]

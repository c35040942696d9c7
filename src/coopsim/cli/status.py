"""`coopsim status`: what a store holds, what is missing, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.table import FormatOption, Row, TableFormat, print_rows
from coopsim.errors import StoreRefused

if TYPE_CHECKING:
    from coopsim.lab.store import Store
    from coopsim.lab.store.condition import Condition

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]


def status(store: StoreFolder, form: FormatOption = TableFormat.TABLE) -> None:
    """Show which runs a store has, lacks, or saw fail.

    Every file is verified; a damaged one is named, and the exit code is then 4.
    """
    from coopsim.lab.store import open_store
    from coopsim.lab.store.condition import condition_of

    opened = open_store(store)
    found = condition_of(opened)
    if form is TableFormat.TABLE:
        typer.echo(_introduced(opened) + "\n")
    print_rows(_rows(opened, found), form)
    if form is TableFormat.TABLE:
        typer.echo("".join(f"\n{line}" for line in _remarks(found)), nl=bool(_remarks(found)))
    if found.damaged:
        remedy = "Run the batch again: it sets this aside and runs again what is missing"
        raise StoreRefused(f"{store}: expected whole files, got damage: {', '.join(found.damaged)}. {remedy}")


def _introduced(store: Store) -> str:
    """Experiment, shard, seed and code of a store, on one line."""
    said, told = store.manifest["experiment"], store.manifest
    shard = f", shard {told['shard'][0]}/{told['shard'][1]}" if told.get("shard") else ""
    return (
        f"{store.path}: experiment {said['name']}{shard}, seed {said['seed']}, {', '.join(said['record'])}; "
        f"coopsim {told['coopsim']}, code {told['code']}"
    )


def _rows(store: Store, found: Condition) -> list[Row]:
    """One row a scenario; one column a code where there are several."""
    from coopsim.lab.store.manifest import codes_of

    done = Counter(key.scenario for key in found.codes)
    failed = Counter(row["scenario"] for row in found.failures)
    asked = Counter(key.scenario for key in store.asked())
    missing = Counter(key.scenario for key in store.asked() if key not in found.codes)
    codes = codes_of(store.manifest)
    return [
        {"scenario": name, "asked": asked[name], "done": done[name], "missing": missing[name], "failed": failed[name]}
        | ({f"code {code}": n for code, n in found.by_code(codes, name).items()} if len(codes) > 1 else {})
        for name in asked
    ]


def _remarks(found: Condition) -> list[str]:
    """What stands beside the runs, a line each."""
    said = [f"{found.leftovers} files or lines of a write that was interrupted, or is going on."]
    told = said if found.leftovers else []
    aside = [f"{found.aside} damaged files that an earlier batch set aside, in damaged."]
    return told + (aside if found.aside else [])

"""`coopsim merge`: the stores of one experiment, such as its shards, made one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli.table import FormatOption, TableFormat, print_rows

Stores = Annotated[list[Path], typer.Argument(metavar="STORE…", help="Folders of batches of the same experiment.")]
Out = Annotated[Path, typer.Option("--out", help="The store: a new folder, or one that an earlier merge began.")]
AcceptCode = Annotated[bool, typer.Option("--accept-code", help="Let runs of several codes stand side by side.")]


def merge(stores: Stores, out: Out, accept_code: AcceptCode = False, form: FormatOption = TableFormat.TABLE) -> None:
    """Make one store of several, such as the shards of a batch.

    The stores are only read. A store of an older format becomes one of today's.
    """
    from coopsim.lab.store import open_store
    from coopsim.lab.store.merge import merge as merged_into

    merged = merged_into([open_store(store) for store in stores], out, accept_code)
    missing, failed = len(merged.missing()), len(merged.failures())
    row = {"store": str(out), "runs": len(merged.done()), "missing": missing, "failed": failed}
    print_rows([row], form)

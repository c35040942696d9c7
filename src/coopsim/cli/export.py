"""`coopsim export`: the tables of a store for a spreadsheet, R or anything else."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ExportForm(StrEnum):
    """Into what a store is exported."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]
To = Annotated[ExportForm, typer.Option("--to", help="csv, xlsx (Excel) or parquet.")]
Out = Annotated[Path, typer.Option("--out", help="A new or empty folder, or one of an earlier export.")]
Tables = Annotated[
    list[str] | None, typer.Option("--tables", help="measures, associations, events; all of them unless said.")
]


def export(store: StoreFolder, to: To, out: Out, tables: Tables = None) -> None:
    """Export a store as CSV, Excel or Parquet.

    Beside the tables: the values of each point, failures, what each column means, and the provenance.
    """
    from coopsim.lab.store import open_store
    from coopsim.lab.store.export import export as exported

    names = None if tables is None else [one.strip() for said in tables for one in said.split(",") if one.strip()]
    files = exported(open_store(store), to.value, out, names)
    typer.echo("\n".join(str(file) for file in files))

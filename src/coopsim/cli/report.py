"""`coopsim report`: a store told on one page that can be sent, read and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli.files import writing_to
from coopsim.cli.table import Language, LanguageOption

USUAL = {"en": "report.html", "fr": "rapport.html"}
StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]
Out = Annotated[
    Path | None, typer.Option("--out", help="The file; report.html (en) or rapport.html (fr) beside you unless said.")
]


def report(store: StoreFolder, lang: LanguageOption = Language.EN, out: Out = None) -> None:
    """Tell a store on one HTML page.

    Question, answer, survival, voice, trade-off, differences, sensitivities,
    limits, provenance. The page needs no network and prints on A4.
    """
    from coopsim.lab.store import open_store

    file = Path(USUAL[lang.value]) if out is None else out
    opened = open_store(store)
    _refuse(file, opened.path)
    from coopsim.lab.store.parts import write_whole
    from coopsim.report.page import page

    content = page(opened, lang.value).encode()
    with writing_to(file):
        write_whole(file, content)
    typer.echo(str(file))


def _refuse(file: Path, store: Path) -> None:
    """Refuse a folder, a file in none, and the store itself, before anything is drawn."""
    from coopsim.errors import InputRefused

    if file.is_dir() or not file.name:
        raise InputRefused("--out", "", "the name of a file", "a folder")
    if not file.resolve().parent.is_dir():
        raise InputRefused("--out", "", "a file in a folder that is there", str(file), "Make the folder first")
    if file.resolve().is_relative_to(store.resolve()):
        raise InputRefused("--out", "", "a file outside the store", str(file))

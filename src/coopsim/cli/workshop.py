"""`coopsim workshop`: the page that trainers show, or one file that works without coopsim."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli.table import Language

EXTRA = "workshop"
KILO = 1000
LIBRARIES = ("starlette", "uvicorn", "segno")

WRITTEN = {
    "fr": "Fichier écrit\N{NO-BREAK SPACE}: {file} ({kilobytes}\N{NO-BREAK SPACE}ko)",
    "en": "Written: {file} ({kilobytes} kB)",
}

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; a busy one takes the next.")]
Lan = Annotated[bool, typer.Option("--lan", help="Let phones on the same network join, by a QR code.")]
Lang = Annotated[Language, typer.Option("--lang", help="fr or en.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]
Export = Annotated[Path | None, typer.Option("--export", help="Write one HTML file that works without coopsim.")]


def workshop(
    port: Port = 8765,
    lan: Lan = False,
    lang: Lang = Language.FR,
    no_browser: NoBrowser = False,
    export: Export = None,
) -> None:
    """Open the workshop in a browser, or export it as one file."""
    if export is not None:
        from coopsim.workshop.export import export_page

        size = export_page(export, str(lang))
        typer.echo(WRITTEN[str(lang)].format(file=export, kilobytes=size // KILO))
        return
    from coopsim.lab.extras import required

    for library in LIBRARIES:
        required(library, EXTRA)
    from coopsim.workshop.serve import serve

    serve(port, lan, str(lang), not no_browser)

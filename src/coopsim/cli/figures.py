"""`coopsim figures`: every figure that a store has the records for."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli.files import writing_to
from coopsim.cli.table import Language, LanguageOption


class Style(StrEnum):
    """For paper, or for the last row of a room."""

    PRINT = "print"
    PROJECTOR = "projector"


class Image(StrEnum):
    """Into what a figure is written."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for the figures.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help="Names, with commas or repeated; all that the store has the tables for unless said."),
]
Baseline = Annotated[str | None, typer.Option("--baseline", help="The scenario that others are compared with.")]
Department = Annotated[str, typer.Option("--department", help="INSEE code: whose network is drawn.")]
StyleOption = Annotated[Style, typer.Option("--style", help="print or projector.")]
ImageOption = Annotated[Image, typer.Option("--image", help="png, svg or pdf.")]


def figures(
    store: StoreFolder,
    out: Out,
    only: Only = None,
    baseline: Baseline = None,
    department: Department = "34",
    style: StyleOption = Style.PRINT,
    image: ImageOption = Image.PNG,
    lang: LanguageOption = Language.EN,
) -> None:
    """Draw the scenarios of a store.

    survival, incidence, paths, differences, tradeoff, voices, sizes, fates (a
    map), network, flow. Of a design its first point is drawn; coopsim
    sensitivity --out draws the design.
    """
    from coopsim.figures.evidence import evidence_of
    from coopsim.figures.gallery import gallery
    from coopsim.figures.sheet import save
    from coopsim.lab.analysis.compare import baseline_of
    from coopsim.lab.store import open_store

    opened = open_store(store)
    evidence = evidence_of(opened, baseline_of(opened, baseline), lang.value, style.value)
    names = None if only is None else [name.strip() for said in only for name in said.split(",") if name.strip()]
    with writing_to(out):
        for name, figure in gallery(opened, evidence, names, department):
            typer.echo(str(save(figure, out / f"{name}.{image.value}")))

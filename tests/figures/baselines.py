"""Images of every figure: `python -m tests.figures.baselines` writes them anew."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from PIL import Image

from coopsim.figures.sheet import drawing
from tests.figures.drawn import DRAWN, evidence_in

FOLDER = Path(__file__).parent / "baselines"
DPI, SHADES = 48, 64
LARGEST = 60_000
"""Bytes of an image at most."""

LETTERS = {"font.family": "DejaVu Sans", "text.hinting": "none"}
"""The font that comes with matplotlib, drawn alike on every system."""

SCENARIOS = 3
"""Scenarios of an image; the texts of all are checked elsewhere."""

LOOKS = (("fr", "print"), ("en", "projector"))
CASES = [(name, language, style) for name in DRAWN for language, style in LOOKS]


def image_of(name: str, language: str, style: str, folder: Path) -> Path:
    """Draw one figure and write it small."""
    evidence = evidence_in(language, style)
    few = evidence._replace(titles=dict(list(evidence.titles.items())[:SCENARIOS]))
    with matplotlib.rc_context(LETTERS):
        return write(DRAWN[name](few), folder / f"{name}-{language}-{style}.png")


def write(figure: Figure, file: Path) -> Path:
    """Write a figure with few pixels and shades, in the font that comes with matplotlib."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    with drawing(str(figure.get_gid())), matplotlib.rc_context(LETTERS):
        figure.savefig(stream, format="png", dpi=DPI)
    Image.open(stream).convert("RGB").quantize(SHADES).save(file, optimize=True)
    return file


def main() -> None:
    """Write every image; those of figures that are no more go."""
    written = {image_of(*case, FOLDER) for case in CASES}
    for file in set(FOLDER.glob("*.png")) - written:
        file.unlink()
    sizes = [file.stat().st_size for file in written]
    print(f"{len(written)} images, {sum(sizes):,} bytes, matplotlib {matplotlib.__version__}")
    sys.exit(int(max(sizes) > LARGEST))


if __name__ == "__main__":
    main()

"""The sheet under every figure: size, colours, title, caption, axes, file."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coopsim.lab.store.parts import write_whole
from coopsim.lab.wording import number

COLOURS = ("#000000", "#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito: told apart by every eye; black is the baseline."""

DASHES = ("-", "--", "-.", ":")
STYLE: dict[Any, Any] = {
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "grid.color": "#E6E6E6",
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
    "legend.frameon": False,
}
DPI = 150
NO_BREAK = "\N{NO-BREAK SPACE}"
TITLE: dict[str, Any] = {"size": 12.0, "weight": "bold"}
CAPTION: dict[str, Any] = {"size": 7.5, "color": "#444444"}
CHARACTERS_PER_INCH = 16.5
"""Of a caption, on average; lines are broken a little early rather than cut."""

LINE_INCHES, TITLE_INCHES, LEGEND_INCHES, MARGIN_INCHES = 0.145, 0.36, 0.2, 0.12


@contextmanager
def drawing() -> Iterator[None]:
    """Draw in our style, without touching anybody else's."""
    with matplotlib.rc_context(STYLE):
        yield


def sheet(size: tuple[float, float], title: str, caption: str, legend_lines: int = 0) -> Figure:
    """An empty figure with its title, its caption, and room for a legend under the title.

    Parameters
    ----------
    size : (float, float), width and height of the panels, inches; title, legend and caption add to it
    title, caption : str
    legend_lines : int

    Returns
    -------
    Figure
    """
    width, height = size
    lines = textwrap.wrap(unbroken(caption), int(width * CHARACTERS_PER_INCH))
    below = LINE_INCHES * len(lines) + MARGIN_INCHES
    above = TITLE_INCHES + LEGEND_INCHES * legend_lines
    whole, left = height + below + above, MARGIN_INCHES / width
    room = (left, below / whole, 1 - 2 * left, height / whole)
    figure = Figure(figsize=(width, whole), layout=ConstrainedLayoutEngine(rect=room, hspace=0.05, wspace=0.04))
    FigureCanvasAgg(figure)
    high, low = 1 - MARGIN_INCHES / whole, (below - MARGIN_INCHES / 2) / whole
    for text, place, told in ((title, high, TITLE), ("\n".join(lines), low, CAPTION)):
        figure.text(left, place, text, va="top", **told).set_in_layout(False)
    return figure


def add_legend(figure: Figure, panel: Any, columns: int) -> None:
    """One legend for all panels, under the title.

    Parameters
    ----------
    figure : Figure, with room for it
    panel : matplotlib axes, of which the labels are taken
    columns : int
    """
    handles, labels = panel.get_legend_handles_labels()
    width, height = figure.get_size_inches()
    corner = (MARGIN_INCHES / width, 1 - (TITLE_INCHES - 0.02) / height)
    legend = figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=corner, ncols=columns, borderaxespad=0, borderpad=0
    )
    legend.set_in_layout(False)


def colours_of(names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """A colour and a dash for each scenario, in order.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    dict of (colour, dash)

    Examples
    --------
    >>> colours_of(["baseline"])
    {'baseline': ('#000000', '-')}
    """
    return {
        name: (COLOURS[place % len(COLOURS)], DASHES[place // len(COLOURS) % len(DASHES)])
        for place, name in enumerate(names)
    }


def write_numbers(axis: Any, language: str, bins: int = 5) -> None:
    """Few ticks on an axis, their numbers as the language writes them.

    Parameters
    ----------
    axis : matplotlib axis
    language : str, en or fr
    bins : int, ticks at most
    """
    axis.set_major_locator(MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _tick(axis, value, language)))


def _tick(axis: Any, value: float, language: str) -> str:
    """One number, with as many decimals as its neighbours need."""
    ticks = axis.get_majorticklocs()
    step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
    digits = next((digits for digits in range(5) if abs(round(step, digits) - step) < step / 1000), 5)
    return number(value, digits, language)


def write_years(axis: Any) -> None:
    """Years on an axis, without a separator of thousands.

    Parameters
    ----------
    axis : matplotlib axis
    """
    axis.set_major_locator(MaxNLocator(4, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))


def wrapped(text: str, width: int) -> str:
    r"""A text on as few lines as fit, of about the same length.

    Parameters
    ----------
    text : str
    width : int, characters at most

    Returns
    -------
    str

    Examples
    --------
    >>> wrapped("Small at the start, absorbed or merged", 30)
    'Small at the start,\nabsorbed or merged'
    """
    whole = unbroken(text)
    lines = textwrap.wrap(whole, width)
    for narrower in range(1, width):
        tried = textwrap.wrap(whole, narrower)
        if len(tried) == len(lines):
            return "\n".join(tried)
    return "\n".join(lines)


def unbroken(text: str) -> str:
    """A text whose lines never begin with a mark that French sets apart.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    for mark in (":", ";", "?", "!", "%", "»"):
        text = text.replace(f" {mark}", f"{NO_BREAK}{mark}")
    return text.replace("« ", f"«{NO_BREAK}")


def save(figure: Figure, file: Path) -> Path:
    """Write a figure as PNG, whole.

    Parameters
    ----------
    figure : Figure
    file : Path

    Returns
    -------
    Path, the same
    """
    stream = io.BytesIO()
    with drawing():
        figure.savefig(stream, format="png", dpi=DPI)
    write_whole(file, stream.getvalue())
    return file

"""The sheet under every figure: size, colours, title, caption, axes, file."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coopsim.lab.store.parts import write_whole
from coopsim.lab.wording import number

COLOURS = ("#000000", "#D55E00", "#0072B2", "#009E73", "#AA3377", "#7A5C00", "#5A6470")
"""Told apart by every eye, each at least 3:1 on white; black is the baseline."""

DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1)), (0, (6, 1.5, 1.5, 1.5)))
INK, MUTED, RULE = "#1b1f24", "#5a6470", "#d9dee4"
FATE_COLOURS = {
    "independent": "#1f3a5f",
    "pooled": "#2f9bdb",
    "merged": "#d55e00",
    "closed": "#7a828c",
}
"""The same fate has the same colour in every figure and in the workshop."""

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
SCALES = {"print": 1.0, "projector": 1.4}
"""By how much letters and strokes grow; a room is read from its last row."""

_IN_FORCE: ContextVar[float] = ContextVar("scale of letters", default=1.0)
DPI = 150
NO_BREAK = "\N{NO-BREAK SPACE}"
TITLE: dict[str, Any] = {"size": 12.0, "weight": "bold"}
CAPTION: dict[str, Any] = {"size": 7.5, "color": "#444444"}
CHARACTERS_PER_INCH, TITLE_CHARACTERS_PER_INCH, LEGEND_CHARACTERS_PER_INCH = 16.5, 9.4, 13.5
"""On average; lines are broken a little early rather than cut."""

LEGEND_MARK = 6
"""Characters that the mark of a legend takes."""

LINE_INCHES, TITLE_INCHES, LEGEND_INCHES, MARGIN_INCHES = 0.145, 0.33, 0.2, 0.12


@contextmanager
def drawing(style: str = "print") -> Iterator[None]:
    """Draw in one of our styles, without touching anybody else's.

    Parameters
    ----------
    style : str, print or projector
    """
    by = SCALES[style]
    token = _IN_FORCE.set(by)
    try:
        with matplotlib.rc_context({key: one * by if _grows(key) else one for key, one in STYLE.items()}):
            yield
    finally:
        _IN_FORCE.reset(token)


def _grows(key: str) -> bool:
    return key.endswith(("size", "linewidth"))


def scale() -> float:
    """By how much letters and strokes are larger than in print.

    Returns
    -------
    float

    Examples
    --------
    >>> with drawing("projector"):
    ...     scale()
    1.4
    """
    return _IN_FORCE.get()


def sheet(size: tuple[float, float], title: str, caption: str, legend_lines: int = 0) -> Figure:
    """An empty figure with its title, its caption, and room for a legend under the title.

    Parameters
    ----------
    size : (float, float), width and height of the panels in print, inches; title, legend and caption add to it
    title, caption : str
    legend_lines : int

    Returns
    -------
    Figure
    """
    by, width, height = scale(), size[0], size[1] * scale()
    lines = textwrap.wrap(unbroken(caption), int(width * CHARACTERS_PER_INCH / by))
    titles = textwrap.wrap(unbroken(title), int(width * TITLE_CHARACTERS_PER_INCH / by))
    below = LINE_INCHES * by * len(lines) + MARGIN_INCHES
    above = by * (TITLE_INCHES * len(titles) + LEGEND_INCHES * legend_lines)
    whole, left = height + below + above, MARGIN_INCHES / width
    room = (left, below / whole, 1 - 2 * left, height / whole)
    figure = Figure(figsize=(width, whole), layout=ConstrainedLayoutEngine(rect=room, hspace=0.05, wspace=0.04))
    FigureCanvasAgg(figure)
    figure.set_gid(next(name for name, one in SCALES.items() if one == by))
    high, low = 1 - MARGIN_INCHES / whole, (below - MARGIN_INCHES / 2) / whole
    for text, place, told in (("\n".join(titles), high, TITLE), ("\n".join(lines), low, CAPTION)):
        written = {**told, "size": told["size"] * by}
        figure.text(left, place, text, va="top", **written).set_in_layout(False)
    return figure


def legend_shape(labels: Sequence[str], width: float) -> tuple[int, int]:
    """Into how many columns and lines a legend fits.

    Parameters
    ----------
    labels : sequence of str
    width : float, inches

    Returns
    -------
    (int, int), columns and lines

    Examples
    --------
    >>> legend_shape(["closed", "absorbed", "still independent"], 10.0)
    (3, 1)
    """
    widest = (max(len(label) for label in labels) + LEGEND_MARK) / LEGEND_CHARACTERS_PER_INCH * scale()
    columns = min(len(labels), max(1, int(width / widest)))
    return columns, math.ceil(len(labels) / columns)


def add_legend(figure: Figure, panel: Any, columns: int, marks: float = 1.0) -> None:
    """One legend for all panels, under the title.

    Parameters
    ----------
    figure : Figure, with room for it
    panel : matplotlib axes, of which the labels are taken
    columns : int
    marks : float, by how much dots are larger than in the panel
    """
    handles, labels = panel.get_legend_handles_labels()
    width, height = figure.get_size_inches()
    titles = figure.texts[0].get_text().count("\n") + 1
    above = scale() * (TITLE_INCHES * titles - 0.02)
    legend = figure.legend(
        handles,
        labels,
        loc="upper left",
        bbox_to_anchor=(MARGIN_INCHES / width, 1 - above / height),
        ncols=columns,
        markerscale=marks,
        borderaxespad=0,
        borderpad=0,
    )
    legend.set_in_layout(False)


def colours_of(names: Sequence[str]) -> dict[str, tuple[str, Any]]:
    """A colour and a dash for each scenario, in order: dashes tell them apart in black and white too.

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
        name: (COLOURS[place % len(COLOURS)], DASHES[(place + 2 * (place // len(COLOURS))) % len(DASHES)])
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
    whole, width = unbroken(text), int(width / scale())
    lines = textwrap.wrap(whole, width, break_long_words=False)
    for narrower in range(1, width):
        tried = textwrap.wrap(whole, narrower, break_long_words=False)
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
    """Write a figure as its name says (.png, .svg or .pdf), whole.

    Parameters
    ----------
    figure : Figure
    file : Path

    Returns
    -------
    Path, the same
    """
    stream = io.BytesIO()
    with drawing(str(figure.get_gid() or "print")):
        figure.savefig(stream, format=file.suffix[1:], dpi=DPI)
    write_whole(file, stream.getvalue())
    return file

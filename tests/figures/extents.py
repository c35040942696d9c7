"""Where the texts of a figure stand: none cut, none over another."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from coopsim.figures.sheet import drawing

LOOSE = 0.5
"""Pixels by which letters may leave the sheet: rounding."""


def texts_of(figure: Figure) -> list[Any]:
    """Every text that is seen, drawn in its place."""
    if figure.stale:
        with drawing(str(figure.get_gid())):
            figure.canvas.draw()
    legends = [*figure.legends, *(axes.get_legend() for axes in figure.axes if axes.get_legend())]
    found = list(figure.texts) + [text for legend in legends for text in legend.get_texts()]
    for axes in figure.axes:
        found += [axes.title, axes._left_title, *axes.texts]
        if axes.axison:
            found += _of_axes(axes)
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _of_axes(axes: Any) -> list[Any]:
    found = [axes.xaxis.label, axes.yaxis.label]
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
        found += [label for tick in ticks for label in (tick.label1, tick.label2) if label.get_visible()]
    return found


def box_of(text: Any) -> Bbox:
    """The box of a text without the line that leads to it."""
    from matplotlib.text import Text

    return Text.get_window_extent(text)


def outside(figure: Figure) -> list[str]:
    """Texts that leave the sheet."""
    sheet = figure.bbox.padded(LOOSE)
    told = [(text.get_text(), box_of(text)) for text in texts_of(figure)]
    return [
        words for words, box in told if box.x0 < sheet.x0 or box.x1 > sheet.x1 or box.y0 < sheet.y0 or box.y1 > sheet.y1
    ]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one hides a part of the other."""
    told = [(text.get_text(), box_of(text)) for text in texts_of(figure)]
    return [(one, two) for (one, first), (two, second) in combinations(told, 2) if _over(first, second)]


def _over(first: Bbox, second: Bbox) -> bool:
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    along = min(first.y1, second.y1) - max(first.y0, second.y0)
    return across >= 1 and along >= 1

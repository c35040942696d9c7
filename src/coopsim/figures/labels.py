"""Labels beside dots: each where it hides neither a dot nor another label."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

from coopsim.figures.sheet import INK, MUTED, scale

RADII = (6.0, 13.0, 22.0, 33.0, 46.0, 62.0, 80.0, 100.0, 124.0, 150.0)
"""Points from a dot to the near edge of its label, tried in turn."""

TURNS = 16
"""Directions tried at each distance, the right one first."""

CLOSE = 8.0
"""Points beyond which a thin line leads from the dot to its label."""

APART = 1.5
"""Points between two labels at least."""

DOT = 4.0
"""Points around a dot that stay free."""


Dot = tuple[float, float]


def label_dots(panel: Any, dots: Sequence[Dot], texts: Sequence[str], others: Sequence[Dot] = ()) -> None:
    """Write a text beside each dot of a panel, once everything else is drawn.

    A text for which there is no free place is left out rather than written over
    another.

    Parameters
    ----------
    panel : matplotlib axes, with its limits set
    dots : sequence of (float, float), in the units of the panel
    texts : sequence of str, one a dot
    others : sequence of (float, float), dots without a text, which stay free too
    """
    figure = panel.figure
    figure.draw_without_rendering()
    places = [tuple(panel.transData.transform(dot)) for dot in dots]
    point = figure.dpi / 72.0
    free = [*places, *(panel.transData.transform(dot) for dot in others)]
    taken = [_around(place, DOT * scale() * point) for place in free]
    taken += [text.get_window_extent() for text in panel.texts]
    for place, dot, text in zip(places, dots, texts, strict=True):
        size = _size(panel, text)
        found = _free(size, place, taken, panel.bbox, point)
        if found is not None:
            box, reach = found
            taken.append(box.padded(APART * point))
            _write(panel, dot, text, ((box.x0 - place[0]) / point, (box.y0 - place[1]) / point), reach)


def _size(panel: Any, text: str) -> tuple[float, float]:
    """Width and height of a text, pixels."""
    tried = panel.text(0.5, 0.5, text, transform=panel.transAxes)
    box = tried.get_window_extent()
    tried.remove()
    return box.width, box.height


def _free(
    size: tuple[float, float], place: Any, taken: Sequence[Bbox], room: Bbox, point: float
) -> tuple[Bbox, float] | None:
    """The first free place for a box, and its distance in points."""
    for box, reach in _tried(size, place, point):
        inside = box.x0 >= room.x0 and box.x1 <= room.x1 and box.y0 >= room.y0 and box.y1 <= room.y1
        if inside and not any(box.overlaps(other) for other in taken):
            return box, reach
    return None


def _tried(size: tuple[float, float], place: Any, point: float) -> Iterator[tuple[Bbox, float]]:
    """Boxes around a dot, from near to far."""
    width, height = size
    for reach in RADII:
        for turn in range(TURNS):
            angle = 2.0 * math.pi * turn / TURNS
            x = place[0] + math.cos(angle) * (reach * point + width / 2.0)
            y = place[1] + math.sin(angle) * (reach * point + height / 2.0)
            yield Bbox.from_bounds(x - width / 2.0, y - height / 2.0, width, height), reach


def _around(place: Any, reach: float) -> Bbox:
    return Bbox.from_bounds(place[0] - reach, place[1] - reach, 2.0 * reach, 2.0 * reach)


def _write(panel: Any, dot: Dot, text: str, corner: tuple[float, float], reach: float) -> None:
    """A text with its lower left corner at an offset in points from its dot."""
    line = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.6 * scale(), "shrinkA": 0, "shrinkB": 3}
    panel.annotate(
        text,
        dot,
        corner,
        textcoords="offset points",
        va="bottom",
        color=INK,
        arrowprops=line if reach > CLOSE else None,
        path_effects=[withStroke(linewidth=2.5 * scale(), foreground="white")],
        annotation_clip=False,
    ).set_in_layout(False)

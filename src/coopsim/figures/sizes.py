"""Sizes and concentration: who is large at the end, and how much passes to the largest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import FuncFormatter, NullFormatter

from coopsim.figures.evidence import Evidence
from coopsim.figures.paths import draw_path
from coopsim.figures.sheet import (
    INK,
    add_legend,
    colours_of,
    drawing,
    legend_shape,
    scale,
    sheet,
    wrapped,
)
from coopsim.lab.wording import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

SHOWN = ("group_money_cr4", "size_gini", "group_money_hhi")
COLUMNS = ("staff_start", "staff_end", "end", "founded")
SIZE = (10.0, 6.4)
STEPS = 200
"""Sizes at which a distribution is drawn."""

SMALLEST = 0.5
"""FTE, where the axis of sizes begins."""

SAID = {
    "en": {
        "title": "Sizes, and how much the largest hold",
        "larger": "Associations of at least this size, of 100",
        "staff": "Staff (FTE)",
        "start": "at the start",
        "interval": "Sizes: those alive at the end, replicates together (thin grey: alive at the start). Lines: means; "
        "bands: 95 % t intervals of the mean.",
    },
    "fr": {
        "title": "Les tailles, et ce que détiennent les plus grandes",
        "larger": "Associations d'au moins cette taille, sur 100",
        "staff": "Effectif (ETP)",
        "start": "au départ",
        "interval": "Tailles : associations en vie à la fin, répliques réunies (gris fin : en vie au départ). Traits : "
        "moyennes ; bandes : intervalles de Student à 95 % de la moyenne.",
    },
}


def sizes(rows: DataFrame, lives: DataFrame, evidence: Evidence) -> Figure:
    """How many are larger than each size, and the concentration of money and staff over time.

    Parameters
    ----------
    rows : DataFrame, measures of one point of a design, with the measures `SHOWN`
    lives : DataFrame, associations of the same runs, with the columns `COLUMNS`
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said = SAID[evidence.language]
    with drawing(evidence.style):
        columns, lines = legend_shape([*evidence.titles.values(), said["start"]], SIZE[0])
        figure = sheet(SIZE, said["title"], evidence.caption(said["interval"]), legend_lines=lines)
        panels = figure.subplots(2, 2).flatten()
        _distribution(panels[0], lives, evidence)
        for panel, measure in zip(panels[1:], SHOWN, strict=True):
            draw_path(panel, rows, measure, evidence)
        add_legend(figure, panels[0], columns)
    return figure


def share_larger(staff: Any, at: Any) -> Any:
    """Share of associations that have at least some size.

    Parameters
    ----------
    staff : float, FTE, shape (n,)
    at : float, FTE, shape (m,)

    Returns
    -------
    float, share, [0, 1], shape (m,)

    Examples
    --------
    >>> share_larger(np.array([1.0, 10.0, 100.0, 100.0]), np.array([0.0, 10.0, 200.0])).tolist()
    [1.0, 0.75, 0.0]
    """
    ordered = np.sort(np.asarray(staff, dtype=float))
    return 1.0 - np.searchsorted(ordered, at, side="left") / max(1, len(ordered))


def _distribution(panel: Any, lives: DataFrame, evidence: Evidence) -> None:
    """Complementary cumulative distribution of sizes, both axes in powers of ten."""
    said = SAID[evidence.language]
    largest = max(float(lives.staff_end.max()), float(lives.staff_start.max()))
    at = np.geomspace(SMALLEST, largest, STEPS)
    founders = lives[lives.founded <= 0].staff_start
    told = {"linewidth": 1.0 * scale(), "color": "#8a929c", "linestyle": "-"}
    for name, (colour, dash) in colours_of(list(evidence.titles)).items():
        living = lives[(lives.scenario == name) & (lives.end == "")].staff_end
        line = {"color": colour, "linestyle": dash, "linewidth": 1.6 * scale(), "label": evidence.titles[name]}
        panel.plot(at, _shown(share_larger(living, at)), **line)
    panel.plot(at, _shown(share_larger(founders, at)), label=said["start"], **told)
    panel.set(xscale="log", yscale="log", xlim=(SMALLEST, largest))
    panel.set_title(wrapped(said["larger"], 58))
    panel.set_xlabel(said["staff"], color=INK)
    for axis in (panel.xaxis, panel.yaxis):
        write_powers(axis, evidence.language)


def _shown(shares: Any) -> Any:
    """Per cent; what is nobody is not drawn on an axis of powers."""
    return np.where(shares > 0.0, 100.0 * shares, np.nan)


def write_powers(axis: Any, language: str) -> None:
    """Powers of ten on an axis, written out.

    Parameters
    ----------
    axis : matplotlib axis, of powers
    language : str, en or fr
    """
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, _decimals(value), language)))
    axis.set_minor_formatter(NullFormatter())


def _decimals(power: float) -> int:
    return max(0, -round(math.log10(power)))

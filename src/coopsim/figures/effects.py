"""Morris effects: how much each factor moves a measure, and how unevenly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.factors import Analysed, most_influential, short_factor
from coopsim.figures.labels import label_dots
from coopsim.figures.sheet import INK, MUTED, drawing, scale, sheet, wrapped, write_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS, WIDTH, PANEL = 2, 10.0, 3.6
BEFORE = 0.04
"""Share of an axis that is shown before 0."""

LABELLED_MOST = 5
"""Factors of a panel that take their names: the strongest ones."""

SAID = {
    "en": {
        "title": "What moves at all",
        "across": "Mean size of the effect (μ*)",
        "up": "Spread of the effect (σ)",
        "interval": "Elementary effects over the whole range of each factor; bars: 95 % intervals of μ*. Above the "
        "line (σ = μ*) the effect depends on the other factors, or changes its way. Named: the "
        "strongest {most}, where there is room.",
    },
    "fr": {
        "title": "Ce qui compte",
        "across": "Taille moyenne de l'effet (μ*)",
        "up": "Dispersion de l'effet (σ)",
        "interval": "Effets élémentaires sur toute la plage de chaque facteur ; barres : intervalles à 95 % de μ*. "
        "Au-dessus du trait (σ = μ*), l'effet dépend des autres facteurs, ou change de sens. Nommés : les {most} plus "
        "forts, s'il y a la place.",
    },
}


def effects(analysed: Analysed) -> Figure:
    """Mean size of the effect of each factor against its spread; a panel for each measure.

    Parameters
    ----------
    analysed : Analysed, of a design of kind morris

    Returns
    -------
    Figure
    """
    said, measures = SAID[analysed.evidence.language], analysed.measures()
    lines = math.ceil(len(measures) / COLUMNS)
    caption = analysed.caption(said["interval"].format(most=LABELLED_MOST))
    with drawing(analysed.evidence.style):
        figure = sheet((WIDTH, PANEL * lines), analysed.title(said["title"]), caption)
        panels = figure.subplots(lines, min(COLUMNS, len(measures)), squeeze=False).flatten()
        for panel, measure in zip(panels, measures, strict=False):
            _panel(panel, analysed, measure)
        for panel in panels[len(measures) :]:
            panel.set_axis_off()
        for panel, measure in zip(panels, measures, strict=False):
            _name(panel, analysed, measure)
    return figure


def _panel(panel: Any, analysed: Analysed, measure: str) -> None:
    """One measure: a dot for each factor, and the line on which spread is as large as size."""
    said, rows = SAID[analysed.evidence.language], _shown(analysed, measure)
    panel.hlines(rows.sigma, rows.mu_star_low, rows.mu_star_high, color=MUTED, linewidth=0.9 * scale())
    panel.plot(rows.mu_star, rows.sigma, "o", color=INK, markersize=4.5 * scale())
    panel.axline((0.0, 0.0), slope=1.0, color=MUTED, linewidth=0.8 * scale(), linestyle=":")
    panel.margins(0.18)
    panel.autoscale_view()
    right, top = panel.get_xlim()[1], panel.get_ylim()[1]
    panel.set(xlim=(-BEFORE * right, right), ylim=(-BEFORE * top, top))
    panel.set_title(analysed.label(measure))
    panel.set_xlabel(said["across"])
    panel.set_ylabel(said["up"])
    for axis in (panel.xaxis, panel.yaxis):
        write_numbers(axis, analysed.evidence.language, bins=4)


def _shown(analysed: Analysed, measure: str) -> Any:
    """The rows of a measure as they are shown, by factor."""
    rows = analysed.rows[analysed.rows.measure == measure].set_index("factor")
    return rows[["mu_star", "mu_star_low", "mu_star_high", "sigma"]] * analysed.scale(measure)


def _name(panel: Any, analysed: Analysed, measure: str) -> None:
    """Names beside the strongest dots."""
    rows = _shown(analysed, measure)
    named = most_influential(rows.reset_index(), "mu_star")[:LABELLED_MOST]
    dots = [(float(rows.mu_star[factor]), float(rows.sigma[factor])) for factor in named]
    others = list(zip(rows.mu_star, rows.sigma, strict=True))
    texts = [wrapped(short_factor(factor, analysed.evidence.language), 28) for factor in named]
    label_dots(panel, dots, texts, others)

"""Sobol indices: which share of the variance each factor explains, alone and with the others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.factors import Analysed, most_influential, row_height, rows_told
from coopsim.figures.sheet import INK, add_legend, drawing, legend_shape, scale, sheet, write_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS, WIDTH = 2, 10.0
HEAD = 0.75
BARS = (("ST", "whole", "#1f3a5f", -0.19), ("S1", "alone", "#2f9bdb", 0.19))
"""Index, its words, its colour, and where its bar stands in a row."""

SAID = {
    "en": {
        "title": "What explains the variance",
        "alone": "alone (first-order index)",
        "whole": "with all its interactions (total index)",
        "interval": "Bars: Sobol indices, per cent of the variance over the design; whiskers: 95 % bootstrap "
        "intervals. Estimates may leave 0–100 by sampling.",
    },
    "fr": {
        "title": "Ce qui explique la variance",
        "alone": "seul (indice de premier ordre)",
        "whole": "avec toutes ses interactions (indice total)",
        "interval": "Barres : indices de Sobol, en pour cent de la variance sur le plan d'expérience ; moustaches : "
        "intervalles à 95 % par rééchantillonnage. Les estimations peuvent sortir de 0–100 par échantillonnage.",
    },
}


def shares(analysed: Analysed) -> Figure:
    """First-order and total indices of each factor; a panel for each measure.

    Parameters
    ----------
    analysed : Analysed, of a design of kind sobol

    Returns
    -------
    Figure
    """
    said, measures = SAID[analysed.evidence.language], analysed.measures()
    rows = {measure: analysed.rows[analysed.rows.measure == measure] for measure in measures}
    shown = {measure: most_influential(of_measure, "ST") for measure, of_measure in rows.items()}
    lines = math.ceil(len(measures) / COLUMNS)
    with drawing(analysed.evidence.style):
        told = row_height(text for factors in shown.values() for text in rows_told(factors, analysed.evidence.language))
        height = (told * max(map(len, shown.values())) + HEAD) * lines
        columns, legend_lines = legend_shape([said["alone"], said["whole"]], WIDTH)
        caption = analysed.caption(said["interval"])
        figure = sheet((WIDTH, height), analysed.title(said["title"]), caption, legend_lines=legend_lines)
        panels = figure.subplots(lines, min(COLUMNS, len(measures)), squeeze=False).flatten()
        for panel, measure in zip(panels, measures, strict=False):
            _panel(panel, analysed, measure, rows[measure].set_index("factor").loc[shown[measure]])
        for panel in panels[len(measures) :]:
            panel.set_axis_off()
        add_legend(figure, panels[0], columns)
    return figure


def _panel(panel: Any, analysed: Analysed, measure: str, rows: Any) -> None:
    """One measure: two bars for each factor."""
    language = analysed.evidence.language
    for index, words, colour, aside in BARS:
        at = [place + aside for place in range(len(rows))]
        panel.barh(at, rows[index] * 100.0, height=0.36, color=colour, label=SAID[language][words])
        for place, low, high in zip(at, rows[f"{index}_low"], rows[f"{index}_high"], strict=True):
            panel.plot([low * 100.0, high * 100.0], [place, place], color=INK, linewidth=0.9 * scale())
    panel.axvline(0.0, color=INK, linewidth=0.8 * scale())
    panel.set_yticks(range(len(rows)), rows_told(rows.index, language))
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_title(analysed.label(measure, unit=False))
    panel.grid(visible=False, axis="y")
    write_numbers(panel.xaxis, language)

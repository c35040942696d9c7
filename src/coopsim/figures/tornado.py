"""One factor at a time: how far each level of each factor moves each measure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.factors import Analysed, level_of, most_influential, row_height, rows_told
from coopsim.figures.sheet import INK, drawing, scale, sheet, write_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS, WIDTH = 2, 10.0
HEAD = 0.75
"""Inches of the title and axis of a panel."""

COLOURS = ("#2f9bdb", "#1f3a5f", "#7a828c", "#aa3377")
"""Of the levels of a factor, in their order."""

THICK = 0.8
"""Share of its row that the bars of a factor fill."""

SAID = {
    "en": {
        "oat": "One factor at a time",
        "ranks": "Which factors go with which measures",
        "bars": "Bars: difference from the scenario as it is, the level reached beside each; whiskers: 95 % intervals.",
        "coefficients": "Bars: standardised coefficients between ranks (−1 to 1); whiskers: 95 % intervals.",
    },
    "fr": {
        "oat": "Un facteur à la fois",
        "ranks": "Quels facteurs vont avec quelles mesures",
        "bars": "Barres : écart au scénario tel quel, à côté de chacune le niveau atteint ; moustaches : intervalles à "
        "95 %.",
        "coefficients": "Barres : coefficients normalisés entre rangs (−1 à 1) ; moustaches : intervalles à 95 %.",
    },
}


def tornado(analysed: Analysed) -> Figure:
    """Bars from zero, the most influential factor on top; a panel for each measure.

    Parameters
    ----------
    analysed : Analysed, of a design of kind oat, or of one told by ranks

    Returns
    -------
    Figure
    """
    said, measures = SAID[analysed.evidence.language], analysed.measures()
    kind = "oat" if "level" in analysed.rows else "ranks"
    caption = analysed.caption(said["bars" if kind == "oat" else "coefficients"])
    shown = {measure: most_influential(_rows(analysed, measure), _size(analysed)) for measure in measures}
    lines = math.ceil(len(measures) / COLUMNS)
    with drawing(analysed.evidence.style):
        told = row_height(text for factors in shown.values() for text in rows_told(factors, analysed.evidence.language))
        height = (told * max(map(len, shown.values())) + HEAD) * lines
        figure = sheet((WIDTH, height), analysed.title(said[kind]), caption)
        panels = figure.subplots(lines, min(COLUMNS, len(measures)), squeeze=False).flatten()
        for panel, measure in zip(panels, measures, strict=False):
            _panel(panel, analysed, measure, shown[measure])
        for panel in panels[len(measures) :]:
            panel.set_axis_off()
    return figure


def _rows(analysed: Analysed, measure: str) -> Any:
    return analysed.rows[analysed.rows.measure == measure]


def _size(analysed: Analysed) -> str:
    """The column that says how far a factor moves a measure."""
    return "difference" if "level" in analysed.rows else "coefficient"


def _panel(panel: Any, analysed: Analysed, measure: str, factors: list[str]) -> None:
    """One measure: a row for each factor, in it a bar for each level."""
    rows, language = _rows(analysed, measure), analysed.evidence.language
    by = analysed.scale(measure) if "level" in rows else 1.0
    for place, factor in enumerate(factors):
        of_factor = rows[rows.factor == factor].to_dict("records")
        thick = THICK / len(of_factor)
        for number, row in enumerate(of_factor):
            at = place - THICK / 2 + thick * (number + 0.5)
            _bar(panel, at, thick, row, _size(analysed), by, COLOURS[number % len(COLOURS)])
            if "level" in row:
                _level(panel, at, row, by, language)
    panel.axvline(0.0, color=INK, linewidth=0.8 * scale())
    panel.set_yticks(range(len(factors)), rows_told(factors, language))
    panel.set_ylim(len(factors) - 0.4, -0.6)
    panel.set_title(analysed.label(measure))
    panel.grid(visible=False, axis="y")
    panel.margins(x=0.14)
    write_numbers(panel.xaxis, language, bins=4)


def _bar(panel: Any, at: float, thick: float, row: Any, size: str, by: float, colour: str) -> None:
    """A bar from zero, and its interval."""
    value, low, high = (float(row[key]) * by for key in (size, "low", "high"))
    panel.barh(at, value, height=thick * 0.86, color=colour)
    panel.plot([low, high], [at, at], color=INK, linewidth=0.9 * scale(), solid_capstyle="butt")


def _level(panel: Any, at: float, row: Any, by: float, language: str) -> None:
    """The level of a bar, beyond its interval."""
    value, low, high = (float(row[key]) * by for key in ("difference", "low", "high"))
    if math.isnan(value):
        return
    right = value >= 0
    end = max(value, high, 0.0) if right else min(value, low, 0.0)
    offset = (3 if right else -3, 0)
    panel.annotate(
        level_of(row["level"], language),
        (value if math.isnan(end) else end, at),
        offset,
        textcoords="offset points",
        va="center",
        ha="left" if right else "right",
        size=7.0 * scale(),
    )

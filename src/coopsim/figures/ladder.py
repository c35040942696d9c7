"""The ladder: what each rung adds, a dot and its interval, measures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import COLOURS, drawing, scale, sheet, wrapped, write_numbers
from coopsim.lab.wording import label_of, scale_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

WIDTH, ROW, HEAD = 11.0, 0.32, 0.85
"""Inches: the sheet, a rung, and the title and axis of a panel."""

STEP, CONTROL = COLOURS[2], COLOURS[1]
LABEL = 30

SAID = {
    "en": {
        "title": "What each mechanism adds to the rung below, {years} years on",
        "interval": "Dots: mean paired differences from the rung below (blue), or of a rung from its control "
        "(orange); bars: 95 % t intervals; hollow dots: the interval holds 0. Percentages: points.",
        "against": "{title} against {against}",
    },
    "fr": {
        "title": "Ce que chaque mécanisme ajoute au barreau du dessous, {years} ans plus tard",
        "interval": "Points : écarts moyens par paires au barreau du dessous (bleu), et d'un barreau à son témoin "
        "(orange) ; barres : intervalles de Student à 95 % ; points creux : l'intervalle contient 0. "
        "Pourcentages : points.",
        "against": "{title} face à {against}",
    },
}


def ladder_figure(steps: DataFrame, evidence: Evidence) -> Figure:
    """Draw the ladder: a panel for each measure, a row for each rung and control.

    Parameters
    ----------
    steps : DataFrame, of `coopsim.lab.analysis.ladder.ladder_steps`
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, measures = SAID[evidence.language], list(dict.fromkeys(steps.measure))
    labels = _labels(steps, evidence)
    years = f"{int(steps.quarter.iloc[0]) / 4:g}".replace(".", "," if evidence.language == "fr" else ".")
    with drawing(evidence.style):
        size = (WIDTH, ROW * len(labels) + HEAD)
        figure = sheet(size, said["title"].format(years=years), evidence.caption(said["interval"]))
        panels = figure.subplots(1, len(measures), sharey=True, squeeze=False).flatten()
        for panel, measure in zip(panels, measures, strict=True):
            _panel(panel, steps[steps.measure == measure], evidence)
        panels[0].set_yticks(range(len(labels)), labels)
        panels[0].set_ylim(len(labels) - 0.4, -0.6)
    return figure


def _labels(steps: DataFrame, evidence: Evidence) -> list[str]:
    """A name for each row: the rung, or the rung and its control."""
    told = SAID[evidence.language]["against"]
    found = []
    for keys, _ in steps.groupby(["kind", "scenario", "against"], sort=False):
        kind, name, against = map(str, keys)
        title, other = evidence.titles[name], evidence.titles[against]
        found.append(wrapped(title if kind == "rung" else told.format(title=title, against=other), LABEL))
    return found


def _panel(panel: Any, rows: DataFrame, evidence: Evidence) -> None:
    """One measure: zero, and a dot with its bar for each row."""
    measure = str(rows.measure.iloc[0])
    by = scale_of(measure)
    panel.axvline(0.0, color="#888888", linewidth=scale())
    for place, row in enumerate(rows.to_dict("records")):
        middle, low, high = (float(row[key]) * by for key in ("difference", "low", "high"))
        colour = STEP if row["kind"] == "rung" else CONTROL
        face = colour if low > 0 or high < 0 else "white"
        panel.plot([low, high], [place, place], color=colour, linewidth=1.6 * scale(), solid_capstyle="butt")
        panel.plot([middle], [place], "o", color=colour, markerfacecolor=face, markersize=5.5 * scale())
    panel.set_title(wrapped(label_of(measure, evidence.language), 38))
    panel.grid(visible=False, axis="y")
    panel.margins(x=0.08)
    write_numbers(panel.xaxis, evidence.language)

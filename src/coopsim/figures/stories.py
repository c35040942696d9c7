"""Both stories: the share of the points in which cooperation raises each measure, and lowers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import COLOURS, add_legend, drawing, sheet, wrapped, write_numbers
from coopsim.lab.wording import label_of, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

WIDTH, ROW, HEAD = 9.0, 0.38, 0.75
"""Inches: the sheet, a measure, and the title and axis of a panel."""

MOVES = {"down": COLOURS[1], "no_difference": "#D9D9D9", "up": COLOURS[2]}
INK = {"down": "white", "no_difference": "black", "up": "white"}
READABLE = 4.0
"""Per cent: numbers of thinner bars would leave them."""

LABEL = 36
SAID = {
    "en": {
        "title": "What cooperation does, world by world",
        "down": "lower with cooperation",
        "no_difference": "no difference",
        "up": "higher with cooperation",
        "axis": "% of the points",
        "interval": "Share of {points} points of the parameters in which the measure, {years} years on, is lower or "
        "higher than without cooperation, beyond two standard errors of the paired difference.",
    },
    "fr": {
        "title": "Ce que fait la coopération, monde par monde",
        "down": "moins avec coopération",
        "no_difference": "sans écart",
        "up": "plus avec coopération",
        "axis": "% des points",
        "interval": "Part de {points} points des paramètres où la mesure, {years} ans plus tard, est plus faible ou "
        "plus forte que sans coopération, au-delà de deux erreurs types de l'écart par paires.",
    },
}


def stories_figure(told: DataFrame, evidence: Evidence) -> Figure:
    """Draw the counts: a panel for each policy, a bar for each measure.

    Parameters
    ----------
    told : DataFrame, of `coopsim.lab.analysis.stories.stories`
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, names = SAID[evidence.language], list(dict.fromkeys(told.scenario))
    measures = list(dict.fromkeys(told.measure))
    years = f"{int(told.quarter.iloc[0]) / 4:g}".replace(".", "," if evidence.language == "fr" else ".")
    caption = evidence.caption(said["interval"].format(points=int(told.points.max()), years=years))
    with drawing(evidence.style):
        size = (WIDTH, (ROW * len(measures) + HEAD) * len(names))
        figure = sheet(size, said["title"], caption, legend_lines=1)
        panels = figure.subplots(len(names), 1, squeeze=False).flatten()
        for panel, name in zip(panels, names, strict=True):
            _panel(panel, told[told.scenario == name], evidence)
        add_legend(figure, panels[0], columns=len(MOVES))
    return figure


def _panel(panel: Any, rows: DataFrame, evidence: Evidence) -> None:
    """One policy: bars of three parts, each with its number where it fits."""
    said, places = SAID[evidence.language], range(len(rows))
    left = [0.0] * len(rows)
    for move, colour in MOVES.items():
        shares = [100.0 * share for share in rows[f"{move}_share"]]
        panel.barh(places, shares, left=left, color=colour, height=0.7, label=said[move])
        for place, (start, share) in enumerate(zip(left, shares, strict=True)):
            if share >= READABLE:
                middle, text = start + share / 2, number(share, 0, evidence.language)
                panel.text(middle, place, text, ha="center", va="center", color=INK[move], size="small")
        left = [start + share for start, share in zip(left, shares, strict=True)]
    labels = [wrapped(label_of(str(measure), evidence.language, unit=False), LABEL) for measure in rows.measure]
    panel.set_yticks(places, labels)
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.set_xlim(0.0, 100.0)
    panel.set_xlabel(said["axis"])
    panel.set_title(wrapped(evidence.titles[str(rows.scenario.iloc[0])], 60))
    panel.grid(visible=False, axis="y")
    write_numbers(panel.xaxis, evidence.language)

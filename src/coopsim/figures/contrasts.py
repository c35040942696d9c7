"""What a policy changes: paired differences from the baseline, with their intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import colours_of, drawing, scale, sheet, wrapped, write_numbers
from coopsim.lab.wording import label_of, scale_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

COLUMNS = 2
WIDTH = 10.0
ROW, HEAD = 0.21, 0.75
"""Inches of a scenario, and of the title and axis of a panel."""

SAID = {
    "en": {
        "title": "Differences from “{title}”, {years} years on",
        "interval": "Dots: mean paired differences; bars: 95 % t intervals; hollow dots: the interval holds 0. "
        "Percentages: points.",
    },
    "fr": {
        "title": "Écarts à « {title} », {years} ans plus tard",
        "interval": "Points : écarts moyens par paires ; barres : intervalles de Student à 95 % ; points creux : "
        "l'intervalle contient 0. Pourcentages : points.",
    },
}


def contrasts(apart: DataFrame, evidence: Evidence) -> Figure:
    """Differences from the baseline: a panel for each measure, a dot for each scenario.

    Parameters
    ----------
    apart : DataFrame, of `coopsim.lab.analysis.compare.differences`, of one point of a design
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, measures = SAID[evidence.language], list(dict.fromkeys(apart.measure))
    names = [name for name in evidence.titles if name in set(apart.scenario)]
    lines = math.ceil(len(measures) / COLUMNS)
    years = f"{int(apart.quarter.iloc[0]) / 4:g}".replace(".", "," if evidence.language == "fr" else ".")
    title = said["title"].format(title=evidence.titles[evidence.baseline], years=years)
    with drawing(evidence.style):
        size = (WIDTH, (ROW * len(names) + HEAD) * lines)
        figure = sheet(size, title, evidence.caption(said["interval"]))
        panels = figure.subplots(lines, COLUMNS, sharey=True, squeeze=False).flatten()
        for panel, measure in zip(panels, measures, strict=False):
            _panel(panel, apart[apart.measure == measure].set_index("scenario"), names, evidence)
        for panel in panels[len(measures) :]:
            panel.set_axis_off()
    return figure


def _panel(panel: Any, rows: Any, names: list[str], evidence: Evidence) -> None:
    """One measure: zero, and a dot with its bar for each scenario."""
    measure = str(rows.measure.iloc[0])
    by, colours = scale_of(measure), colours_of(list(evidence.titles))
    panel.axvline(0.0, color="#888888", linewidth=scale())
    for place, name in enumerate(names):
        middle, low, high = (float(rows.loc[name, key]) * by for key in ("difference", "low", "high"))
        sure = low > 0 or high < 0
        colour = colours[name][0]
        panel.plot([low, high], [place, place], color=colour, linewidth=1.6 * scale(), solid_capstyle="butt")
        inside = colour if sure else "white"
        panel.plot([middle], [place], "o", color=colour, markerfacecolor=inside, markersize=5.5 * scale())
    panel.set_yticks(range(len(names)), [wrapped(evidence.titles[name], 42) for name in names])
    panel.set_ylim(len(names) - 0.4, -0.6)
    panel.set_title(wrapped(label_of(measure, evidence.language), 52))
    panel.grid(visible=False, axis="y")
    panel.margins(x=0.08)
    write_numbers(panel.xaxis, evidence.language)

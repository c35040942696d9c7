"""How the sector moves: a line for each scenario, with the band of its mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import (
    add_legend,
    colours_of,
    drawing,
    legend_shape,
    scale,
    sheet,
    wrapped,
    write_numbers,
    write_years,
)
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.wording import label_of, scale_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

SHOWN = ("small_independent", "voice_total", "voices_effective", "access_small")
COLUMNS = 2
SIZE = (10.0, 6.4)
SAID = {
    "en": {"title": "How the sector moves", "interval": "Lines: means; bands: 95 % t intervals of the mean."},
    "fr": {
        "title": "Comment le secteur évolue",
        "interval": "Traits : moyennes ; bandes : intervalles de Student à 95 % de la moyenne.",
    },
}


def paths(rows: DataFrame, evidence: Evidence) -> Figure:
    """Small independence, total voice, effective voices and access over time.

    Parameters
    ----------
    rows : DataFrame, measures of one point of a design
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said = SAID[evidence.language]
    with drawing(evidence.style):
        columns, lines = legend_shape(list(evidence.titles.values()), SIZE[0])
        figure = sheet(SIZE, said["title"], evidence.caption(said["interval"]), legend_lines=lines)
        panels = figure.subplots(len(SHOWN) // COLUMNS, COLUMNS, sharex=True).flatten()
        for panel, measure in zip(panels, SHOWN, strict=True):
            draw_path(panel, rows, measure, evidence)
        add_legend(figure, panels[0], columns)
    return figure


def draw_path(panel: Any, rows: DataFrame, measure: str, evidence: Evidence) -> None:
    """One measure in a panel: a line and a band for each scenario.

    Parameters
    ----------
    panel : matplotlib axes
    rows : DataFrame, measures of one point of a design
    measure : str
    evidence : Evidence
    """
    for name, (colour, dash) in colours_of(list(evidence.titles)).items():
        quarters, mean, low, high = _band(rows[rows.scenario == name], measure)
        years = [evidence.years(quarter) for quarter in quarters]
        panel.fill_between(years, low, high, color=colour, alpha=0.15, linewidth=0)
        panel.plot(years, mean, color=colour, linestyle=dash, linewidth=1.6 * scale(), label=evidence.titles[name])
        panel.set_xlim(years[0], years[-1])
    panel.set_title(wrapped(label_of(measure, evidence.language), 58))
    panel.set_ylim(bottom=0)
    write_years(panel.xaxis)
    write_numbers(panel.yaxis, evidence.language)


def _band(rows: DataFrame, measure: str) -> tuple[Any, Any, Any, Any]:
    """Quarters, means, and both ends of their intervals."""
    groups = [(quarter, values.to_numpy()) for quarter, values in rows.groupby("quarter")[measure]]
    found = [mean_interval(values * scale_of(measure)) for _, values in groups]
    mean, low, high = (np.array([one[key] for one in found]) for key in ("mean", "low", "high"))
    return np.array([quarter for quarter, _ in groups]), mean, low, high

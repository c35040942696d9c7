"""What became of the small: still independent, absorbed, closed; one panel a scenario."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import FATE_COLOURS, add_legend, drawing, sheet, wrapped, write_numbers, write_years
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.wording import number, out_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FATES = (
    ("small_independent", FATE_COLOURS["independent"]),
    ("small_absorbed", FATE_COLOURS["merged"]),
    ("small_closed", FATE_COLOURS["closed"]),
)
"""From the bottom up, with their colours."""

COLUMNS = 3
WIDTH, PANEL = 10.0, 2.7
READABLE = 3.0
"""Per cent: numbers of thinner layers would stand on one another."""

SAID = {
    "en": {
        "title": "What became of the small",
        "share": "% of the small at the start",
        "small_independent": "still independent",
        "small_absorbed": "absorbed or merged",
        "small_closed": "closed",
        "interval": "Cumulative shares of the associations that were small at the start: means over replicates; "
        "numbers are those at the end, their 95 % t intervals ± {half} points at most.",
    },
    "fr": {
        "title": "Ce que deviennent les petites",
        "share": "% des petites du départ",
        "small_independent": "encore indépendantes",
        "small_absorbed": "absorbées ou fusionnées",
        "small_closed": "fermées",
        "interval": "Parts cumulées des associations petites au départ : moyennes sur les répliques ; les nombres "
        "sont ceux de la fin, leurs intervalles de Student à 95 % : ± {half} points au plus.",
    },
}


def survival(rows: DataFrame, evidence: Evidence) -> Figure:
    """Shares of each fate of the small over time, a panel for each scenario.

    Parameters
    ----------
    rows : DataFrame, measures of one point of a design, with the three fates of the small
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, names = SAID[evidence.language], list(evidence.titles)
    columns = min(COLUMNS, len(names))
    lines = math.ceil(len(names) / columns)
    with drawing(evidence.style):
        caption = evidence.caption(said["interval"].format(half=number(_half(rows), 0, evidence.language)))
        figure = sheet((WIDTH, PANEL * lines), said["title"], caption, legend_lines=1)
        panels = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False).flatten()
        for panel, name in zip(panels, names, strict=False):
            _panel(panel, rows[rows.scenario == name], evidence, wrapped(evidence.titles[name], 38))
        for panel in panels[len(names) :]:
            panel.set_axis_off()
        for panel in panels[::columns]:
            panel.set_ylabel(said["share"])
        add_legend(figure, panels[0], len(FATES))
    return figure


def _half(rows: DataFrame) -> float:
    """The largest half-width of the intervals at the end, in points."""
    last = rows[rows.quarter == rows.groupby("scenario").quarter.transform("max")]
    found = [mean_interval(of_arm[fate].to_numpy()) for _, of_arm in last.groupby("scenario") for fate, _ in FATES]
    return max((one["high"] - one["low"]) * 50.0 for one in found)


def _panel(panel: Any, rows: DataFrame, evidence: Evidence, title: str) -> None:
    """One scenario: layers, and what each is at the end."""
    said = SAID[evidence.language]
    means = rows.groupby("quarter")[[fate for fate, _ in FATES]].mean() * 100.0
    years = [evidence.years(quarter) for quarter in means.index]
    layers = [means[fate].to_numpy() for fate, _ in FATES]
    labels = [said[fate] for fate, _ in FATES]
    panel.stackplot(years, layers, colors=[colour for _, colour in FATES], labels=labels, linewidth=0)
    floor = 0.0
    for layer, count in zip(layers, out_of([layer[-1] / 100.0 for layer in layers]), strict=True):
        if layer[-1] >= READABLE:
            place = (years[-1], floor + layer[-1] / 2)
            panel.annotate(str(count), place, (4, 0), textcoords="offset points", va="center", annotation_clip=False)
        floor += layer[-1]
    panel.set_title(title)
    panel.set(xlim=(years[0], years[-1]), ylim=(0, 100))
    panel.grid(visible=False)
    write_years(panel.xaxis)
    write_numbers(panel.yaxis, evidence.language)

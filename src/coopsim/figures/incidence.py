"""How lives end, by size class: cumulative incidence of each end, stacked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import FATE_COLOURS, add_legend, drawing, sheet, wrapped, write_numbers, write_years
from coopsim.lab.wording import called, out_of
from coopsim.world.vocabulary import SIZE_CLASSES

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LAYERS = (
    ("independent", FATE_COLOURS["independent"], ""),
    ("merged", "#f4b183", ""),
    ("absorbed", FATE_COLOURS["merged"], ""),
    ("insolvent", "#c9cfd6", ""),
    ("closed", FATE_COLOURS["closed"], ""),
)
"""From the bottom up: end, colour, hatch; merged and insolvent are left out where they were told together."""

WIDTH, ROW = 10.0, 1.65
READABLE = 8.0
"""Per cent: numbers of thinner layers would stand on one another."""

SAID = {
    "en": {
        "title": "How lives end, by size at the start",
        "share": "of 100",
        "interval": "Cumulative incidence under competing risks (Aalen–Johansen), all replicates together; numbers "
        "are those at the end. Half-widths of the 95 % t interval over replicates at the end: {half} points at most.",
    },
    "fr": {
        "title": "Comment les vies prennent fin, selon la taille au départ",
        "share": "sur 100",
        "interval": "Incidence cumulée à risques concurrents (Aalen–Johansen), toutes répliques réunies ; les nombres "
        "sont ceux de la fin. Demi-intervalles de Student à 95 % sur les répliques, à la fin : {half} points au plus.",
    },
}


def incidence(rows: DataFrame, evidence: Evidence) -> Figure:
    """Ends of the small, the medium and the large over time: a line of panels for each scenario.

    Parameters
    ----------
    rows : DataFrame, of `coopsim.lab.analysis.survival.incidences` by size, of one point of a design
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, names = SAID[evidence.language], [name for name in evidence.titles if name in set(rows.scenario)]
    half = (rows[rows.quarter == rows.quarter.max()].eval("high - low").max()) * 50.0
    caption = evidence.caption(said["interval"].format(half="–" if half != half else f"{half:.0f}"))
    with drawing(evidence.style):
        figure = sheet((WIDTH, ROW * len(names)), said["title"], caption, legend_lines=1)
        panels = figure.subplots(len(names), len(SIZE_CLASSES), sharex=True, sharey=True, squeeze=False)
        for line, name in zip(panels, names, strict=True):
            line[0].set_ylabel(wrapped(evidence.titles[name], 20))
            for panel, size in zip(line, SIZE_CLASSES, strict=True):
                _panel(panel, rows[(rows.scenario == name) & (rows.size_class == size)], evidence)
        for panel, size in zip(panels[0], SIZE_CLASSES, strict=True):
            panel.set_title(f"{called(size, evidence.language).capitalize()}, {said['share']}")
        add_legend(figure, panels[0][0], len(LAYERS))
    return figure


def _panel(panel: Any, rows: DataFrame, evidence: Evidence) -> None:
    """One size class of one scenario: layers, and what each is at the end."""
    ends = [layer for layer in LAYERS if layer[0] in set(rows.end)]
    table = rows.pivot(index="quarter", columns="end", values="incidence") * 100.0
    years = [evidence.years(quarter) for quarter in table.index]
    layers = [table[end].to_numpy() for end, _, _ in ends]
    labels = [called(end, evidence.language) for end, _, _ in ends]
    colours, hatches = [colour for _, colour, _ in ends], [hatch for _, _, hatch in ends]
    panel.stackplot(years, layers, colors=colours, labels=labels, hatch=hatches, linewidth=0, edgecolor="white")
    panel.set(xlim=(years[0], years[-1]), ylim=(0, 100))
    panel.grid(visible=False)
    write_years(panel.xaxis)
    write_numbers(panel.yaxis, evidence.language, bins=2)
    _number_layers(panel, layers, years[-1])


def _number_layers(panel: Any, layers: list[Any], at: float) -> None:
    """The height of each layer at the end, beside it; nothing where nobody was."""
    last, floor = [float(layer[-1]) for layer in layers], 0.0
    if any(value != value for value in last):
        return
    for value, count in zip(last, out_of([value / 100.0 for value in last]), strict=True):
        if value >= READABLE:
            place = (at, floor + value / 2)
            panel.annotate(str(count), place, (3, 0), textcoords="offset points", va="center", annotation_clip=False)
        floor += value

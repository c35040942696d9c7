"""A map of what became of each association, in one draw of luck."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coopsim.figures.evidence import Evidence
from coopsim.figures.places import draw_land, places_of
from coopsim.figures.sheet import FATE_COLOURS, INK, add_legend, drawing, legend_shape, scale, sheet, wrapped
from coopsim.figures.ties import closest_forms, courses_of, ties_at

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LIVES = ("association", "department", "latitude", "longitude", "founded", "end", "absorber")
COLUMNS, WIDTH = 3, 10.0
APART = 2.7
"""Kilometres between two dots at least."""

SMALL_MAP = WIDTH / COLUMNS
"""Inches of a map for which the sizes of marks are given."""

HIGHEST = 6.5
"""Inches of a map."""

TALL = 1.25
"""Height of a map over its width."""

SAID = {
    "en": {
        "title": "What became of each association",
        "independent": "independent",
        "pooled": "pooling",
        "group": "in a group",
        "merged": "absorbed or merged",
        "closed": "closed",
        "interval": "One draw of luck (replicate {replicate}) of {replicates}, {years} years on; an average has no "
        "map. Lines lead to the body that took over. Associations of the start; places are jittered, "
        "and spread so that no dot hides another.",
    },
    "fr": {
        "title": "Ce que devient chaque association",
        "independent": "indépendante",
        "pooled": "mutualisée",
        "group": "en groupe",
        "merged": "absorbée ou fusionnée",
        "closed": "disparue",
        "interval": "Un seul tirage (réplique {replicate}) parmi {replicates}, {years} ans plus tard ; une moyenne n'a "
        "pas de carte. Les traits mènent à l'organisme qui a repris. Associations du départ ; positions "
        "brouillées, puis écartées pour qu'aucun point n'en cache un autre.",
    },
}

MARKS: dict[str, dict[str, Any]] = {
    "closed": {"marker": "x", "color": FATE_COLOURS["closed"], "s": 6.0, "linewidths": 0.7},
    "merged": {"marker": "o", "color": FATE_COLOURS["merged"], "s": 3.0, "linewidths": 0.0},
    "independent": {"marker": "o", "color": FATE_COLOURS["independent"], "s": 5.0, "linewidths": 0.0},
    "pooled": {"marker": "o", "color": FATE_COLOURS["pooled"], "s": 6.5, "linewidths": 0.8, "edgecolors": INK},
    "group": {"marker": "s", "color": FATE_COLOURS["pooled"], "s": 8.0, "linewidths": 0.8, "edgecolors": INK},
}
"""How each fate is drawn, from the back to the front."""

SHAPES = {"pooling": "pooled", "alliance": "group"}


def fates(lives: DataFrame, events: DataFrame, evidence: Evidence, replicate: int = 0) -> Figure:
    """A map for each scenario: who is independent, pools, stands in a group, was absorbed, closed.

    Parameters
    ----------
    lives : DataFrame, associations of one point of a design, with `LIVES`; those born later are left out
    events : DataFrame, of the same runs
    evidence : Evidence
    replicate : int, the draw that is shown

    Returns
    -------
    Figure
    """
    said, lives = SAID[evidence.language], lives[lives.replicate == replicate]
    events = events[events.replicate == replicate]
    names = [name for name in evidence.titles if name in set(lives.scenario)]
    with drawing(evidence.style):
        columns = min(COLUMNS, len(names))
        shape, lines = legend_shape([said[mark] for mark in MARKS], WIDTH)
        figure = sheet(_size(len(names), columns), said["title"], _caption(events, evidence, replicate), lines)
        panels = figure.subplots(math.ceil(len(names) / columns), columns, squeeze=False).flatten()
        places = places_of(lives[lives.founded <= 0], APART)
        for panel, name in zip(panels, names, strict=False):
            told = fates_of(lives[lives.scenario == name], events[events.scenario == name])
            _panel(panel, told.set_index("association"), places, evidence, WIDTH / columns / SMALL_MAP)
            panel.set_title(wrapped(evidence.titles[name], 38))
        for panel in panels[len(names) :]:
            panel.set_axis_off()
        add_legend(figure, panels[0], shape, marks=2.0)
    return figure


def _size(maps: int, columns: int) -> tuple[float, float]:
    """Width and height of all maps, inches."""
    return WIDTH, math.ceil(maps / columns) * (min(HIGHEST, TALL * WIDTH / columns) / scale() + 0.3)


def _caption(events: DataFrame, evidence: Evidence, replicate: int) -> str:
    years = f"{evidence.years(float(events.quarter.max())) - evidence.first_year:.0f}"
    told = {"replicate": replicate, "replicates": evidence.replicates, "years": years}
    return evidence.caption(SAID[evidence.language]["interval"].format(**told))


def fates_of(lives: DataFrame, events: DataFrame) -> DataFrame:
    """What became of each association of one run.

    Parameters
    ----------
    lives : DataFrame, associations of one run
    events : DataFrame, of the same run

    Returns
    -------
    DataFrame with the columns of lives, and fate: independent, pooled, group, merged, closed
    """
    gone = lives[lives.absorber != ""]
    courses = courses_of(events, dict(zip(gone.association, gone.absorber, strict=True)))
    last = int(events.quarter.max()) if len(events) else 0
    forms = closest_forms(ties_at(courses, last))
    living = lives.association.map(forms).map(SHAPES).fillna("independent")
    ends = {"closed": "closed", "insolvent": "closed", "absorbed": "merged", "merged": "merged"}
    return lives.assign(fate=lives.end.map(ends).fillna(living))


def _panel(panel: Any, told: DataFrame, places: DataFrame, evidence: Evidence, large: float) -> None:
    """One map; marks grow with it."""
    draw_land(panel, set(places.department))
    told = told.join(places[["x", "y"]], how="inner")
    _lead_to_absorbers(panel, told)
    for mark, look in MARKS.items():
        rows = told[told.fate == mark]
        drawn = look | {"s": look["s"] * large**2, "linewidths": look["linewidths"] * large}
        panel.scatter(rows.x, rows.y, label=SAID[evidence.language][mark], zorder=3, **drawn)


def _lead_to_absorbers(panel: Any, told: DataFrame) -> None:
    """A line from each association that was absorbed to the body that took it over."""
    gone = told[(told.fate == "merged") & told.absorber.isin(told.index)]
    bodies = told.loc[gone.absorber]
    lines = {"color": FATE_COLOURS["merged"], "linewidth": 0.5, "alpha": 0.7, "zorder": 2}
    panel.plot([gone.x.to_numpy(), bodies.x.to_numpy()], [gone.y.to_numpy(), bodies.y.to_numpy()], **lines)

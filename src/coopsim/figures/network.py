"""The cooperation network of a department at four dates, in one draw of luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.figures.evidence import Evidence
from coopsim.figures.places import draw_land, places_of
from coopsim.figures.sheet import FATE_COLOURS, INK, add_legend, drawing, legend_shape, scale, sheet, unbroken
from coopsim.figures.ties import Course, Tie, courses_of, ties_at
from coopsim.lab.wording import called, number
from coopsim.population.france import DEPARTMENTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LIVES = (
    "association",
    "department",
    "latitude",
    "longitude",
    "founded",
    "staff_start",
    "end",
    "end_quarter",
    "absorber",
)
DATES = 4
SIZE = (10.0, 7.6)
EDGES: dict[str, dict[str, Any]] = {
    "partnership": {"color": FATE_COLOURS["independent"], "linewidth": 0.7, "linestyle": (0, (4, 2))},
    "pooling": {"color": FATE_COLOURS["pooled"], "linewidth": 1.5, "linestyle": "-"},
    "alliance": {"color": INK, "linewidth": 2.4, "linestyle": "-"},
}
"""How each form is drawn: told apart by width and dash too."""

CROWD = 60.0
"""Kilometres: side of a square in which all dots of a department would find room."""

SAID = {
    "en": {
        "title": "Who works with whom: {department}, {scenario}",
        "alone": "{year}: {alive} alive, {alone} of them alone",
        "interval": "One draw of luck (replicate {replicate}) of {replicates}. Dots: associations, larger with their "
        "staff at the start; crosses: those that have ended; alone: without an agreement in the department. "
        "Agreements that stood before the first quarter and after the last are not in the records. Places are "
        "jittered, and spread so that no dot hides another.",
        "lives": "association",
        "ended": "ended",
    },
    "fr": {
        "title": "Qui travaille avec qui : {department}, {scenario}",
        "alone": "{year} : {alive} en vie, dont {alone} seules",
        "interval": "Un seul tirage (réplique {replicate}) parmi {replicates}. Points : associations, plus grands "
        "selon l'effectif du départ ; croix : disparues ; seules : sans accord dans le département. Les accords en "
        "place avant le premier trimestre et encore après le dernier ne sont pas dans les enregistrements. Positions "
        "brouillées, puis écartées pour qu'aucun point n'en cache un autre.",
        "lives": "association",
        "ended": "disparue",
    },
}


def network(
    lives: DataFrame,
    events: DataFrame,
    evidence: Evidence,
    scenario: str = "",
    department: str = "34",
    replicate: int = 0,
) -> Figure:
    """Associations of a department and their agreements, at the start, at the end, and at two dates between.

    Parameters
    ----------
    lives : DataFrame, associations of one point of a design, with `LIVES`
    events : DataFrame, of the same runs
    evidence : Evidence
    scenario : str; the baseline unless said
    department : str, INSEE code
    replicate : int, the draw that is shown

    Returns
    -------
    Figure
    """
    name, said = scenario or evidence.baseline, SAID[evidence.language]
    lives, events = (rows[(rows.scenario == name) & (rows.replicate == replicate)] for rows in (lives, events))
    title = said["title"].format(department=DEPARTMENTS[department].name, scenario=evidence.titles[name])
    told = said["interval"].format(replicate=replicate, replicates=evidence.replicates)
    caption = evidence._replace(titles={name: evidence.titles[name]}).caption(told)
    courses, last = _courses(lives, events), int(events.quarter.max()) if len(events) else 0
    with drawing(evidence.style):
        words = [*(called(form, evidence.language) for form in EDGES), said["lives"], said["ended"]]
        columns, lines = legend_shape(words, SIZE[0])
        figure = sheet((SIZE[0], SIZE[1] / scale()), title, caption, lines)
        panels = figure.subplots(2, 2).flatten()
        here = _placed(lives[lives.department == department])
        for panel, quarter in zip(panels, np.linspace(0, last, DATES).round().astype(int), strict=True):
            _panel(panel, here, ties_at(courses, quarter), int(quarter), evidence)
        _legend(figure, panels[0], words, columns)
    return figure


def _courses(lives: DataFrame, events: DataFrame) -> list[Course]:
    gone = lives[lives.absorber != ""]
    return courses_of(events, dict(zip(gone.association, gone.absorber, strict=True)))


def _placed(lives: DataFrame) -> DataFrame:
    """The associations of a department with their places, wide enough apart for the panel."""
    apart = CROWD / np.sqrt(max(1, len(lives)))
    return lives.set_index("association").join(places_of(lives, apart)[["x", "y"]], how="inner")


def _panel(panel: Any, here: DataFrame, ties: list[Tie], quarter: int, evidence: Evidence) -> None:
    """One date."""
    born = here[here.founded <= quarter]
    ended = (born.end != "") & (born.end_quarter <= quarter)
    living = born[~ended]
    draw_land(panel, set(here.department), names=False, whole=False)
    inner = [tie for tie in ties if tie.one in living.index and tie.other in living.index]
    for tie in inner:
        _edge(panel, living.loc[tie.one], living.loc[tie.other], tie.form)
    gone = born[ended]
    panel.scatter(gone.x, gone.y, marker="x", color=FATE_COLOURS["closed"], s=7 * scale(), linewidths=0.7, zorder=1)
    sizes = (5.0 + 2.2 * np.sqrt(living.staff_start)) * scale()
    look = {"color": FATE_COLOURS["independent"], "linewidths": 0.5, "edgecolors": "white", "zorder": 3}
    panel.scatter(living.x, living.y, s=sizes, **look)
    alone = len(living) - len({name for tie in inner for name in (tie.one, tie.other)})
    counts = {"alive": number(len(living), 0, evidence.language), "alone": number(alone, 0, evidence.language)}
    title = SAID[evidence.language]["alone"].format(year=int(evidence.years(quarter)), **counts)
    panel.set_title(unbroken(title))


def _edge(panel: Any, one: Any, other: Any, form: str) -> None:
    look = EDGES[form]
    panel.plot([one.x, other.x], [one.y, other.y], zorder=2, **{**look, "linewidth": look["linewidth"] * scale()})


def _legend(figure: Any, panel: Any, words: list[str], columns: int) -> None:
    """Marks of all forms, whether or not the first date has them."""
    for look, word in zip(EDGES.values(), words, strict=False):
        panel.plot([], [], label=word, **look)
    panel.scatter([], [], s=16.0 * scale(), color=FATE_COLOURS["independent"], label=words[-2])
    panel.scatter([], [], s=7.0 * scale(), marker="x", color=FATE_COLOURS["closed"], linewidths=0.7, label=words[-1])
    add_legend(figure, panel, columns, marks=1.5)

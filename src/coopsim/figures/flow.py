"""The flow of forms: what the first agreement of two associations becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import FATE_COLOURS, INK, drawing, scale, sheet
from coopsim.figures.ties import ENDED, LASTING, Course, courses_of
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.wording import called, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

STATES = ("merger", "alliance", "pooling", "partnership", LASTING, ENDED)
"""From the top down."""

COLOURS = {
    "partnership": "#8fa3bf",
    "pooling": FATE_COLOURS["pooled"],
    "alliance": FATE_COLOURS["independent"],
    "merger": FATE_COLOURS["merged"],
    LASTING: "#3f4954",
    ENDED: "#b3bac2",
}
STEPS = 4
"""Columns: three agreements, and the outcome."""

WIDTH, PANEL = 10.0, 2.5
BAR = 0.05
"""Width of a column, of the distance between two."""

GAP = 0.025
"""Room between two states of a column, of the whole height."""

READABLE = 0.05
"""Share of the height under which a state takes no number."""

SAID: dict[str, Any] = {
    "en": {
        "title": "What agreements become",
        "columns": ("first agreement", "then", "then", "in the end"),
        LASTING: "still active",
        ENDED: "ended",
        "count": "{count} pairs a run",
        "interval": "Pairs of associations with an agreement that starts in the run; means over replicates; 95 % t "
        "intervals of the shares at the end: ± {half} points at most. An agreement that is passed on in a merger goes "
        "on. Ended: given up, or one of both closed. Of more than three agreements the first three are shown.",
    },
    "fr": {
        "title": "Ce que deviennent les accords",
        "columns": ("premier accord", "puis", "puis", "à la fin"),
        LASTING: "encore actif",
        ENDED: "terminé",
        "count": "{count} paires par tirage",
        "interval": "Paires d'associations dont un accord commence en cours de simulation ; moyennes sur les "
        "répliques ; intervalles de Student à 95 % des parts à la fin : ± {half} points au plus. Un accord transmis "
        "lors d'une fusion se poursuit. Terminé : abandonné, ou l'une des deux a fermé. Au-delà de trois accords, les "
        "trois premiers sont montrés.",
    },
}

Way = tuple[str, ...]


def flow(lives: DataFrame, events: DataFrame, evidence: Evidence) -> Figure:
    """From the first agreement of a pair to its end, a panel for each scenario.

    Parameters
    ----------
    lives : DataFrame, associations of one point of a design
    events : DataFrame, of the same runs
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said = SAID[evidence.language]
    runs = {name: ways_of(lives[lives.scenario == name], events[events.scenario == name]) for name in evidence.titles}
    ways = {name: _mean(found) for name, found in runs.items()}
    shown = [name for name, found in ways.items() if found]
    half = number(max((_half(runs[name]) for name in shown), default=float("nan")), 0, evidence.language)
    with drawing(evidence.style):
        size = (WIDTH, PANEL * max(1, len(shown)))
        figure = sheet(size, said["title"], evidence.caption(said["interval"].format(half=half)))
        panels = figure.subplots(max(1, len(shown)), 1, squeeze=False).flatten()
        for panel in panels:
            panel.set_axis_off()
        for panel, name in zip(panels, shown, strict=False):
            _panel(panel, ways[name], evidence)
            count = number(sum(ways[name].values()), 0, evidence.language)
            panel.set_title(f"{evidence.titles[name]} · {said['count'].format(count=count)}")
        for place, words in enumerate(said["columns"] if shown else ()):
            panels[-1].text(place, -0.03, words, ha="center", va="top", color=INK)
    return figure


def ways_of(lives: DataFrame, events: DataFrame) -> list[Counter[Way]]:
    """How often each sequence of forms is taken in each run.

    Parameters
    ----------
    lives : DataFrame, associations of one scenario, any number of replicates
    events : DataFrame, of the same runs

    Returns
    -------
    list of Counter of `STEPS` states, one a replicate
    """
    found = []
    for replicate, of_run in lives.groupby("replicate"):
        gone = of_run[of_run.absorber != ""]
        absorbers = dict(zip(gone.association, gone.absorber, strict=True))
        courses = courses_of(events[events.replicate == replicate], absorbers)
        found.append(Counter(way_of(course) for course in courses if course.steps[0][0] > 0))
    return found


def _mean(runs: list[Counter[Way]]) -> dict[Way, float]:
    """How often each way is taken, a run."""
    whole: Counter[Way] = sum(runs, Counter())
    return {way: count / len(runs) for way, count in whole.items()}


def _half(runs: list[Counter[Way]]) -> float:
    """The largest half-width of the intervals of the outcomes, in points."""
    halves = []
    for state in STATES:
        shares = [100.0 * _share(run, STEPS - 1, state) / run.total() for run in runs if run]
        found = mean_interval(np.array(shares))
        halves.append((found["high"] - found["low"]) / 2.0)
    return max(halves)


def way_of(course: Course) -> Way:
    """The forms of a course, one a column, and its outcome from there on.

    Parameters
    ----------
    course : Course

    Returns
    -------
    tuple of `STEPS` states

    Examples
    --------
    >>> way_of(Course([(2, "partnership"), (9, "pooling")], 20))
    ('partnership', 'pooling', 'ended', 'ended')
    """
    forms = [form for _, form in course.steps]
    outcome = course.outcome()
    shown = [form for form in forms if form != "merger"][: STEPS - 1]
    return tuple([*shown, *[outcome] * STEPS][:STEPS])


def _panel(panel: Any, ways: dict[Way, float], evidence: Evidence) -> None:
    """One scenario: columns of states, and bands between them."""
    whole = sum(ways.values())
    tops = [_tops(ways, column, whole) for column in range(STEPS)]
    leaving, coming = ([dict(one) for one in tops] for _ in range(2))
    for column in range(STEPS - 1):
        _bands(panel, ways, column, whole, leaving[column], coming[column + 1])
    for column in range(STEPS):
        _column(panel, ways, column, whole, tops[column], evidence)
    panel.set(xlim=(-0.35, STEPS - 1 + 0.35), ylim=(-0.12, 1.02))


def _share(ways: Mapping[Way, float], column: int, state: str) -> float:
    return sum(count for way, count in ways.items() if way[column] == state)


def _tops(ways: dict[Way, float], column: int, whole: float) -> dict[str, float]:
    """The upper edge of each state of a column."""
    room, top, found = 1.0 - GAP * (len(STATES) - 1), 1.0, {}
    for state in STATES:
        height = _share(ways, column, state) / whole * room
        found[state] = top
        top -= height + (GAP if height else 0.0)
    return found


def _bands(
    panel: Any, ways: dict[Way, float], column: int, whole: float, leaving: dict[str, float], coming: dict[str, float]
) -> None:
    """From each state of a column to each of the next."""
    room = 1.0 - GAP * (len(STATES) - 1)
    steps = dict.fromkeys(product(STATES, STATES), 0.0)
    for way, count in ways.items():
        steps[way[column], way[column + 1]] += count
    for (state, following), count in steps.items():
        if height := count / whole * room:
            edges = (leaving[state], coming[following])
            panel.add_patch(_band(column, edges, height, COLOURS[following]))
            leaving[state] -= height
            coming[following] -= height


def _band(column: int, tops: tuple[float, float], height: float, colour: str) -> PathPatch:
    """A band that bends from one top edge to another."""
    left, right, middle = column + BAR, column + 1 - BAR, column + 0.5
    (one, two), curve = tops, Path.CURVE4
    upper = [(left, one), (middle, one), (middle, two), (right, two)]
    lower = [(right, two - height), (middle, two - height), (middle, one - height), (left, one - height)]
    codes = [Path.MOVETO, curve, curve, curve, Path.LINETO, curve, curve, curve, Path.CLOSEPOLY]
    return PathPatch(Path([*upper, *lower, upper[0]], codes), facecolor=colour, alpha=0.45, linewidth=0)


def _column(
    panel: Any, ways: dict[Way, float], column: int, whole: float, tops: dict[str, float], evidence: Evidence
) -> None:
    """The states of a column, with their names and how many of 100 pairs."""
    room = 1.0 - GAP * (len(STATES) - 1)
    for state in STATES:
        share = _share(ways, column, state) / whole
        if not share:
            continue
        height = share * room
        panel.add_patch(Rectangle((column - BAR, tops[state] - height), 2 * BAR, height, color=COLOURS[state]))
        if share >= READABLE * scale():
            words = f"{_words(state, evidence.language)} {number(100 * share, 0, evidence.language)}"
            text = panel.text(*_beside(column, tops[state] - height / 2), words, va="center", ha=_side(column))
            text.set_path_effects([withStroke(linewidth=2.0 * scale(), foreground="white", alpha=0.7)])


def _beside(column: int, height: float) -> tuple[float, float]:
    return (column - BAR * 1.4 if column == 0 else column + BAR * 1.4), height


def _side(column: int) -> str:
    return "right" if column == 0 else "left"


def _words(state: str, language: str) -> str:
    return str(SAID[language][state]) if state in (LASTING, ENDED) else called(state, language)

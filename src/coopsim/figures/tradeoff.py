"""The trade-off: what the funder saves, what becomes of voice, what becomes of the small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Rectangle

from coopsim.figures.evidence import Evidence
from coopsim.figures.labels import label_dots
from coopsim.figures.sheet import INK, MUTED, NO_BREAK, drawing, scale, sheet, wrapped, write_numbers
from coopsim.lab.wording import label_of, number, scale_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

ACROSS, UP, SHADE, BESIDE = "funder_savings", "voice_total", "small_independent", "unmet_need"
SHOWN = (ACROSS, UP, SHADE, BESIDE)
"""Measures of the plane, and the one without which savings are never shown."""

Limits = Mapping[str, tuple[float, float]]
SIZE = (10.0, 4.6)
EDGE = 0.15
"""Share of an axis that is shown beyond a limit."""

LABEL = 27
"""Characters of a line beside a dot."""

LABELLED_MOST = 12
"""Dots that still take their names; of more only the cloud is seen."""

SAID = {
    "en": {
        "title": "What is saved, who is heard, who remains",
        "interval": "Dots: means, {years} years on; bars: 95 % t intervals of the mean; shade, and number beside a "
        "name: {shade}. Savings are read with the need that is no longer met.",
        "region": " Hatched: the region asked for; hollow dots lie outside it in one of its measures.",
        "cloud": " Small grey-edged dots: points of the design, unnamed.",
    },
    "fr": {
        "title": "Ce qui est économisé, qui est entendu, qui demeure",
        "interval": "Points : moyennes, {years} ans plus tard ; barres : intervalles de Student à 95 % de la "
        "moyenne ; teinte, et nombre à côté d'un nom : {shade}. Les économies se lisent "
        "avec les besoins qui ne sont plus couverts.",
        "region": " Hachures : la région demandée ; les points creux sont hors d'elle pour l'une de ses mesures.",
        "cloud": " Petits points : points du plan d'expérience, sans nom.",
    },
}


def tradeoff(means: DataFrame, evidence: Evidence, admissible: Limits | None = None) -> Figure:
    """Savings against voice, shaded by the small that remain; beside it, savings against unmet need.

    Parameters
    ----------
    means : DataFrame, of `coopsim.lab.analysis.compare.summary`, with the measures `SHOWN`
    evidence : Evidence
    admissible : mapping of measure and (low, high) in its own unit, or None

    Returns
    -------
    Figure
    """
    table = _table(means, evidence)
    with drawing(evidence.style):
        figure = sheet(SIZE, SAID[evidence.language]["title"], evidence.caption(_said(means, evidence, admissible)))
        panels = figure.subplots(1, 2, width_ratios=(1.25, 1.0))
        for panel, measure in zip(panels, (UP, BESIDE), strict=True):
            dots = _dots(panel, table, measure, evidence, admissible or {})
        _shade_bar(figure, panels, dots, evidence)
        for panel, measure in zip(panels, (UP, BESIDE), strict=True):
            _name(panel, table, measure, evidence)
    return figure


def _said(means: DataFrame, evidence: Evidence, admissible: Limits | None) -> str:
    """What marks mean."""
    words, years = SAID[evidence.language], float(means.quarter.iloc[0]) / 4
    shade = label_of(SHADE, evidence.language)
    told = words["interval"].format(years=number(years, int(years % 1 != 0), evidence.language), shade=shade.lower())
    many = means.groupby(["scenario", "point"]).ngroups > LABELLED_MOST
    return told + (words["region"] if admissible else "") + (words["cloud"] if many else "")


def _table(means: DataFrame, evidence: Evidence) -> Any:
    """One row a scenario and point; mean, low and high of each measure as they are shown."""
    shown = means[means.measure.isin(SHOWN) & means.scenario.isin(list(evidence.titles))]
    by = shown.measure.map(scale_of)
    scaled = shown.assign(**{key: shown[key] * by for key in ("mean", "low", "high")})
    return scaled.pivot(index=["scenario", "point"], columns="measure", values=["mean", "low", "high"]).dropna(
        subset=[("mean", measure) for measure in SHOWN]
    )


def _dots(panel: Any, table: Any, measure: str, evidence: Evidence, limits: Limits) -> Any:
    """One panel: crosses of both intervals, dots shaded by what remains of the small."""
    x, y = table["mean"][ACROSS].to_numpy(), table["mean"][measure].to_numpy()
    few = len(table) <= LABELLED_MOST
    if few:
        ends = [
            np.abs(np.stack([table[end][name] - table["mean"][name] for end in ("low", "high")]))
            for name in (ACROSS, measure)
        ]
        panel.errorbar(x, y, xerr=ends[0], yerr=ends[1], fmt="none", ecolor=MUTED, elinewidth=0.9 * scale())
    panel.axvline(0.0, color=MUTED, linewidth=0.8 * scale(), zorder=1)
    panel.margins(0.14)
    _widen(panel, measure, limits)
    _region(panel, measure, limits)
    inside, size = _inside(table, limits), (70.0 if few else 14.0) * scale()
    shade = table["mean"][SHADE].to_numpy()
    low, high = 10.0 * np.floor(shade.min() / 10.0), 10.0 * np.ceil(shade.max() / 10.0)
    told = {"cmap": "cividis", "vmin": low, "vmax": high, "s": size, "zorder": 3, "linewidths": 1.2 * scale()}
    dots = panel.scatter(x, y, c=shade, edgecolors=INK if few else "face", **told)
    panel.scatter(x[~inside], y[~inside], color="white", s=size / 4, zorder=4, linewidths=0)
    panel.set_xlabel(wrapped(label_of(ACROSS, evidence.language), 52))
    panel.set_title(wrapped(label_of(measure, evidence.language), 46))
    for axis in (panel.xaxis, panel.yaxis):
        write_numbers(axis, evidence.language)
    return dots


def _widen(panel: Any, measure: str, limits: Limits) -> None:
    """Let the nearer end of each limit be seen."""
    panel.autoscale_view()
    for name, of, to in ((ACROSS, panel.get_xlim, panel.set_xlim), (measure, panel.get_ylim, panel.set_ylim)):
        low, high = of()
        ends = [end * scale_of(name) for end in limits.get(name, ()) if np.isfinite(end)]
        margin = EDGE * (high - low)
        near = [end for end in ends if low - (high - low) < end < high + (high - low)]
        to(min([low, *(end - margin for end in near)]), max([high, *(end + margin for end in near)]))


def _region(panel: Any, measure: str, limits: Limits) -> None:
    """The rectangle that both axes allow, as far as it is seen."""
    if ACROSS not in limits and measure not in limits:
        return
    (left, right), (low, high) = (
        np.clip([end * scale_of(name) for end in limits.get(name, (-np.inf, np.inf))], *sorted(shown))
        for name, shown in ((ACROSS, panel.get_xlim()), (measure, panel.get_ylim()))
    )
    look: dict[str, Any] = {"facecolor": "none", "edgecolor": "#c3c9d0", "hatch": "///", "linewidth": 0.0, "zorder": 0}
    panel.add_patch(Rectangle((left, low), right - left, high - low, **look))


def _inside(table: Any, limits: Limits) -> Any:
    """Which rows every limit allows."""
    allowed = np.ones(len(table), dtype=bool)
    for measure, (low, high) in limits.items():
        values = table["mean"][measure].to_numpy() / scale_of(measure)
        allowed &= (values >= low) & (values <= high)
    return allowed


def _shade_bar(figure: Any, panels: Any, dots: Any, evidence: Evidence) -> None:
    """What the shades say, at the right."""
    bar = figure.colorbar(dots, ax=list(panels), aspect=30, pad=0.02)
    bar.outline.set_visible(False)
    bar.set_label(label_of(SHADE, evidence.language))
    write_numbers(bar.ax.yaxis, evidence.language)


def _name(panel: Any, table: Any, measure: str, evidence: Evidence) -> None:
    """Names beside dots, while they are few."""
    if len(table) > LABELLED_MOST:
        return
    names = [evidence.titles[scenario] for scenario, _ in table.index]
    points = [point for _, point in table.index]
    texts = [name if len(set(points)) == 1 else f"{name} · {point}" for name, point in zip(names, points, strict=True)]
    remain = [number(value, 0, evidence.language) for value in table["mean"][SHADE]]
    dots = list(zip(table["mean"][ACROSS], table["mean"][measure], strict=True))
    told = [f"{text} ·{NO_BREAK}{count}" for text, count in zip(texts, remain, strict=True)]
    label_dots(panel, dots, [wrapped(text, LABEL) for text in told])

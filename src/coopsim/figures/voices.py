"""Where voice went: with whom it was lost or found, and by what it fell or rose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.transforms import ScaledTranslation

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import INK, drawing, scale, sheet, wrapped, write_numbers
from coopsim.lab.analysis.intervals import mean_interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

RUN = ["scenario", "replicate"]
MEASURES = ("associations", "freedom_mean", "visibility_mean", "voice_total")
COLUMNS = ("founded", "age_start", "end", "voice_start", "voice_end")
WHO = (("closed", "#7a828c"), ("merged", "#d55e00"), ("stayed", "#1f3a5f"), ("born", "#2f9bdb"))
WHAT = (("number", "#7a828c"), ("freedom", "#d55e00"), ("visibility", "#2f9bdb"), ("reach", "#1f3a5f"))
HATCHES = ("", "////", "", "....")
LEGEND_BELOW = 0.3
"""Inches from the axis to its legend."""

WIDTH, ROW, HEAD = 10.0, 0.42, 1.9

SAID = {
    "en": {
        "title": "Where voice went",
        "who": "With whom: points of total voice (start = 100)",
        "what": "By what: points of total voice (start = 100)",
        "closed": "closed",
        "merged": "absorbed or merged, less those made of them",
        "stayed": "alive from start to end",
        "born": "born since",
        "number": "number of associations",
        "freedom": "freedom to speak",
        "visibility": "visibility",
        "reach": "access, ties, the rest",
        "interval": "Bars add up to the change of total voice: means over replicates; diamond: the change, with its "
        "95 % t interval. Right: shares by logarithmic means (Divisia); the last one is what the others leave.",
    },
    "fr": {
        "title": "Ce que devient la voix",
        "who": "Chez qui : points de voix totale (départ = 100)",
        "what": "Par quoi : points de voix totale (départ = 100)",
        "closed": "fermées",
        "merged": "absorbées ou fusionnées, moins celles qui en sont nées",
        "stayed": "en vie du départ à la fin",
        "born": "créées depuis",
        "number": "nombre d'associations",
        "freedom": "liberté de parole",
        "visibility": "visibilité",
        "reach": "accès, liens et reste",
        "interval": "Les barres s'ajoutent pour donner la variation de la voix totale : moyennes sur les répliques ; "
        "losange : la variation, avec son intervalle de Student à 95 %. À droite : parts par moyennes logarithmiques "
        "(Divisia) ; la dernière est ce que les autres laissent.",
    },
}


def voices(rows: DataFrame, lives: DataFrame, evidence: Evidence) -> Figure:
    """The change of total voice of each scenario, by who carries it and by what it is made of.

    Parameters
    ----------
    rows : DataFrame, measures of one point of a design, with `MEASURES`
    lives : DataFrame, associations of the same runs, with `COLUMNS`
    evidence : Evidence

    Returns
    -------
    Figure
    """
    said, names = SAID[evidence.language], [name for name in evidence.titles if name in set(rows.scenario)]
    with drawing(evidence.style):
        size = (WIDTH, ROW * len(names) + HEAD)
        figure = sheet(size, said["title"], evidence.caption(said["interval"]))
        panels = figure.subplots(1, 2, sharey=True)
        for panel, parts, told, title in zip(
            panels, (by_whom(lives), by_what(rows)), (WHO, WHAT), ("who", "what"), strict=True
        ):
            _panel(panel, parts, told, names, evidence)
            panel.set_title(wrapped(said[title], 56))
        panels[0].set_yticks(range(len(names)), [wrapped(evidence.titles[name], 26) for name in names])
        panels[0].set_ylim(len(names) - 0.4, -0.6)
    return figure


def by_whom(lives: DataFrame) -> DataFrame:
    """Change of total voice, by what became of those who carry it.

    A body made by a merger of equals stands with those that it is made of.

    Parameters
    ----------
    lives : DataFrame, associations, with `COLUMNS`

    Returns
    -------
    DataFrame, points of the voice at the start (100), columns closed, merged, stayed, born; one row a run
    """
    founder = lives.founded <= 0
    before = lives.voice_start.where(founder, 0.0)
    after = lives.voice_end.where(lives.end == "", 0.0)
    made = ~founder & (lives.age_start > 0)
    merged = lives.end.isin(["absorbed", "merged"]) | made
    part = np.select([~founder & ~made, merged, lives.end != ""], ["born", "merged", "closed"], "stayed")
    changed = lives[RUN].assign(part=part, change=after - before, before=before)
    whole = changed.groupby(RUN).before.sum()
    table = changed.groupby([*RUN, "part"]).change.sum().unstack(fill_value=0)
    told: DataFrame = table.reindex(columns=[name for name, _ in WHO], fill_value=0.0)
    return told.mul(100.0 / whole, axis=0)


def by_what(rows: DataFrame) -> DataFrame:
    """Change of total voice, by number, freedom, visibility, and the rest.

    Total voice is their product; a logarithmic mean shares its change out so
    that the shares add up.

    Parameters
    ----------
    rows : DataFrame, measures, with `MEASURES`

    Returns
    -------
    DataFrame, points of the voice at the start (100), columns number, freedom, visibility, reach; one row a run

    Sources
    -------
    Ang, B. W. (2004), Decomposition analysis for policymaking in energy, Energy Policy 32(9), p. 1131–1139.
    """
    ends = rows.groupby("scenario").quarter.transform("max")
    first, last = (rows[rows.quarter == at].set_index(RUN)[list(MEASURES)] for at in (0, ends))
    growth = (last / first).apply(np.log)
    change = last.voice_total - first.voice_total
    mean = (change / growth.voice_total).where(growth.voice_total.abs() > 1e-9, first.voice_total)
    parts = growth[["associations", "freedom_mean", "visibility_mean"]].mul(mean, axis=0)
    parts.columns = [name for name, _ in WHAT[:3]]
    return parts.assign(reach=change - parts.sum(axis=1))


def _panel(panel: Any, parts: DataFrame, told: Any, names: list[str], evidence: Evidence) -> None:
    """Stacked bars on both sides of zero, and the change itself."""
    said = SAID[evidence.language]
    for place, name in enumerate(names):
        of_arm = parts.loc[name]
        left, right = 0.0, 0.0
        for (part, colour), hatch in zip(told, HATCHES, strict=True):
            value = float(of_arm[part].mean())
            start = right if value > 0 else left
            label = said[part] if place == 0 else None
            look = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6, "label": label}
            panel.barh(place, value, left=start, height=0.62, **look)
            left, right = (left, right + value) if value > 0 else (left + value, right)
        _change(panel, place, of_arm.to_numpy().sum(axis=1))
    panel.axvline(0.0, color=INK, linewidth=0.8 * scale())
    panel.grid(visible=False, axis="y")
    write_numbers(panel.xaxis, evidence.language)
    below = panel.transAxes + ScaledTranslation(0.0, -LEGEND_BELOW * scale(), panel.figure.dpi_scale_trans)
    panel.legend(loc="upper left", bbox_to_anchor=(0.0, 0.0), bbox_transform=below, borderaxespad=0)


def _change(panel: Any, place: int, values: Any) -> None:
    """The change with its interval, over the bars."""
    found = mean_interval(values)
    panel.plot([found["low"], found["high"]], [place, place], color="white", linewidth=3.6 * scale())
    panel.plot([found["low"], found["high"]], [place, place], color=INK, linewidth=1.6 * scale())
    look = {"color": "white", "markeredgecolor": INK, "markersize": 6 * scale(), "zorder": 4}
    panel.plot([found["mean"]], [place], "D", **look)

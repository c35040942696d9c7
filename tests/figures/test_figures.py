"""Figures: what they say, in both languages, with nothing cut and nothing overlapping."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from pandas import DataFrame

from coopsim.figures.contrasts import contrasts
from coopsim.figures.evidence import Evidence
from coopsim.figures.paths import paths
from coopsim.figures.sheet import COLOURS, colours_of, drawing, save, wrapped
from coopsim.figures.survival import survival

LOOSE = 0.5
"""Pixels by which letters may leave the sheet: rounding."""


@pytest.fixture(params=["survival", "paths", "contrasts"])
def figure(request: pytest.FixtureRequest, rows: DataFrame, apart: DataFrame, evidence: Evidence) -> Figure:
    made = {"survival": (survival, rows), "paths": (paths, rows), "contrasts": (contrasts, apart)}
    draw, records = made[request.param]
    return draw(records, evidence)


def texts_of(figure: Figure) -> list[Any]:
    """Every text that is seen, drawn in its place."""
    with drawing():
        figure.canvas.draw()
    found = list(figure.texts) + [text for legend in figure.legends for text in legend.get_texts()]
    for axes in figure.axes:
        if not axes.axison:
            continue
        found += [axes.title, axes._left_title, *axes.texts, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            found += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def test_nothing_is_cut_and_nothing_overlaps(figure: Figure) -> None:
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(figure)]
    sheet = figure.bbox
    for words, box in boxes:
        assert box.x0 >= sheet.x0 - LOOSE, words
        assert box.x1 <= sheet.x1 + LOOSE, words
        assert box.y0 >= sheet.y0 - LOOSE, words
        assert box.y1 <= sheet.y1 + LOOSE, words
    for (one, first), (two, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        along = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across < 1 or along < 1, f"{one!r} over {two!r}"


def test_the_caption_says_where_it_comes_from(figure: Figure, evidence: Evidence) -> None:
    caption = figure.texts[-1].get_text().replace("\n", " ").replace("\xa0", " ")
    for title in evidence.titles.values():
        assert title.replace("\xa0", " ") in caption
    english = evidence.language == "en"
    assert ("5 replicates each, seed 1" if english else "5 répliques chacun, graine 1") in caption
    assert ("not a forecast" if english else "pas une prévision") in caption
    assert "code 0123456789abcdef" in caption


def test_labels_are_in_the_language_asked(figure: Figure, evidence: Evidence) -> None:
    words = " ".join(text.get_text() for text in texts_of(figure)).replace("\n", " ").replace("\xa0", " ")
    assert ("départ" in words) == (evidence.language == "fr")
    assert ("the start" in words) == (evidence.language == "en")


def test_french_numbers_take_a_comma(rows: DataFrame, evidence: Evidence) -> None:
    texts = [text.get_text() for text in texts_of(paths(rows, evidence))]
    assert any(text.startswith("0,0" if evidence.language == "fr" else "0.0") for text in texts)


def test_layers_of_survival_fill_the_whole(rows: DataFrame, evidence: Evidence) -> None:
    panels = [axes for axes in survival(rows, evidence).axes if axes.axison]
    assert len(panels) == 6
    top = panels[0].collections[-1].get_paths()[0].vertices[:, 1]
    assert top.max() == pytest.approx(100)


def test_hollow_dots_hold_zero(apart: DataFrame, evidence: Evidence) -> None:
    panel = contrasts(apart, evidence).axes[0]
    dots = [line for line in panel.lines if line.get_marker() == "o"]
    first = apart[apart.measure == "small_independent"]
    sure = (first.low > 0) | (first.high < 0)
    assert [dot.get_markerfacecolor() != "white" for dot in dots] == sure.to_list()


def test_one_scenario_and_one_replicate_can_be_drawn(rows: DataFrame, evidence: Evidence) -> None:
    few = rows[(rows.scenario == "baseline") & (rows.replicate == 0)]
    alone = evidence._replace(titles={"baseline": evidence.titles["baseline"]})
    for draw in (survival, paths):
        assert len(draw(few, alone).axes) in (1, 4)


def test_more_scenarios_than_colours_are_told_apart() -> None:
    found = colours_of([str(number) for number in range(2 * len(COLOURS))])
    assert len(set(found.values())) == 2 * len(COLOURS)


def test_lines_are_of_about_the_same_length() -> None:
    lines = wrapped("Access to deliberation of the small cohort (ended: none)", 52).split("\n")
    assert len(lines) == 2
    assert max(map(len, lines)) < 35
    assert "\xa0:" in wrapped("du départ (disparues : aucun)", 20)


def test_a_figure_is_a_png(figure: Figure, tmp_path: Path) -> None:
    file = save(figure, tmp_path / "deep" / "figure.png")
    assert file.read_bytes().startswith(b"\x89PNG")
    assert np.prod(figure.get_size_inches()) > 20

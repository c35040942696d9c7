"""Figures: what they say, in both languages and styles, with nothing cut and nothing overlapping."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from pandas import DataFrame

from coopsim.figures.contrasts import contrasts
from coopsim.figures.evidence import Evidence
from coopsim.figures.paths import paths
from coopsim.figures.sheet import COLOURS, FATE_COLOURS, colours_of, drawing, save, scale, sheet, wrapped
from coopsim.figures.survival import survival
from tests.figures import made_up
from tests.figures.drawn import DRAWN, evidence_in
from tests.figures.extents import outside, overlapping, texts_of

LOOKS = [(language, style) for language in ("en", "fr") for style in ("print", "projector")]
OF_ONE_RUN = ("fates", "network")
OF_ONE_SCENARIO = ("network",)

ENGLISH = re.compile(r"\b(the|of|and|by|years|small|alive|ended|mean|Lines|Dots)\b")
FRENCH = re.compile(r"\b(les|des|une|petites|moyenne|répliques|Traits|Points)\b")
LOOSE_MARK = re.compile(r"\w[ ][:;?!%»]|«[ ]")


@pytest.fixture(scope="module", params=[(name, *look) for name in DRAWN for look in LOOKS], ids="-".join)
def drawn(request: pytest.FixtureRequest) -> tuple[str, Evidence, Figure]:
    name, language, style = request.param
    evidence = evidence_in(language, style)
    return name, evidence, DRAWN[name](evidence)


def said_in(figure: Figure) -> str:
    return " | ".join(text.get_text() for text in texts_of(figure)).replace("\n", " ")


def test_nothing_is_cut_and_nothing_overlaps(drawn: tuple[str, Evidence, Figure]) -> None:
    assert outside(drawn[2]) == []
    assert overlapping(drawn[2]) == []


def test_the_caption_says_where_it_comes_from(drawn: tuple[str, Evidence, Figure]) -> None:
    name, evidence, figure = drawn
    caption = figure.texts[1].get_text().replace("\n", " ").replace("\xa0", " ")
    titles = [evidence.titles["mergers-pushed"]] if name in OF_ONE_SCENARIO else evidence.titles.values()
    for title in titles:
        assert title.replace("\xa0", " ") in caption
    english = evidence.language == "en"
    assert ("5 replicates each, seed 1" if english else "5 répliques chacun, graine 1") in caption
    assert ("not a forecast" if english else "pas une prévision") in caption
    assert "code 0123456789abcdef" in caption
    alone = "One draw of luck (replicate 0)" if english else "Un seul tirage (réplique 0)"
    interval = "interval" if english else "intervalle"
    assert (alone if name in OF_ONE_RUN else interval) in caption


def test_words_are_in_the_language_asked(drawn: tuple[str, Evidence, Figure]) -> None:
    _, evidence, figure = drawn
    ours, theirs = (ENGLISH, FRENCH) if evidence.language == "en" else (FRENCH, ENGLISH)
    words = said_in(figure)
    assert ours.search(words)
    assert theirs.findall(words) == []


def test_french_marks_are_set_apart_by_spaces_that_do_not_break(drawn: tuple[str, Evidence, Figure]) -> None:
    if drawn[1].language == "fr":
        assert LOOSE_MARK.findall(said_in(drawn[2])) == []


def test_letters_are_larger_for_a_projector() -> None:
    sizes = {
        style: [text.get_size() for text in texts_of(paths(made_up.rows(), evidence_in("en", style)))]
        for style in ("print", "projector")
    }
    assert min(sizes["projector"]) == pytest.approx(1.4 * min(sizes["print"]))
    assert scale() == 1.0


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
    assert len({(colour, str(dash)) for colour, dash in found.values()}) == 2 * len(COLOURS)


@pytest.mark.parametrize("colour", [*COLOURS, *FATE_COLOURS.values()])
def test_lines_and_dots_stand_out_from_the_page(colour: str) -> None:
    wanted = 2.9 if colour == FATE_COLOURS["pooled"] else 3.0
    assert contrast_to_white(colour) >= wanted


def contrast_to_white(colour: str) -> float:
    """Ratio of luminances, as WCAG 2 defines it."""
    shares = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return 1.05 / (float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)


def test_lines_are_of_about_the_same_length() -> None:
    lines = wrapped("Access to deliberation of the small cohort (ended: none)", 52).split("\n")
    assert len(lines) == 2
    assert max(map(len, lines)) < 35
    assert "\xa0:" in wrapped("du départ (disparues : aucun)", 20)
    assert wrapped("Exigences administratives", 12) == "Exigences\nadministratives"


@pytest.mark.parametrize(("image", "first"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_figure_is_written_as_its_name_says(tmp_path: Path, image: str, first: bytes) -> None:
    figure = paths(made_up.rows(), evidence_in("fr", "projector"))
    file = save(figure, tmp_path / "deep" / f"figure.{image}")
    assert file.read_bytes().startswith(first)


def test_the_check_of_texts_sees_what_is_wrong() -> None:
    with drawing():
        figure = sheet((4.0, 3.0), "A title", "A caption.")
        figure.text(0.5, 0.5, "one over the other")
        figure.text(0.5, 0.5, "another")
        figure.text(0.9, 0.7, "beyond the edge of the sheet")
    assert outside(figure) == ["beyond the edge of the sheet"]
    assert overlapping(figure) == [("one over the other", "another")]

"""Figures against their images. `python -m tests.figures.baselines` makes the images anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.testing.compare import compare_images

from coopsim.figures import sheet
from tests.figures.baselines import CASES, FOLDER, LARGEST, SCENARIOS, image_of, write
from tests.figures.drawn import DRAWN, evidence_in

TOLERANCE = 4.0
"""Root mean square of 255 shades: rounding passes, a colour, a line or letters that moved do not."""


@pytest.mark.parametrize(("name", "language", "style"), CASES)
def test_a_figure_looks_as_it_did(name: str, language: str, style: str, tmp_path: Path) -> None:
    drawn = image_of(name, language, style, tmp_path)
    expected = FOLDER / drawn.name
    assert expected.stat().st_size <= LARGEST
    assert compare_images(str(expected), str(drawn), TOLERANCE) is None


@pytest.mark.parametrize("name", ["paths", "contrasts", "sizes"])
def test_other_colours_do_not_pass(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "COLOURS", sheet.COLOURS[::-1])
    drawn = image_of(name, "fr", "print", tmp_path)
    assert compare_images(str(FOLDER / drawn.name), str(drawn), TOLERANCE) is not None


def test_another_figure_does_not_pass(tmp_path: Path) -> None:
    evidence = evidence_in("fr")
    three = dict(list(evidence.titles.items())[:SCENARIOS])
    swapped = {"baseline": three["baseline"], **dict(list(evidence.titles.items())[3:5])}
    other = write(DRAWN["survival"](evidence._replace(titles=swapped)), tmp_path / "other.png")
    assert compare_images(str(FOLDER / "survival-fr-print.png"), str(other), TOLERANCE) is not None


def test_every_image_is_of_a_figure() -> None:
    assert {file.name for file in FOLDER.glob("*.png")} == {"-".join(case) + ".png" for case in CASES}

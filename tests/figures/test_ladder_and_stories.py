"""The figures of the ladder and of both stories: in both languages, nothing cut, nothing overlapping."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from pandas import DataFrame

from coopsim.figures.evidence import Evidence
from coopsim.figures.ladder import ladder_figure
from coopsim.figures.sheet import save
from coopsim.figures.stories import READABLE, stories_figure
from coopsim.lab.analysis.ladder import TOLD
from coopsim.lab.analysis.stories import PROPERTIES, STORIES
from coopsim.lab.ladder import BY_CHANCE, CONTROLS, RUNGS, SHORTAGE
from coopsim.scenario import load_scenario
from tests.figures.extents import outside, overlapping


def evidence_for(names: list[str], language: str, style: str) -> Evidence:
    titles = {name.rpartition("/")[2]: str(getattr(load_scenario(name).title, language)) for name in names}
    return Evidence(titles, next(iter(titles)), "100", 1, 2026.0, language, "0.1.0", "0123456789abcdef", style)


def steps() -> DataFrame:
    """Every row of a ladder: sure ones and unsure ones."""
    pairs = [("rung", above, below) for below, above in pairwise(RUNGS)]
    pairs += [("control", rung, control) for control, rung in CONTROLS.items()]
    return DataFrame(
        [
            {"kind": kind, "scenario": name, "against": against, "quarter": 60, "measure": measure, "pairs": 100}
            | {"difference": middle, "low": middle - 0.02, "high": middle + 0.02}
            for place, (kind, name, against) in enumerate(pairs)
            for measure in TOLD
            for middle in [0.015 * (place - 4)]
        ]
    )


def counts() -> DataFrame:
    """Shares of every size, the smallest too thin for a number."""
    return DataFrame(
        [
            {"scenario": "baseline", "against": "no-cooperation", "quarter": 60, "measure": measure, "points": 100}
            | {"up_share": 0.02 * place, "down_share": 0.05 * place, "no_difference_share": 1 - 0.07 * place}
            for place, measure in enumerate((*STORIES, *PROPERTIES))
        ]
    )


@pytest.fixture(params=[("en", "print"), ("fr", "print"), ("en", "projector"), ("fr", "projector")], ids="-".join)
def look(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Language and style."""
    return request.param[0], request.param[1]


@pytest.fixture
def climbed(look: tuple[str, str]) -> Figure:
    names = [f"ladder/{name}" for name in (*RUNGS, SHORTAGE, BY_CHANCE)]
    return ladder_figure(steps(), evidence_for(names, *look))


@pytest.fixture
def counted(look: tuple[str, str]) -> Figure:
    return stories_figure(counts(), evidence_for(["baseline", "no-cooperation"], *look))


@pytest.mark.parametrize("place", [0, 1])
def test_nothing_is_cut_and_nothing_overlaps(climbed: Figure, counted: Figure, place: int, tmp_path: Path) -> None:
    figure = (climbed, counted)[place]
    assert outside(figure) == []
    assert overlapping(figure) == []
    assert save(figure, tmp_path / "figure.png").stat().st_size > 10_000


def test_every_rung_and_control_has_its_row_and_its_dot(climbed: Figure) -> None:
    panels = climbed.axes
    assert len(panels) == len(TOLD)
    for panel in panels:
        dots = [line for line in panel.lines if line.get_marker() == "o"]
        assert len(dots) == len(RUNGS) - 1 + len(CONTROLS)
        hollow = [line for line in dots if line.get_markerfacecolor() == "white"]
        assert len(hollow) == sum(abs(0.015 * (place - 4)) <= 0.02 for place in range(len(dots)))


def test_bars_add_up_and_thin_ones_carry_no_number(counted: Figure) -> None:
    panel = counted.axes[0]
    ends = {round(bar.get_x() + bar.get_width(), 6) for bar in panel.patches[-len(counts()) :]}
    assert ends == {100.0}
    wide = sum(
        100 * row[name] >= READABLE
        for row in counts().to_dict("records")
        for name in ("up_share", "down_share", "no_difference_share")
    )
    assert len(panel.texts) == wide

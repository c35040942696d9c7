"""What the tables of a population say."""

import numpy as np
import pytest

from coopsim.errors import InputRefused
from coopsim.population.comparison import compared, differing
from coopsim.population.figures import BANDS, REGION
from coopsim.population.summary import drawn_rows, gini, summary_rows

HEAD = "operator,department,establishments,places,nursing_home_places,active_elsewhere"


@pytest.fixture
def operators(file):
    """A made-up file of operators whose counts and totals are those of the figures."""

    def write(change=lambda line: line):
        lines = [HEAD]
        for band in BANDS:
            lines += [change(line) for line in _band(band, len(lines))]
        return file(*lines)

    return write


def _band(band, first):
    """Operators of one band: as even as can be, the first has what is left."""
    codes = [code for code, count in zip(REGION, band.counts, strict=True) for _ in range(count)]
    size = len(codes)
    establishments = [1] * (size - 1) + [round(band.mean_establishments * size) - size + 1]
    places = [band.places // size + (at < band.places % size) for at in range(size)]
    left = band.nursing_home_places
    for at, code in enumerate(codes):
        nursing = min(places[at], left)
        left -= nursing
        elsewhere = at < band.active_elsewhere
        yield f"{first + at},{code},{establishments[at]},{places[at]},{nursing},{elsewhere}"


@pytest.mark.parametrize(
    ("values", "expected"), [([0, 0], 0.0), ([1, 1, 1, 1], 0.0), ([0, 0, 0, 1], 0.75), ([1, 3], 0.25)]
)
def test_gini(values, expected):
    assert gini(np.array(values, float)) == pytest.approx(expected)


def test_summary_adds_up(found):
    rows = summary_rows(found("languedoc-roussillon"))
    for group in ("department", "field"):
        parts = [row for row in rows if row["group"] == group]
        assert sum(row["associations"] for row in parts) == rows[0]["associations"] == 800
        assert sum(row["staff_total"] for row in parts) == pytest.approx(rows[0]["staff_total"], abs=1)
    assert len(rows) == 1 + 5 + 4
    assert len({tuple(row) for row in rows}) == 1


def test_a_field_without_employers(found, file):
    rows = summary_rows(found("file", path=file("id,department,staff", "a,34,0.5")))
    assert (rows[0]["employers"], rows[0]["small_share"]) == (0, 0.0)


def test_drawn_rows(found, file):
    rows = drawn_rows(found("file", path=file("id,department,staff,age", "a,34,2,5", "b,34,2,")))
    assert {row["column"]: row["drawn"] for row in rows}["age"] == 1
    assert all(row["of"] == 2 for row in rows)


def test_rebuilt_operators_equal_the_counts_of_a_file(found, operators):
    rows = compared(found("languedoc-roussillon"), operators())
    assert differing(rows) == []
    assert len(rows) == 8 * (5 + 4) + 5
    assert [row["equal"] for row in rows[-5:]] == [None] * 5


@pytest.mark.parametrize(
    ("old", "new", "measures"),
    [
        (",48,", ",34,", {"operators"}),
        ("1,11,1,22,22,True", "1,11,1,23,22,True", {"places"}),
        ("1,11,1,22,22,True", "1,11,1,22,21,False", {"nursing_home_places", "active_elsewhere"}),
    ],
)
def test_a_difference_is_found(found, operators, old, new, measures):
    rows = compared(found("languedoc-roussillon"), operators(lambda line: line.replace(old, new)))
    assert {row["measure"] for row in differing(rows)} == measures


def test_a_population_without_operators(found, operators):
    with pytest.raises(InputRefused, match="operators of care for older people with places, got none"):
        compared(found("synthetic"), operators())


def test_a_file_without_the_columns(found, file):
    with pytest.raises(InputRefused, match="the column nursing_home_places"):
        compared(found("languedoc-roussillon"), file("department,places", "34,30"))

"""The courses of levers over dates and departments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.errors import InputRefused
from coopsim.scenario import date_of, load_scenario, quarter_number
from coopsim.scenario.dates import is_date
from coopsim.scenario.levers import LEVER_NAMES, value_at
from coopsim.world.vocabulary import LEVERS

dates = st.builds(lambda number: date_of("2000Q1", number), st.integers(0, 200))
courses = st.dictionaries(dates, st.floats(-1, 1), min_size=1, max_size=6)


def test_the_levers_are_those_of_the_vocabulary_in_order() -> None:
    assert LEVER_NAMES == LEVERS


@given(st.integers(0, 4 * 9999 + 3))
def test_a_date_and_its_number_are_the_same_thing(number: int) -> None:
    date = date_of("0000Q1", number)
    assert is_date(date)
    assert quarter_number(date) == number


@settings(deadline=None)
@given(courses, st.integers(-40, 300))
def test_a_course_stays_between_its_values_and_passes_through_its_dates(course: dict[str, float], quarter: int) -> None:
    value = value_at(course, quarter_number("2000Q1") + quarter)
    assert min(course.values()) - 1e-12 <= value <= max(course.values()) + 1e-12
    assert all(value_at(course, quarter_number(date)) == known for date, known in course.items())


@settings(deadline=None)
@given(courses)
def test_a_course_is_constant_outside_its_dates(course: dict[str, float]) -> None:
    first, last = min(course, key=quarter_number), max(course, key=quarter_number)
    assert value_at(course, quarter_number(first) - 100) == course[first]
    assert value_at(course, quarter_number(last) + 100) == course[last]


@settings(deadline=None)
@given(st.floats(-1, 1), st.integers(-40, 300))
def test_a_constant_is_a_course_of_one_date(value: float, quarter: int) -> None:
    number = quarter_number("2000Q1") + quarter
    assert value_at(value, number) == value_at({"2010Q1": value}, number) == value


def test_a_path_is_linear_between_dates_and_constant_after() -> None:
    path = load_scenario("baseline").lever_path(["11", "34"])
    tendering, reporting = path[:, :, 0], path[:, :, 2]
    assert path.shape == (61, 2, 14)
    assert path.dtype == np.float64
    np.testing.assert_allclose(tendering[:, 0], np.interp(np.arange(61), [0, 16], [0.15, 0.35]), rtol=0, atol=1e-15)
    assert (tendering[16:] == 0.35).all()
    assert (reporting[16:] == 0.5).all()
    assert (path[:, :, 7:] == 0).all()


def test_the_order_of_dates_in_a_file_does_not_matter() -> None:
    turned = {"2030Q1": 0.35, "2026Q1": 0.15}
    path = load_scenario("baseline", {"levers.tendering": turned}).lever_path(["34"])
    assert (path == load_scenario("baseline").lever_path(["34"])).all()


def test_dates_are_those_of_the_calendar_not_of_the_run() -> None:
    later = load_scenario("baseline", {"start": "2028Q1"}).lever_path(["34"])
    assert (later[1:53, 0, 0] == load_scenario("baseline").lever_path(["34"])[9:, 0, 0]).all()


def test_a_department_may_differ() -> None:
    values = {
        "levers.by_department.34.reporting": 1.0,
        "levers.by_department.34.smaller_lots": {"2026Q1": 0, "2027Q1": 1},
    }
    path = load_scenario("baseline", values).lever_path(["30", "34"])
    plain = load_scenario("baseline").lever_path(["30", "34"])
    assert (path[:, 0] == plain[:, 0]).all()
    assert (path[1:, 1, 2] == 1.0).all()
    assert list(path[:6, 1, 8]) == [0, 0.25, 0.5, 0.75, 1, 1]
    assert (path[:, 1, [0, 1, *range(3, 8)]] == plain[:, 1, [0, 1, *range(3, 8)]]).all()


def test_row_0_holds_the_opening_levers() -> None:
    path = load_scenario("baseline", {"levers.tendering": 0.9}).lever_path(["34"])
    assert list(path[:3, 0, 0]) == [0.15, 0.9, 0.9]


def test_a_department_that_the_population_has_not_is_refused() -> None:
    scenario = load_scenario("baseline", {"levers.by_department.43.reporting": 1.0})
    expected = r"baseline\.toml: levers\.by_department\.43: expected a department of the population: 11, 34, got 43"
    with pytest.raises(InputRefused, match=expected):
        scenario.lever_path(["11", "34"])


@pytest.mark.parametrize("lever", LEVERS)
def test_zero_is_allowed_for_every_lever(lever: str) -> None:
    path = load_scenario("baseline", {f"levers.{lever}": 0}).lever_path(["34"])
    assert (path[1:, 0, LEVERS.index(lever)] == 0).all()

"""Ties followed through events: what starts, changes, passes on and ends."""

from __future__ import annotations

import pytest
from pandas import DataFrame

import coopsim
from coopsim.figures.flow import way_of, ways_of
from coopsim.figures.ties import COLUMNS, Course, Tie, closest_forms, courses_of, ties_at

ACTIVE, ENDED, MERGED = "agreement_active", "agreement_ended", "merger_completed"
MEASURES = {"partnership": "partnerships", "pooling": "poolings", "alliance": "alliances"}


def events(*told: tuple[int, str, str, str, str], equals: bool = False) -> DataFrame:
    return DataFrame([(*one, equals and one[1] == MERGED) for one in told], columns=list(COLUMNS))


def outcomes(courses: list[Course]) -> list[tuple[str, ...]]:
    return sorted(way_of(course) for course in courses)


def test_an_agreement_that_becomes_closer_is_one_course() -> None:
    told = events(
        (2, ACTIVE, "a", "b", "partnership"), (9, ENDED, "b", "a", "partnership"), (9, ACTIVE, "a", "b", "pooling")
    )
    (course,) = courses_of(told, {})
    assert course.steps == [(2, "partnership"), (9, "pooling")]
    assert course.outcome() == "lasting"
    assert [tie.form for quarter in (1, 2, 8, 9) for tie in ties_at([course], quarter)] == [
        "partnership",
        "partnership",
        "pooling",
    ]


def test_an_agreement_that_only_ends_stood_at_the_start() -> None:
    courses = courses_of(events((5, ENDED, "a", "b", "alliance")), {})
    assert ties_at(courses, 0) == [Tie("a", "b", "alliance")]
    assert ties_at(courses, 5) == []


def test_a_new_agreement_of_the_same_two_is_another_course() -> None:
    told = events((1, ACTIVE, "a", "b", "pooling"), (4, ENDED, "a", "b", "pooling"), (7, ACTIVE, "a", "b", "pooling"))
    assert outcomes(courses_of(told, {})) == [("pooling", "ended", "ended", "ended"), ("pooling", *["lasting"] * 3)]


def test_ties_of_the_absorbed_pass_on() -> None:
    told = events((1, ACTIVE, "a", "b", "pooling"), (5, MERGED, "c", "b", "merger"), (8, ENDED, "a", "c", "pooling"))
    courses = courses_of(told, {"b": "c"})
    assert ties_at(courses, 4) == [Tie("a", "b", "pooling")]
    assert ties_at(courses, 5) == [Tie("a", "c", "pooling")]
    assert ties_at(courses, 8) == []
    assert outcomes(courses) == [("merger",) * 4, ("pooling", "ended", "ended", "ended")]


def test_of_two_ties_with_one_partner_the_closer_stays() -> None:
    told = events(
        (1, ACTIVE, "a", "b", "alliance"),
        (2, ACTIVE, "a", "c", "partnership"),
        (5, ENDED, "a", "b", "partnership"),
        (5, MERGED, "c", "b", "merger"),
    )
    assert ties_at(courses_of(told, {"b": "c"}), 6) == [Tie("a", "c", "alliance")]


def test_a_merger_of_equals_ends_the_tie_of_its_parts() -> None:
    told = events(
        (1, ACTIVE, "a", "b", "alliance"),
        (2, ACTIVE, "a", "c", "pooling"),
        (6, ENDED, "body", "b", "alliance"),
        (6, MERGED, "body", "b", "merger"),
        equals=True,
    )
    courses = courses_of(told, {"a": "body", "b": "body"})
    assert ties_at(courses, 6) == [Tie("body", "c", "pooling")]
    assert outcomes(courses) == [("alliance", "merger", "merger", "merger"), ("pooling", *["lasting"] * 3)]


def test_the_closest_form_is_told() -> None:
    assert closest_forms([Tie("a", "b", "alliance"), Tie("a", "c", "partnership")])["a"] == "alliance"


def test_ways_are_counted_run_by_run() -> None:
    told = events((1, ACTIVE, "a", "b", "pooling"), (4, ENDED, "a", "b", "pooling")).assign(replicate=1)
    lives = DataFrame({"association": ["a", "a"], "absorber": ["", ""], "replicate": [0, 1]})
    assert [dict(run) for run in ways_of(lives, told)] == [{}, {("pooling", "ended", "ended", "ended"): 1}]


@pytest.mark.parametrize("scenario", ["baseline", "mergers-pushed"])
def test_ties_of_a_run_are_those_that_its_measures_count(scenario: str) -> None:
    run = coopsim.run(coopsim.load_scenario(scenario), seed=1, replicate=0)
    gone = run.associations[run.associations.absorber != ""]
    courses = courses_of(run.events, dict(zip(gone.association, gone.absorber, strict=True)))
    measured = run.measures.set_index("quarter")
    for form, measure in MEASURES.items():
        counted = [sum(tie.form == form for tie in ties_at(courses, quarter)) for quarter in measured.index]
        unseen = measured[measure].to_numpy() - counted
        assert set(unseen) == {unseen[0]}, "only those that outlive the run on both sides have no event"
        assert 0 <= unseen[0] <= 0.2 * measured[measure].iloc[0] + 1

"""Every declared number keeps its promises."""

from __future__ import annotations

import math

import pytest

from coopsim.errors import CoopsimError
from coopsim.scenario import Knob, knob, knobs, load_scenario, scenario_schema
from coopsim.scenario.plan import ChoiceEntry, Switches
from coopsim.scenario.refusals import written
from coopsim.world.vocabulary import ACTS, LEVERS, SWITCHES

BASELINE = load_scenario("baseline")
KNOBS = {one.key: one for one in knobs()}


def course(value: object) -> list[float]:
    """The values of a lever's course, or of a number."""
    return list(value.values()) if isinstance(value, dict) else [float(str(value))]


def test_levers_come_first_then_every_parameter_once() -> None:
    keys = [one.key for one in knobs()]
    assert keys[: len(LEVERS)] == [f"levers.{name}" for name in LEVERS]
    assert len(set(keys)) == len(keys)
    settings = BASELINE.settings()
    assert set(keys) == {key for key in settings if key.startswith(("levers.", "parameters."))}


@pytest.mark.parametrize("one", knobs(), ids=lambda one: one.key)
def test_a_declaration_is_complete_and_holds_its_value(one: Knob) -> None:
    low, high = one.bounds
    assert low < high
    assert one.unit
    assert one.en
    assert one.fr
    assert all(low <= value <= high for value in course(BASELINE.settings()[one.key]))
    if one.explored:
        assert low <= one.explored[0] < one.explored[1] <= high


@pytest.mark.parametrize("one", [one for one in knobs() if one.key.startswith("levers.")], ids=lambda one: one.key)
def test_a_lever_may_be_neutral_and_has_a_range_to_explore(one: Knob) -> None:
    assert one.bounds[0] <= 0 <= one.bounds[1]
    assert one.explored
    assert one.analysed


@pytest.mark.parametrize("one", knobs(), ids=lambda one: one.key)
def test_bounds_are_accepted_and_nothing_beyond(one: Knob) -> None:
    for bound, direction in zip(one.bounds, (-math.inf, math.inf), strict=True):
        value = int(bound) if one.integer else float(bound)
        beyond = value + (1 if direction > 0 else -1) if one.integer else math.nextafter(value, direction)
        load_scenario("baseline", {one.key: value})
        with pytest.raises(CoopsimError, match=f"--set: {one.key}: expected a"):
            load_scenario("baseline", {one.key: beyond})


def test_the_analysed_parameters_are_those_of_the_specification() -> None:
    assert {one.symbol for one in knobs() if one.analysed and one.key.startswith("parameters.")} == {
        "taste_F", "taste_scale", "b_autonomy", "governance mean", "p0", "λ_scale", "saving_scale", "fidelity_scale",
        "coalition", "χ", "b_ties", "search_scale", "w_size", "σ_year", "h0", "birth_rate", "seats0",
    }  # fmt: skip


def test_words_are_those_of_the_vocabulary() -> None:
    assert tuple(Switches.model_fields) == SWITCHES
    acts = ChoiceEntry.model_json_schema()["properties"]["act"]["enum"]
    assert tuple(acts) == ACTS


def test_a_knob_is_found_by_its_key() -> None:
    assert knob("levers.by_department.34.reporting") == KNOBS["levers.reporting"]
    assert knob("levers.tendering.2030Q1") == KNOBS["levers.tendering"]
    assert knob("choices.3.quarter") is not None
    assert [knob(key) for key in ("", "levers", "population.source", "parameters.choice", "nothing")] == [None] * 5


def test_the_schema_carries_bounds_units_and_both_languages() -> None:
    schema = scenario_schema()
    for one in knobs():
        table, name = one.key.split(".")[-2:]
        stated = schema["$defs"][table.capitalize()]["properties"][name]
        assert (stated["unit"], stated["bounds"]) == (one.unit, list(one.bounds))
        assert stated["meaning"] == {"en": one.en, "fr": one.fr}
        limits = stated["oneOf"][0] if table == "levers" else stated
        assert (limits["minimum"], limits["maximum"]) == one.bounds
    assert set(schema["$defs"]["Levers"]["properties"]["by_department"]["additionalProperties"]["properties"]) == set(
        LEVERS
    )


def test_nothing_is_required_of_a_difference() -> None:
    assert '"required":' not in str(scenario_schema()).replace("'", '"')


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), ("é", '"é"'), (0.5, "0.5"), ([1, "a"], '[1, "a"]'), ({"2026Q1": 0.1}, '{"2026Q1" = 0.1}')],
)
def test_values_are_shown_as_a_file_writes_them(value: object, text: str) -> None:
    assert written(value) == text

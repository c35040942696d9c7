"""Chains of files, overrides, and what makes two scenarios the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from coopsim.errors import CoopsimError
from coopsim.scenario import Scenario, changed_scenario, differences, load_scenario, overrides_of, root_scenario

Write = Callable[..., str]


def test_a_file_is_a_difference(write: Write) -> None:
    scenario = load_scenario(write("[levers]\ntendering = 0.5\n[parameters.choice]\ntaste_merger = 0.3"))
    assert [(one.key, one.value) for one in differences(scenario, load_scenario("baseline"))] == [
        ("levers.tendering", 0.5),
        ("parameters.choice.taste_merger", 0.3),
    ]


def test_dates_are_replaced_whole_and_tables_merged(write: Write) -> None:
    write(
        '[levers]\ntendering = {"2026Q1" = 0.2, "2028Q1" = 0.4}\n[levers.by_department.34]\nreporting = 1.0', "middle"
    )
    text = '[levers]\ntendering = {"2040Q1" = 0.3}\n[levers.by_department.34]\nefficiency = 0.01'
    levers = load_scenario(write(text, "leaf", extends="middle.toml")).levers
    assert levers.tendering == {"2040Q1": 0.3}
    assert levers.by_department == {"34": {"reporting": 1.0, "efficiency": 0.01}}


def test_lists_are_replaced_whole(write: Write) -> None:
    write('[[choices]]\nquarter = 1\nassociation = "a"\nact = "pool"\n', "middle")
    leaf = write('[[choices]]\nquarter = 2\nassociation = "b"\nact = "speak"\n', "leaf", extends="middle.toml")
    assert [choice.association for choice in load_scenario(leaf).choices] == ["b"]


def test_texts_are_never_inherited_and_stand_for_both_languages(write: Write) -> None:
    silent = load_scenario(write("quarters = 20"))
    assert (silent.title.en, silent.question.en) == ("tender", "")
    spoken = load_scenario(write('[title]\nfr = "Marchés"'))
    assert (spoken.title.en, spoken.title.fr) == ("Marchés", "Marchés")


def test_the_name_is_the_stem_of_the_file(write: Write) -> None:
    assert load_scenario(write("")).name == "tender"
    assert load_scenario("strong-npm.toml").name == load_scenario("strong-npm").name == "strong-npm"


def test_a_file_beside_comes_before_a_shipped_one(write: Write, tmp_path: Path) -> None:
    (tmp_path / "strong-npm.toml").write_text('extends = "baseline.toml"\nquarters = 7\n')
    assert load_scenario("strong-npm.toml").quarters == 7
    assert load_scenario("strong-npm").quarters == 60


def test_the_opening_levers_are_those_of_the_root_at_its_start(write: Write) -> None:
    text = 'start = "2030Q1"\n[levers]\ntendering = 0.9\nefficiency = 0.03\n[levers.by_department.34]\nreporting = 2.0'
    opening = load_scenario(write(text), {"levers.tendering": 0.7}).opening
    assert opening == load_scenario("baseline").opening
    assert (opening.tendering, opening.efficiency, opening.by_department) == (0.15, 0.0, {})


def test_the_root_is_found(write: Write) -> None:
    assert root_scenario(write("quarters = 20")) == load_scenario("baseline")


def test_overrides_are_read_as_toml_or_text() -> None:
    assignments = [
        "parameters.choice.taste_merger=0.3",
        "switches.tender = false",
        "quarters=20",
        "start=2027Q1",
        "levers.by_department.34.reporting=1",
        'levers.tendering={"2026Q1"=0.1, 2030Q1=0.5}',
    ]
    scenario = load_scenario("baseline", overrides_of(assignments))
    assert scenario.parameters.choice.taste_merger == 0.3
    assert scenario.switches.tender is False
    assert (scenario.quarters, scenario.start) == (20, "2027Q1")
    assert scenario.levers.by_department == {"34": {"reporting": 1.0}}
    assert scenario.levers.tendering == {"2026Q1": 0.1, "2030Q1": 0.5}


@pytest.mark.parametrize("text", ["levers.tendering", "=3", "levers.tendering=", "", " = 3"])
def test_an_assignment_needs_a_key_and_a_value(text: str) -> None:
    with pytest.raises(CoopsimError, match=r"--set: expected KEY=VALUE, such as levers\.tendering=0\.5"):
        overrides_of([text])


@pytest.mark.parametrize(
    "keys", [("levers.tendering", "levers.tendering.2030Q1"), ("levers.reporting.2030Q1", "levers")]
)
def test_one_key_cannot_be_a_value_and_a_table(keys: tuple[str, str]) -> None:
    with pytest.raises(CoopsimError, match="to be a table or a value, got both"):
        load_scenario("baseline", dict.fromkeys(keys, 0.5))


def test_overrides_leave_the_callers_values_alone() -> None:
    course = {"2026Q1": 0.1}
    load_scenario("baseline", {"levers.tendering": course})
    assert course == {"2026Q1": 0.1}


def test_numbers_of_numpy_are_numbers() -> None:
    values = {"levers.tendering": np.float64(0.5), "parameters.search.candidates": np.int64(7)}
    scenario = load_scenario("baseline", values)
    assert (scenario.levers.tendering, scenario.parameters.search.candidates) == (0.5, 7)


def test_a_change_without_files_equals_the_same_override() -> None:
    values = {"levers.tendering": 0.5, "parameters.choice.taste_merger": 0.3, "quarters": 20}
    assert changed_scenario(load_scenario("strong-npm"), values) == load_scenario("strong-npm", values)
    with pytest.raises(CoopsimError, match=r"--set: levers\.tendering: expected a number"):
        changed_scenario(load_scenario("strong-npm"), {"levers.tendering": 2})


def test_words_do_not_change_the_hash_and_values_do(write: Write) -> None:
    baseline = load_scenario("baseline")
    same = load_scenario(
        write('[title]\nen = "Other"\n[evidence]\n"quarters" = "Assumption"\n[levers]\nsmaller_lots = 0')
    )
    assert same.hash == baseline.hash
    for key, value in [("levers.smaller_lots", 0.01), ("quarters", 59), ("switches.tender", False)]:
        assert load_scenario("baseline", {key: value}).hash != baseline.hash


def test_the_hash_holds_the_content_of_a_populations_file_not_its_place(write: Write, tmp_path: Path) -> None:
    text = '[population]\nsource = "file"\npath = "mine.csv"'
    for folder in ("scenarios", "elsewhere"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "mine.csv").write_text("id,department,staff\n1,34,3\n")
    first = load_scenario(write(text))
    (tmp_path / "elsewhere" / "moved.toml").write_text((tmp_path / "scenarios" / "tender.toml").read_text())
    assert load_scenario("elsewhere/moved.toml").hash == first.hash
    assert Path(first.population.path) == tmp_path / "scenarios" / "mine.csv"
    (tmp_path / "scenarios" / "mine.csv").write_text("id,department,staff\n1,34,4\n")
    assert load_scenario("scenarios/tender.toml").hash != first.hash


def test_an_overriding_path_begins_where_one_works(write: Write, tmp_path: Path) -> None:
    (tmp_path / "here.csv").write_text("id,department,staff\n1,34,3\n")
    scenario = load_scenario("baseline", {"population.source": "file", "population.path": "here.csv"})
    assert Path(scenario.population.path) == tmp_path / "here.csv"


def test_a_scenario_is_frozen_and_travels() -> None:
    scenario = load_scenario("strong-npm")
    with pytest.raises(ValidationError):
        scenario.quarters = 3  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert Scenario.model_validate_json(scenario.model_dump_json()).hash == scenario.hash


def test_dates_of_a_run() -> None:
    scenario = load_scenario("baseline", {"start": "2026Q3"})
    assert [scenario.date(quarter) for quarter in (-1, 0, 2, 6)] == ["2026Q2", "2026Q3", "2027Q1", "2028Q1"]

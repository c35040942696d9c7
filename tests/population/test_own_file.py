"""A user's own file: what loads, what is drawn, what is refused and in which words."""

import numpy as np
import pandas
import pytest

from coopsim.errors import InputRefused
from coopsim.population import own_file
from coopsim.world.vocabulary import CAUSES, FIELDS

COLUMNS = ("staff", "age", "governance", "cash_months", "public_share", "know_how", "latitude", "main_cause")


@pytest.fixture
def load(found, file):
    """Found a population from the lines of a file."""
    return lambda *lines, **said: found("file", path=file(*lines), **said)


@pytest.fixture
def refused(load):
    """The message that refuses the lines of a file."""

    def message(*lines):
        with pytest.raises(InputRefused) as refusal:
            load(*lines, place="mine.csv")
        return str(refusal.value)

    return message


def test_the_least_that_is_needed(load):
    founders = load("id,department,staff", "b,34,3", "a,11,12.5", "c,34,8")
    assert founders.departments == ("11", "34")
    assert [founders.identifier(row) for row in range(3)] == ["a", "b", "c"]
    assert founders.staff.tolist() == [12.5, 3.0, 8.0]
    assert founders.ordinal.tolist() == [1, 1, 2]
    assert "staff" not in founders.drawn
    assert founders.drawn["governance"] == founders.drawn["position"] == 3
    assert [FIELDS[number] for number in founders.field] == ["own_file"] * 3


def test_everything_may_be_said(load):
    founders = load(
        "association;department;staff;field;main_cause;public_share;cash_months;age;governance;know_how;legitimacy;"
        "managerial_norm;latitude;longitude;active_elsewhere;establishments;name;comment",
        "a;34;12,5;home_and_social;housing;0,6;4;10;0,7;0,2;0,5;0,3;43,6;3,9;oui;2;Mon association;bla",
    )
    assert founders.drawn == {"second_cause": 1}
    assert (founders.age[0], founders.public_share[0], founders.establishments[0]) == (40, 0.6, 2)
    assert founders.main_cause[0] == CAUSES.index("housing")
    assert founders.active_elsewhere[0]
    assert founders.name(0) == "Mon association"
    assert founders.latitude[0] == 43.6
    assert not np.isnan(founders.x_km[0])


def test_operators_as_the_import_writes_them(load):
    founders = load(
        "operator,department,establishments,places,nursing_home_places,latitude,longitude,active_elsewhere",
        "001,34,2,100,80,43.6,3.9,False",
        "002,34,1,30,0,43.6,3.9,True",
    )
    assert founders.staff == pytest.approx([51.0, 4.5])
    assert founders.active_elsewhere.tolist() == [False, True]
    assert set(founders.field.tolist()) == {FIELDS.index("older_people_residential")}
    assert set(founders.main_cause.tolist()) == {CAUSES.index("old_age_residential")}
    assert "position" not in founders.drawn


def test_budget_in_thousands_a_year(load, parameters):
    founders = load("id,department,budget", "a,34,510")
    assert founders.staff[0] == pytest.approx(510 / (4 * parameters.money.unit_cost))


def test_a_size_row_by_row(load):
    assert load("id,department,staff,budget", "a,34,3,", "b,34,,51").staff == pytest.approx([3.0, 1.0])


def test_what_is_missing_is_drawn_and_counted(load):
    founders = load("id,department,staff,governance", "a,34,3,0.9", "b,34,3,", "c,34,3,")
    assert founders.drawn["governance"] == 2
    assert founders.governance[0] == 0.9


def test_an_unknown_position_is_drawn_for_the_map_only(load):
    founders = load("id,department,staff,latitude,longitude", "a,34,3,43.6,3.9", "b,34,3,,")
    assert np.isnan(founders.x_km).tolist() == np.isnan(founders.y_km).tolist() == [False, True]
    assert not np.isnan(founders.latitude).any()
    assert founders.drawn["position"] == 1


def test_one_more_row_shifts_nobody(load):
    before = load("id,department,staff", "a,34,3", "b,34,3")
    after = load("id,department,staff", "new,11,3", "a,34,3", "between,34,9", "b,34,3")
    for name in COLUMNS:
        assert getattr(after, name)[[1, 3]].tolist() == getattr(before, name).tolist(), name
    assert after.who[[1, 3]].tolist() == before.who.tolist()
    assert (after.who < 2**62).all()


def test_a_known_value_shifts_no_draw(load):
    before, after = load("id,department,staff", "a,34,3"), load("id,department,staff,age", "a,34,3,7")
    assert after.age[0] == 28
    assert after.governance[0] == before.governance[0]
    assert after.cash_months[0] == before.cash_months[0]


def test_parquet_is_the_same_population(found, file, tmp_path):
    lines = ("id,department,staff,age", "a,34,3.5,7", "b,11,4,")
    path = tmp_path / "mine.parquet"
    pandas.DataFrame({"id": ["a", "b"], "department": [34, 11], "staff": [3.5, 4.0], "age": [7.0, None]}).to_parquet(
        path
    )
    one, other = found("file", path=file(*lines)), found("file", path=str(path))
    for name in COLUMNS:
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


def test_fictional_names_without_a_column_of_names(load):
    founders = load("id,department,staff,name", "a,34,3,", "b,34,3,Vraie")
    assert founders.name(1) == "Vraie"
    assert founders.name(0) not in ("", "a")


HEAD = "id,department,staff"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [HEAD, "a,34,3", "a,34,4"],
            "mine.csv: line 3, column id: expected an id of its own (line 2 has it already), got a",
        ),
        ([HEAD, ",34,3"], "line 2, column id: expected an id, got an empty cell"),
        ([HEAD, "a,34,-3"], "line 2, column staff: expected a number, above 0, at most 100,000, got -3"),
        ([HEAD, "a,34,0"], "line 2, column staff: expected a number, above 0"),
        ([HEAD, "a,34,many"], "got many"),
        ([HEAD, "a,34,NaN"], "got NaN"),
        ([HEAD, "a,34,"], "line 2, column staff: expected a size, got an empty cell"),
        ([HEAD, "a,,3"], "line 2, column department: expected the INSEE code"),
        ([HEAD, "a,Gaard,3"], "got Gaard. did you mean 30 (Gard)?"),
        (["id,department", "a,34"], "columns: expected a size (staff or places or budget), got id, department"),
        (["id,department,staf", "a,34,3"], "columns: expected a known name, got staf. did you mean staff?"),
        (["id,department,staff,goverance", "a,34,3,1"], "got goverance. did you mean governance?"),
        (
            ["department,staff", "34,3"],
            "expected a column that tells associations apart (id or operator or association)",
        ),
        (["id,staff", "a,3"], "expected the department"),
        ([HEAD + ",governance", "a,34,3,1.2"], "line 2, column governance: expected a number from 0 to 1, got 1.2"),
        ([HEAD + ",main_cause", "a,34,3,housin"], "got housin. did you mean housing?"),
        ([HEAD + ",field", "a,34,3,home"], "line 2, column field: expected one of older_people_residential"),
        ([HEAD + ",active_elsewhere", "a,34,3,maybe"], "expected true or false, got maybe"),
        ([HEAD + ",latitude,longitude", "a,34,3,43.6,"], "column longitude: expected a longitude beside the latitude"),
        ([HEAD + ",latitude", "a,34,3,43.6"], "column longitude: expected a longitude beside the latitude"),
        (
            [HEAD + ",latitude,longitude", "a,34,3,3.9,43.6"],
            "column latitude: expected a number from 41 to 51.5, got 3.9",
        ),
        (["id,department,places", "a,34,30"], "column nursing_home_places: expected how many of the places"),
        (["id,department,places,nursing_home_places", "a,34,30,40"], "expected at most the 30 places, got 40"),
        (
            ["id,department,budget", "a,34,510000000"],
            "expected thousands of euros a year, above 0, at most 5,100,000, got 510000000",
        ),
        ([HEAD], "at least one row"),
    ],
)
def test_refusals_say_where_what_and_how(refused, lines, message):
    told = refused(*lines)
    assert told.startswith("mine.csv: ")
    assert message in told


def test_two_ids_of_one_hash_are_refused(refused, monkeypatch):
    monkeypatch.setattr(own_file, "address_of", lambda name: 5)
    assert "expected ids with hashes of their own, got a and b. Change one" in refused(HEAD, "a,34,3", "b,34,3")


def test_a_file_names_itself_without_another_place(load):
    with pytest.raises(InputRefused, match=r"mine\.csv: line 2"):
        load(HEAD, "a,34,x")

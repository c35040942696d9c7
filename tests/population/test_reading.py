"""Tables as people write them: what is read, and what is refused with its line."""

import contextlib
import math

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.errors import InputRefused
from coopsim.population.reading import find_column, read_table


def refused(path, place="mine.csv"):
    with pytest.raises(InputRefused) as refusal:
        read_table(path, place)
    return str(refusal.value)


def test_commas_and_points(file):
    table = read_table(file("id,staff", "a,1.5", "", "b,2"), "mine.csv")
    assert table.numbers("staff", 0, 10) == [1.5, 2.0]
    assert table.lines == [2, 4]


def test_french_excel(file):
    """Semicolons, decimal commas, spaces in thousands, a byte-order mark, Windows line ends."""
    table = read_table(file("ID ; Public Share\r", "é;1 234,5\r", encoding="utf-8-sig"), "mine.csv")
    assert list(table.columns) == ["id", "public_share"]
    assert table.text(0, "id") == "é"
    assert table.numbers("public_share", 0, 1e6) == [1234.5]


def test_empty_cells_are_none_and_nan(file):
    table = read_table(file("id,staff", "a,"), "mine.csv")
    assert math.isnan(table.number(0, "staff", 0, 1))
    assert math.isnan(table.numbers("age", 0, 1)[0])
    assert table.text(0, "age") == ""
    assert table.truth(0, "staff") is False


@pytest.mark.parametrize(
    ("word", "meaning"), [("Oui", True), ("vrai", True), ("1", True), ("FALSE", False), ("non", False)]
)
def test_truth_in_two_languages(file, word, meaning):
    assert read_table(file("id,active", f"a,{word}"), "mine.csv").truth(0, "active") is meaning


@pytest.mark.parametrize("cell", ["x", "nan", "inf", "-1", "1_000", "1e9", "٣x"])
def test_what_is_no_number_in_bounds(file, cell):
    table = read_table(file("id,staff", "a,1", f"b,{cell}"), "mine.csv")
    with pytest.raises(InputRefused) as refusal:
        table.numbers("staff", 0, 1000)
    assert str(refusal.value) == f"mine.csv: line 3, column staff: expected a number from 0 to 1000, got {cell}"


def test_decimal_comma_between_commas_says_what_to_do(file):
    table = read_table(file("id,staff", 'a,"12,5"'), "mine.csv")
    with pytest.raises(InputRefused, match="separate the columns with semicolons"):
        table.numbers("staff", 0, 1000)


def test_latin_1_is_refused_by_line(file):
    told = refused(file("id;name", "a;ok", "b;Générale", encoding="latin-1"))
    assert told == "mine.csv: line 3: expected UTF-8 text, got the byte 0xE9. Save the file as « CSV UTF-8 »"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([""], "an empty file"),
        (["\ufeff", "", ";;;"], "an empty file"),
        (['""'], "an empty file"),
        (["id,staff"], "at least one row"),
        (["id,staff", "a,1,2"], "line 2: expected 2 cells, as in the first line, got 3. Where decimals"),
        (["id,staff", "a,1", "b"], "line 3: expected 2 cells, as in the first line, got 1"),
        (["id,staff,staff", "a,1,2"], "columns: expected each name once, got staff twice"),
        (["id,staff", 'a,"1'], "line 2: expected a row of a CSV table"),
        (["id,staff", "a,\x001"], "line 2: expected UTF-8 text, got a null byte"),
    ],
)
def test_broken_tables(file, lines, message):
    assert message in refused(file(*lines))


def test_no_such_file_and_a_folder(tmp_path):
    for path in (tmp_path / "absent.csv", tmp_path):
        assert refused(path).startswith("mine.csv: expected a file that can be read, got ")


def test_a_missing_column_names_the_nearest(file):
    table = read_table(file("id,departement", "a,34"), "mine.csv")
    with pytest.raises(InputRefused) as refusal:
        find_column(table, ("department",), "the department")
    assert str(refusal.value).endswith("got id, departement. Rename departement to department")


def test_parquet_keeps_its_types(tmp_path):
    path = tmp_path / "mine.parquet"
    pandas.DataFrame({"id": [7, 8], "staff": [1.5, None], "department": [34.0, 11.0]}).to_parquet(path)
    table = read_table(path, "mine.parquet")
    assert [table.text(row, "id") for row in (0, 1)] == ["7", "8"]
    assert table.text(0, "department") == "34"
    assert math.isnan(table.number(1, "staff", 0, 9))
    with pytest.raises(InputRefused, match="row 1, column staff"):
        table.number(0, "staff", 0, 1)


def test_parquet_in_name_only(file):
    assert "expected a Parquet file" in refused(file("id,staff", "a,1", name="mine.parquet"))


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(InputRefused):
        assert len(read_table(path, "any.csv")) > 0

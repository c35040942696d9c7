"""Rows as eyes, sheets and programs want them."""

from __future__ import annotations

import json

import pytest

from coopsim.cli.table import TableFormat, print_rows

ROWS = [
    {"name": "a", "share": 0.5, "count": 1234, "there": True},
    {"name": "b, c", "share": None, "count": 2, "there": False},
]


def printed(capsys: pytest.CaptureFixture[str], form: TableFormat, **said: object) -> str:
    print_rows(ROWS, form, **said)  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_numbers_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, TableFormat.TABLE).splitlines()
    assert lines == ["name  share  count  there", "a      0.50   1234  yes", "b, c             2  no"]


def test_csv_keeps_values_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, TableFormat.CSV).splitlines()[1:] == ["a,0.5,1234,True", '"b, c",,2,False']


def test_json_keeps_types(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(printed(capsys, TableFormat.JSON)) == ROWS


def test_some_columns_only_written_in_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, TableFormat.CSV, columns=["name", "there"], written=lambda value: f"<{value}>")
    assert text.splitlines() == ["name,there", "<a>,<True>", '"<b, c>",<False>']


def test_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], TableFormat.TABLE)
    print_rows([], TableFormat.TABLE, ["name"])
    print_rows([], TableFormat.JSON)
    assert capsys.readouterr().out == "nothing\nname\n[]\n"


def test_long_cells_are_shortened_for_eyes_only(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"text": "x" * 100}]
    print_rows(rows, TableFormat.TABLE)
    print_rows(rows, TableFormat.CSV)
    table, sheet = capsys.readouterr().out.split("text\n")[1:]
    assert table.strip() == "x" * 71 + "…"
    assert sheet.strip() == "x" * 100

"""Exports: the same rows in other clothes, whole or not there, and nobody's files touched."""

from __future__ import annotations

import errno
import json
import math
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow as pa
import pyarrow.csv as pyarrow_csv
import pyarrow.parquet as parquet
import pytest

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.records.columns import SCHEMAS, TABLES, frame_of
from coopsim.lab.store import Store, open_store, store_for, writers
from coopsim.lab.store.chunks import Sheet, sheet_of
from coopsim.lab.store.dictionary import COLUMNS, words_for
from coopsim.lab.store.export import PROVENANCE, export
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from coopsim.lab.store.sheets import points_of
from tests.lab.made import flip, keys, killed_everywhere, made, tables, tiny
from tests.lab.test_mending import failure

SHEETS = ("measures", "associations", "events", "points", "failures", "columns")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of several parts, of which some repeat runs, and one failure."""
    store = made(tmp_path_factory.mktemp("given") / "store", keys(0, 1), keys(1, 2), keys(3)[1:])
    store.add_failures([failure(keys(3)[0]) | {"message": 'Plus de mémoire, « dit-elle »\n"fin"'}])
    return store


def same(one: Any, other: Any, apart: float = 0.0) -> None:
    """Two frames of equal values, whatever stands for nothing; numbers to some relative difference."""
    assert list(one.columns) == list(other.columns)
    for name in one.columns:
        for a, b in zip(one[name].tolist(), other[name].tolist(), strict=True):
            absent = (missing(a), missing(b))
            assert all(absent) or (not any(absent) and (a == b or math.isclose(a, b, rel_tol=apart))), name


def missing(value: Any) -> bool:
    return value is None or value is pandas.NA or value == "" or (isinstance(value, float) and math.isnan(value))


def test_csv_holds_every_row_to_the_last_digit(given: Store, tmp_path: Path) -> None:
    files = export(given, "csv", tmp_path / "out")
    assert {file.name for file in files} == {f"{name}.csv" for name in SHEETS} | {PROVENANCE}
    for name in TABLES:
        read = pyarrow_csv.read_csv(tmp_path / "out" / f"{name}.csv").to_pandas()
        read = read.astype({"department": str} if "department" in read else {})
        same(read, given.frame(name))
    content = (tmp_path / "out" / "measures.csv").read_bytes()
    assert content.startswith(b'"scenario","point","replicate","quarter","date"')
    assert b"\r" not in content
    assert b",nan" not in content
    failures = pandas.read_csv(tmp_path / "out" / "failures.csv", encoding="utf-8")
    assert failures.message.tolist() == ['Plus de mémoire, « dit-elle »\n"fin"']


def test_parquet_is_one_sorted_file_a_table(given: Store, tmp_path: Path) -> None:
    export(given, "parquet", tmp_path / "out")
    for name in TABLES:
        read = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert read.schema.equals(SCHEMAS[name])
        same(frame_of(read), given.frame(name))


def test_a_workbook_has_a_sheet_for_each_table(given: Store, tmp_path: Path) -> None:
    export(given, "xlsx", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx", read_only=True)
    assert book.sheetnames == [*SHEETS, "provenance"]
    for name in TABLES:
        head, *rows = book[name].iter_rows(values_only=True)
        frame = given.frame(name)
        assert list(head) == list(frame.columns)
        same(pandas.DataFrame(rows, columns=list(head)), frame, apart=1e-15)
    told = dict(row[:2] for row in book["provenance"].iter_rows(values_only=True))
    assert json.loads(told["experiment"])["seed"] == 7
    book.close()


def test_what_excel_would_read_as_something_else_stays_text(tmp_path: Path) -> None:
    words = ["=1+1", "http://example.org", "12", "x" * 40_000, "\x07"]
    flags, numbers = [True, None, False, True, True], [1.0, None, math.inf, 2.0, 3.0]
    table = pa.table({"said": words, "number": numbers, "flag": flags})
    writers.write_workbook(tmp_path, [Sheet("words", table.schema, 5, iter([table]))], {"seed": 1})
    page = openpyxl.load_workbook(tmp_path / "results.xlsx")["words"]
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == words[:3]
    assert {page.cell(row, 1).data_type for row in range(2, 7)} == {"s"}
    assert len(page.cell(5, 1).value) == writers.EXCEL_LETTERS
    assert [page.cell(row, 2).value for row in (2, 3)] == [1, None]
    assert [page.cell(row, 3).value for row in (2, 3, 4)] == [True, None, False]


def test_more_rows_than_excel_has_are_refused_with_what_to_do(tmp_path: Path) -> None:
    schema = pa.schema([("x", pa.int64())])
    for rows in (writers.EXCEL_ROWS, 5_000_000):
        with pytest.raises(InputRefused, match=r"at most 1,048,575 rows in events.*--to csv .*--tables measures"):
            writers.write_workbook(tmp_path, [Sheet("events", schema, rows, iter(()))], {})
    assert list(tmp_path.iterdir()) == []
    writers.write_workbook(tmp_path, [Sheet("events", schema, writers.EXCEL_ROWS - 1, iter(()))], {})


def test_chunks_hold_each_row_once_in_order(given: Store) -> None:
    for name in TABLES:
        for cells in (1, 5_000, 10**9):
            sheet = sheet_of(given, name, cells)
            chunks = list(sheet.chunks)
            assert (len(chunks) == 7) if cells == 1 else chunks
            whole = pa.concat_tables(chunks)
            assert len(whole) == sheet.rows
            same(frame_of(whole), given.frame(name))


def test_every_column_has_its_words_in_both_languages(given: Store, tmp_path: Path) -> None:
    export(given, "csv", tmp_path / "out")
    told = pandas.read_csv(tmp_path / "out" / "columns.csv", keep_default_na=False)
    assert list(told.columns) == list(COLUMNS)
    files = {name: pandas.read_csv(tmp_path / "out" / f"{name}.csv", nrows=0).columns for name in SHEETS}
    assert set(zip(told.table, told.column, strict=True)) == {
        (name, column) for name in SHEETS[:-1] for column in files[name]
    }
    assert (told.en != "").all()
    assert (told.fr != "").all()
    measured = told[(told.table == "measures") & (told.type == "number")]
    assert (measured.unit != "").all()
    for name in COLUMNS:
        assert words_for("columns", name).en


def test_points_tell_the_value_of_each_factor_in_each_scenario(tmp_path: Path) -> None:
    points = (
        {},
        {"quarters": 4, "cooperation.enabled": True},
        {"levers.tendering": {"2026Q1": 0.2}, "population.source": "synthetic"},
    )
    store = store_for(replace(tiny(), points=points), tmp_path / "points")
    rows = points_of(store).to_pylist()
    assert [(row["scenario"], row["point"]) for row in rows] == [
        (name, point) for name in ("tiny", "apart") for point in (0, 1, 2)
    ]
    assert [row["quarters"] for row in rows] == [6, 4, 6] * 2
    assert [row["cooperation.enabled"] for row in rows] == [True, True, True, False, True, False]
    assert json.loads(rows[2]["levers.tendering"]) == {"2026Q1": 0.2}
    assert json.loads(rows[0]["levers.tendering"])["2030Q1"] == 0.35
    assert {row["population.source"] for row in rows} == {"synthetic"}


def test_provenance_tells_where_results_come_from(given: Store, tmp_path: Path) -> None:
    export(given, "csv", tmp_path / "out", ["measures"])
    told = json.loads((tmp_path / "out" / PROVENANCE).read_text(encoding="utf-8"))
    assert told["experiment"]["identity"] == given.experiment.identity
    assert told["codes"] == {code_fingerprint(): 7}
    assert told["runs"] == 7
    assert set(told["files"]) == {"measures.csv", "points.csv", "failures.csv", "columns.csv"}
    assert told["files"]["measures.csv"]["bytes"] == (tmp_path / "out" / "measures.csv").stat().st_size


def test_an_earlier_export_is_replaced_whole(given: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(given, "csv", out)
    export(given, "parquet", out, ["events"])
    assert {file.name for file in out.iterdir()} == {
        "events.parquet", "points.parquet", "failures.parquet", "columns.parquet", PROVENANCE,
    }
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_folders_of_others_are_left_alone(given: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine"
    export(given, "csv", mine, ["measures"])
    (mine / "thesis.txt").write_text("years of work")
    for out in (mine, mine / "thesis.txt", given.path):
        with pytest.raises(InputRefused, match="a new or empty folder, or one of an earlier export"):
            export(given, "csv", out)
    assert (mine / "thesis.txt").read_text() == "years of work"
    assert (mine / "measures.csv").exists()
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(InputRefused, match="the folder you are in"):
        export(given, "csv", Path())


def test_what_is_unknown_is_refused(given: Store, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="csv or xlsx or parquet, got cvs"):
        export(given, "cvs", tmp_path / "out")
    with pytest.raises(InputRefused, match=r"--tables: expected measures .*Did you mean events"):
        export(given, "csv", tmp_path / "out", ["event"])
    assert not (tmp_path / "out").exists()


def test_a_damaged_store_is_not_exported(given: Store, tmp_path: Path) -> None:
    store = open_store(shutil.copytree(given.path, tmp_path / "store"))
    flip(store.parts("events")[0], 60, 1)
    with pytest.raises(StoreRefused, match="events/part-"):
        export(open_store(store.path), "csv", tmp_path / "out", ["measures"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("to", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("step", ["rename", "fsync"])
def test_a_full_disk_leaves_the_earlier_export(
    given: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, step: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    export(given, "csv", tmp_path / "out", ["measures"])
    before = {file: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    monkeypatch.setattr(os, step, full)
    with pytest.raises(InputRefused, match=r"--out: expected a folder that can .*No space left") as no:
        export(given, to, tmp_path / "out")
    assert no.value.exit_code == 2
    assert {file: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_an_export_that_is_killed_at_any_moment_leaves_one_that_is_whole(given: Store, tmp_path: Path) -> None:
    export(given, "csv", tmp_path / "model", ["measures"])
    for path in killed_everywhere(tmp_path, lambda path: export(given, "csv", path, ["events"]), tmp_path / "model"):
        if path.exists():
            told = json.loads((path / PROVENANCE).read_text(encoding="utf-8"))
            assert {*told["files"], PROVENANCE} == {file.name for file in path.iterdir()}
        export(given, "csv", path, ["events"])
        assert not list(tmp_path.glob(".*"))
        assert (path / "events.csv").exists()
        assert not (path / "measures.csv").exists()


def test_without_its_library_excel_is_refused_with_the_remedy(
    given: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(InputRefused, match=r'pip install "coopsim\[lab\]"'):
        export(given, "xlsx", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_store_without_runs_is_exported_empty(tmp_path: Path) -> None:
    store = made(tmp_path / "store")
    for to in ("csv", "xlsx", "parquet"):
        export(store, to, tmp_path / to)
    assert len(pandas.read_csv(tmp_path / "csv" / "measures.csv")) == 0
    assert len(pandas.read_parquet(tmp_path / "parquet" / "events.parquet")) == 0
    publish(store.path, tables(keys(0)), code_fingerprint())
    export(open_store(store.path), "csv", tmp_path / "csv")
    assert len(pandas.read_csv(tmp_path / "csv" / "measures.csv")) == 14

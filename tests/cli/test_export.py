"""`coopsim export`: tables for a spreadsheet, R or anything else."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest

from tests.cli.conftest import Prompt
from tests.lab.made import flip, keys, made


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_files_are_named_on_stdout(prompt: Prompt, tmp_path: Path, to: str) -> None:
    store = made(tmp_path / "store", keys(0, 1))
    out = tmp_path / "out"
    said = prompt("export", store.path, "--to", to, "--out", out, "--tables", "measures,events")
    assert (said.code, said.err) == (0, "")
    names = ("columns", "events", "failures", "measures", "points")
    files = [*(f"{name}.{to}" for name in names), "provenance.json"]
    assert said.out.splitlines() == sorted(str(out / file) for file in files)


def test_excel_is_one_workbook(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "store", keys(0))
    assert prompt("export", store.path, "--to", "xlsx", "--out", tmp_path / "out").code == 0
    rows = pandas.read_excel(tmp_path / "out" / "results.xlsx", sheet_name="measures")
    assert rows.voice_total.tolist() == pytest.approx(store.measures.voice_total.tolist(), rel=1e-15)


def test_refusals_have_their_codes(prompt: Prompt, tmp_path: Path) -> None:
    store, out = made(tmp_path / "store", keys(0)), tmp_path / "out"
    assert prompt("export", store.path, "--to", "spss", "--out", out).code == 2
    said = prompt("export", store.path, "--to", "csv", "--out", out, "--tables", "event")
    assert said.code == 2
    assert "Did you mean events?" in said.err
    assert prompt("export", store.path, "--to", "csv", "--out", store.path).code == 2
    flip(store.parts("events")[0], 50, 1)
    said = prompt("export", store.path, "--to", "csv", "--out", out)
    assert said.code == 4
    assert "events/part-" in said.err
    assert not out.exists()

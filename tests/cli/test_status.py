"""`coopsim status`: what is there, what is missing, what is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopsim.lab.store import open_store, store_for
from coopsim.lab.store.manifest import read_manifest, write_manifest
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.cli.conftest import Prompt
from tests.lab.made import flip, keys, made, tables, tiny
from tests.lab.test_mending import failure

OTHER_CODE = "0" * 16


def test_one_row_a_scenario(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "store", keys(0, 1), keys(2)[:1])
    store.add_failures([failure(keys(3)[1])])
    said = prompt("status", store.path)
    assert (said.code, said.err) == (0, "")
    assert "experiment first, seed 7, measures, associations, events; coopsim" in said.out
    rows = json.loads(prompt("status", store.path, "--format", "json").out)
    assert rows == [
        {"scenario": "tiny", "asked": 4, "done": 3, "missing": 1, "failed": 0},
        {"scenario": "apart", "asked": 4, "done": 2, "missing": 2, "failed": 1},
    ]
    assert prompt("status", store.path, "--format", "csv").out.splitlines()[1] == "tiny,4,3,1,0"


def test_a_shard_is_told_and_asked_for_its_own(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "store", keys(1), shard=(2, 4))
    said = prompt("status", store.path)
    assert "experiment first, shard 2/4, seed 7" in said.out
    assert said.out.splitlines()[-1].split() == ["apart", "1", "1", "0", "0"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_damage_is_told_after_the_rest_with_exit_4(prompt: Prompt, tmp_path: Path, form: str) -> None:
    store = made(tmp_path / "store", keys(0), keys(1))
    part = store.parts("events")[0]
    flip(part, 50, 1)
    said = prompt("status", store.path, "--format", form)
    assert said.code == 4
    assert "tiny" in said.out
    assert f"events/{part.name} (other bytes than its measures certify)" in said.err
    assert "Run the batch again" in said.err
    assert len(said.err.splitlines()) == 1


def test_what_was_left_over_or_set_aside_is_told(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "store", keys(0), keys(1))
    flip(store.parts("events")[0], 50, 1)
    with open_store(store.path).writing():
        pass
    (store.path / "events" / ".part-0.parquet.0123abcd.unfinished").write_bytes(b"")
    said = prompt("status", store.path)
    assert said.code == 0
    assert said.out.splitlines()[-2:] == [
        "1 files or lines of a write that was interrupted, or is going on.",
        "3 damaged files that an earlier batch set aside, in damaged.",
    ]


def test_runs_are_told_by_code_where_there_are_several(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "store")
    write_manifest(store.path, read_manifest(store.path) | {"code": OTHER_CODE})
    publish(store.path, tables(keys(0)), OTHER_CODE)
    store_for(tiny(), store.path, accept_code=True)
    publish(store.path, tables(keys(1, 2)), code_fingerprint())
    rows = json.loads(prompt("status", store.path, "--format", "json").out)
    assert [(row[f"code {OTHER_CODE}"], row[f"code {code_fingerprint()}"]) for row in rows] == [(1, 2), (1, 2)]


def test_old_stores_are_told_of(prompt: Prompt) -> None:
    said = prompt("status", Path(__file__).parents[1] / "lab" / "stores" / "format-1")
    assert said.code == 0
    assert said.out.splitlines()[-1].split() == ["apart", "2", "2", "0", "0"]


@pytest.mark.parametrize(("name", "code"), [("nowhere", 2), (".", 4)])
def test_what_is_not_a_store_is_refused(prompt: Prompt, tmp_path: Path, name: str, code: int) -> None:
    said = prompt("status", tmp_path / name)
    assert (said.code, said.out) == (code, "")

"""`coopsim merge`: shards in, one store out."""

from __future__ import annotations

import json
from pathlib import Path

from coopsim.lab.store import open_store
from tests.cli.conftest import Prompt
from tests.lab.made import flip, keys, made
from tests.lab.test_mending import failure
from tests.lab.test_merge import shards


def test_shards_are_merged(prompt: Prompt, tmp_path: Path) -> None:
    paths = [store.path for store in shards(tmp_path)]
    said = prompt("merge", *paths, "--out", tmp_path / "merged", "--format", "json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == [{"store": str(tmp_path / "merged"), "runs": 8, "missing": 0, "failed": 0}]
    assert open_store(tmp_path / "merged").digest() == made(tmp_path / "whole", keys(0, 1, 2, 3)).digest()


def test_what_is_missing_or_failed_is_told(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    store.add_failures([failure(keys(1)[0])])
    said = prompt("merge", store.path, "--out", tmp_path / "merged", "--format", "csv")
    assert said.out.splitlines()[1].endswith(",2,6,1")
    assert "runs  missing  failed" in prompt("merge", store.path, "--out", tmp_path / "merged").out


def test_refusals_have_their_codes(prompt: Prompt, tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    assert prompt("merge", store.path, "--out", store.path).code == 2
    assert prompt("merge", tmp_path / "nowhere", "--out", tmp_path / "merged").code == 2
    assert prompt("merge", "--out", tmp_path / "merged").code == 2
    flip(store.parts("events")[0], 50, 1)
    said = prompt("merge", store.path, "--out", tmp_path / "merged")
    assert said.code == 4
    assert "events/part-" in said.err
    assert not (tmp_path / "merged").exists()

"""Old stores: one of each format is kept, and each stays readable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coopsim.errors import StoreRefused
from coopsim.lab.records.columns import RunKey
from coopsim.lab.store import open_store
from coopsim.lab.store.condition import condition_of
from coopsim.lab.store.manifest import FORMAT
from coopsim.lab.store.merge import merge
from tests.lab.made import files_of, keys, tiny

KEPT = Path(__file__).parent / "stores"
FORMATS = range(1, FORMAT + 1)
DIGESTS = {
    "measures": "517e6a0c86a673b9ec0f8319ce72e2ce22c358608f8f93b86caa3fdaf4a84f01",
    "associations": "2e20a45aafb9e5d0ab69fdddd23b005b50842f0d6dac3aad1556d314451cd6eb",
    "events": "87ce03ad5af0308aad67079afe320fe41bde190b89b8ebf3f96b0bd1c4be1d2e",
}
"""Of the rows that were written when these stores were made; new code may well give other rows."""


@pytest.mark.parametrize("version", FORMATS)
def test_a_store_of_each_format_is_read(version: int) -> None:
    store = open_store(KEPT / f"format-{version}")
    assert store.manifest["format"] == version
    assert {name: store.digest(name) for name in store.recorded} == DIGESTS
    assert store.done() == set(keys(0, 1))
    assert store.missing() == []
    assert store.failures() == []
    assert len(store.measures) == 4 * 7
    assert set(store.associations.department) == {"30", "34"}
    assert set(store.events.scenario) <= {"tiny", "apart"}
    assert len(store.frame("measures", ["voice_total"], quarter=6)) == 4


@pytest.mark.parametrize("version", FORMATS)
def test_its_condition_is_told(version: int) -> None:
    found = condition_of(open_store(KEPT / f"format-{version}"))
    assert (len(found.codes), found.failures, found.damaged, found.leftovers, found.aside) == (4, [], [], 0, 0)


@pytest.mark.parametrize("version", FORMATS)
def test_it_becomes_one_of_today(version: int, tmp_path: Path) -> None:
    old = open_store(KEPT / f"format-{version}")
    new = merge([old], tmp_path / "new")
    assert new.manifest["format"] == FORMAT
    assert new.digest() == old.digest()
    assert new.codes() == {old.manifest["code"]: 4}
    assert new.manifest["experiment"] == old.manifest["experiment"]
    assert new.manifest["versions"] == old.manifest["versions"]


def test_runs_are_not_added_to_an_older_format(tmp_path: Path) -> None:
    from coopsim.lab.store import store_for

    store = open_store(shutil.copytree(KEPT / "format-1", tmp_path / "old"))
    before = files_of(store.path)
    told = rf"one of format 1, which can be read only\. coopsim merge {store.path} --out NEW"
    with pytest.raises(StoreRefused, match=told) as refusal, store.writing():
        pass
    assert refusal.value.exit_code == 4
    with pytest.raises(StoreRefused, match="coopsim merge"):
        store_for(tiny(2), store.path)
    assert files_of(store.path) == before


def test_damage_in_an_older_format_is_named_with_what_to_do(tmp_path: Path) -> None:
    store = open_store(shutil.copytree(KEPT / "format-1", tmp_path / "old"))
    part = store.parts("events")[0]
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(StoreRefused, match=f"events/{part.name}.*Take it back from a copy, or delete this part"):
        _ = store.events
    with pytest.raises(StoreRefused, match=part.name):
        merge([open_store(store.path)], tmp_path / "new")
    for table in store.recorded:
        (store.path / table / part.name).unlink()
    assert len(merge([open_store(store.path)], tmp_path / "new").missing()) == 2


@pytest.mark.parametrize("version", FORMATS)
def test_nothing_in_it_tells_of_the_machine_that_made_it(version: int) -> None:
    files = files_of(KEPT / f"format-{version}")
    assert sum(file.stat().st_size for file in files) < 150_000
    for file in files:
        content = file.read_bytes()
        for place in (b"/home", b"/tmp", b"/root", b"/Users"):
            assert place not in content
    assert RunKey("tiny", 0, 0) in open_store(KEPT / f"format-{version}").done()

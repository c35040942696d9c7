"""Stores merged: the same rows as a batch that was never cut, and nothing else is touched."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.store.manifest import read_manifest, write_manifest
from coopsim.lab.store.merge import merge
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.made import files_of, flip, keys, killed_everywhere, made, tables, tiny
from tests.lab.test_mending import failure

OTHER_CODE = "0" * 16


def shards(folder: Path, of: int = 3) -> list[Store]:
    """The stores of a batch of four replicates in shards."""
    stores = []
    for number in range(1, of + 1):
        store = made(folder / f"shard-{number}", shard=(number, of))
        publish(store.path, tables(store.missing()), code_fingerprint())
        stores.append(store)
    return stores


def contents(*stores: Store) -> dict[Path, bytes]:
    """All that some stores hold, byte by byte."""
    return {file: file.read_bytes() for store in stores for file in store.path.rglob("*") if file.is_file()}


def test_shards_make_the_store_of_the_whole(tmp_path: Path) -> None:
    whole, parts = made(tmp_path / "whole", keys(0, 1, 2, 3)), shards(tmp_path)
    before = contents(*parts)
    merged = merge(parts, tmp_path / "merged")
    assert merged.digest() == whole.digest()
    assert merged.missing() == []
    assert merged.manifest["shard"] is None
    assert contents(*parts) == before
    assert {one.name for one in merged.parts("events")} == {one.name for part in parts for one in part.parts("events")}
    assert store_for(tiny(), merged.path).missing() == []
    again = merge(parts, tmp_path / "merged")
    assert (again.digest(), len(again.parts("measures"))) == (whole.digest(), 3)


def test_shards_of_different_cuts_and_a_whole_store_overlap(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole", keys(0, 1), keys(2)[:1])
    parts = [*shards(tmp_path / "a", 3)[:2], *shards(tmp_path / "b", 2)]
    merged = merge([parts[0], whole, *parts[1:]], tmp_path / "merged")
    assert merged.digest() == made(tmp_path / "all", keys(0, 1, 2, 3)).digest()
    assert sum(len(merged.contents.part(one.name).runs) for one in merged.parts("measures")) == 8


def test_more_can_be_merged_into_a_store(tmp_path: Path) -> None:
    first, *others = shards(tmp_path)
    merged = merge([first], tmp_path / "merged")
    assert merged.missing() == keys(1, 2)
    assert merge(others, merged.path).missing() == []
    with pytest.raises(InputRefused, match=r"a new folder, or the store of a whole experiment, got .*shard-1, a shard"):
        merge(others, first.path)


def test_the_largest_number_of_replicates_is_asked(tmp_path: Path) -> None:
    few, many = store_for(tiny(2), tmp_path / "few"), store_for(tiny(6), tmp_path / "many")
    merged = merge([few, many], tmp_path / "merged")
    assert len(list(merged.asked())) == 12
    assert len(list(merge([few], merged.path).asked())) == 12
    assert len(list(merge([many], merge([few], tmp_path / "other").path).asked())) == 12


def test_failures_are_merged_unless_another_succeeded(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", keys(0)), made(tmp_path / "other", keys(1))
    one.add_failures([failure(key) for key in keys(1, 2)])
    other.add_failures([failure(key) for key in keys(2)[:1]])
    merged = merge([one, other], tmp_path / "merged")
    assert [(row["scenario"], row["replicate"]) for row in merged.failures()] == [("tiny", 2), ("apart", 2)]
    assert len(merge([one, other], merged.path).failures()) == 2
    assert len((merged.path / "failures.jsonl").read_bytes().splitlines()) == 2


def test_different_rows_of_a_run_are_refused(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", keys(0)), made(tmp_path / "other")
    changed = tables(keys(1, 0))
    changed["events"][2] = changed["events"][2].slice(1)
    publish(other.path, changed, code_fingerprint())
    told = r"rows of the run tiny, point 0, replicate 0 in .*one and .*other, got different"
    with pytest.raises(StoreRefused, match=told) as refusal:
        merge([one, other], tmp_path / "merged")
    assert refusal.value.exit_code == 4


def test_other_experiments_are_refused(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one"), store_for(replace(tiny(), seed=8), tmp_path / "other")
    with pytest.raises(StoreRefused, match=r"other: .* got others: seed was 8\. Stores can be merged where"):
        merge([one, other], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()
    with pytest.raises(StoreRefused, match=r"one: .* got others: seed was 7\. Stores can be merged where"):
        merge([other], one.path)


def test_other_code_is_refused_unless_it_is_accepted(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", keys(0)), made(tmp_path / "other")
    write_manifest(other.path, read_manifest(other.path) | {"code": OTHER_CODE})
    publish(other.path, tables(keys(1, 0)), OTHER_CODE)
    other = open_store(other.path)
    with pytest.raises(StoreRefused, match=f"code {code_fingerprint()} and of code {OTHER_CODE}.*--accept-code"):
        merge([one, other], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()
    merged = merge([one, other], tmp_path / "merged", accept_code=True)
    assert merged.codes() == {code_fingerprint(): 2, OTHER_CODE: 2}


def test_a_damaged_store_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", keys(0)), made(tmp_path / "other", keys(1))
    flip(other.parts("events")[0], 77, 2)
    with pytest.raises(StoreRefused, match="other/events/part-") as refusal:
        merge([one, open_store(other.path)], tmp_path / "merged")
    assert refusal.value.exit_code == 4
    assert not (tmp_path / "merged").exists()


def test_a_store_is_not_merged_into_itself(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one", keys(0)), made(tmp_path / "other", keys(1))
    before = contents(one, other)
    with pytest.raises(InputRefused, match="another folder than those that are merged"):
        merge([one, other], tmp_path / "one" / ".." / "other")
    assert contents(one, other) == before


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreRefused, match="a folder with other things"):
        merge([made(tmp_path / "one", keys(0))], tmp_path / "mine")
    assert len(files_of(tmp_path / "mine")) == 1


def test_a_merge_that_is_killed_at_any_moment_can_be_repeated(tmp_path: Path) -> None:
    given = [made(tmp_path / "one", keys(0, 1)), made(tmp_path / "other", keys(1, 2))]
    given[1].add_failures([failure(keys(3)[0])])
    digest, before = made(tmp_path / "all", keys(0, 1, 2)).digest(), contents(*given)
    for path in killed_everywhere(tmp_path, lambda path: merge(given, path)):
        merged = merge(given, path)
        assert merged.digest() == digest
        assert len(merged.failures()) == 1
        assert [file.name for file in files_of(path) if file.name.endswith(".unfinished")] == []
        shutil.rmtree(path)
    assert contents(*given) == before

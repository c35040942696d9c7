"""Stores: whole or not there, nothing twice, nothing from elsewhere, every changed bit found."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.store.condition import codes_mixed, condition_of
from coopsim.lab.store.manifest import read_manifest, write_manifest
from coopsim.lab.store.parts import PATTERN, publish, read_part
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.conftest import FIRST, Write
from tests.lab.made import files_of, flip, keys, made, tables, tiny

OAT = '[design]\nkind = "oat"\n[design.factors]\nquarters = [3, 4]'
OTHER_CODE = "0" * 16
OFTEN = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_store_tells_what_it_holds(store: Store) -> None:
    assert set(store.manifest["versions"]) >= {"numba", "numpy", "pyarrow"}
    again = open_store(store.path)
    assert again.experiment.identity == store.experiment.identity
    assert [one.hash for one in again.experiment.scenarios] == [one.hash for one in store.experiment.scenarios]
    assert len(again.done()) == 8
    assert again.missing() == []
    assert again.codes() == {code_fingerprint(): 8}


def test_tables_are_sorted_by_run_and_whole(store: Store) -> None:
    measures = store.measures
    assert len(measures) == 8 * 7
    ordered = list(zip(measures.scenario, measures.point, measures.replicate, measures.quarter, strict=True))
    assert ordered == sorted(ordered)
    assert set(store.associations.replicate) == {0, 1, 2, 3}
    assert (store.events.groupby(["scenario", "replicate"]).quarter.diff().dropna() >= 0).all()


def test_columns_and_one_quarter_can_be_asked(store: Store) -> None:
    rows = store.frame("measures", ["voice_total"], quarter=6)
    assert list(rows.columns) == ["scenario", "point", "replicate", "voice_total"]
    whole = store.measures
    assert rows.voice_total.tolist() == whole[whole.quarter == 6].voice_total.tolist()
    with pytest.raises(InputRefused, match="Did you mean voice_total"):
        store.frame("measures", ["voices_total"])


def test_a_second_batch_runs_only_what_is_missing(experiment: Experiment, store: Store) -> None:
    digest = store.digest()
    progress = run_batch(experiment, store, workers=1)
    assert (progress.done, progress.before) == (0, 8)
    assert store.digest() == digest


def test_replicates_may_grow_and_not_shrink(write: Write, store: Store) -> None:
    more = load_experiment(write("first.toml", FIRST.replace("= 4", "= 6")))
    grown = store_for(more, store.path)
    assert run_batch(more, grown, workers=1).done == 4
    assert len(open_store(store.path).done()) == 12
    assert open_store(store.path).experiment.replicates == 6
    fewer = load_experiment(write("first.toml", FIRST))
    assert store_for(fewer, store.path).missing(fewer) == []
    assert open_store(store.path).experiment.replicates == 6


def test_words_may_change_and_are_kept_as_they_are_now(write: Write, store: Store) -> None:
    write("tiny.toml", (store.path.parent / "tiny.toml").read_text().replace("Minuscule", "Toute petite"))
    store_for(load_experiment(store.path.parent / "first.toml"), store.path)
    assert open_store(store.path).experiment.scenarios[0].title.fr == "Toute petite"


def test_a_population_that_changes_between_batches_is_noticed(write: Write, tmp_path: Path) -> None:
    table = "id,department,size,staff\n" + "".join(f"a{row},34,{5 + row},3\n" for row in range(30))
    write("mine.csv", table)
    write("own.toml", 'extends = "tiny.toml"\n[population]\nsource = "file"\npath = "mine.csv"\n')
    file = write("own-first.toml", 'scenarios = ["own.toml"]')
    store_for(load_experiment(file), tmp_path / "own")
    write("mine.csv", table.replace("a7,34", "a7,30"))
    with pytest.raises(StoreRefused, match="scenario own"):
        store_for(load_experiment(file), tmp_path / "own")


def test_how_runs_were_grouped_is_not_seen(tmp_path: Path) -> None:
    runs = keys(0, 1, 2, 3)
    one, other = made(tmp_path / "one", runs), made(tmp_path / "other", *([run] for run in reversed(runs)))
    assert one.digest() == other.digest()
    assert other.events.equals(one.events)
    assert other.measures.equals(one.measures)


def test_one_bit_of_a_value_is_seen_in_the_digest(tmp_path: Path) -> None:
    runs = keys(0)
    changed = tables(runs)
    measures = changed["measures"][0]
    place = measures.column_names.index("voice_total")
    values = measures["voice_total"].to_numpy().copy()
    values[3] = values[3] * (1 + 2**-52)
    changed["measures"][0] = measures.set_column(place, measures.schema.field(place), [values])
    one, other = made(tmp_path / "one", runs), made(tmp_path / "other")
    publish(other.path, changed, code_fingerprint())
    assert one.digest("measures") != other.digest("measures")
    assert one.digest("events") == other.digest("events")


def test_publishing_twice_leaves_one_part(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0), keys(0))
    assert len(store.parts("measures")) == 1
    assert len(store.measures) == 2 * 7


def is_sound(path: Path) -> bool:
    """Whether nothing in a store is found damaged or left over."""
    try:
        store = open_store(path)
        store.failures()
        found = condition_of(store)
    except StoreRefused:
        return False
    return not found.damaged and not found.leftovers


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two parts and two failures that tests damage and restore."""
    path = tmp_path_factory.mktemp("kept") / "store"
    store = made(path, keys(0), keys(1))
    for key in keys(2):
        store.add_failures([{**key._asdict(), "error": "MemoryError", "message": "Arrêt", "traceback": ""}])
    assert is_sound(path)
    return path


@OFTEN
@given(file=some.integers(0, 7), place=some.floats(0, 1, exclude_max=True), mask=some.integers(1, 255))
def test_any_changed_byte_of_any_file_is_found(kept: Path, file: int, place: float, mask: int) -> None:
    files = files_of(kept)
    assert len(files) == 8
    content = files[file].read_bytes()
    flip(files[file], int(place * len(content)), mask)
    try:
        assert not is_sound(kept)
    finally:
        files[file].write_bytes(content)


@OFTEN
@given(file=some.integers(0, 6), share=some.floats(0, 1, exclude_max=True))
def test_any_file_cut_short_is_found(kept: Path, file: int, share: float) -> None:
    found = [one for one in files_of(kept) if one.suffix != ".jsonl"][file]
    content = found.read_bytes()
    found.write_bytes(content[: int(share * len(content))])
    try:
        assert not is_sound(kept)
    finally:
        found.write_bytes(content)


@pytest.mark.parametrize("table", ["associations", "events"])
def test_files_that_changed_places_are_found(tmp_path: Path, table: str) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    first, second = store.parts(table)
    first.rename(tmp_path / "aside")
    second.rename(first)
    (tmp_path / "aside").rename(second)
    with pytest.raises(StoreRefused, match="other bytes than its measures certify"):
        open_store(store.path).done()


@pytest.mark.parametrize("table", ["measures", "associations", "events"])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, table: str) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    part = store.parts(table)[0]
    flip(part, 40, 255)
    with pytest.raises(StoreRefused, match=f"{table}/{part.name}.*Run the batch again") as refusal:
        open_store(store.path).frame(table)
    assert refusal.value.exit_code == 4
    with pytest.raises(StoreRefused, match=part.name):
        open_store(store.path).missing()


def test_a_part_without_one_of_its_files_is_named(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    lost = store.parts("events")[0]
    lost.unlink()
    with pytest.raises(StoreRefused, match=f"events/{lost.name}: expected a whole part, got nothing"):
        _ = open_store(store.path).measures


def test_rows_without_their_measures_do_not_count(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0), keys(1))
    store.parts("measures")[0].unlink()
    assert len(store.done()) == 2
    assert len(store.parts("events")) == 1
    assert len(set(store.events.replicate)) == 1


def test_a_part_of_another_experiment_is_named(write: Write, tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    other = store_for(load_experiment(write("first.toml", FIRST.replace("seed = 7", "seed = 8"))), tmp_path / "other")
    name = publish(other.path, tables(keys(1)), code_fingerprint())
    for table in store.recorded:
        shutil.copy(other.path / table / name, store.path / table / name)
    with pytest.raises(StoreRefused, match=f"{name}.*rows of another experiment"):
        store.done()


def test_a_run_that_stands_in_two_parts_counts_once(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole", keys(0, 1, 2))
    twice = made(tmp_path / "twice", keys(0, 1), keys(1, 2), keys(2))
    assert len(twice.measures) == 6 * 7
    assert twice.digest() == whole.digest()
    assert twice.events.equals(whole.events)
    assert sum(twice.codes().values()) == 6


def test_two_parts_that_tell_different_rows_are_refused(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    changed = tables(keys(0, 1))
    changed["events"][0] = changed["events"][0].slice(1)
    publish(store.path, changed, code_fingerprint())
    with pytest.raises(StoreRefused, match="expected equal rows of the run tiny, point 0, replicate 0"):
        _ = store.measures


def test_a_write_that_fails_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = made(tmp_path / "one", keys(0))
    before = files_of(store.path)
    for name in ("replace", "fsync"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, full)
            with pytest.raises(StoreRefused, match="No space left on device") as refusal:
                publish(store.path, tables(keys(1)), code_fingerprint())
            assert refusal.value.exit_code == 4
        assert files_of(store.path) == before
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreRefused, match="No space left on device"):
        store.add_failures([{**keys(1)[0]._asdict(), "error": "MemoryError", "message": "", "traceback": ""}])
    assert store.failures() == []
    assert is_sound(store.path)


def test_other_code_is_refused_unless_it_is_accepted(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    write_manifest(store.path, read_manifest(store.path) | {"code": OTHER_CODE})
    publish(store.path, tables(keys(0)), OTHER_CODE)
    told = f"of code {OTHER_CODE} and of code {code_fingerprint()}.*--accept-code"
    with pytest.raises(StoreRefused, match=told) as refusal:
        store_for(tiny(), store.path)
    assert refusal.value.exit_code == 4
    assert codes_mixed(open_store(store.path)) == ""
    mixed = store_for(tiny(), store.path, accept_code=True)
    publish(store.path, tables(keys(1, 2)), code_fingerprint())
    assert mixed.codes() == {OTHER_CODE: 2, code_fingerprint(): 4}
    assert [one["code"] for one in mixed.manifest["accepted"]] == [code_fingerprint()]
    assert mixed.manifest["accepted"][0]["when"]
    assert f"2 of code {OTHER_CODE}, 4 of code" in codes_mixed(mixed)
    assert store_for(tiny(), store.path).manifest == mixed.manifest


def test_a_worker_with_other_code_publishes_nothing(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    with pytest.raises(StoreRefused, match=f"got rows of code {OTHER_CODE}. Every worker needs the same"):
        publish(store.path, tables(keys(0)), OTHER_CODE)
    assert not list(store.path.rglob(PATTERN))


def test_a_part_of_a_code_that_was_not_accepted_is_refused(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    manifest = read_manifest(store.path)
    write_manifest(store.path, manifest | {"code": OTHER_CODE})
    with pytest.raises(StoreRefused, match=f"expected rows of code {OTHER_CODE}"):
        open_store(store.path).done()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed = 7", "seed = 8", "seed was 7"),
        ("seed = 7", 'seed = 7\nrecord = ["measures"]', "record was"),
        ('"apart.toml"]', '"strong-npm.toml"]', "scenario apart and scenario strong-npm"),
        ("seed = 7", f"seed = 7\n{OAT}", "the points of its design"),
    ],
)
def test_another_experiment_is_refused(write: Write, tmp_path: Path, old: str, new: str, message: str) -> None:
    store = made(tmp_path / "one")
    with pytest.raises(StoreRefused, match=message):
        store_for(load_experiment(write("first.toml", FIRST.replace(old, new))), store.path)


def test_a_shard_asks_for_its_own_cells_only(tmp_path: Path) -> None:
    shards = [made(tmp_path / f"shard-{number}", shard=(number, 3)) for number in (1, 2, 3)]
    asked = [set(shard.asked()) for shard in shards]
    assert asked[0] == set(keys(0, 3))
    assert set().union(*asked) == set(tiny().runs())
    assert sum(map(len, asked)) == 8
    assert set(shards[1].missing()) == set(shards[1].missing(tiny())) == set(keys(1))
    for shard in ((2, 3), (1, 2), None):
        with pytest.raises(StoreRefused, match="got one of shard 1/3") as refusal:
            store_for(tiny(), shards[0].path, shard)
        assert refusal.value.exit_code == 4
    assert store_for(tiny(), shards[0].path, (1, 3)).manifest["shard"] == [1, 3]
    with pytest.raises(StoreRefused, match="got one of the whole experiment"):
        store_for(tiny(), made(tmp_path / "whole").path, (1, 3))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    for path in (tmp_path / "mine", tmp_path / "mine" / "thesis.txt"):
        with pytest.raises(StoreRefused) as refusal:
            store_for(tiny(), path)
        assert refusal.value.exit_code == 4
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_what_an_interrupted_beginning_left_is_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "begun"
    path.mkdir()
    for name in (".lock", ".writer", ".manifest.json.0123abcd.unfinished"):
        (path / name).write_text("{")
    store = made(path, keys(0))
    with store.writing() as mended:
        assert mended.leftovers == 1
    assert len(store.done()) == 2


def test_what_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="nothing there"):
        open_store(tmp_path / "nowhere")
    with pytest.raises(StoreRefused, match="a folder without"):
        open_store(tmp_path)
    for text, message in (('{"format": 99}', "got 99"), ("{", "something else"), ("", "something else")):
        (tmp_path / "manifest.json").write_text(text)
        with pytest.raises(StoreRefused, match=message):
            open_store(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreRefused, match="got a file"):
        open_store(tmp_path / "file")


def test_a_manifest_that_was_edited_is_refused(tmp_path: Path) -> None:
    store = made(tmp_path / "one")
    file = store.path / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"code": OTHER_CODE}), encoding="utf-8")
    with pytest.raises(StoreRefused, match="expected a manifest as it was written"):
        open_store(store.path)


def test_a_table_that_was_not_recorded_is_refused(write: Write, tmp_path: Path) -> None:
    experiment = load_experiment(write("brief.toml", FIRST + 'record = ["measures"]\nevery = 4'))
    store = store_for(experiment, tmp_path / "brief")
    run_batch(experiment, store, workers=1)
    assert sorted(set(store.measures.quarter)) == [0, 4, 6]
    with pytest.raises(InputRefused, match="got events"):
        _ = store.events


def test_parts_tell_who_made_them_to_any_reader(tmp_path: Path) -> None:
    store = made(tmp_path / "one", keys(0))
    noted = read_part(store.parts("measures")[0]).schema.metadata
    assert noted[b"coopsim.code"].decode() == code_fingerprint()
    assert noted[b"coopsim.experiment"].decode() == tiny().identity
    assert len(noted[b"coopsim.events"]) == 64

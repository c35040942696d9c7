"""Stores: whole or not there, nothing twice, nothing from elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.store import Store, open_store, parts, store_for
from tests.lab.conftest import FIRST, Write

OAT = '[design]\nkind = "oat"\n[design.factors]\nquarters = [3, 4]'


def test_a_store_tells_what_it_holds(store: Store) -> None:
    assert set(store.manifest["versions"]) >= {"numba", "numpy", "pyarrow"}
    again = open_store(store.path)
    assert again.experiment.identity == store.experiment.identity
    assert [one.hash for one in again.experiment.scenarios] == [one.hash for one in store.experiment.scenarios]
    assert len(again.done()) == 8
    assert again.missing() == []


def test_tables_are_sorted_by_run_and_whole(store: Store) -> None:
    measures = store.measures
    assert len(measures) == 8 * 7
    keys = list(zip(measures.scenario, measures.point, measures.replicate, measures.quarter, strict=True))
    assert keys == sorted(keys)
    assert set(store.associations.replicate) == {0, 1, 2, 3}
    assert (store.events.groupby(["scenario", "replicate"]).quarter.diff().dropna() >= 0).all()


def test_columns_and_one_quarter_can_be_asked(store: Store) -> None:
    rows = store.frame("measures", ["voice_total"], quarter=6)
    assert list(rows.columns) == ["scenario", "point", "replicate", "voice_total"]
    assert len(rows) == 8


def test_a_second_batch_runs_only_what_is_missing(experiment: Experiment, store: Store) -> None:
    digest = store.digest()
    progress = run_batch(experiment, store, workers=1)
    assert (progress.done, progress.before) == (0, 8)
    assert store.digest() == digest


def test_replicates_may_grow(write: Write, store: Store) -> None:
    more = load_experiment(write("first.toml", FIRST.replace("= 4", "= 6")))
    grown = store_for(more, store.path)
    assert run_batch(more, grown, workers=1).done == 4
    assert len(open_store(store.path).done()) == 12
    assert open_store(store.path).experiment.replicates == 6


def test_a_part_lost_is_run_again(experiment: Experiment, store: Store) -> None:
    digest, part = store.digest(), store.parts("measures")[0]
    part.unlink()
    assert run_batch(experiment, store, workers=1).done > 0
    assert store.digest() == digest


def test_the_digest_sees_one_bit(store: Store) -> None:
    before, part = store.digest("measures"), store.parts("measures")[0]
    table = parts.read_part(part)
    place = table.column_names.index("voice_total")
    values = table["voice_total"].to_numpy().copy()
    values[3] = values[3] * (1 + 2**-52)
    changed = table.set_column(place, table.schema.field("voice_total"), [values])
    parts.write_whole(part, parts.parquet_bytes("measures", [changed]))
    assert store.digest("measures") != before


def test_the_digest_does_not_see_how_runs_were_grouped(experiment: Experiment, store: Store, tmp_path: Path) -> None:
    from coopsim.lab.work import work

    other = store_for(experiment, tmp_path / "other")
    for key in reversed(list(experiment.runs())):
        other.add(work(experiment, [key]).contents)
    assert other.digest() == store.digest()
    assert other.events.equals(store.events)


def test_rows_without_their_measures_do_not_count(experiment: Experiment, store: Store) -> None:
    from coopsim.lab.work import work

    contents = work(experiment, list(experiment.runs())[:1]).contents
    parts.write_whole(store.path / "events" / "part-0.parquet", contents["events"])
    assert len(store.events) == len(open_store(store.path).events)
    assert "part-0.parquet" not in {part.name for part in store.parts("events")}


def test_a_write_that_is_interrupted_leaves_no_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = store.parts("measures")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreRefused, match="No space left on device") as refusal:
        store.add({"measures": b"half"})
    assert refusal.value.exit_code == 4
    assert store.parts("measures") == before


@pytest.mark.parametrize("table", ["measures", "events"])
def test_a_damaged_part_is_named(store: Store, table: str) -> None:
    part = store.parts(table)[0]
    content = bytearray(part.read_bytes())
    content[40] ^= 255
    part.write_bytes(bytes(content))
    with pytest.raises(StoreRefused, match=part.name):
        getattr(store, table)


def test_a_part_cut_short_is_named(store: Store) -> None:
    part = store.parts("measures")[0]
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(StoreRefused, match=part.name):
        store.done()


def test_other_code_is_refused(experiment: Experiment, store: Store) -> None:
    file = store.path / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(manifest | {"code": "0" * 16}), encoding="utf-8")
    with pytest.raises(StoreRefused, match="got those of other code") as refusal:
        store_for(experiment, store.path)
    assert refusal.value.exit_code == 4
    assert len(open_store(store.path).measures) == 56


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed = 7", "seed = 8", "seed was 7"),
        ("seed = 7", 'seed = 7\nrecord = ["measures"]', "record was"),
        ('"apart.toml"]', '"strong-npm.toml"]', "scenario apart and scenario strong-npm"),
        ("seed = 7", f"seed = 7\n{OAT}", "the points of its design"),
    ],
)
def test_another_experiment_is_refused(write: Write, store: Store, old: str, new: str, message: str) -> None:
    with pytest.raises(StoreRefused, match=message):
        store_for(load_experiment(write("first.toml", FIRST.replace(old, new))), store.path)


def test_a_folder_with_other_things_is_left_alone(experiment: Experiment, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    for path in (tmp_path / "mine", tmp_path / "mine" / "thesis.txt"):
        with pytest.raises(StoreRefused) as refusal:
            store_for(experiment, path)
        assert refusal.value.exit_code == 4
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_what_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="nothing there"):
        open_store(tmp_path / "nowhere")
    with pytest.raises(StoreRefused, match="a folder without"):
        open_store(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(StoreRefused, match="got 99"):
        open_store(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(StoreRefused, match="something else"):
        open_store(tmp_path)


def test_a_table_that_was_not_recorded_is_refused(write: Write, tmp_path: Path) -> None:
    experiment = load_experiment(write("brief.toml", FIRST + 'record = ["measures"]\nevery = 4'))
    store = store_for(experiment, tmp_path / "brief")
    run_batch(experiment, store, workers=1)
    assert sorted(set(store.measures.quarter)) == [0, 4, 6]
    with pytest.raises(InputRefused, match="got events"):
        _ = store.events

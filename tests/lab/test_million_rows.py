"""A million rows of measures: any reader of Parquet takes the folder as it is, and finds what we find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pandas
import polars
import pyarrow as pa
import pytest

from coopsim.lab.records.columns import MEASURES, SCHEMAS
from coopsim.lab.store import Store, open_store, store_for
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.made import flip, tiny

QUARTERS, PARTS, REPLICATES = 61, 4, 8_400
NAMES = ("apart", "tiny")


def synthetic(replicates: range, luck: np.random.Generator) -> Any:
    """Rows of measures for all runs of some replicates; two measures vary."""
    runs, rows = len(replicates) * len(NAMES), len(replicates) * len(NAMES) * QUARTERS
    quarters = np.tile(np.arange(QUARTERS), runs)
    columns: dict[str, Any] = dict.fromkeys(MEASURES, pa.array(np.ones(rows)))
    columns |= {
        "scenario": pa.array(NAMES).take(pa.array(np.tile(np.repeat([0, 1], QUARTERS), len(replicates)))),
        "point": pa.array(np.zeros(rows, "i4")),
        "replicate": pa.array(np.repeat(np.array(replicates), len(NAMES) * QUARTERS)),
        "quarter": pa.array(quarters.astype("i4")),
        "date": pa.array([f"{2026 + quarter // 4}Q{quarter % 4 + 1}" for quarter in range(QUARTERS)]).take(
            pa.array(quarters)
        ),
        "voice_total": pa.array(luck.normal(90, 5, rows)),
        "mergers": pa.array(luck.poisson(2, rows).astype(float)),
    }
    schema = SCHEMAS["measures"]
    return pa.Table.from_arrays([columns[field.name].cast(field.type) for field in schema], schema=schema)


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of a million rows, with leftovers and damaged files beside them that nobody must count."""
    path = tmp_path_factory.mktemp("million") / "store"
    store = store_for(replace(tiny(), replicates=REPLICATES, record=("measures",)), path)
    luck, each = np.random.default_rng(1), REPLICATES // PARTS
    for part in range(PARTS):
        publish(path, {"measures": [synthetic(range(part * each, (part + 1) * each), luck)]}, code_fingerprint())
    damaged = publish(path, {"measures": [synthetic(range(9), luck)]}, code_fingerprint())
    flip(path / "measures" / damaged, 1_000, 8)
    with open_store(path).writing() as mended:
        assert len(mended.damaged) == 1
    (path / "measures" / ".part-0.parquet.0123abcd.unfinished").write_bytes(b"PAR1")
    return store


def test_it_is_read_whole_and_each_run_once(million: Store) -> None:
    rows = million.frame("measures", ["voice_total"])
    assert len(rows) == REPLICATES * len(NAMES) * QUARTERS > 1_000_000
    assert million.missing() == []
    last = million.frame("measures", ["voice_total", "mergers"], quarter=60)
    assert len(last) == REPLICATES * len(NAMES)
    assert list(last.replicate[:3]) == [0, 1, 2]


def test_pandas_polars_and_duckdb_find_the_same_means(million: Store) -> None:
    folder = million.path / "measures"
    ours = million.frame("measures", ["voice_total"]).groupby("scenario").voice_total.mean()
    theirs = pandas.read_parquet(folder, columns=["scenario", "voice_total"])
    assert len(theirs) == REPLICATES * len(NAMES) * QUARTERS
    by_polars = (
        polars.scan_parquet(folder / "*.parquet")
        .group_by("scenario")
        .agg(polars.col("voice_total").mean(), polars.len())
        .collect()
    )
    by_duckdb = duckdb.sql(
        f"select scenario, avg(voice_total), count(*) from read_parquet('{folder}/*.parquet') group by scenario"
    ).fetchall()
    for name in NAMES:
        expected = pytest.approx(ours[name], rel=1e-12)
        assert theirs.groupby("scenario").voice_total.mean()[name] == expected
        assert dict(by_polars.select("scenario", "voice_total").iter_rows())[name] == expected
        assert {key: (mean, number) for key, mean, number in by_duckdb}[name] == (expected, REPLICATES * QUARTERS)
    assert set(by_polars["len"]) == {REPLICATES * QUARTERS}

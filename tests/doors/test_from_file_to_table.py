"""The main job, from the command line: a batch, its tables, its comparison, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import coopsim
from coopsim.measures.row import MEASURES

EXPERIMENT = """
scenarios = ["baseline.toml", "no-cooperation.toml"]
baseline = "baseline.toml"
replicates = 3
seed = 5
record = ["measures", "associations", "events"]
"""

KEYS = ["scenario", "point", "replicate", "quarter", "date"]


def coopsim_command(folder, *words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "coopsim", *map(str, words)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("doors")
    (made / "two.toml").write_text(EXPERIMENT, encoding="utf-8")
    one = coopsim_command(made, "batch", "two.toml", "--out", "one", "--workers", 1, "--quiet", PYTHONHASHSEED="1")
    two = coopsim_command(made, "batch", "two.toml", "--out", "two", "--workers", 2, "--quiet", PYTHONHASHSEED="2")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    return made


def test_one_worker_or_two_give_the_same_digest(folder):
    assert coopsim.open_store(folder / "one").digest() == coopsim.open_store(folder / "two").digest()


def test_tables_have_the_columns_of_the_interface(folder):
    store = coopsim.open_store(folder / "one")
    assert list(store.measures.columns) == [*KEYS, *MEASURES]
    assert len(store.measures) == 2 * 3 * 61
    assert store.measures.date.iloc[0] == "2026Q1"
    assert {"association", "name", "staff_start", "end", "end_quarter", "absorber"} <= set(store.associations.columns)
    assert {"kind", "association", "other", "form", "gain_own", "governance"} <= set(store.events.columns)
    assert set(store.associations["end"]) <= {"", "closed", "insolvent", "absorbed", "merged"}


def test_the_store_is_what_python_runs_give(folder):
    row = coopsim.run("baseline", seed=5, replicate=2).measures.iloc[-1]
    stored = coopsim.open_store(folder / "two").measures
    kept = stored[(stored.scenario == "baseline") & (stored.replicate == 2)].iloc[-1]
    assert (row[list(MEASURES)].astype(float) == kept[list(MEASURES)].astype(float)).all()


def test_associations_are_the_same_in_every_scenario(folder):
    lives = coopsim.open_store(folder / "one").associations
    founders = lives[lives.founded <= 0]
    sets = founders.groupby(["replicate", "scenario"]).association.agg(frozenset).unstack()
    assert (sets["baseline"] == sets["no-cooperation"]).all()


def test_the_same_command_again_runs_nothing(folder):
    before = coopsim.open_store(folder / "one").digest()
    again = coopsim_command(folder, "batch", "two.toml", "--out", "one", "--workers", 1, "--json")
    assert again.returncode == 0
    assert coopsim.open_store(folder / "one").digest() == before
    assert json.loads(again.stdout)["done"] == 0


def test_a_store_lost_in_part_is_completed(folder):
    store = coopsim.open_store(folder / "two")
    digest = store.digest()
    lost = store.parts("measures")[0].name
    for table in ("measures", "associations", "events"):
        (folder / "two" / table / lost).unlink()
    assert coopsim_command(folder, "batch", "two.toml", "--out", "two", "--quiet").returncode == 0
    assert coopsim.open_store(folder / "two").digest() == digest


def test_compare_gives_paired_differences(folder):
    answer = coopsim_command(folder, "compare", "one", "--format", "json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)
    assert "Traceback" not in answer.stderr


def test_a_foreign_folder_is_left_alone(folder):
    foreign = folder / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine", encoding="utf-8")
    answer = coopsim_command(folder, "batch", "two.toml", "--out", "foreign")
    assert answer.returncode in (2, 4)
    assert [file.name for file in foreign.iterdir()] == ["thesis.txt"]


REFUSED = [
    ("run", "nothing.toml"),
    ("run", "baseline", "--set", "levers.tendring=0.4", "--out", "new"),
    ("run", "baseline", "--set", "levers.tendering=4", "--out", "new"),
    ("run", "baseline", "--quarters", "0", "--out", "new"),
    ("batch", "nothing.toml", "--out", "new"),
    ("population", "check", "nothing.csv"),
    ("compare", "nowhere"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_bad_input_is_told_and_writes_nothing(folder, words):
    before = sorted(file.name for file in folder.iterdir())
    answer = coopsim_command(folder, *words)
    assert answer.returncode == 2, answer.stderr
    assert answer.stderr
    assert not answer.stdout
    assert "Traceback" not in answer.stderr
    assert sorted(file.name for file in folder.iterdir()) == before

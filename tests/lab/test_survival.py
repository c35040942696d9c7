"""Survival: the exact case of competing risks, and a plain Aalen–Johansen beside the estimator."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.errors import InputRefused
from coopsim.lab.analysis.survival import cumulative_incidence, hazards, incidences, lives_of
from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import Store, store_for
from tests.lab.conftest import Write

RISKS = """
extends = "verification/competing-risks.toml"
[population]
source = "synthetic"
size = 5000
"""
LIVES = 20_000
Lives = list[tuple[int, int]]


def batch(write: Write, name: str, text: str, replicates: int, more: str = "") -> Store:
    """The store of one scenario."""
    write(f"{name}.toml", text)
    file = write(f"{name}-runs.toml", f'scenarios = ["{name}"]\nreplicates = {replicates}\nseed = 3\n{more}')
    experiment = load_experiment(file)
    store = store_for(experiment, Path(f"{name}-store"))
    run_batch(experiment, store, workers=1)
    return store


def plain(lives: Lives, causes: int, last: int) -> list[list[float]]:
    """Aalen–Johansen by its definition: chance to be there still, times chance to end now."""
    independent, ended, told = 1.0, [0.0] * causes, []
    for quarter in range(last + 1):
        at_risk = [life for life in lives if life[0] >= quarter]
        now = [sum(life == (quarter, cause + 1) for life in at_risk) for cause in range(causes)]
        if at_risk:
            ended = [before + independent * one / len(at_risk) for before, one in zip(ended, now, strict=True)]
            independent *= 1 - sum(now) / len(at_risk)
        told.append(list(ended))
    return told


def at_end(table: pd.DataFrame, size_class: str = "all") -> pd.DataFrame:
    return table[(table.quarter == table.quarter.max()) & (table.size_class == size_class)].set_index("end")


def test_two_competing_risks_have_their_exact_incidence(write: Write) -> None:
    table = incidences(batch(write, "risks", RISKS, LIVES // 5000), by_size=False)
    last = at_end(table)
    assert set(table.lives) == {LIVES}
    expected = {"independent": 0.546323, "closed": 0.302452, "absorbed": 0.151226}
    for end, share in expected.items():
        error = math.sqrt(share * (1 - share) / LIVES)
        assert last.incidence[end] == pytest.approx(share, abs=4 * error)
        assert last["low"][end] < last["mean"][end] < last["high"][end]
    assert 0.331028 - last.incidence["closed"] > 4 * math.sqrt(0.331028 * (1 - 0.331028) / LIVES)
    assert (last.incidence[["insolvent", "merged"]] == 0).all()


def test_the_rate_of_a_constant_risk_is_that_risk(write: Write) -> None:
    table = hazards(batch(write, "risks", RISKS, 2), by_size=False)
    assert table[["after", "until"]].drop_duplicates().to_numpy().tolist() == [[0, 20], [20, 40], [0, 40]]
    for end, risk in (("closed", 0.01), ("absorbed", 0.005)):
        for row in table[table.end == end].itertuples():
            assert row.rate == pytest.approx(4 * risk, abs=4 * 4 * risk / math.sqrt(row.ends))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=1, max_size=40))
def test_the_estimator_is_aalen_johansen(lives: Lives) -> None:
    seen, causes = np.array(lives).T
    found = cumulative_incidence(seen, causes, 3, np.arange(15))
    assert found == pytest.approx(np.array(plain(lives, 3, 14)), abs=1e-12)


def test_a_store_agrees_with_the_plain_estimator(store: Store) -> None:
    table = incidences(store)
    tiny = store.associations.query("scenario == 'tiny' and founded <= 0 and size_class == 'small'")
    codes = {"": 0, "closed": 1, "insolvent": 2, "absorbed": 3, "merged": 4}
    ends = zip(tiny.end, tiny.end_quarter.fillna(6).astype(int), strict=True)
    lives = [(quarter, codes[end]) for end, quarter in ends]
    told = table[(table.scenario == "tiny") & (table.size_class == "small")]
    wide = told.pivot(index="quarter", columns="end", values="incidence")
    assert wide[list(codes)[1:]].to_numpy() == pytest.approx(np.array(plain(lives, 4, 6)), abs=1e-12)
    assert wide.to_numpy().sum(axis=1) == pytest.approx(1.0)
    assert set(told.lives) == {len(lives)}
    assert told.at_risk.tolist()[:7] == [sum(seen >= quarter for seen, _ in lives) for quarter in range(7)]
    assert told[told.quarter == 0].date.tolist() == ["2026Q1"] * 5


def test_the_interval_is_over_replicates(store: Store) -> None:
    last = at_end(incidences(store).query("scenario == 'tiny'"))
    alive = store.associations.query("scenario == 'tiny' and founded <= 0")
    shares = alive.assign(alive=alive.end == "").groupby("replicate").alive.mean()
    assert last.replicates["independent"] == 4
    assert last["mean"]["independent"] == pytest.approx(shares.mean())
    half = 3.182446 * shares.std() / 2
    assert (last["high"] - last["low"])["independent"] == pytest.approx(2 * half, rel=1e-6)


def test_rates_are_ends_over_years(store: Store) -> None:
    table = hazards(store, grouped=True).query("scenario == 'tiny' and size_class == 'all'").set_index("end")
    alive = store.associations.query("scenario == 'tiny' and founded <= 0")
    years = alive.end_quarter.fillna(6).sum() / 4
    assert table.years.tolist() == [years, years]
    assert table.ends["closed"] == alive.end.isin(["closed", "insolvent"]).sum()
    assert table.rate["absorbed"] == alive.end.isin(["absorbed", "merged"]).sum() / years


def test_a_size_class_without_anybody(write: Write) -> None:
    text = 'extends = "tiny.toml"\nsmall_below = 900\nsmall_below_second = 950\nlarge_from = 1000'
    store = batch(write, "small", text, 2)
    table, rates = incidences(store), hazards(store)
    nobody = table[table.size_class == "large"]
    assert set(nobody.lives) == {0}
    assert set(nobody.replicates) == {0}
    assert nobody[["incidence", "mean", "low", "high"]].isna().all(axis=None)
    assert rates[rates.size_class == "medium"][["rate", "mean"]].isna().all(axis=None)
    assert at_end(table, "small").incidence.tolist() == at_end(table).incidence.tolist()


def test_one_replicate_has_no_interval(write: Write) -> None:
    store = batch(write, "one", 'extends = "tiny.toml"', 1)
    for table in (incidences(store, by_size=False), hazards(store, by_size=False)):
        assert set(table.replicates) == {1}
        assert table["mean"].notna().all()
        assert table[["low", "high"]].isna().all(axis=None)


def test_a_store_without_lives_says_what_to_do(write: Write) -> None:
    store = batch(write, "bare", 'extends = "tiny.toml"', 1, 'record = ["measures"]')
    with pytest.raises(InputRefused, match=r'expected measures, got associations. Add "associations" to record'):
        incidences(store)


def test_a_batch_that_has_not_begun(experiment: Any, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no run is done"):
        hazards(store_for(experiment, tmp_path / "new"))


def test_an_unknown_cohort(store: Store) -> None:
    with pytest.raises(InputRefused, match=r"Did you mean births\?"):
        incidences(store, "birth")


def handmade() -> Any:
    """A store of four lives: a founder, a newborn, a body from a merger, a newborn of the last quarter."""
    rows = pd.DataFrame(
        [
            ("one", 0, 0, -40, 40, "small", "merged", 5.0),
            ("one", 0, 0, 2, 0, "small", "insolvent", 7.0),
            ("one", 0, 0, 5, 33, "medium", "", math.nan),
            ("one", 0, 0, 8, 0, "small", "", math.nan),
        ],
        columns=["scenario", "point", "replicate", "founded", "age_start", "size_class", "end", "end_quarter"],
    )
    scenario = SimpleNamespace(name="one", quarters=60)
    experiment = SimpleNamespace(scenarios=[scenario], points=({"quarters": 8},))
    return SimpleNamespace(frame=lambda name, columns: rows, experiment=experiment)


def test_births_are_followed_from_their_birth_and_merged_bodies_are_none() -> None:
    assert lives_of(handmade(), "births")[["quarters", "end"]].to_numpy().tolist() == [[5, "insolvent"], [0, ""]]
    assert lives_of(handmade(), "start")[["quarters", "end"]].to_numpy().tolist() == [[5, "merged"]]


def test_ends_are_grouped_as_the_measures_do(store: Store) -> None:
    assert lives_of(handmade(), "births", grouped=True).end.tolist() == ["closed", ""]
    told = at_end(incidences(store, grouped=True).query("scenario == 'tiny'"), "small")
    measured = store.measures.query("scenario == 'tiny' and quarter == 6")
    assert told["mean"]["closed"] == pytest.approx(measured.small_closed.mean())
    assert told["mean"]["absorbed"] == pytest.approx(measured.small_absorbed.mean())
    assert told["mean"]["independent"] == pytest.approx(measured.small_independent.mean())

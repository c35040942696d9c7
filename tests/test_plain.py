"""The compiled sweeps and the naive twin tell the same history."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks import twin
from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import Scenario, load_scenario
from coopsim.world.vocabulary import SWITCHES
from tests.ordinary.comparison import differences, measures_apart
from tests.ordinary.measures import REPORTERS
from tests.plain import PlainSector

SEEDS = (1, 2, 3)
QUARTERS = 20
BURN_IN = {"burn_in": 4}

FEW = {"population.source": "synthetic", "population.departments": ["34", "48", "2A"]}

SMALL = {**FEW, "population.size": 60, "burn_in": 0}

EVENTFUL = {
    **BURN_IN,
    **FEW,
    "population.size": 240,
    "levers.tendering": 0.7,
    "levers.size_threshold": {"2026Q1": 4.0, "2027Q1": 60.0},
    "levers.consolidation_incentive": 0.9,
    "levers.fewer_interlocutors": 0.6,
    "levers.advocacy_penalty": 0.3,
    "levers.core_grant_protection": 0.5,
    "levers.smaller_lots": 0.9,
    "levers.consortium_credit": 0.5,
    "levers.governance_support": 0.4,
    "levers.reserved_seats": 0.5,
    "levers.cooperation_fund": 0.3,
    "levers.budget_growth": -0.03,
    "parameters.search.search_scale": 10.0,
    "parameters.choice.taste_merger": 1.0,
    "parameters.choice.taste_alliance": 0.3,
    "parameters.choice.taste_pooling": 0.2,
    "parameters.agreement.dissolution_scale": 3.0,
    "parameters.agreement.setup_quarters_merger": 4,
    "parameters.seats.crowding": 1.5,
}
"""Much of everything, in few associations."""

BY_CHANCE = {
    **BURN_IN,
    **FEW,
    "population.size": 120,
    "cooperation.alliance": False,
    "parameters.exogenous.signed_partnerships": 2.0,
    "parameters.exogenous.signed_poolings": 1.0,
    "parameters.exogenous.signed_alliances": 1.0,
    "parameters.exogenous.signed_mergers": 0.5,
}
"""Pairs that sign by decree, one form being given up when the run begins."""

ACTS = ("stay", "partner", "pool", "join", "speak", "pool", "pool", "join", "join", "partner", "speak")
CHOICES = [
    {"quarter": quarter, "association": f"34-{1 + (7 * quarter + 11 * place) % 150:04d}", "act": act}
    for quarter in (1, 2, 3, 5, 8, 9, 12)
    for place, act in enumerate(ACTS)
]

EXPECTED = (
    "takeover",
    "merger of equals",
    "failed merger",
    "dissolution",
    "step down",
    "change of form",
    "insolvency",
    "contagion",
    "dispersal",
    "birth",
    "leader left",
    "leader arrived",
    "seat gained",
    "seat lost",
    "stood down",
    "reserved seat",
    "passed over",
    "regional award",
    "unserved call",
    "speak",
    "sanctioned",
    "led to partner",
    "led to pool",
    "led to join",
)
"""Events that the eventful runs must have met, so that agreeing on them means something."""

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "baseline": ("baseline", BURN_IN),
    "strong-npm": ("strong-npm", BURN_IN),
    "eventful": ("mergers-pushed", {**EVENTFUL, "choices": CHOICES}),
    "no-cooperation": ("no-cooperation", {"burn_in": 8}),
    "by chance": ("baseline", BY_CHANCE),
}


def compared(scenario: Scenario, seed: int, quarters: int) -> tuple[History, PlainSector, list[str]]:
    """Both histories, until they part; what parts them."""
    history, sector = History(scenario, seed), PlainSector(scenario, seed)
    found = differences(history, sector)
    while not found and history.quarter < quarters:
        history.step()
        sector.step()
        found = differences(history, sector)
    return history, sector, [f"quarter {history.quarter}: {line}" for line in found]


@cache
def told(case: str, seed: int) -> tuple[list[str], PlainSector]:
    """What parts a case, and its twin in the end."""
    name, changes = CASES[case]
    _, sector, found = compared(load_scenario(name, changes), seed, QUARTERS)
    return found, sector


@pytest.fixture(scope="module")
def small() -> tuple[History, PlainSector]:
    """Both histories of a few quarters of a few associations, which agree."""
    history, sector, found = compared(load_scenario("baseline", SMALL), 1, 3)
    assert not found
    return history, sector


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_same_history(case: str, seed: int) -> None:
    assert not told(case, seed)[0]


@pytest.mark.parametrize("event", EXPECTED)
def test_it_happened(event: str) -> None:
    assert sum(told("eventful", seed)[1].happened[event] for seed in SEEDS) > 0


def test_pairs_signed_by_chance() -> None:
    assert sum(told("by chance", seed)[1].happened["signed by chance"] for seed in SEEDS) > 30


@pytest.mark.parametrize("measure", MEASURES)
def test_it_moved(measure: str) -> None:
    taken = [told("eventful", seed)[1].datacollector.model_vars[measure] for seed in SEEDS]
    assert len({value for column in taken for value in column}) > 2


@pytest.mark.parametrize("measure", MEASURES)
def test_a_wrong_measure_is_seen(measure: str, small: tuple[History, PlainSector]) -> None:
    history, sector = small
    row = history.rows[history.quarter].copy()
    row[MEASURES.index(measure)] += 1e-4 * max(1.0, abs(row[MEASURES.index(measure)]))
    assert [line.split(":")[0] for line in measures_apart(row, sector)] == [f"measure {measure}"]


def test_same_measures_where_nobody_lives() -> None:
    changes = {**SMALL, "parameters.exogenous.closure_constant": 1.0, "switches.births": False}
    _, sector, found = compared(load_scenario("baseline", changes), 1, 2)
    assert not found
    assert not sector.agents


@pytest.mark.parametrize("switch", SWITCHES)
def test_same_history_without_one_mechanism(switch: str) -> None:
    changes = {**EVENTFUL, "population.size": 120, f"switches.{switch}": False}
    assert not compared(load_scenario("mergers-pushed", changes), 1, 6)[2]


def test_same_history_with_imposed_growth_ends_and_mergers() -> None:
    changes = {
        **FEW,
        "burn_in": 0,
        "population.size": 150,
        "population.absorb_active_elsewhere": True,
        "parameters.exogenous.growth_mean": 0.01,
        "parameters.exogenous.growth_sd": 0.05,
        "parameters.exogenous.closure_constant": 0.01,
        "parameters.exogenous.absorption_constant": 0.02,
        "parameters.exogenous.random_mergers": 2,
        "parameters.search.search_scale": 6.0,
        "parameters.tender.returned_quarters": 2,
    }
    assert not compared(load_scenario("baseline", changes), 1, 10)[2]


def test_same_history_where_positions_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    rows = [f"a{row},{'34' if row % 3 else '48'},{1 + row * 7 % 90}" for row in range(120)]
    path.write_text("\n".join(["id,department,staff", *rows]), encoding="utf-8")
    changes = {
        **BURN_IN,
        "population.source": "file",
        "population.path": str(path),
        "parameters.search.search_scale": 8.0,
        "parameters.search.outside": 0.4,
    }
    assert not compared(load_scenario("mergers-pushed", changes), 1, 8)[2]


def test_a_choice_ends_with_its_quarter_even_where_its_body_ends_too() -> None:
    sector, parent = PlainSector(load_scenario("mergers-pushed", EVENTFUL), 1), None
    while parent is None:
        known = len(sector.everyone)
        sector.step()
        for one in sector.everyone[known:]:
            if "~" in one.identifier:
                parent = one.identifier.rpartition("~")[0]
    choice = {"quarter": sector.quarter, "association": parent, "act": "join"}
    scenario = load_scenario("mergers-pushed", {**EVENTFUL, "choices": [choice]})
    assert not compared(scenario, 1, sector.quarter + 4)[2]


def test_the_benchmark_races_and_writes_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twin, "PAIRS_QUICK", 1)
    assert twin.main(["--quick", "--out", str(tmp_path)]) == 0
    lines = (tmp_path / "twin.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [
        [measures, pair] for measures in ("0", str(len(MEASURES))) for pair in ("1", "median")
    ]


def test_the_benchmark_fails_where_both_sides_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(twin, "PAIRS_QUICK", 1)
    monkeypatch.setitem(REPORTERS, "size_gini", lambda sector: 0.5)
    assert twin.main(["--quick"]) == 1
    assert "size_gini" in capsys.readouterr().err


def test_the_benchmark_shows_where_the_time_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(twin, "PROFILED_QUICK", 2)
    assert twin.main(["--profile", "--quick", "--out", str(tmp_path)]) == 0
    rows = list(csv.DictReader((tmp_path / "twin.csv").read_text(encoding="utf-8").splitlines()))
    for view in ("phase", "code"):
        shares = [float(row["share_percent"]) for row in rows if row["by"] == view]
        assert sum(shares) == pytest.approx(100.0, abs=1.0)
    assert "measures" in capsys.readouterr().out

"""The compiled sweeps and the naive twin tell the same history."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import Scenario, load_scenario
from coopsim.world.vocabulary import SWITCHES
from tests.ordinary.comparison import differences
from tests.ordinary.measures import voices_distinct
from tests.plain import PlainSector

SEEDS = (1, 2, 3)
QUARTERS = 20
BURN_IN = {"burn_in": 4}

FEW = {"population.source": "synthetic", "population.departments": ["34", "48", "2A"]}

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
def told(case: str, seed: int) -> tuple[list[str], Counter[str], tuple[float, float]]:
    """What parts a case, what happened in it, and its distinct voices by both ways."""
    name, changes = CASES[case]
    history, sector, found = compared(load_scenario(name, changes), seed, QUARTERS)
    distinct = history.rows[history.quarter, MEASURES.index("voices_distinct")]
    by_pairs = voices_distinct(sector) if case == "eventful" else distinct
    return found, sector.happened, (float(distinct), float(by_pairs))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_same_history(case: str, seed: int) -> None:
    found, _, _ = told(case, seed)
    assert not found


@pytest.mark.parametrize("seed", SEEDS)
def test_distinct_voices_pair_by_pair(seed: int) -> None:
    _, _, (swept, by_pairs) = told("eventful", seed)
    assert swept == pytest.approx(by_pairs, rel=1e-9)


@pytest.mark.parametrize("event", EXPECTED)
def test_it_happened(event: str) -> None:
    assert sum(told("eventful", seed)[1][event] for seed in SEEDS) > 0


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

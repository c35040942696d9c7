"""What has to stay, or to change in a known way, when a run is asked for in other words.

A test of this kind needs no right answer, only two runs and the relation
between them [ChenCheungYiu1998]_.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.measures.meanings import MEANINGS
from coopsim.measures.row import MEASURES, measure_row
from coopsim.scenario import Scenario, changed_scenario, knobs, load_scenario
from coopsim.world.vocabulary import CAUSES, LIVING
from tests.reference.cases import COLUMN, FOUR, founders

NUMBER = 96
MAIN_CAUSES = ("housing", "old_age_home_care", "child_protection", "health")
STATE = ("end", "end_quarter", "staff", "reserves", "public_grant", "private_income", "know_how", "legitimacy")
STATE += ("managerial_norm", "visibility", "governance", "vacancy", "voice", "freedom")
SHORT = {"burn_in": 0, "quarters": 20}
ALONE = {"switches.tender": False, "switches.search": False, "switches.births": False}
NOTHING_HANDED_ON = {"parameters.tender.growth_cap": 0.0, "parameters.closure.private_follows": 0.0}

Rows = list[dict[str, Any]]


def members() -> Rows:
    """The rows of a user's own file: two departments, four causes, sizes from 1 to 90."""
    sizes = np.geomspace(1.0, 90.0, NUMBER).round(3)
    return [
        {
            "id": f"A{one:03d}",
            "department": ("30", "34")[one % 2],
            "staff": sizes[one * 37 % NUMBER],
            "main_cause": MAIN_CAUSES[one // 2 % 4],
        }
        for one in range(NUMBER)
    ]


def shuffled(rows: Rows) -> Rows:
    return [rows[place] for place in np.random.default_rng(4).permutation(len(rows))]


def scenario_of(file: Path, rows: Rows, **changes: Any) -> Scenario:
    """The baseline on a user's own file."""
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return load_scenario("baseline", {"population.source": "file", "population.path": str(file), **SHORT, **changes})


def played(scenario: Scenario, seed: int = 1, replicate: int = 0) -> History:
    history = History(scenario, seed, replicate)
    history.step(scenario.quarters)
    return history


def by_identifier(history: History) -> Any:
    """The records of the founders, in the order of their identifiers."""
    names = [history.founders.identifier(row) for row in range(len(history.founders))]
    return founders(history)[np.argsort(names)]


def largest_difference(one: Any, other: Any) -> dict[str, float]:
    return {name: float(np.abs(one[name].astype(float) - other[name].astype(float)).max()) for name in STATE}


def both_orders(tmp_path: Path, **changes: Any) -> tuple[Any, Any]:
    """The same associations under the same identifiers, in two orders of the file."""
    rows = members()
    plain = played(scenario_of(tmp_path / "plain.csv", rows, **changes))
    other = played(scenario_of(tmp_path / "other.csv", shuffled(rows), **changes))
    return by_identifier(plain), by_identifier(other)


def test_luck_follows_the_identifier_and_not_the_row(tmp_path: Path) -> None:
    """Where nothing is drawn from a list and nothing is summed over others: the same history, to the last bit."""
    changes = {**ALONE, **NOTHING_HANDED_ON, "switches.norm": False}
    one, other = both_orders(tmp_path, **changes)
    assert largest_difference(one, other) == dict.fromkeys(STATE, 0.0)
    assert (one["end"] != LIVING).any()


def test_sums_over_others_differ_by_rounding_only(tmp_path: Path) -> None:
    """With grants handed on and norms copied the order of the file is an order of summing."""
    one, other = both_orders(tmp_path, **ALONE)
    apart = largest_difference(one, other)
    assert apart.pop("end") == apart.pop("end_quarter") == apart.pop("vacancy") == 0.0
    assert max(apart.values()) < 1e-9


MOVED = ("associations", "small_independent", "staff_mean", "public_money_hhi", "voices_effective", "norm_mean")
MOVED += ("know_how_mean", "any_tie_share", "stress_mean", "small_absorbed")


def test_other_names_in_another_order_give_the_same_distribution(tmp_path: Path) -> None:
    """Bidders and candidates are drawn by their place: with them on, histories differ and their law does not."""
    renamed = [row | {"id": f"other-{place}"} for place, row in enumerate(shuffled(members()))]
    scenarios = [scenario_of(tmp_path / "one.csv", members()), scenario_of(tmp_path / "two.csv", renamed)]
    columns = [COLUMN[name] for name in MOVED]
    runs = np.array([[played(s, 2, r).rows[-1, columns] for r in range(120)] for s in scenarios])
    assert not np.array_equal(runs[0], runs[1])
    apart = runs[0].mean(axis=0) - runs[1].mean(axis=0)
    errors = np.sqrt(runs.var(axis=1, ddof=1).sum(axis=0) / runs.shape[1])
    assert (np.abs(apart) < FOUR * errors).all(), dict(zip(MOVED, apart / errors, strict=True))


def money_knobs() -> list[str]:
    """Every parameter whose unit is money, or money over something that is not."""
    return [knob.key for knob in knobs() if knob.unit.startswith("k€")]


def test_the_parameters_that_carry_money_are_known() -> None:
    assert {key.removeprefix("parameters.") for key in money_knobs()} == {
        "money.unit_cost", "tender.lot_size", "tender.call_cost", "tender.bid_cost", "funder.support_cost",
        "funder.interlocutor_cost",
    }  # fmt: skip


LIVELY = {"parameters.search.search_scale": 4.0, "levers.governance_support": 0.5, "levers.cooperation_fund": 0.5}


def test_doubled_units_of_money_double_money_and_nothing_else() -> None:
    """Twice every k€: powers of two make floating point exact, so that equality is to the last bit."""
    plain = load_scenario("strong-npm", {"burn_in": 8, "quarters": 20, **LIVELY})
    settings = plain.settings()
    twice = changed_scenario(plain, {key: 2.0 * settings[key] for key in money_knobs()})
    one, two = played(plain, 3), played(twice, 3)
    factors = [2.0 if MEANINGS[name].unit == "k€ per quarter" else 1.0 for name in MEASURES]
    assert sum(factors) > len(factors) + 3
    assert (two.rows == one.rows * factors).all()
    number = one.world.counts[0].slots
    before, after = one.world.associations[:number], two.world.associations[:number]
    for name in ("reserves", "public_grant", "contracts", "private_income", "cost", "delivered"):
        assert (after[name] == 2.0 * before[name]).all(), name
    for name in ("staff", "end", "stress", "pay", "voice", "know_how", "bidding_size"):
        assert (after[name] == before[name]).all(), name


def test_a_budget_in_a_doubled_unit_is_the_same_staff(tmp_path: Path) -> None:
    """A file that gives budgets: twice the budgets at twice the cost of a post are the same posts."""
    known = ("id", "department", "main_cause")
    rows = [{key: row[key] for key in known} | {"budget": 51.0 * row["staff"]} for row in members()]
    twice = [row | {"budget": 2.0 * row["budget"]} for row in rows]
    plain = scenario_of(tmp_path / "one.csv", rows)
    doubled = {key: 2.0 * plain.settings()[key] for key in money_knobs()}
    one, two = played(plain), played(scenario_of(tmp_path / "two.csv", twice, **doubled))
    assert (founders(one)["staff"] == founders(two)["staff"]).all()
    assert (2.0 * founders(one)["reserves"] == founders(two)["reserves"]).all()


TWIN = {"housing": "food_and_solidarity"}
"""A cause of the file, and one of the same college that nobody in the file has."""

OF_THE_DIVISION = ("causes_effective", "access_causes")
"""Measures that count causes: to call one cause two changes them, and has to."""


def split(history: History) -> None:
    """Say « housing » in two words: half of its weight, and of its need, to its twin."""
    ((one, twin),) = [(CAUSES.index(cause), CAUSES.index(other)) for cause, other in TWIN.items()]
    world, opening = history.world, history.opening
    halved = (world.associations["profile"], world.departments["need"], opening["need"])
    for shares in (*halved, opening["delivered_by_cause"]):
        assert not shares[:, twin].any()
        shares[:, twin] = shares[:, one] = shares[:, one] / 2.0


def test_one_cause_split_into_two_alike_changes_nothing(tmp_path: Path) -> None:
    """Likeness is the sum over causes of the smaller weight: two halves that go together weigh as one whole.

    A file cannot split a cause, because the sixteen causes are fixed; the state
    of a founded sector can. Mergers are left out: the main cause of a merged
    body is its heaviest, and halves are lighter than a whole.
    """
    changes = {"parameters.founding.main_cause": 1.0, "switches.births": False, **LIVELY}
    changes |= {"parameters.choice.taste_merger": -2.0, "parameters.choice.incentive_weight": 0.0}
    changes |= {"parameters.choice.growth_weight": 0.0, "parameters.choice.rescue_weight": 0.0}
    scenario = scenario_of(tmp_path / "causes.csv", members(), **changes)
    whole, halves = History(scenario, 6), History(scenario, 6)
    split(halves)
    measure_row(halves.world, halves.opening, halves.setting.tables, halves.rows[0])
    whole.step(20)
    halves.step(20)
    kept = [COLUMN[name] for name in MEASURES if name not in OF_THE_DIVISION]
    assert whole.rows[-1, COLUMN["any_tie_share"]] > 0.1
    assert whole.rows[-1, COLUMN["mergers"]] == 0.0
    np.testing.assert_allclose(halves.rows[:, kept], whole.rows[:, kept], rtol=1e-9, atol=1e-9)
    for name in STATE:
        np.testing.assert_allclose(founders(halves)[name], founders(whole)[name], rtol=1e-9, atol=1e-9)
    assert (halves.rows[:, COLUMN["causes_effective"]] > whole.rows[:, COLUMN["causes_effective"]]).all()


HAZARDS = (0.0, 0.001, 0.003, 0.006, 0.012, 0.03)


def survivors(hazards: Sequence[float], seed: int, **changes: Any) -> list[Any]:
    """Who is alive after ten years without cooperation and births, hazard by hazard, on the same luck."""
    quiet = {"burn_in": 0, "quarters": 40, "switches.births": False, "switches.search": False, **changes}
    scenario = load_scenario("no-cooperation", quiet)
    runs = (played(changed_scenario(scenario, {"parameters.closure.hazard": hazard}), seed) for hazard in hazards)
    return [founders(history)["end"] == LIVING for history in runs]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_raised_hazard_never_saves_anybody(seed: int) -> None:
    """Where nobody inherits, survivors at a higher hazard are among those at a lower one, one by one."""
    alive = survivors(HAZARDS, seed, **NOTHING_HANDED_ON, **{"switches.tender": False})
    for lower, higher in pairwise(alive):
        assert not (higher & ~lower).any()
        assert higher.sum() < lower.sum()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_raised_hazard_never_raises_survival_even_where_some_inherit(seed: int) -> None:
    """With grants handed on and contracts called again, a closure may save a neighbour, never the many."""
    numbers = [alive.sum() for alive in survivors(HAZARDS, seed)]
    assert all(higher < lower for lower, higher in pairwise(numbers))


def null_changes() -> list[dict[str, Any]]:
    """Policies that say in other words what strong-npm says already."""
    plain = load_scenario("strong-npm")
    at_end = plain.levers.at("2041Q1")
    return [
        {"levers.tendering": plain.settings()["levers.tendering"] | {"2050Q1": 0.8, "2060Q1": 0.0}},
        {"levers.by_department.34.reporting": plain.settings()["levers.reporting"]},
        {"levers.reserved_seats": {"2026Q1": 0.0, "2035Q1": 0.0}},
        {"levers.by_department.11.core_grant_protection": 0.0, "levers.by_department.66.budget_growth": 0.0},
        {"levers.size_threshold": plain.settings()["levers.size_threshold"] | {"2041Q1": at_end.size_threshold}},
        {"title.en": "The same", "question.en": "Is it the same?"},
        {"parameters.closure.hazard": plain.settings()["parameters.closure.hazard"]},
    ]


BRIEF = {"burn_in": 4, "quarters": 24}


@pytest.fixture(scope="module")
def reference() -> History:
    return played(load_scenario("strong-npm", BRIEF), 7)


@pytest.mark.parametrize("change", null_changes(), ids=lambda change: next(iter(change)))
def test_a_null_policy_differs_by_exactly_nothing(reference: History, change: dict[str, Any]) -> None:
    other = played(changed_scenario(reference.brief, change), 7)
    assert (other.rows - reference.rows == 0.0).all()
    events = reference.world.counts[0].events
    assert events > 500
    assert other.world.events[: other.world.counts[0].events].tobytes() == reference.world.events[:events].tobytes()


@pytest.mark.parametrize("lever", ["governance_support", "core_grant_protection", "budget_growth", "cooperation_fund"])
def test_a_policy_that_is_not_null_is_seen(reference: History, lever: str) -> None:
    """What the test above could miss: the smallest dose of a real lever moves some measure."""
    other = played(changed_scenario(reference.brief, {f"levers.{lever}": 0.01}), 7)
    assert (other.rows - reference.rows != 0.0).any()

"""Money, staff, volumes and contracts close every quarter, whatever the parameters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.engine.history import History
from coopsim.scenario import knobs, load_scenario, shipped_names
from tests.engine.books import Books, assert_balanced

SMALL = {
    "population.source": "synthetic",
    "population.size": 120,
    "burn_in": 0,
    "quarters": 12,
}
KNOBS = {knob.key: knob for knob in knobs()}


def follow(scenario, seed, quarters):
    history = History(scenario, seed)
    books = Books(history)
    for _ in range(quarters):
        history.step()
        books = assert_balanced(books, history)
    return history


@pytest.mark.parametrize("name", [name for name in shipped_names() if name != "france"])
def test_every_shipped_scenario_balances(name):
    scenario = load_scenario(name)
    if scenario.population.size and scenario.population.size > 2000:
        scenario = load_scenario(name, {"population.size": 400})
    history = follow(scenario, 5, min(20, scenario.quarters))
    assert history.world.counts[0].living > 0


def explored(key):
    knob = KNOBS[key]
    low, high = knob.bounds
    if knob.explored:
        low, high = knob.explored
    low, high = max(low, -1e3), min(high, 1e3)
    return st.integers(int(low), int(high)) if knob.integer else st.floats(low, high)


LIVELY = (
    "parameters.search.search_scale",
    "parameters.agreement.merger_success",
    "parameters.agreement.dissolution_scale",
    "parameters.agreement.saving_scale",
    "parameters.agreement.duplicate_loss",
    "parameters.closure.hazard",
    "parameters.closure.contagion_scale",
    "parameters.birth.birth_rate",
    "parameters.choice.taste_merger",
    "parameters.tender.lot_size",
    "parameters.exogenous.growth_sd",
    "levers.tendering",
    "levers.efficiency",
    "levers.budget_growth",
    "levers.cooperation_fund",
    "levers.smaller_lots",
    "levers.consolidation_incentive",
    "levers.core_grant_protection",
    "levers.size_threshold",
)


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({}, optional={key: explored(key) for key in LIVELY}), st.integers(0, 2**40))
def test_any_parameters_balance(changes, seed):
    changes["parameters.exogenous.growth_sd"] = min(0.1, changes.get("parameters.exogenous.growth_sd", 0.0))
    follow(load_scenario("strong-npm", {**SMALL, **changes}), seed, 12)


def test_speaking_out_balances():
    scenario = load_scenario("baseline", {"burn_in": 0, "quarters": 8, "levers.advocacy_penalty": -0.5})
    history = History(scenario, 1)
    books = Books(history)
    for slot in range(40):
        history.impose(history.names.identifier(slot), "speak")
    for _ in range(8):
        history.step()
        books = assert_balanced(books, history)

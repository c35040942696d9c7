"""Every parameter and every lever moves some measure: no exceptions list."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.scenario import changed_scenario, knobs, load_scenario

QUARTERS = 20
KNOBS = [knob for knob in knobs() if knob.key.startswith(("parameters.", "levers."))]

LIVELY = {
    "burn_in": 2,
    "quarters": QUARTERS,
    "parameters.search.search_scale": 6.0,
    "parameters.closure.hazard": 0.02,
    "parameters.agreement.setup_quarters_merger": 2,
    "parameters.closure.contagion_partnership": 0.1,
    "levers.tendering": 0.5,
    "levers.efficiency": 0.03,
    "levers.reporting": 1.0,
    "levers.size_threshold": 8.0,
    "levers.consolidation_incentive": 0.6,
    "levers.fewer_interlocutors": 0.5,
    "levers.advocacy_penalty": 0.3,
    "levers.cooperation_fund": 0.3,
    "levers.governance_support": 0.2,
    "levers.smaller_lots": 0.5,
    "levers.reserved_seats": 0.3,
    "levers.consortium_credit": 0.2,
}
"""A sector in which everything happens."""

PLACELESS = {**LIVELY, "population.source": "file", "population.path": "placeless.csv"}
"""The same, where no position is known: departments stand for distance."""

ENCOURAGED = {**LIVELY, "levers.advocacy_penalty": -0.9, "levers.efficiency": 0.0}
"""The same, where public money encourages speech."""

FICKLE = {**LIVELY, "parameters.agreement.dissolution_scale": 3.0}
"""The same, where agreements seldom last and former partners meet again."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """The scenarios that a knob is tried in, one after the other."""
    file = tmp_path_factory.mktemp("knobs") / "placeless.csv"
    rows = [f"P{row},{('11', '34')[row % 2]},{1 + row % 23}" for row in range(160)]
    file.write_text("id,department,staff\n" + "\n".join(rows) + "\n", encoding="utf-8")
    speak = tuple({"quarter": 2, "association": f"P{row}", "act": "speak"} for row in range(0, 160, 2))
    return [
        load_scenario("baseline", LIVELY),
        load_scenario("baseline", {**PLACELESS, "population.path": str(file), "choices": speak}),
        load_scenario("baseline", ENCOURAGED),
        load_scenario("baseline", FICKLE),
    ]


KEPT = {}


def measured(scenario):
    """The rows of a run, made once for each scenario."""
    if scenario.hash not in KEPT:
        KEPT[scenario.hash] = rows_of(scenario)
    return KEPT[scenario.hash]


def rows_of(scenario):
    history = History(scenario, seed=3, keep_events=False)
    history.step(QUARTERS)
    return history.rows


def alternatives(knob, present):
    """Other values of a knob: the ends of its range, and a value between."""
    low, high = knob.explored or knob.bounds
    values = [high, low, knob.bounds[0], knob.bounds[1], (low + high) / 2]
    if knob.integer:
        values = [min(knob.bounds[1], present + 2), *(round(value) for value in values)]
    return [value for value in dict.fromkeys(values) if value != present]


def present_value(scenario, key):
    value = scenario
    for part in key.split("."):
        value = getattr(value, part)
    return value


@pytest.mark.parametrize("knob", KNOBS, ids=lambda knob: knob.key)
def test_moves_some_measure(knob, worlds):
    for scenario in worlds:
        for value in alternatives(knob, present_value(scenario, knob.key)):
            if _refused(knob, value):
                continue
            changed = changed_scenario(scenario, {knob.key: value})
            if not np.array_equal(measured(changed), measured(scenario)):
                return
    pytest.fail(f"{knob.key} moves nothing")


def _refused(knob, value):
    """Ten thousand pairs a quarter would outlast the sector."""
    return knob.key.endswith("random_mergers") and value > 10


LEVERS = [knob.key for knob in KNOBS if knob.key.startswith("levers.")]


@pytest.mark.parametrize("key", LEVERS)
def test_a_lever_at_zero_is_no_lever(key):
    """Written as 0, as a dated course of zeros, or by department: the same run, bitwise."""
    name = key.removeprefix("levers.")
    base = load_scenario("baseline", {"burn_in": 2, "quarters": 8, key: 0.0})
    dated = changed_scenario(base, {key: {"2026Q1": 0.0, "2027Q3": 0.0}})
    local = changed_scenario(base, {f"levers.by_department.34.{name}": 0.0})
    reference = History(base, 1)
    reference.step(8)
    for scenario in (dated, local):
        history = History(scenario, 1)
        history.step(8)
        assert (history.rows == reference.rows).all()
        assert history.world.associations.tobytes() == reference.world.associations.tobytes()

"""Whose luck depends on what: nobody's on the others."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.chance import streams, uniform
from coopsim.engine.history import History
from coopsim.scenario import changed_scenario, load_scenario

SHORT = {"burn_in": 0, "quarters": 8}
ALL_STREAMS = [value for name, value in vars(streams).items() if name.isupper()]


def history_of(changes, **more):
    scenario = load_scenario("baseline", {**SHORT, **changes, **more})
    history = History(scenario, 6)
    history.step(8)
    return history


def addresses(history, department=None):
    rows = history.world.associations[: history.world.counts[0].slots]
    if department is not None:
        rows = rows[rows["department"] == history.departments.index(department)]
    return set(rows["who"].tolist())


def draws(history, who):
    """One draw of every stream for an address, as the sweeps ask for it."""
    return [uniform(history.setting.luck, stream, 5, np.uint64(who), np.uint64(0), 0) for stream in ALL_STREAMS]


def test_stream_numbers_are_distinct():
    assert len(set(ALL_STREAMS)) == len(ALL_STREAMS)


def test_addresses_are_distinct_but_for_merged_bodies():
    history = history_of({"parameters.search.search_scale": 5.0})
    world = history.world
    rows = world.associations[: world.counts[0].slots]
    parents = world.lives["parent"][: world.counts[0].slots]
    own = rows["who"][parents < 0]
    assert len(set(own.tolist())) == len(own)


def test_more_births_in_one_department_leave_all_other_draws():
    """The first born of each quarter keep their addresses, and nobody else gets another."""
    few = history_of({"parameters.birth.birth_rate": 0.004})
    many = history_of({"parameters.birth.birth_rate": 0.04})
    assert addresses(few) <= addresses(many)
    for who in sorted(addresses(few))[::97]:
        assert draws(few, who) == draws(many, who)


def test_a_lever_changed_in_one_department_leaves_the_luck_of_the_others():
    base = load_scenario("baseline", {**SHORT, "switches.search": False})
    local = changed_scenario(base, {"levers.by_department.34.efficiency": 0.1})
    plain, changed = History(base, 6), History(local, 6)
    plain.step(1)
    changed.step(1)
    elsewhere = plain.world.associations["department"][:800] != plain.departments.index("34")
    for name in ("who", "reserves", "staff", "end", "managerial_norm", "year_luck", "vacancy"):
        same = plain.world.associations[name][:800][elsewhere] == changed.world.associations[name][:800][elsewhere]
        assert same.all(), name
    here = ~elsewhere
    assert not np.array_equal(
        plain.world.associations["reserves"][:800][here], changed.world.associations["reserves"][:800][here]
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_policies_meet_the_same_shocks(seed):
    """The income luck of an association is that of its address, whatever the policy."""
    one, two = (History(load_scenario(name, SHORT), seed) for name in ("baseline", "strong-npm"))
    one.step(1)
    two.step(1)
    assert np.array_equal(one.world.associations["year_luck"][:800], two.world.associations["year_luck"][:800])

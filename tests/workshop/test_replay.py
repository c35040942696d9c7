"""The reasons of a signing are those of the run itself."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.engine.history import History
from coopsim.lab.replay import CHANCE, replayed
from coopsim.lab.run import run
from coopsim.scenario import load_scenario


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("strong-npm", {"quarters": 12})


@pytest.fixture(scope="module")
def signings(scenario):
    history = History(scenario, seed=3)
    return list(replayed(history)), history


def test_terms_sum_to_the_gain_that_the_run_recorded(signings):
    told, _ = signings
    assert len(told) > 20
    for one in told:
        assert sum(one.terms_own.values()) == pytest.approx(one.gain_own, abs=1e-9)
        assert sum(one.terms_other.values()) == pytest.approx(one.gain_other, abs=1e-9)


def test_every_signing_of_the_events_is_told_once_and_in_order(signings, scenario):
    told, _ = signings
    events = run(scenario, seed=3).events.query("kind == 'agreement_signed'")
    assert [(one.quarter, one.association, one.other, one.form) for one in told] == list(
        zip(events.quarter, events.association, events.other, events.form, strict=True)
    )


def test_replaying_changes_nothing_in_the_run(signings, scenario):
    _, history = signings
    alone = History(scenario, seed=3)
    alone.step(scenario.quarters)
    assert np.array_equal(history.rows, alone.rows)
    assert np.array_equal(np.asarray(history.world.ties), np.asarray(alone.world.ties))


def test_one_association_is_told_without_the_others(signings, scenario):
    told, _ = signings
    wanted = told[0].other
    own = [one for one in told if wanted in (one.association, one.other)]
    assert list(replayed(History(scenario, seed=3), [wanted])) == own
    assert list(replayed(History(scenario, seed=3), ["34-9999"])) == []


def test_an_act_that_was_imposed_is_told_as_such():
    choices = [{"quarter": quarter, "association": "34-0100", "act": "partner"} for quarter in range(1, 9)]
    led = load_scenario("baseline", {"quarters": 8, "choices": choices})
    told = list(replayed(History(led, seed=3), ["34-0100"]))
    assert told
    for one in told:
        first = one.association == "34-0100"
        assert one.imposed_own is first
        assert one.imposed_other is not first
        assert CHANCE in one.terms_own

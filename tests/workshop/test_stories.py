"""A story is the run itself: its events, its end, and the reasons of its signings."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future

import pytest

from coopsim.lab.run import run
from coopsim.workshop.checked import policy_of
from coopsim.workshop.policies import REFERENCE, scenario_of
from coopsim.workshop.stories import fates
from tests.workshop.conftest import TENDERING, begun

NO_EVENT_OF_ITS_OWN = "merged"
"""The end of the larger parent of a merger of equals: the event names the body that they made."""


@pytest.fixture(scope="module")
def done():
    return run("baseline", seed=1)


@pytest.fixture(scope="module")
def chosen(done):
    """One of each end, one that was born, one that lives."""
    lives = done.associations
    picked = [lives[lives.end == end].association.iloc[0] for end in ("closed", "insolvent", "absorbed", "merged", "")]
    born, made = lives.founded > 0, lives.association.str.contains("~")
    return [*picked, lives[born].association.iloc[-1], lives[made].association.iloc[0]]


@pytest.fixture(scope="module")
def told(chosen):
    return fates(REFERENCE, 1, chosen)


def test_lines_are_the_events_in_their_order(done, chosen, told):
    for one in chosen:
        events = done.events[(done.events.association == one) | (done.events.other == one)]
        partners = events.other.where(events.association == one, events.association)
        expected = list(zip(events.date, events.kind, partners.fillna(""), events.form, strict=True))
        lines = [line for line in told[one]["lines"] if line["kind"] != NO_EVENT_OF_ITS_OWN]
        shown = [(line["date"], line["kind"], (line["other"] or {"id": ""})["id"], line["form"]) for line in lines]
        assert shown == expected


def test_the_end_is_that_of_the_run(done, chosen, told):
    lives = done.associations.set_index("association")
    for one in chosen:
        end, life = told[one]["end"], lives.loc[one]
        assert end["present"]
        assert end["kind"] == life.end
        assert (end["absorber"] or {"id": None})["id"] == (life.absorber or None)
        assert end["staff_end"] == pytest.approx(life.staff_end, abs=0.051)
        if end["kind"]:
            assert end["date"] == scenario_of(REFERENCE).date(int(life.end_quarter))
            assert told[one]["lines"][-1]["date"] == end["date"]


def test_reasons_sum_to_the_gain_and_come_largest_first(done, told):
    signings = 0
    for fate in told.values():
        for line in fate["lines"]:
            assert ("terms" in line) == (line["kind"] == "agreement_signed")
            if "terms" in line:
                signings += 1
                values = [term["value"] for term in line["terms"]]
                assert sum(values) == pytest.approx(line["gain"], abs=1e-3)
                assert values == sorted(values, key=lambda value: -abs(value))
                assert line["gain"] > 0
                assert not line["imposed"]
    assert signings > 3


def test_names_are_told_beside_identifiers(done, told):
    names = done.associations.set_index("association").name
    for fate in told.values():
        for line in fate["lines"]:
            if line["other"] and line["other"]["id"] in names.index:
                assert line["other"]["name"] == names[line["other"]["id"]]


def test_one_that_never_was_has_an_empty_story():
    assert fates(REFERENCE, 1, ["34-b1-99"])["34-b1-99"]["end"]["present"] is False


def test_both_fates_are_told_by_the_server(client, chosen):
    job = begun(client, a={}, b=TENDERING)
    answer = client.get(f"/api/runs/{job}/story", params={"association": chosen[0]}).json()
    assert answer["a"] == fates(REFERENCE, 1, chosen[:1])[chosen[0]]
    assert answer["b"] == fates(policy_of(TENDERING), 1, chosen[:1])[chosen[0]]
    for strange in ("", "x", "34-0001;", "9" * 99):
        assert client.get(f"/api/runs/{job}/story", params={"association": strange}).status_code == 422


def test_an_act_of_the_room_is_told_as_imposed():
    choices = [{"quarter": quarter, "association": "34-0100", "act": "partner"} for quarter in range(1, 9)]
    lines = fates(policy_of({"choices": choices}), 1, ["34-0100"])["34-0100"]["lines"]
    imposed = [line["imposed"] for line in lines if line["kind"] == "agreement_signed" and line["date"] < "2028Q2"]
    assert imposed
    assert all(imposed)


def test_a_story_that_cannot_be_is_said(client):
    job = begun(client, a={}, b={"choices": [{"quarter": 1, "association": "34-9999", "act": "stay"}]})
    answer = client.get(f"/api/runs/{job}/story", params={"association": "34-0001"})
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"fr", "en"}


def test_a_story_whose_workers_die_is_said(client, monkeypatch):
    job = begun(client, a={}, b={})

    def dying(function, *arguments):
        future = Future()
        future.set_exception(BrokenExecutor("its worker was killed"))
        return future

    monkeypatch.setattr(client.workshop.jobs, "ask", dying)
    answer = client.get(f"/api/runs/{job}/story", params={"association": "34-0001"})
    assert answer.status_code == 503

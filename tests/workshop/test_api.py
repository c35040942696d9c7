"""Every address of the page: what it answers, and what it says to what cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from starlette.testclient import TestClient

from coopsim.engine.history import History
from coopsim.lab.run import run
from coopsim.scenario import load_scenario
from coopsim.workshop.pages import KINDS, page_file, page_files
from coopsim.workshop.shown import COLUMNS, CURVES, DECIMALS, rounding
from coopsim.workshop.web import Workshop
from tests.workshop.conftest import DRAWS, HERE, TENDERING, begun, finished, told


@pytest.fixture(scope="module")
def setting(client):
    return client.get("/api/setting").json()


@pytest.fixture(scope="module")
def events(client):
    """What the page is told of one pair."""
    return finished(client, a={}, b=TENDERING, seed=1)


def test_the_setting_says_what_can_be_asked(setting):
    assert setting["seed"] == 1
    assert setting["draws"] == DRAWS
    assert setting["years"] == list(range(2026, 2042))
    assert [one["key"] for one in setting["measures"]][:4] == list(CURVES)
    assert setting["lan"] is setting["offline"] is False


def test_another_seed_has_other_associations(client, setting):
    other = client.get("/api/setting?seed=2").json()
    assert other["seed"] == 2
    assert other["associations"] != setting["associations"]
    assert other["levers"] == setting["levers"]


def test_the_pair_comes_first_then_bands_then_the_end(client):
    kinds = [kind for kind, _ in told(client.get(f"/api/runs/{begun(client, a={}, b={})}").text)]
    assert kinds[0] == "pair"
    assert kinds[-2:] == ["band", "done"]


def test_curves_are_the_measures_of_the_model(events):
    rows = run("baseline", seed=1, record=["measures"]).measures
    curves = events["pair"]["a"]["curves"]
    for name in DECIMALS:
        assert curves[name] == pytest.approx(rows[name], abs=0.51 * 10 ** -rounding(name), rel=1e-6)


def test_states_and_links_are_those_of_the_measures(events):
    """The last year of the map agrees with the row of measures of that quarter."""
    rows = run("baseline", seed=1, record=["measures"]).measures
    last, side = rows.iloc[-1], events["pair"]["a"]
    letters = side["states"][-1]
    assert sum(letters.count(letter) for letter in "itpg") == last.associations
    kinds = [kind for year, kind, *_ in side["links"] if year == 15]
    assert [kinds.count(kind) for kind in "tpg"] == [last.partnerships, last.poolings, last.alliances]
    assert letters.count("m") == sum(kind == "m" for _, kind, *_ in side["links"])


def test_both_sides_start_from_the_same_state(events):
    a, b = (events["pair"][side] for side in ("a", "b"))
    assert a["states"][0].rstrip("-") == b["states"][0].rstrip("-")
    assert a["curves"]["voice_total"][0] == b["curves"]["voice_total"][0] == 100.0
    assert a["curves"] != b["curves"]


def test_equal_policies_have_one_fate(client):
    pair = finished(client, a=TENDERING, b=TENDERING)["pair"]
    assert pair["a"] == pair["b"]


def test_states_cover_the_listed_and_the_born(events, setting):
    for side in events["pair"].values():
        whole = len(setting["associations"]) + len(side["born"])
        assert len(side["states"]) == len(setting["years"])
        assert {len(letters) for letters in side["states"]} == {whole}
        for year, letters in enumerate(side["states"]):
            born = letters[len(setting["associations"]) :]
            absent = [one["year"] > 2026 + year for one in side["born"]]
            assert [letter == "-" for letter in born] == absent


def test_what_has_ended_never_comes_back(events):
    for side in events["pair"].values():
        for course in zip(*side["states"], strict=True):
            assert "".join(course).lstrip("-").rstrip("cm").strip("itpg") == ""


def test_bands_are_of_all_draws_and_the_headline_counts_them(events):
    band = events["band"]
    assert band["draws"] == events["done"]["draws"] == DRAWS
    for replicate in range(DRAWS):
        small = run("baseline", seed=1, replicate=replicate, record=["measures"]).measures.small_independent
        low, high = (band["a"]["small_independent"][end] for end in ("low", "high"))
        assert all(low[q] - 1e-3 <= value <= high[q] + 1e-3 for q, value in enumerate(small))
    headline = band["a"]["headline"]["small"]
    assert headline["draws_inside"] == [DRAWS] * 16
    assert headline["low"][-1] <= headline["count"][-1] <= headline["high"][-1]
    assert headline["count"][0] == 100


def test_another_seed_gives_another_run(client, events):
    assert finished(client, a={}, b={}, seed=2)["pair"]["a"]["curves"] != events["pair"]["a"]["curves"]


def test_hypotheses_reach_the_model_and_the_burn_in(client, events):
    changed = {"hypotheses": {"parameters.governance.governance_mean": 0.8}}
    pair = finished(client, a={}, b=changed)["pair"]
    assert pair["a"]["curves"] == events["pair"]["a"]["curves"]
    assert pair["b"]["curves"]["freedom_mean"] != pair["a"]["curves"]["freedom_mean"]


def test_without_cooperation_there_are_no_links(client):
    side = finished(client, a={}, b={"cooperation": False})["pair"]["b"]
    assert side["links"] == []
    assert set("".join(side["states"])) <= set("ic-")


def test_acts_reach_the_model(client, events):
    ids = [one["id"] for one in client.get("/api/setting").json()["associations"]][:30]
    choices = [{"quarter": q, "association": one, "act": "join"} for one in ids for q in range(1, 5)]
    pair = finished(client, a={}, b={}, choices=choices)["pair"]
    assert pair["a"]["states"] == events["pair"]["a"]["states"]
    grouped = [sum(letters[: len(ids)].count("g") for letters in pair[side]["states"][1:4]) for side in ("a", "b")]
    assert grouped[1] > grouped[0]


def test_a_frozen_policy_keeps_its_acts(client):
    choices = [{"quarter": 1, "association": "34-0100", "act": "speak"}]
    pair = finished(client, a={"choices": choices}, b={}, choices=choices)["pair"]
    assert pair["a"] == pair["b"]


def test_an_act_of_nobody_is_said(client):
    choices = [{"quarter": 1, "association": "34-9999", "act": "stay"}]
    events = finished(client, a={}, b={}, choices=choices)
    assert set(events["failed"]["error"]) == {"fr", "en"}


def test_a_page_that_comes_back_gets_the_rest(client):
    job = begun(client, a={}, b={})
    whole = told(client.get(f"/api/runs/{job}").text)
    again = client.get(f"/api/runs/{job}", headers={"Last-Event-ID": "1"})
    assert [kind for kind, _ in told(again.text)] == [kind for kind, _ in whole[1:]]
    for strange in ("-1", "x", "²", "9" * 30):
        answer = client.get(f"/api/runs/{job}", headers={"Last-Event-ID": strange.encode("latin-1")})
        assert next(kind for kind, _ in told(answer.text)) == "pair"
    last = client.workshop.jobs.job(job).events[-1].number
    assert client.get(f"/api/runs/{job}", headers={"Last-Event-ID": str(last)}).status_code == 204


def test_a_round_can_be_downloaded_and_runs_the_same(client, tmp_path):
    choices = [{"quarter": q, "association": "34-0100", "act": "pool"} for q in (1, 2)]
    policy = {"levers": {"tendering": 0.8}, "hypotheses": {"parameters.closure.hazard": 0.004}}
    job = begun(client, a={}, b=policy, choices=choices, seed=3)
    curves = dict(told(client.get(f"/api/runs/{job}").text))["pair"]["b"]["curves"]
    answer = client.get(f"/api/scenario?job={job}")
    assert "attachment" in answer.headers["content-disposition"]
    file = tmp_path / "atelier.toml"
    file.write_text(answer.text, encoding="utf-8")
    history = History(load_scenario(file), seed=3)
    history.step(60)
    rows = np.round(history.rows[:, COLUMNS].astype(np.float32).astype(float), 9)
    for place, name in enumerate(DECIMALS):
        assert curves[name] == pytest.approx(rows[:, place], abs=0.51 * 10 ** -rounding(name))


def test_a_code_is_drawn_without_addresses_or_styles(client):
    answer = client.get("/api/qr", params={"text": "http://127.0.0.1:8765/?lang=fr"})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "style=" not in answer.text
    for strange in ("", "x" * 1201, "é" * 1200):
        assert client.get("/api/qr", params={"text": strange}).status_code == 422


def test_the_page_and_its_files_are_served(client):
    for address, file in page_files().items():
        answer = client.get(f"/{address}")
        assert answer.content == file.read_bytes()
        assert answer.headers["content-type"] == KINDS[file.suffix]
    assert client.get("/").content == page_file("index.html")[0]


@pytest.mark.parametrize(
    "address",
    ["/nothing.js", "/../web.py", "/%2e%2e/web.py", "/..%2fweb.py", "//etc/passwd", "/etc/passwd", "/words", "/%00"],
)
def test_no_other_file_is_served(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"fr", "en"}


LOST = ["/api/runs/none", "/api/scenario", "/api/scenario?job=none", "/api/runs/none/story"]


@pytest.mark.parametrize("address", LOST)
def test_a_run_that_is_not_there_is_said(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("seed", ["-1", "1.5", "x", "", "9" * 30, "4294967296", "²"])
def test_a_seed_that_cannot_be_is_refused(client, seed):
    assert client.get("/api/setting", params={"seed": seed}).status_code == 422


def test_a_bug_is_answered_in_a_sentence_without_a_trace(client, monkeypatch):
    async def broken(self, seed, request):
        raise RuntimeError("/a/path/of/this/machine")

    monkeypatch.setattr(Workshop, "listing", broken)
    quiet = TestClient(client.app, base_url=HERE, raise_server_exceptions=False)
    answer = quiet.get("/api/setting")
    assert answer.status_code == 500
    assert "path" not in answer.text
    assert set(answer.json()["error"]) == {"fr", "en"}

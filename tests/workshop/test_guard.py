"""Only what was addressed to the workshop, and came from its own pages, is answered."""

from __future__ import annotations

import json

import pytest

from coopsim.workshop.guard import BODY_MOST, Pace
from tests.workshop.conftest import HEADERS, HERE, TENDERING, visited
from tests.workshop.test_policies import FORGED


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "[::1"])
def test_a_foreign_host_is_refused(client, host):
    answer = client.get("/api/setting", headers={"Host": host})
    assert answer.status_code == 403
    assert set(answer.json()["error"]) == {"fr", "en"}


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_this_machine_is_answered_by_any_of_its_names(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1:8765", "http://127.0.0.1:9999", "null"])
def test_a_foreign_origin_is_refused(client, origin):
    assert client.post("/api/runs", json={}, headers={"Origin": origin}).status_code == 403
    assert client.get("/api/setting", headers={"Origin": origin}).status_code == 403


def test_a_page_of_another_site_is_refused(client):
    assert client.get("/api/setting", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_its_own_origin_is_answered(client):
    assert client.get("/", headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_a_form_of_another_page_cannot_post(client):
    answer = client.post("/api/runs", content="{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client, method):
    assert client.request(method, "/api/runs").status_code == 405


def test_every_answer_has_the_headers_of_a_careful_server(client):
    for answer in (client.get("/"), client.get("/nothing"), client.get("/", headers={"Host": "evil.example"})):
        assert answer.headers["content-security-policy"].startswith("default-src 'self'; script-src 'self';")
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


def test_a_long_message_is_refused_whether_its_length_is_told_or_not(client):
    long = json.dumps({"a": "x" * BODY_MOST})
    typed = {"Content-Type": "application/json"}
    assert client.post("/api/runs", content=long, headers=typed).status_code == 413
    pieces = (long[start : start + 50_000].encode() for start in range(0, len(long), 50_000))
    assert client.post("/api/runs", content=pieces, headers=typed).status_code == 413


@pytest.mark.parametrize("body", ["{", "[]", "1", '{"a": NaN}', '{"a": {}, "extra": 1}', "[" * 100_000, "\udcff"])
def test_what_is_no_question_is_refused(client, body):
    content = body.encode("utf-8", "surrogateescape")
    answer = client.post("/api/runs", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"fr", "en"}


def test_a_forged_policy_is_refused_on_either_side():
    with visited() as client:
        client.workshop.pace = Pace(1000, 1000)
        for content in FORGED:
            text = json.dumps({"b": content})
            answer = client.post("/api/runs", content=text, headers={"Content-Type": "application/json"})
            assert answer.status_code == 422, content
            assert set(answer.json()["error"]) == {"fr", "en"}


@pytest.mark.parametrize("token", ["", "short", "with space and more", "x" * 65, "é" * 10])
def test_a_page_needs_a_token(client, token):
    headers = {"X-Client": token.encode("utf-8")}
    assert client.post("/api/runs", json={}, headers=headers).status_code == 400


def test_who_asks_too_often_waits():
    with visited() as client:
        client.workshop.pace = Pace(burst=3, rate=0.0001)
        codes = [client.post("/api/runs", json={"b": TENDERING}, headers=HEADERS).status_code for _ in range(5)]
    assert codes == [202, 202, 202, 429, 429]


def test_another_machine_cannot_ask_for_one_seed_after_the_other():
    with visited(address="192.0.2.50") as client:
        client.workshop.seed_pace = Pace(burst=1, rate=0.0001)
        codes = [client.get(f"/api/setting?seed={seed}").status_code for seed in (1, 2, 3, 2)]
    assert codes == [200, 200, 429, 200]


def test_paces_forget_the_oldest_clients():
    pace = Pace(burst=1, rate=0.0001, most=3)
    assert [pace.allows(name) for name in "abcd"] == [True] * 4
    assert [pace.allows(name) for name in "da"] == [False, True]

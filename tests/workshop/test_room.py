"""The room: sixty phones, acts that become choices, guesses that are counted."""

from __future__ import annotations

import pytest

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.checked import choices_of
from coopsim.workshop.room import PHONES_MOST, Room
from coopsim.workshop.runs import listed_at_start
from coopsim.world.vocabulary import ACTS
from tests.workshop.conftest import TENDERING, begun, finished, told, until, visited


def opened(client):
    answer = client.post("/api/room", json={"open": True})
    assert answer.status_code == 200, answer.text
    return answer.json()


def joined(client, code: str, **more):
    return client.post(f"/api/room/{code}/join", json=more)


@pytest.fixture
def room():
    return Room(listed_at_start(1), 2026, 15)


def test_a_room_has_a_code_an_address_and_a_drawing(room_client):
    room = opened(room_client)
    assert room["url"] == f"http://192.0.2.7:8765/r/{room['code']}"
    assert room["qr_svg"].startswith("<svg")
    assert "style=" not in room["qr_svg"]
    assert opened(room_client)["code"] == room["code"]
    assert room_client.get(f"/r/{room['code']}").status_code == 200


def test_sixty_phones_lead_sixty_associations_and_one_more_is_refused(room_client):
    code = opened(room_client)["code"]
    answers = [joined(room_client, code) for _ in range(PHONES_MOST)]
    assert {answer.status_code for answer in answers} == {200}
    led = {answer.json()["association"]["id"] for answer in answers}
    assert len(led) == PHONES_MOST
    assert {one.split("-")[0] for one in led} == {"11", "30", "34", "48", "66"}
    full = joined(room_client, code)
    assert full.status_code == 409
    assert set(full.json()["error"]) == {"fr", "en"}
    again = joined(room_client, code, token=answers[0].json()["token"])
    assert again.json()["association"] == answers[0].json()["association"]


def test_acts_become_choices_and_reach_the_run(room_client):
    code = opened(room_client)["code"]
    phones = [joined(room_client, code).json() for _ in range(4)]
    for phone, act in zip(phones, ("pool", "join", "speak", "stay"), strict=True):
        answer = room_client.post(f"/api/room/{code}/act", json={"token": phone["token"], "act": act})
        assert answer.json() == {"ok": True}
    closed = room_client.post("/api/room/close_round", json={}).json()
    assert (closed["round"], closed["year"]) == (1, 2026)
    assert len(choices_of(closed["choices"])) == 3 * QUARTERS_PER_YEAR + 1
    pair = finished(room_client, a={}, b={}, choices=closed["choices"])["pair"]
    assert pair["a"]["curves"] != pair["b"]["curves"]
    second = room_client.post("/api/room/close_round", json={}).json()
    assert second["choices"] == closed["choices"]
    assert second["year"] == 2027


def test_phones_are_told_what_became_of_theirs(room_client):
    code = opened(room_client)["code"]
    phone = joined(room_client, code).json()
    room_client.post(f"/api/room/{code}/act", json={"token": phone["token"], "act": "pool"})
    choices = room_client.post("/api/room/close_round", json={}).json()["choices"]
    pair = finished(room_client, a={}, b=TENDERING, choices=choices)["pair"]
    room = room_client.workshop.rooms.room
    listed = [one["id"] for one in room_client.get("/api/setting").json()["associations"]]
    place = listed.index(phone["association"]["id"])
    until(lambda: any(event.kind == "fate" for event in room.phone(phone["token"]).told.after(0)))
    room_client.post("/api/room", json={"open": False})
    assert room_client.get(f"/api/room/{code}/events?token={phone['token']}").status_code == 404
    heard = {event.kind: event.content for event in room_client_phone(room, phone)}
    assert f'"a":"{pair["a"]["states"][-1][place]}"' in heard["fate"]
    assert f'"b":"{pair["b"]["states"][-1][place]}"' in heard["fate"]
    assert "closed" in heard


def room_client_phone(room, phone):
    return room.phone(phone["token"]).told.after(0)


def test_a_run_without_choices_tells_phones_nothing(room_client):
    code = opened(room_client)["code"]
    phone = joined(room_client, code).json()
    finished(room_client, a={}, b=TENDERING)
    room = room_client.workshop.rooms.room
    assert {event.kind for event in room_client_phone(room, phone)} == {"round", "vote"}


def test_guesses_are_counted_by_tens(room_client):
    code = opened(room_client)["code"]
    tokens = [joined(room_client, code).json()["token"] for _ in range(5)]
    guess = f"/api/room/{code}/guess"
    assert room_client.post(guess, json={"token": tokens[0], "value": 5}).status_code == 409
    room_client.post("/api/room/vote", json={"open": True, "question": "Combien ?"})
    for token, value in zip(tokens, (0, 9.5, 55, 55, 100), strict=True):
        assert room_client.post(guess, json={"token": token, "value": value}).status_code == 200
    room_client.post("/api/room/vote", json={"open": False})
    vote = room_client.workshop.rooms.room.state()["vote"]
    assert vote["histogram"] == [2, 0, 0, 0, 0, 2, 0, 0, 0, 1]
    assert (vote["answers"], vote["median"], vote["open"]) == (5, 55.0, False)
    room_client.post("/api/room/vote", json={"open": True, "question": "Et la voix ?"})
    assert room_client.workshop.rooms.room.state()["vote"]["answers"] == 0


@pytest.mark.parametrize("value", [-1, 101, "50", None, True, [50]])
def test_a_guess_is_a_number_up_to_a_hundred(room_client, value):
    code = opened(room_client)["code"]
    token = joined(room_client, code).json()["token"]
    room_client.post("/api/room/vote", json={"open": True, "question": ""})
    assert room_client.post(f"/api/room/{code}/guess", json={"token": token, "value": value}).status_code == 422


def test_strangers_are_not_let_in(room_client):
    code = opened(room_client)["code"]
    assert joined(room_client, "AAAAA" if code != "AAAAA" else "BBBBB").status_code == 404
    assert joined(room_client, code.lower()).status_code == 200
    for token in ("", "made-up", "x" * 500):
        assert room_client.post(f"/api/room/{code}/act", json={"token": token, "act": "stay"}).status_code == 403
        assert room_client.get(f"/api/room/{code}/events", params={"token": token}).status_code == 403


def test_an_act_that_is_none_is_refused(room_client):
    code = opened(room_client)["code"]
    token = joined(room_client, code).json()["token"]
    for act in ("merge", "", None, 3, ["pool"]):
        assert room_client.post(f"/api/room/{code}/act", json={"token": token, "act": act}).status_code == 422


def test_codes_cannot_be_tried_one_after_the_other(room_client):
    opened(room_client)
    codes = [joined(room_client, f"ZZZ{number:02}").status_code for number in range(15)]
    assert codes[0] == 404
    assert codes[-1] == 429


def test_without_the_network_there_is_no_room(client):
    for address in ("/api/room", "/api/room/close_round", "/api/room/vote"):
        answer = client.post(address, json={})
        assert answer.status_code == 404
        assert "--lan" in answer.json()["error"]["fr"]


def test_a_room_is_led_from_the_computer_itself(room_client):
    terms = room_client.workshop.terms
    with visited(terms, address="192.0.2.50") as phone:
        assert phone.post("/api/room", json={"open": True}).status_code == 403
        phone.workshop.rooms.room = Room(listed_at_start(1), 2026, 15)
        assert joined(phone, phone.workshop.rooms.room.code).status_code == 200
        for address in ("/api/room/close_round", "/api/room/vote"):
            assert phone.post(address, json={}).status_code == 403
        assert phone.get("/api/room").status_code == 403


def test_a_room_that_is_not_open_is_said(room_client):
    assert room_client.post("/api/room/close_round", json={}).status_code == 404
    assert room_client.get("/api/room").status_code == 404
    assert room_client.post("/api/room", json={"open": False}).json() == {"open": False}


def test_the_screen_is_told_the_last_state_and_the_end(room_client):
    code = opened(room_client)["code"]
    room = room_client.workshop.rooms.room
    for _ in range(3):
        joined(room_client, code)
    assert len(room.screen.events) == 1
    assert room.state()["joined"] == room.state()["silent"] == 3
    room_client.post("/api/room", json={"open": False})
    assert room.screen.over
    assert room_client.workshop.rooms.room is None


def test_every_act_is_counted(room):
    tokens = [room.join()["token"] for _ in ACTS]
    for token, act in zip(tokens, ACTS, strict=True):
        room.act(token, act)
    room.act(tokens[0], "pool")
    assert room.state()["acts"] == {"stay": 0, "partner": 1, "pool": 2, "join": 1, "speak": 1}


def test_rounds_end_with_the_run(room):
    token = room.join()["token"]
    for _ in range(15):
        room.act(token, "stay")
        last = room.close_round()
    assert max(choice["quarter"] for choice in last["choices"]) == 60
    assert len(choices_of(last["choices"])) == 60
    with pytest.raises(Exception, match="no year left"):
        room.close_round()
    with pytest.raises(Exception, match="no year left"):
        room.act(token, "stay")


def test_nothing_personal_is_kept(room):
    token = room.join()["token"]
    kept = vars(room.phone(token))
    assert set(kept) == {"life", "act", "guess", "told"}
    assert "127.0.0.1" not in repr(kept)


def test_a_run_can_be_begun_while_phones_join(room_client):
    code = opened(room_client)["code"]
    job = begun(room_client, a={}, b=TENDERING)
    assert joined(room_client, code).status_code == 200
    assert told(room_client.get(f"/api/runs/{job}").text)[-1][0] == "done"

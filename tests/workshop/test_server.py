"""Behind a real server: ports, heartbeats, what is told as it happens, who may call."""

from __future__ import annotations

import socket
import threading

import httpx
import pytest

from coopsim.cli.table import Language
from coopsim.cli.workshop import workshop
from coopsim.errors import InputRefused
from coopsim.workshop import export as exporting
from coopsim.workshop import serve as serving
from coopsim.workshop import stream
from coopsim.workshop.serve import free_socket, lan_address, serve, server
from coopsim.workshop.setting import Terms
from coopsim.workshop.web import Workshop
from tests.workshop.conftest import DRAWS, TENDERING, begun, served, threads, told, until

LAN = Terms(lan=True, address="127.0.0.1", draws=DRAWS)


def test_a_busy_port_takes_the_next():
    with free_socket(0) as busy:
        port = busy.getsockname()[1]
        with free_socket(port) as other:
            assert port < other.getsockname()[1] < port + serving.PORTS


def test_when_no_port_is_free_it_is_said(monkeypatch):
    monkeypatch.setattr(serving, "PORTS", 1)
    with free_socket(0) as busy, pytest.raises(InputRefused, match="--port"):
        free_socket(busy.getsockname()[1])


def test_only_this_machine_may_call_unless_the_network_is_let_in():
    with free_socket(0) as here, free_socket(0, lan=True) as everywhere:
        assert here.getsockname()[0] == "127.0.0.1"
        assert everywhere.getsockname()[0] == "0.0.0.0"
    assert socket.inet_aton(lan_address())


def test_one_line_is_printed_and_a_browser_opened(monkeypatch, capsys):
    opened: list[str] = []

    class Stopped:
        def run(self, sockets):
            until(lambda: bool(opened))

    monkeypatch.setattr(serving, "server", lambda workshop: Stopped())
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)
    serve(port=0, language="en")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert opened[0] in lines[0]
    assert opened[0].startswith("http://127.0.0.1:")
    assert opened[0].endswith("/?lang=en")


def test_a_silent_line_is_kept_alive(monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT", 0.05)
    with served(terms=LAN) as client:
        client.post("/api/room", json={"open": True})
        with client.stream("GET", "/api/room") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.iter_lines()
            assert next(line for line in lines if line.startswith(":"))


def test_the_screen_hears_phones_as_they_come_and_listeners_are_forgotten():
    with served(terms=LAN) as client:
        code = client.post("/api/room", json={"open": True}).json()["code"]
        room = client.workshop.rooms.room
        with client.stream("GET", "/api/room") as answer:
            lines = answer.iter_lines()
            assert '"joined":0' in next(line for line in lines if line.startswith("data:"))
            client.post(f"/api/room/{code}/join", json={})
            assert '"joined":1' in next(line for line in lines if line.startswith("data:"))
            assert room.screen.listening == 1
        client.post(f"/api/room/{code}/join", json={})
        until(lambda: room.screen.listening == 0)


def test_a_phone_that_comes_back_has_its_association_and_hears_the_round():
    with served(terms=LAN) as client:
        code = client.post("/api/room", json={"open": True}).json()["code"]
        first = client.post(f"/api/room/{code}/join", json={}).json()
        for _ in range(2):
            again = client.post(f"/api/room/{code}/join", json={"token": first["token"]}).json()
            assert again["association"] == first["association"]
            with client.stream("GET", f"/api/room/{code}/events?token={first['token']}") as answer:
                kinds = (line for line in answer.iter_lines() if line.startswith("event:"))
                assert {next(kinds), next(kinds)} == {"event: round", "event: vote"}


def test_a_new_wish_is_told_to_whoever_listens_to_the_old_one():
    with served() as client:
        old = begun(client, a={}, b={"levers": {"tendering": 0.41}}, seed=5)
        with client.stream("GET", f"/api/runs/{old}") as answer:
            lines = answer.iter_lines()
            new = begun(client, a={}, b={"levers": {"tendering": 0.42}}, seed=5)
            kinds = [line for line in lines if line.startswith("event:")]
        assert kinds[-1] in ("event: cancelled", "event: done")
        assert told(client.get(f"/api/runs/{new}").text)[-1][0] == "done"


def test_two_people_move_sliders_at_once():
    with served() as client:
        people = [{"X-Client": f"person-number-{person}"} for person in range(2)]
        answers = [client.post("/api/runs", json={"b": TENDERING}, headers=person) for person in people]
        jobs = [answer.json()["job"] for answer in answers]
        assert {told(client.get(f"/api/runs/{job}").text)[-1][0] for job in jobs} == {"done"}


def test_who_hangs_up_early_harms_nobody():
    with served() as client:
        job = begun(client, a={}, b={"levers": {"tendering": 0.43}})
        with client.stream("GET", f"/api/runs/{job}"):
            pass
        until(lambda: client.workshop.jobs.job(job).over)
        assert client.workshop.jobs.job(job).listening == 0
        assert client.get("/api/setting").status_code == 200


def test_a_request_that_is_no_http_harms_nobody():
    with served() as client:
        address = (client.base_url.host, client.base_url.port)
        with socket.create_connection(address) as line:
            line.sendall(b"\x00\xff\r\n\r\n")
            line.recv(100)
        assert client.get("/api/setting").status_code == 200


def test_the_network_calls_by_the_address_of_this_machine_and_by_no_name():
    with free_socket(0, lan=True) as listener:
        port = listener.getsockname()[1]
        workshop = Workshop(LAN, threads)
        running = server(workshop)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        address = f"http://{lan_address()}:{port}"
        try:
            until(lambda: running.started)
            assert httpx.get(address, trust_env=False).status_code == 200
            named = {"Host": f"laptop.example:{port}"}
            assert httpx.get(address, headers=named, trust_env=False).status_code == 403
        finally:
            running.should_exit = True
            thread.join()


def test_a_foreign_host_is_refused_by_the_server_too():
    with served() as client, pytest.raises(httpx.HTTPStatusError):
        client.get("/api/setting", headers={"Host": "evil.example"}).raise_for_status()


def test_the_command_says_what_is_missing(monkeypatch):
    monkeypatch.setattr("coopsim.lab.extras.import_module", _absent)
    with pytest.raises(InputRefused, match=r'pip install "coopsim\[workshop\]"'):
        workshop(no_browser=True)


def test_the_command_serves_what_was_asked(monkeypatch):
    asked = []
    monkeypatch.setattr(serving, "serve", lambda *arguments: asked.append(arguments))
    workshop(port=9000, lan=True, lang=Language.EN, no_browser=True)
    assert asked == [(9000, True, "en", False)]


def test_the_command_writes_one_file_and_says_so(monkeypatch, capsys, tmp_path):
    asked = []
    monkeypatch.setattr(exporting, "export_page", lambda *arguments: asked.append(arguments) or 2_345_678)
    workshop(export=tmp_path / "atelier.html")
    assert asked == [(tmp_path / "atelier.html", "fr")]
    assert "2345\u00a0ko" in capsys.readouterr().out


def _absent(name: str):
    raise ModuleNotFoundError(name=name)

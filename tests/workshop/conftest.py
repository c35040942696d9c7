from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from starlette.testclient import TestClient

from coopsim.workshop.serve import free_socket, server
from coopsim.workshop.setting import Terms
from coopsim.workshop.web import Workshop, application

HERE = "http://127.0.0.1:8765"
HEADERS = {"X-Client": "a-page-of-a-test"}
DRAWS = 2
TENDERING = {"levers": {"tendering": 0.8}}


def threads() -> Executor:
    """Workers in this process: quick to start, and the same tasks."""
    return ThreadPoolExecutor(2)


@contextmanager
def visited(terms: Terms = Terms(draws=DRAWS), address: str = "127.0.0.1") -> Iterator[TestClient]:
    """A client of a workshop that runs in this process."""
    workshop = Workshop(terms, threads)
    with TestClient(application(workshop), base_url=HERE, headers=HEADERS, client=(address, 50000)) as client:
        client.workshop = workshop
        yield client


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with visited() as client:
        yield client


@pytest.fixture
def room_client() -> Iterator[TestClient]:
    with visited(Terms(lan=True, address="192.0.2.7:8765", draws=DRAWS)) as client:
        yield client


@contextmanager
def served(hire: Callable[[], Executor] = threads, terms: Terms = Terms(draws=DRAWS)) -> Iterator[httpx.Client]:
    """A client of a workshop behind a real server, which can tell things as they happen."""
    listener = free_socket(0)
    workshop = Workshop(terms, hire)
    running = server(workshop)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=address, headers=HEADERS, timeout=120) as client:
            client.workshop = workshop  # type: ignore[attr-defined]
            yield client
    finally:
        running.should_exit = running.force_exit = True
        thread.join()
        listener.close()


def begun(client, **asked) -> str:
    answer = client.post("/api/runs", json=asked)
    assert answer.status_code == 202, answer.text
    return answer.json()["job"]


def told(text: str) -> list[tuple[str, dict]]:
    """Kinds and contents of server-sent events."""
    blocks = [block.split("\n") for block in text.split("\n\n") if block.startswith("id:")]
    return [(block[1].removeprefix("event: "), json.loads(block[2].removeprefix("data: "))) for block in blocks]


def finished(client, **asked) -> dict[str, dict]:
    """The last event of each kind of a run that is waited for."""
    events = told(client.get(f"/api/runs/{begun(client, **asked)}").text)
    return dict(events)


def until(true: Callable[[], bool]) -> None:
    """Wait for something that happens in another thread."""
    while not true():
        time.sleep(0.01)

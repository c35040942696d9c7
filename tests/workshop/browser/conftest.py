"""A workshop that serves, and Chromium that visits it with every other address out of reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

USUAL = "/usr/bin/chromium"
REQUIRED = "COOPSIM_REQUIRE_BROWSER"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WHILE_COMPILING = 600
"""Seconds that a first start may take on a machine that has not compiled the model yet."""
SERVE = "from coopsim.workshop.serve import serve; serve(0, True, 'fr', False)"
READY = "html[data-draws='20']"
SHOW = """(state) => new Promise((done) => {
  addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
  location.hash = `${state}&again=${performance.now()}`;
})"""


def chromium() -> str | None:
    """Where Chromium is on this machine."""
    named = os.environ.get("CHROMIUM") or (USUAL if Path(USUAL).exists() else None)
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def _playwright_is_there() -> bool:
    from importlib.util import find_spec

    return all(find_spec(name) for name in ("playwright", "axe_playwright_python"))


ABSENT = (
    []
    if chromium() and _playwright_is_there()
    else ["Chromium, or Playwright for Python, is not on this machine"]
)


def pytest_ignore_collect(collection_path: Path, config: Any) -> bool | None:
    """Without a browser these tests are not collected, and that is said; where one is required they fail."""
    if not ABSENT or not collection_path.name.startswith("test_") or os.environ.get(REQUIRED) == "1":
        return None
    told(config, f"browser tests not collected ({collection_path.name}): {ABSENT[0]}")
    return True


def told(config: Any, text: str) -> None:
    """Print a line that no capture swallows."""
    with config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n[workshop] {text}", file=sys.stderr, flush=True)


@pytest.fixture
def say(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Print what was measured."""
    return lambda text: told(pytestconfig, text)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium for the tests of one file: two files of two folders must not start Playwright inside one another."""
    assert not ABSENT, ABSENT[0]
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A workshop in a process of its own, as a trainer starts it."""
    server = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        line = next(line for line in server.stdout if "http://" in line)
        served = line.split("http://")[1].split("/")[0].join(("http://", "/"))
        urlopen(f"{served}api/setting", timeout=WHILE_COMPILING).read()
        yield served
    finally:
        server.terminate()
        server.wait()


def show(page: Any, state: str) -> None:
    """Turn an open page to another state, as a link does, and wait for its full band."""
    page.evaluate(SHOW, state)
    page.wait_for_selector(READY, state="attached")


class Visit:
    """Pages of one visitor; every address but the workshop's is out of reach, and noted."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        options = {"viewport": {"width": 1280, "height": 720}, "locale": "fr-FR"} | options
        self.address, self.elsewhere, self.faults = address, [], []
        self.context = browser.new_context(**options)
        self.context.route("**/*", self._pass_or_stop)

    def _pass_or_stop(self, route: Any) -> None:
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.elsewhere.append(url)
            route.abort()

    def open(self, state: str = "", wait: bool = True) -> Any:
        """A page with a state in its link; waits for its full band."""
        page = self.context.new_page()
        page.set_default_timeout(25_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda message: self.faults.append(message.text) if message.type == "error" else None
        )
        page.goto(f"{self.address}#{state}" if state else self.address)
        if wait:
            page.wait_for_selector(READY, state="attached")
        return page


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Visit]]:
    """Visitors; afterwards nothing was asked elsewhere and nothing went wrong in a page."""
    visits: list[Visit] = []

    def come(**options: Any) -> Visit:
        visits.append(Visit(browser, options.pop("address", address), **options))
        return visits[-1]

    yield come
    for one in visits:
        one.context.close()
    assert [url for one in visits for url in one.elsewhere] == []
    assert [fault for one in visits for fault in one.faults] == []

"""WCAG 2.2 AA as axe reads it: no violation on any screen."""

from __future__ import annotations

import pytest

from tests.workshop.browser.conftest import show

STATES = {
    "home": "s=home",
    "curves": "s=scene&y=15&b=tendering*0.9",
    "money with a mission": "s=scene&y=15&t=money&m=small_and_voice&b=tendering*0.9",
    "table": "s=scene&y=15&t=table&b=tendering*0.9",
    "bet": "s=scene&y=15&h=1&b=tendering*0.9",
    "large": "s=scene&y=15&g=1&b=tendering*0.9",
    "room": "s=room&b=tendering*0.9",
    "sources": "s=sources&b=tendering*0.9",
    "handout": "s=handout&y=15&b=tendering*0.9",
    "guide": "s=scene&p=0",
}
OPEN_ROOM = """async () => (await fetch('/api/room', {
  method: 'POST', body: '{"open": true}',
  headers: { 'Content-Type': 'application/json', 'X-Client': 'axe-on-a-phone' },
})).json()"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_no_violation(visit, say, language):
    from axe_playwright_python.sync_playwright import Axe

    page, axe, found = visit(bypass_csp=True).open(f"l={language}&s=home"), Axe(), []

    def read(name: str) -> None:
        for problem in axe.run(page, options=RULES).response["violations"]:
            found.append((name, problem["id"], [node["html"][:120] for node in problem["nodes"]][:3]))

    states = STATES if language == "fr" else {name: STATES[name] for name in ("home", "curves", "handout")}
    for name, state in states.items():
        show(page, f"l={language}&{state}")
        read(name)
    show(page, f"l={language}&s=scene&y=15&b=tendering*0.9")
    page.keyboard.press("h")
    page.wait_for_selector(".fates .dates, .fates p")
    read("story")
    page.keyboard.press("Escape")
    page.click("#open-list")
    read("list")
    page.click("#folded")
    read("assumptions")
    page.keyboard.press("?")
    read("keys")
    say(f"axe, {language}: {len(states) + 4} screens, {len(found)} violations")
    assert found == []


def test_axe_on_a_phone(visit, say):
    from axe_playwright_python.sync_playwright import Axe

    coming = visit(bypass_csp=True, viewport={"width": 390, "height": 844})
    room = coming.open("s=home").evaluate(OPEN_ROOM)
    page = coming.context.new_page()
    page.goto(f"{coming.address}r/{room['code']}")
    page.click("#act-pool")
    page.wait_for_selector("#act-pool[aria-pressed=true]")
    found = axe_ids(Axe().run(page, options=RULES))
    say(f"axe, phone: {len(found)} violations")
    assert found == []


def axe_ids(results) -> list[str]:
    return [problem["id"] for problem in results.response["violations"]]

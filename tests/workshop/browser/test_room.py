"""The room: forty phones, one that comes back, and two people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

PHONES = 40
COUNTED = """([pool, speak]) => [['pool', pool], ['speak', speak]].every(
  ([act, count]) => document.querySelector(`[data-act=${act}] .weight`).innerText === String(count))"""
ACTS = ("stay", "partner", "pool", "join", "speak")


@pytest.fixture
def room(visit):
    """The screen of an open room and its code."""
    page = visit().open("l=fr&s=room")
    page.click("#open-room")
    page.wait_for_selector("#joined")
    return page, page.inner_text(".code strong")


def counted(page) -> list[int]:
    """Phones that joined, then acts of each kind, as the screen shows them."""
    joined = int(page.inner_text("#joined").split()[0])
    return [joined] + [int(page.inner_text(f"[data-act={act}] .weight")) for act in ACTS]


def phone(address: str, code: str, number: int) -> str:
    """One phone joins, acts and guesses."""
    with httpx.Client(base_url=f"{address}api/room/{code}/", timeout=60) as client:
        joined = client.post("join", json={}).raise_for_status().json()
        client.post("act", json={"token": joined["token"], "act": ACTS[number % 5]}).raise_for_status()
        client.post("guess", json={"token": joined["token"], "value": number * 2}).raise_for_status()
        return joined["association"]["id"]


def test_forty_phones_join_vote_and_are_counted(room, address, say):
    page, code = room
    already = counted(page)
    page.click("#vote")
    page.wait_for_function("() => /Clore les/.test(document.getElementById('vote').textContent)")
    with ThreadPoolExecutor(8) as pool:
        led = list(pool.map(lambda number: phone(address, code, number), range(PHONES)))
    assert len(set(led)) == PHONES
    page.wait_for_function(
        "(wanted) => document.getElementById('voted').innerText.includes(wanted)", arg=str(PHONES)
    )
    joined, *acts = (now - before for now, before in zip(counted(page), already, strict=True))
    say(f"phones joined {joined}, acts counted {acts}, guesses on the screen: {page.inner_text('#voted')}")
    assert (joined, acts) == (PHONES, [PHONES // 5] * 5)
    page.click("#close-round")
    page.wait_for_selector("#headline")
    page.wait_for_selector("html[data-draws='20']", state="attached")
    assert "c=" in page.evaluate("() => location.hash")
    page.keyboard.press("m")
    assert page.locator(".guesses .dot").count() == PHONES


def test_a_phone_that_reconnects_leads_the_same_association(room, visit):
    page, code = room
    already = counted(page)
    coming = visit(viewport={"width": 390, "height": 844})
    held = coming.context.new_page()
    held.goto(f"{coming.address}r/{code}")
    held.click("#act-speak")
    held.wait_for_selector("#act-speak[aria-pressed=true]")
    name = held.inner_text("h1")
    coming.context.set_offline(True)
    coming.context.set_offline(False)
    held.reload()
    held.wait_for_selector("#act-pool")
    assert held.inner_text("h1") == name
    held.click("#act-pool")
    wanted = [number + (place in (0, 1 + ACTS.index("pool"))) for place, number in enumerate(already)]
    page.wait_for_function(COUNTED, arg=[wanted[1 + ACTS.index("pool")], wanted[1 + ACTS.index("speak")]])
    assert counted(page) == wanted


def test_hands_without_a_network(visit):
    page = visit().open("l=en&s=room")
    page.fill("#hands-pool", "7")
    page.fill("#hands-join", "3")
    page.click("#count-hands")
    page.wait_for_selector("#headline")
    page.wait_for_selector("html[data-draws='20']", state="attached")
    assert page.evaluate("() => location.hash").count("_pool") == 7


def test_two_people_move_sliders_at_once(visit):
    pages = [visit().open("l=fr&s=scene&y=15") for _ in range(2)]
    for lever in ("tendering", "reporting"):
        for page in pages:
            page.focus(f"#lever-{lever}")
            page.keyboard.press("End" if page is pages[0] else "Home")
    for page in pages:
        page.wait_for_selector("html[data-draws='20']", state="attached")
    told = [page.inner_text("#headline") for page in pages]
    assert told[0] != told[1]
    assert all("20" in one for one in told)

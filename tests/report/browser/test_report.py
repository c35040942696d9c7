"""The page as it is seen: on a screen, on a phone, on paper, and by ear."""

from __future__ import annotations

import pytest

from tests.report.browser.conftest import Open

LANGUAGES = ("en", "fr")
SCREEN, PHONE, PAPER = 1280, 390, 680
"""Pixels; paper: what an A4 sheet leaves between its margins."""

WIDER = "document.documentElement.scrollWidth - innerWidth"
CUT = """[...document.querySelectorAll('.wide')].filter((frame) => frame.scrollWidth > frame.clientWidth + 1).length"""
SMALL = """Math.min(...[...document.querySelectorAll('figure svg')].map((drawing) =>
  drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width))"""
HEARD = """[...document.querySelectorAll('svg, table')].map((one) =>
  one.getAttribute('aria-label') ?? one.caption.textContent)"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [SCREEN, PHONE])
def test_nobody_is_kept_out(opened: Open, language: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(language, width)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], len(one["nodes"])) for one in found] == []
    assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_keeps_figures_readable(opened: Open, language: str) -> None:
    page = opened(language, PHONE)
    assert page.evaluate(SMALL) >= 0.9
    assert page.evaluate(CUT) > 0
    frame = page.locator(".wide").first
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.wide').scrollLeft > 0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_cuts_nothing_off(opened: Open, language: str) -> None:
    page = opened(language, PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CUT) == 0
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_figures_and_tables_are_announced_apart(opened: Open) -> None:
    heard = opened("fr").evaluate(HEARD)
    assert len(heard) == len(set(heard))
    assert all(heard)

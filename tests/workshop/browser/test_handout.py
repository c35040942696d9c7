"""The handout: one A4 page."""

from __future__ import annotations

import re

import pytest

OVERFLOWING = """() => [...document.querySelectorAll('.sheet, .sheet-columns')]
  .filter((node) => node.scrollHeight > node.clientHeight + 1).map((node) => node.className)"""
COURSE = "b=tendering*0.9*reporting*1.2*fewer_interlocutors*0.9*size_threshold*20"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_handout_is_one_page(visit, say, language):
    page = visit().open(f"l={language}&s=handout&{COURSE}")
    for awaited in (".sheet-columns ol[data-told] >> nth=1", ".sheet-qr svg"):
        page.wait_for_selector(awaited, state="attached")
    printed = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    box = [float(side) for side in re.search(rb"/MediaBox\s*\[([^\]]*)\]", printed).group(1).split()]
    size = " x ".join(f"{side / 72 * 25.4:.0f}" for side in box[2:])
    say(f"handout, {language}: {pages} page of {size} mm, {len(printed) / 1e3:.0f} kB")
    assert pages == 1
    assert box[2:] == pytest.approx([595, 842], abs=2)
    assert page.evaluate(OVERFLOWING) == []
    assert page.locator(".sheet svg.chart").count() == 4
    assert page.locator(".sheet canvas").count() == 2

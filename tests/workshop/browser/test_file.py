"""The exported file: opened from the disk, without a server."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEVELS = {
    "tendering": (0.15, 0.35, 0.8),
    "fewer_interlocutors": (0.5,),
    "consolidation_incentive": (0.5,),
    "cooperation_fund": (0.0, 0.8),
    "governance_support": (0.0,),
}
EXPORT = f"""
from pathlib import Path
from coopsim.workshop.export import export_page
if __name__ == "__main__":
    import sys
    export_page(Path(sys.argv[1]), "fr", {LEVELS!r}, 4)
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A small grid, as the large one is written."""
    folder = tmp_path_factory.mktemp("export")
    script, file = folder / "export.py", folder / "atelier.html"
    script.write_text(EXPORT, encoding="utf-8")
    subprocess.run([sys.executable, str(script), str(file)], check=True, stdout=subprocess.DEVNULL)
    return file


def test_the_exported_file_works_from_the_disk(visit, say, exported):
    coming = visit(address=exported.as_uri())
    page = coming.open("l=fr&s=scene&y=15", wait=False)
    page.wait_for_selector("html[data-draws='4']", state="attached")
    before = page.inner_text("#headline")
    page.focus("#lever-tendering")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(before) => document.getElementById('headline').innerText !== before", arg=before)
    assert page.input_value("#lever-tendering") == "0.8"
    page.keyboard.press("h")
    page.wait_for_selector(".fates")
    page.keyboard.press("l")
    assert page.get_attribute("html", "lang") == "en"
    say(f"exported file: {exported.stat().st_size / 1e6:.2f} MB for a small grid")
    page.click("#go-room")
    assert page.locator("#open-room").count() == 0


def test_the_exported_file_says_what_is_absent(visit, exported):
    page = visit(address=exported.as_uri()).open("l=fr&s=scene&y=15", wait=False)
    page.wait_for_selector("html[data-draws='4']", state="attached")
    assert "niveaux déjà calculés" in page.inner_text(".levers")
    assert page.locator("#new-draw").count() == 0

"""The exported file: everything inside, nothing outside, and the numbers of the model."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from coopsim.errors import InputRefused
from coopsim.lab.run import run
from coopsim.workshop import export as exporting
from coopsim.workshop import grid
from coopsim.workshop.bands import headline
from coopsim.workshop.export import export_page
from coopsim.workshop.grid import LEVELS, grid_policies
from coopsim.workshop.job import told_pair
from coopsim.workshop.one_file import LEFT_OUT, renamed_imports
from coopsim.workshop.pages import page_files
from coopsim.workshop.policies import REFERENCE
from coopsim.workshop.runs import draw, listing_of
from coopsim.workshop.setting import starts
from coopsim.workshop.stories import fates
from tests.workshop.conftest import threads

SMALL_GRID = {"tendering": (0.35, 0.8)}
DRAWS = 2


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "atelier.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "starts", lambda: starts()[:1])
        patch.setattr(exporting, "STORIES", 2)
        size = export_page(file, "en", SMALL_GRID, DRAWS, threads)
    assert file.stat().st_size == size
    return file


@pytest.fixture(scope="module")
def html(file):
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def data(html):
    packed = re.search(r'id="coopsim-data">([^<]+)<', html)[1]
    found = json.loads(gzip.decompress(base64.b64decode(packed)))
    keys = found["columns"].pop("keys")
    entries = [dict(zip(found["columns"], one, strict=True)) for one in zip(*found["columns"].values(), strict=True)]
    return found | {"grid": dict(zip(keys, entries, strict=True))}


@pytest.fixture(scope="module")
def modules(html):
    named = json.loads(re.search(r'<script type="importmap">(.*?)</script>', html, re.S)[1])["imports"]
    decoded = {name: base64.b64decode(address.partition(",")[2]).decode() for name, address in named.items()}
    assert all(address.startswith("data:text/javascript;base64,") for address in named.values())
    return decoded


def test_every_module_is_inside(modules):
    wanted = {name for name in page_files() if name.endswith(".js") and not LEFT_OUT.fullmatch(name)}
    assert set(modules) == {f"page/{name}" for name in wanted} | {"page/source.js"}
    assert modules["page/source.js"] == modules["page/source-file.js"]


def test_every_import_finds_its_module(modules, html):
    imported = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
    started = re.findall(r'<script type="module">import "([^"]+)";</script>', html)
    assert started == ["page/main.js"]
    for text in modules.values():
        assert set(imported.findall(text)) <= set(modules)


def test_no_address_leads_outside(html, modules):
    bare = re.sub(r'<script type="importmap">.*?</script>', "", html, flags=re.S)
    assert not re.search(r"""\b(?:src|href|action)=["'](?!data:|#)""", bare)
    assert not re.search(r"""url\(\s*["']?(?!data:|#)""", bare)
    assert "<link" not in re.sub(r'<link rel="icon" href="data:[^>]+>', "", bare)
    assert "default-src 'none'" in html
    for text in modules.values():
        assert not re.search(r"""(?:fetch|EventSource|WebSocket|import)\(\s*[`"']https?:""", text)


def test_styles_and_words_are_inside(html):
    assert html.count("<style") == len(re.findall("stylesheet", page_files()["index.html"].read_text(encoding="utf-8")))
    for language in ("fr", "en"):
        words = re.search(rf'id="words-{language}">(.*?)</script>', html, re.S)[1]
        assert len(json.loads(words)) > 50
    assert '<html lang="en" data-lang="en"' in html


def test_the_setting_is_that_of_the_page(data):
    setting = data["setting"]
    assert setting["offline"] is True
    assert setting["language"] == "en"
    assert setting["draws"] == DRAWS
    assert setting["reference_key"] == "0"
    assert data["order"] == ["tendering"]
    assert set(data["grid"]) == {"0", "1", "start:1"}
    assert data["grid"]["0"] == data["grid"]["start:1"] != data["grid"]["1"]


def test_numbers_are_those_of_the_model(data):
    entry = data["grid"]["0"]
    rows = [draw(REFERENCE, 1, replicate, mapped=False).rows for replicate in range(DRAWS)]
    assert entry["headline"] == headline(rows)
    voice = run("baseline", seed=1, record=["measures"]).measures.voice_total
    low, _, high = entry["bands"]["voice_total"]
    for year in range(16):
        assert low[year] - 0.51 <= voice[year * 4] <= high[year] + 0.51


def test_maps_and_stories_are_those_of_the_server(data):
    drawn = draw(REFERENCE, 1, 0, mapped=True)
    side, entry = told_pair(listing_of(1), [drawn, drawn])["a"], data["grid"]["0"]
    assert unpacked_states(entry["changes"]) == list(side["states"])
    born = [data["born"][place] for place in entry["born"]]
    assert [one["id"] for one in born] == [one["id"] for one in side["born"]]
    assert unpacked_links(entry["links"]) == sorted(side["links"])
    told = data["setting"]["told"]
    assert entry["stories"] == fates(REFERENCE, 1, told)
    assert len(told) == 2


def test_the_whole_grid_is_three_levels_of_five_levers_and_the_starting_points():
    policies = grid_policies(LEVELS)
    assert len(policies) == 3**5 + 6
    assert policies["1,1,1,0,0"] == REFERENCE == policies["start:1"]
    assert len(set(list(policies.values())[: 3**5])) == 3**5


def test_a_file_that_cannot_be_is_refused_before_anything_is_computed(tmp_path):
    for strange in (tmp_path, tmp_path / "nowhere" / "atelier.html"):
        with pytest.raises(InputRefused, match="--export"):
            export_page(strange, hire=lambda: pytest.fail("nothing should be computed"))


def test_nothing_half_written_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "computed", lambda *_: {})
    monkeypatch.setattr(exporting.os, "replace", _full)
    with pytest.raises(InputRefused, match="No space"):
        export_page(tmp_path / "atelier.html", hire=threads)
    assert list(tmp_path.iterdir()) == []


def test_imports_go_by_their_names():
    text = """import { a } from './a.js';\nexport { b } from "../b.js";\nimport './c/d.js';\nawait import("./e.js");"""
    assert renamed_imports(text, "screens/x.js").split("\n") == [
        'import { a } from "page/screens/a.js";',
        'export { b } from "page/b.js";',
        'import "page/screens/c/d.js";',
        'await import("page/screens/e.js");',
    ]


def unpacked_states(changes):
    """As page/source-file.js unpacks them."""
    courses = []
    for text in changes.split(","):
        course = ["i"] * 16
        for place in range(0, len(text), 2):
            year = ord(text[place]) - ord("A")
            course[year:] = text[place + 1] * (16 - year)
        courses.append(course)
    return ["".join(letters) for letters in zip(*courses, strict=True)]


def unpacked_links(links):
    found = []
    for key, places in links.items():
        kind, first, last = key[0], *(ord(letter) - ord("A") for letter in key[1:])
        for one, other in zip(places[::2], places[1::2], strict=True):
            found += [(year, kind, one, other) for year in range(first, last + 1)]
    return sorted(found)


def _full(*_):
    raise OSError(28, "No space left on device")

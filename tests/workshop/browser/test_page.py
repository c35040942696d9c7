"""The page as a trainer meets it: quick, bilingual, by keyboard, at four sizes, offline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.workshop.browser.conftest import show

WORDS = Path(__file__).parents[3] / "src/coopsim/workshop/page/words"
SCENE = "l=fr&s=scene&y=15&b=tendering*0.9"
COURSE = "s=scene&y=15&b=tendering*0.9"
SCREENS = {
    "home": "s=home&b=tendering*0.9",
    "curves": COURSE,
    "voice": f"{COURSE}&t=voice",
    "money": f"{COURSE}&t=money&m=small_and_voice",
    "table": f"{COURSE}&t=table",
    "bet": f"{COURSE}&h=1",
    "large": f"{COURSE}&g=1",
    "room": "s=room&b=tendering*0.9",
    "sources": "s=sources&b=tendering*0.9",
    "handout": "s=handout&y=15&b=tendering*0.9",
    "guide": "s=scene&p=0",
}
SIZES = [(1280, 720), (1366, 768), (1920, 1080), (390, 844)]
COUNT_PAINTED = """
window.painted = 0;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.painted += 1;
  return clear.apply(this, box);
};
"""
MARKS = "() => Object.fromEntries(performance.getEntriesByType('mark').map((mark) => [mark.name, mark.startTime]))"
TOO_SMALL = """(least) => [...document.querySelectorAll('#page *')].filter((node) => {
  const text = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
  const box = node.getBoundingClientRect();
  const shown = text && box.width > 1 && box.height > 1 && node.tagName !== 'OPTION';
  return shown && parseFloat(getComputedStyle(node).fontSize) < least;
}).map((node) => node.outerHTML.slice(0, 120))"""
TOO_LOW = """() => [...document.querySelectorAll('#page :is(button, input, text, p, h1, canvas, li)')]
  .filter((node) => node.getBoundingClientRect().bottom > 0.9 * innerHeight + 1)
  .map((node) => node.outerHTML.slice(0, 120))"""
HIDDEN_DOTS = """async ([width, height]) => {
  const [{ spread, frameOf }, setting] = [await import('/spread.js'), await (await fetch('/api/setting')).json()];
  const frame = frameOf(setting.map.box, width, height);
  const marks = [...spread(setting.associations, frame, [], setting.map.dot, setting.map.outlines).values()];
  let hidden = 0;
  marks.forEach((one, place) => marks.slice(place + 1).forEach((other) => {
    if (Math.hypot(one.x - other.x, one.y - other.y) < one.r + other.r) hidden += 1;
  }));
  return [marks.length, hidden];
}"""
READ = """() => {
  const link = document.querySelector('.sheet-link span')?.innerText || '…';
  const parts = [...document.querySelectorAll('#page > *, #page main > *')].map((node) => node.innerText);
  return [document.title, ...parts].join(' ').replaceAll(link, '');
}"""
NAMED = """() => [...document.querySelectorAll('#story-title, #lead-title, .sheet-name, .dates, .sheet-columns ol')]
  .map((node) => node.innerText).join(' ')"""
CONTROLS = """() => [...document.querySelectorAll('#page :is(button:not([disabled]), input, select, summary)')]
  .filter((node) => node.checkVisibility() && node.tabIndex >= 0).map((node) => node.id)"""
WHOLE_BET = "() => { const bet = document.querySelector('.bet'); return bet.scrollHeight <= bet.clientHeight; }"
LETTERS = re.compile(r"[^\W\d_]{3,}")


def seen(page: Any) -> str:
    """The words that a visitor may read, without names of associations and towns."""
    return page.evaluate(READ)


def words_of(content: Any, language: str) -> set[str]:
    """Every word that a setting says in one language."""
    if isinstance(content, list):
        return set().union(*(words_of(one, language) for one in content))
    if not isinstance(content, dict):
        return set()
    said = content[language] if isinstance(content.get(language), str) else ""
    return set(LETTERS.findall(said.lower())).union(*(words_of(one, language) for one in content.values()))


def names_in(setting: dict[str, Any]) -> set[str]:
    named = [one["name"] for kind in ("associations", "departments") for one in setting[kind]]
    return set(LETTERS.findall(" ".join(named + [town["name"] for town in setting["map"]["towns"]]).lower()))


def only_in(language: str, setting: dict[str, Any]) -> set[str]:
    """Words that give away one language."""
    spoken = {}
    for name in ("fr", "en"):
        dictionary = json.loads((WORDS / f"{name}.json").read_text(encoding="utf-8"))
        spoken[name] = set(LETTERS.findall(" ".join(dictionary.values()).lower())) | words_of(setting, name)
    other = "en" if language == "fr" else "fr"
    return spoken[language] - spoken[other] - names_in(setting)


def test_both_languages_have_the_same_words():
    french, english = (
        json.loads((WORDS / f"{name}.json").read_text(encoding="utf-8")) for name in ("fr", "en")
    )
    assert list(french) == list(english)
    for key, text in french.items():
        assert not re.search(r"[ ][?!;:%»]|«[ ]|'", text), (key, text)
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key
    assert all(len(french[f"step_{step}"].split()) <= 40 for step in range(7))


def test_opens_and_says_how_quickly(visit, say):
    page = visit().open("s=home")
    assert "associations" in page.inner_text("h1")
    marks = page.evaluate(MARKS)
    say(f"page ready {marks['ready']:.0f} ms after the address was entered, full band {marks['done']:.0f} ms")


def test_a_slider_changes_the_sentence_then_the_band_fills(visit, say):
    page = visit().open("l=fr&s=scene&y=15")
    before = page.inner_text("#headline")
    page.focus("#lever-tendering")
    page.keyboard.press("End")
    page.wait_for_function("(before) => document.getElementById('headline').innerText !== before", arg=before)
    page.wait_for_selector("html[data-draws='20']", state="attached")
    marks = page.evaluate(MARKS)
    first, full = (marks[name] - marks["asked"] for name in ("pair", "done"))
    say(f"slider to first change {first:.0f} ms, to full band {full:.0f} ms")
    told = page.inner_text("#headline")
    assert told != before
    assert re.search(r"sur\s20|les\s20\stirages", told), told
    page.keyboard.press("Home")
    page.wait_for_selector("html[data-draws='20']", state="attached")
    assert page.inner_text("#headline") != told


def test_the_sentence_is_what_the_curves_and_the_table_say(visit):
    page = visit().open(SCENE)
    count = re.search(r"(\d+)\spetites", page.inner_text("#headline"))
    other = re.search(r"contre (\d+)", page.inner_text("#headline"))
    ends = [node.text_content() for node in page.query_selector_all(".charts figure:first-child text.end")]
    assert sorted(ends) == sorted([f"A\u00a0{other.group(1)}", f"B\u00a0{count.group(1)}"])
    page.click("#table-of-small_independent")
    cells = page.locator("tr.now td").all_inner_texts()
    assert (cells[0], cells[2]) == (other.group(1), count.group(1))


@pytest.mark.parametrize(("language", "foreign"), [("fr", "en"), ("en", "fr")])
def test_no_word_of_the_other_language(visit, language, foreign):
    coming = visit()
    page = coming.open(f"l={foreign}&s=home")
    setting = page.evaluate("async () => (await fetch('/api/setting')).json()")
    page.click("#tool-language")
    strange = only_in(foreign, setting)
    assert len(strange) > 100
    for name, state in SCREENS.items():
        show(page, f"l={language}&{state}")
        text = seen(page)
        found = strange & set(LETTERS.findall(text.lower())) - {"english", "français"}
        assert not found - names_on(page), (name, found)
        if language == "fr":
            assert not re.search(r"[ ][?!;:%»]|«[ ]", text), name


def names_on(page: Any) -> set[str]:
    """Names of associations told on a screen: fictional, French in both languages."""
    told = page.evaluate(NAMED)
    return set(LETTERS.findall(told.lower()))


def test_keys_do_what_the_list_says(visit):
    page = visit().open(SCENE)
    press = page.keyboard.press
    press("2")
    assert page.input_value("#start") == "2"
    press("ArrowLeft")
    assert page.input_value("#year") == "14"
    press("Shift+ArrowLeft")
    assert page.input_value("#year") == "9"
    press("m")
    page.wait_for_selector("#guess")
    page.fill("#guess", "40 55")
    press("Enter")
    assert "2" in page.inner_text(".guesses .note")
    page.locator("h1").click()
    press("m")
    page.wait_for_selector(".arm-b canvas")
    press("h")
    page.wait_for_selector("#story-title")
    press("Escape")
    page.wait_for_selector("#tab-curves")
    press("g")
    page.wait_for_selector("html.large")
    press("Escape")
    page.wait_for_selector("html:not(.large)")
    press("l")
    assert page.get_attribute("html", "lang") == "en"
    press("p")
    page.wait_for_selector(".sheet h1")
    press("Escape")
    page.wait_for_selector("#headline")
    press("?")
    assert "Page Up" in page.inner_text("dialog")
    page.uncheck("#letters")
    press("Escape")
    press("g")
    assert page.get_attribute("html", "class") in (None, "")


def test_replay_freeze_and_new_draw(visit):
    page = visit().open(SCENE)
    page.focus("#lever-cooperation_fund")
    page.keyboard.press("End")
    page.wait_for_selector("html[data-draws='20']", state="attached")
    page.click("#replay")
    assert page.input_value("#lever-cooperation_fund") == "0"
    page.wait_for_function("() => document.getElementById('lever-cooperation_fund').value === '1'")
    page.click("#freeze")
    page.wait_for_selector("html[data-draws='20']", state="attached")
    numbers = re.findall(r"\d+", page.inner_text("#headline"))
    assert numbers[1] == numbers[3] or numbers[1] == numbers[2]
    before = page.evaluate("() => location.hash")
    page.click("#new-draw")
    page.wait_for_function("(before) => location.hash !== before", arg=before)
    page.wait_for_selector("html[data-draws='20']", state="attached")
    assert "seed=2" in page.evaluate("() => location.hash")


def test_a_link_opens_what_was_shown(visit):
    coming = visit()
    page = coming.open("l=en&s=scene&y=9&t=voice&b=tendering*0.9*size_threshold*20&boff=1")
    link = page.evaluate("() => location.hash.slice(1)")
    again = coming.open(link)
    assert again.inner_text("#headline") == page.inner_text("#headline")
    assert again.input_value("#lever-tendering") == "0.9"
    assert again.evaluate("() => location.hash.slice(1)") == link


def test_every_control_is_reached_by_tab(visit):
    page = visit().open(SCENE)
    wanted = set(page.evaluate(CONTROLS))
    page.evaluate("() => document.activeElement.blur()")
    reached, shown = set(), []
    for _ in range(len(wanted) + 8):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.id"))
        shown.append(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
    assert "" not in wanted
    assert wanted <= reached, wanted - reached
    assert shown.count("solid") >= len(wanted)


def test_playback_rate(visit, say):
    coming = visit()
    coming.context.add_init_script(COUNT_PAINTED)
    page = coming.open("l=fr&s=scene&y=0&b=tendering*0.9")
    page.locator("h1").click()
    page.keyboard.press("Space")
    rate = page.evaluate("""() => new Promise((done) => {
      const [first, begun] = [window.painted, performance.now()];
      setTimeout(() => done((window.painted - first) / 2 / ((performance.now() - begun) / 1000)), 2000);
    })""")
    assert page.input_value("#year") != "0"
    page.keyboard.press("Space")
    year = page.input_value("#year")
    say(f"playback of two maps: {rate:.0f} frames a second")
    assert rate > 0
    assert page.input_value("#year") == year


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_the_sizes_designed_for(visit, size):
    page = visit(viewport={"width": size[0], "height": size[1]}).open("l=fr&s=home")
    for name, state in SCREENS.items():
        show(page, f"l=fr&{state}")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= size[0] or name == "handout", (name, wide)
        if size[0] > 390 and name in ("curves", "voice", "money", "bet", "large"):
            assert page.evaluate("() => document.documentElement.scrollHeight") <= size[1], name
        if name == "large" and size[0] > 390:
            least = 24 if size[1] >= 1080 else 20
            assert page.evaluate(TOO_SMALL, least) == []
            assert page.evaluate(TOO_LOW) == []
    assert page.evaluate(HIDDEN_DOTS, [size[0] // 4, size[1] // 2])[1] == 0
    show(page, "l=fr&s=scene&p=2")
    assert size[0] <= 390 or page.evaluate(WHOLE_BET)

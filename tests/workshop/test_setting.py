"""What a page is told first: sliders, words, the map, and dots that hide no other."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, pairwise

import numpy as np
import pytest

from coopsim.population.towns import TOWNS
from coopsim.scenario import knob
from coopsim.workshop.checked import policy_of
from coopsim.workshop.grid import LEVELS, reference_key
from coopsim.workshop.job import told_pair
from coopsim.workshop.labels import CAUSES, EVIDENCE, evidence_told
from coopsim.workshop.listing import Listing
from coopsim.workshop.map import ARCS, DEPARTMENTS, RINGS, outline
from coopsim.workshop.missions import MISSIONS
from coopsim.workshop.places import DIAMETERS, SHIFT_KM, on_land, shift
from coopsim.workshop.policies import REFERENCE, reference
from coopsim.workshop.runs import draw, listed_at_start, opened
from coopsim.workshop.setting import Terms, hypotheses, levers, setting_of, starts
from coopsim.workshop.shown import DECIMALS
from coopsim.world.vocabulary import CAUSES as EVERY_CAUSE

AREAS = {"11": 6139, "30": 5853, "34": 6101, "48": 5167, "66": 4116}
"""km², as geography books have them."""


@pytest.fixture(scope="module")
def listing():
    return Listing(listed_at_start(1))


@pytest.fixture(scope="module")
def setting(listing):
    return setting_of(1, listing, Terms())


def test_every_slider_lies_in_its_bounds_and_holds_its_reference():
    sliders = {f"levers.{one['key']}": one for one in levers()} | {one["key"]: one for one in hypotheses()}
    for key, slider in sliders.items():
        low, high = knob(key).bounds
        assert low <= slider["low"] <= slider["reference"] <= slider["high"] <= high
        assert 20 <= (slider["high"] - slider["low"]) / slider["step"] <= 120
        assert slider["label"]["fr"] != "" != slider["label"]["en"]


def test_six_levers_come_first_and_all_are_there():
    assert [one["key"] for one in levers() if one["shown"] == "main"] == [one["key"] for one in levers()[:6]]
    assert len(levers()) == 14


def test_every_evidence_of_the_baseline_can_be_told():
    for evidence in reference().evidence.values():
        for sentence in evidence_told(evidence).values():
            assert "{" not in sentence
            assert sentence.endswith(".")
    assert set(CAUSES) == set(EVERY_CAUSE)
    assert all(key.startswith("E-") for key in EVIDENCE)


def test_starting_points_are_policies():
    policies = [policy_of({"levers": one["levers"], "cooperation": one["cooperation"]}) for one in starts()]
    assert policies[0] == REFERENCE
    assert len(set(policies)) == 6
    assert reference_key(LEVELS) == "1,1,1,0,0"


def test_missions_aim_at_measures_that_are_shown():
    for mission in MISSIONS:
        for target in mission["targets"]:
            assert target["measure"] in DECIMALS
            assert ("at_least" in target) != ("at_most" in target)


def test_french_words_have_no_break_spaces(setting):
    words = []

    def gather(content):
        if isinstance(content, dict):
            words.extend([content["fr"]] if isinstance(content.get("fr"), str) else [])
            content = content.values()
        if not isinstance(content, str) and hasattr(content, "__iter__"):
            for one in content:
                gather(one)

    gather({key: value for key, value in setting.items() if key != "associations"})
    assert len(words) > 60
    for text in words:
        assert not any(f" {sign}" in text for sign in ";:!?%»"), text


def test_departments_that_touch_share_their_border():
    used = Counter(arc.removeprefix("-") for ring in RINGS.values() for arc in ring)
    assert set(used) == set(ARCS)
    for name, times in used.items():
        assert times == (1 if name.startswith("sea") or name.endswith(("out", "west")) else 2)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_an_outline_is_closed_and_has_about_the_area_of_its_department(department):
    ring = outline(department)
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
    assert ring[0] == ring[-1]
    assert area == pytest.approx(AREAS[department], rel=0.1)


def test_every_town_lies_in_its_department(setting):
    towns = setting["map"]["towns"]
    assert len(towns) == sum(map(len, TOWNS.values()))
    assert all(on_land(town["department"], np.array([[town["x"], town["y"]]])) for town in towns)


def test_no_dot_hides_another(setting):
    dots = [(one["x"], one["y"], DIAMETERS[one["size"]]) for one in setting["associations"]]
    for place, (x, y, wide) in enumerate(dots):
        for other_x, other_y, other in dots[:place]:
            assert math.hypot(x - other_x, y - other_y) >= (wide + other) / 2


def test_dots_stand_on_land_and_in_their_department(setting):
    assert all(on_land(one["department"], np.array([[one["x"], one["y"]]])) for one in setting["associations"])


def test_a_shown_place_is_not_the_place_of_the_model(listing):
    shifts = [shift(life.id) for life in listing.lives]
    assert len(set(shifts)) > 0.99 * len(shifts)
    assert all(abs(one) <= SHIFT_KM for one in chain(*shifts))


def test_the_born_hide_nobody_who_lives(listing):
    draws = [draw(policy, 1, 0, mapped=True) for policy in (REFERENCE, policy_of({"levers": {"tendering": 0.8}}))]
    pair = told_pair(listing, draws)
    fresh = {one["id"]: one for side in pair.values() for one in side["born"] if "~" not in one["id"]}
    dots = [(one["x"], one["y"], 2.2 if one["size"] == "small" else None) for one in fresh.values()]
    assert len(dots) > 100
    fixed = [(x, y, DIAMETERS[life.size]) for life in listing.lives for x, y in [listing.places[life.id]]]
    small = [(x, y, wide) for x, y, wide in dots if wide]
    for place, (x, y, wide) in enumerate(small):
        for other_x, other_y, other in [*fixed, *small[:place]]:
            assert math.hypot(x - other_x, y - other_y) >= (wide + other) / 2


def test_names_are_those_of_the_model_and_another_seed_has_others(listing):
    history = opened(REFERENCE, 1, 0)
    names = {history.names.identifier(slot): history.names.name(slot) for slot in range(len(history.founders))}
    for life in listing.lives:
        assert names.get(life.id, life.name) == life.name
    assert [one.name for one in listed_at_start(2)] != [one.name for one in listing.lives]

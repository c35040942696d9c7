"""The parts of figures that are reckoned: places, decompositions, distributions, labels, words."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.path import Path
from pandas import DataFrame
from scipy.spatial.distance import pdist

from coopsim.figures.fates import APART, fates_of
from coopsim.figures.labels import label_dots
from coopsim.figures.outlines import LINES, outline_of
from coopsim.figures.places import places_of, spread
from coopsim.figures.sheet import drawing, sheet
from coopsim.figures.sizes import share_larger
from coopsim.figures.tradeoff import tradeoff
from coopsim.figures.voices import by_what, by_whom
from coopsim.lab.wording import CALLED, called
from coopsim.population.positions import kilometres
from coopsim.population.towns import TOWNS
from coopsim.world.vocabulary import ENDS, FORMS, SIZE_CLASSES
from tests.figures import made_up
from tests.figures.drawn import evidence_in
from tests.figures.extents import outside, overlapping


@pytest.mark.parametrize("department", TOWNS)
def test_every_town_stands_in_its_department(department: str) -> None:
    ring = Path(outline_of(department))
    assert all(ring.contains_point((town.latitude, town.longitude)) for town in TOWNS[department])


def test_neighbours_share_their_border() -> None:
    border = set(LINES["larzac", "vidourle"])
    assert border <= set(outline_of("34"))
    assert border <= set(outline_of("30"))


def test_no_dot_hides_another_and_none_swims() -> None:
    lives = made_up.lives()[lambda rows: rows.replicate == 0]
    places = places_of(lives, APART)
    assert places.index.is_unique
    assert pdist(places[["x", "y"]].to_numpy()).min() > 0.7 * APART
    rings = [Path(np.column_stack(kilometres(*np.array(outline_of(code)).T))) for code in TOWNS]
    ashore = np.any([ring.contains_points(places[["x", "y"]].to_numpy(), radius=1.0) for ring in rings], axis=0)
    assert ashore.mean() > 0.97


def test_dots_that_are_far_apart_stay() -> None:
    places = np.array([[0.0, 0.0], [50.0, 0.0]])
    assert spread(places, 1.0) == pytest.approx(places, abs=0.01)


def test_fates_are_told_by_the_end_and_else_by_the_closest_tie() -> None:
    lives = DataFrame({"association": list("abcdef"), "end": ["", "", "", "insolvent", "absorbed", ""]})
    lives["absorber"] = ["", "", "", "", "a", ""]
    told = [(1, "a", "b", "pooling"), (2, "b", "c", "alliance"), (3, "f", "d", "partnership")]
    events = DataFrame([(quarter, "agreement_active", *pair, False) for quarter, *pair in told])
    events.columns = ["quarter", "kind", "association", "other", "form", "equals"]
    assert fates_of(lives, events).fate.tolist() == ["pooled", "group", "group", "closed", "merged", "independent"]


def test_voice_is_shared_out_whole_among_those_who_carry_it() -> None:
    lives = DataFrame(
        {
            "founded": [-9, -9, -9, -9, 8, 5],
            "age_start": [9, 9, 9, 9, 20, 0],
            "end": ["", "closed", "merged", "absorbed", "", ""],
            "voice_start": [4.0, 2.0, 2.0, 2.0, 0.0, 0.0],
            "voice_end": [3.0, 9.0, 9.0, 9.0, 3.0, 1.0],
        }
    ).assign(scenario="baseline", replicate=0)
    found = by_whom(lives).loc[("baseline", 0)]
    assert found.to_dict() == pytest.approx({"closed": -20.0, "merged": -10.0, "stayed": -10.0, "born": 10.0})


def test_voice_is_shared_out_whole_among_what_it_is_made_of() -> None:
    rows = made_up.rows()
    found = by_what(rows)
    last = rows[rows.quarter == rows.quarter.max()].set_index(["scenario", "replicate"]).voice_total
    assert found.sum(axis=1).to_numpy() == pytest.approx((last - 100.0).reindex(found.index).to_numpy())
    still = rows.assign(voice_total=100.0, freedom_mean=0.8, visibility_mean=0.4, associations=800.0)
    assert by_what(still).abs().to_numpy().max() == 0.0


def test_everybody_has_at_least_the_smallest_size() -> None:
    found = share_larger([1.0, 2.0, 2.0, 8.0], np.array([1.0, 2.0, 2.1, 8.0, 8.1]))
    assert found.tolist() == [1.0, 0.75, 0.25, 0.25, 0.0]


@pytest.mark.parametrize("style", ["print", "projector"])
def test_labels_of_a_crowd_hide_nothing_and_some_stay_off(style: str) -> None:
    random = np.random.default_rng(4)
    dots = [(float(x), float(y)) for x, y in random.normal(0.5, 0.05, (40, 2))]
    with drawing(style):
        figure = sheet((5.0, 3.0), "A crowd", "A caption.")
        panel = figure.subplots()
        panel.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        label_dots(panel, dots, [f"number {number}\nof many" for number in range(40)])
    assert 5 < len(panel.texts) < 40
    assert outside(figure) == []
    assert overlapping(figure) == []


def test_dots_outside_of_the_region_are_hollow() -> None:
    limits = {"voice_total": (95.0, 500.0), "small_independent": (0.5, 1.0)}
    panel = tradeoff(made_up.means(), evidence_in("en"), limits).axes[0]
    hollow = panel.collections[-1].get_offsets()
    means = made_up.means().pivot(index="scenario", columns="measure", values="mean")
    wrong = means[(means.voice_total < 95.0) | (means.small_independent < 0.5)]
    assert sorted(hollow[:, 0]) == sorted(wrong.funder_savings)
    assert len(panel.patches) == 1


def test_a_cloud_of_points_takes_no_names() -> None:
    means = made_up.means()
    cloud = means[means.scenario == "baseline"].merge(DataFrame({"number": range(40)}), how="cross")
    many = cloud.assign(point=cloud.number, mean=cloud["mean"] + cloud.number)
    panel = tradeoff(many, evidence_in("fr")).axes[0]
    assert [text.get_text() for text in panel.texts] == []
    assert len(panel.collections[0].get_offsets()) == 40


def test_every_end_size_and_form_has_its_words() -> None:
    assert {*ENDS, *FORMS, *SIZE_CLASSES} - {""} <= set(CALLED)
    assert all(called(word, "fr") != called(word, "en") for word in CALLED)

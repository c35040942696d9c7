"""Languedoc-Roussillon: what was counted holds exactly, what was measured holds on average."""

import os
import subprocess
import sys

import numpy as np
import pytest

from coopsim.population.figures import BANDS, FIELD_FIGURES, REGION
from coopsim.population.rebuilt import bands_of_rows
from coopsim.population.summary import gini
from coopsim.world.vocabulary import CAUSES

REPLICATES = 20
PLAIN = """
from types import SimpleNamespace
from coopsim.chance import luck_of
from coopsim.population import found_population
from coopsim.scenario import load_scenario
plan = SimpleNamespace(source="languedoc-roussillon")
founders = found_population(plan, load_scenario("baseline").parameters, luck_of(1, 0))
print([value.hex() for value in founders.staff.tolist() + founders.cash_months.tolist() + founders.x_km.tolist()])
"""


@pytest.fixture(scope="module")
def populations(found):
    return [found("languedoc-roussillon", replicate) for replicate in range(REPLICATES)]


@pytest.fixture(scope="module")
def one(populations):
    return populations[0]


def test_the_figures_add_up_to_800():
    assert [sum(known.counts) for known in FIELD_FIGURES[:4]] == [92, 88, 420, 200]
    assert np.sum([band.counts for band in BANDS], axis=0).tolist() == list(FIELD_FIGURES[0].counts)
    assert sum(band.places for band in BANDS) == 9481
    assert sum(band.nursing_home_places for band in BANDS) == 8578


@pytest.mark.parametrize("number", range(4))
def test_every_field_has_its_chances_of_causes(number):
    causes = FIELD_FIGURES[number].causes
    assert set(causes) <= set(CAUSES)
    if number < 3:
        assert sum(causes.values()) == pytest.approx(1.0)
    else:
        assert sum(causes.values()) == pytest.approx(302)  # recipients by theme, E-grants


def test_counts_by_department_and_field(one):
    for row, code in enumerate(REGION):
        assert one.departments[row] == code
        for number in range(4):
            here = (one.department == row) & (one.field == number)
            assert here.sum() == FIELD_FIGURES[number].counts[row]


def test_totals_of_every_band_hold_exactly(populations):
    bands = bands_of_rows()
    for founders in populations:
        old = founders.field == 0
        for number, band in enumerate(BANDS):
            places, nursing = founders.places[old][bands == number], founders.nursing_home_places[old][bands == number]
            assert places.sum() == band.places
            assert nursing.sum() == band.nursing_home_places
            assert ((band.low <= places) & (places <= band.high)).all()
            assert ((nursing >= 0) & (nursing <= places)).all()
            assert (places == np.floor(places)).all()
            assert founders.active_elsewhere[old][bands == number].sum() == band.active_elsewhere


def test_operators_stand_in_their_department_and_band(populations):
    limits = [band.high for band in BANDS[:-1]]
    for founders in populations:
        old = founders.field == 0
        band = np.searchsorted(limits, founders.places[old])
        counts = [[((founders.department[old] == row) & (band == at)).sum() for row in range(5)] for at in range(8)]
        assert counts == [list(known.counts) for known in BANDS]


def test_establishments_have_the_mean_of_their_band(one):
    bands = bands_of_rows()
    for number, band in enumerate(BANDS):
        establishments = one.establishments[one.field == 0][bands == number]
        assert establishments.min() >= 1
        assert round(establishments.mean(), 1) == band.mean_establishments


def test_staff_of_operators_follows_their_places(one):
    old = one.field == 0
    expected = 0.6 * one.nursing_home_places[old] + 0.15 * (one.places[old] - one.nursing_home_places[old])
    assert one.staff[old] == pytest.approx(expected)
    assert np.isnan(one.places[~old]).all()


def test_measured_totals(populations):
    """model.md §8: about 700–730 employers, 55–57 % of them small, 16,300–17,200 FTE, Gini 0.69–0.71."""
    employers = np.array([(one.staff >= 1).sum() for one in populations])
    small = np.array([(one.staff[one.staff >= 1] < 10).mean() for one in populations])
    total = np.array([one.staff.sum() for one in populations])
    inequality = np.array([gini(one.staff) for one in populations])
    assert 690 <= employers.min() <= employers.max() <= 740
    assert 0.53 <= small.mean() <= 0.59
    assert 16_300 <= total.mean() <= 17_200
    assert 0.69 <= round(inequality.mean(), 3) <= 0.71


def test_sorted_and_named(one):
    assert (np.diff(one.department) >= 0).all()
    assert (one.who == np.arange(800)).all()
    assert (one.identifier(0), one.identifier(106), one.identifier(107)) == ("11-0001", "11-0107", "30-0001")
    assert len({one.identifier(row) for row in range(800)}) == 800
    assert one.department_names("fr") == ("Aude", "Gard", "Hérault", "Lozère", "Pyrénées-Orientales")


def test_what_was_drawn_is_said(one):
    assert one.drawn["places"] == 92
    assert one.drawn["staff"] == one.drawn["governance"] == one.drawn["position"] == 800


def test_same_luck_same_population(found, one):
    again, other = found("languedoc-roussillon", 0), found("languedoc-roussillon", 0, seed=2)
    for name in ("staff", "age", "governance", "x_km", "main_cause", "second_cause"):
        assert (getattr(again, name) == getattr(one, name)).all()
        assert (getattr(other, name) != getattr(one, name)).any()


def test_compiled_and_plain_found_the_same_to_the_last_bit(one):
    told = subprocess.run(
        [sys.executable, "-c", PLAIN], env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, check=True
    )
    ours = one.staff.tolist() + one.cash_months.tolist() + one.x_km.tolist()
    assert told.stdout.decode().strip() == str([value.hex() for value in ours])


def test_imposed_staff(found):
    alike = found("languedoc-roussillon", staff=20.0)
    assert (alike.staff == 20.0).all()
    assert "staff" not in alike.drawn


def test_every_founder_and_town_lies_in_its_disc(one):
    x, y, radius = one.discs[one.department].T
    assert (np.hypot(one.x_km - x, one.y_km - y) <= radius).all()
    assert (radius < 100).all()

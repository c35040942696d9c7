"""Positions, towns, departments."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.errors import InputRefused
from coopsim.population.france import DEPARTMENTS, department_code, department_name, department_number
from coopsim.population.positions import degrees, kilometres
from coopsim.population.towns import JITTER_MOST, TOWNS, towns_of


@given(st.floats(41, 51.5), st.floats(-5.6, 9.8))
def test_there_and_back(latitude, longitude):
    assert degrees(*kilometres(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-9)


def test_unknown_stays_unknown():
    assert np.isnan(kilometres(np.nan, np.nan)).all()


def test_a_known_distance():
    montpellier, nimes = kilometres(43.61, 3.88), kilometres(43.84, 4.36)
    assert np.hypot(montpellier[0] - nimes[0], montpellier[1] - nimes[1]) == pytest.approx(46, rel=0.06)


def test_metropolitan_france():
    assert len(DEPARTMENTS) == 96
    assert list(DEPARTMENTS) == sorted(DEPARTMENTS)
    assert sum(one.inhabitants for one in DEPARTMENTS.values()) == pytest.approx(65_000, rel=0.02)
    assert all(41 < one.latitude < 51.5 and -5.6 < one.longitude < 9.8 for one in DEPARTMENTS.values())
    assert len({department_number(code) for code in DEPARTMENTS}) == 96


def test_names_in_both_languages():
    assert department_name("66") == department_name("66", "en") == "Pyrénées-Orientales"


@pytest.mark.parametrize(
    ("written", "code"), [("34", "34"), (34, "34"), (34.0, "34"), ("1", "01"), ("2a", "2A"), (" 48 ", "48")]
)
def test_codes_as_people_write_them(written, code):
    assert department_code(written, "f.csv", "line 2") == code


@pytest.mark.parametrize(("written", "remedy"), [("Herault", "did you mean 34 (Hérault)?"), ("2C", ""), ("974", "")])
def test_unknown_departments(written, remedy):
    with pytest.raises(InputRefused) as refusal:
        department_code(written, "f.csv", "line 2, column department")
    assert str(refusal.value).startswith("f.csv: line 2, column department: expected the INSEE code")
    assert f"got {written}" in str(refusal.value)
    assert remedy in str(refusal.value)


def test_towns_stand_in_their_department():
    for code, towns in TOWNS.items():
        chief = DEPARTMENTS[code]
        for town in towns:
            assert abs(town.latitude - chief.latitude) < 0.7
            assert abs(town.longitude - chief.longitude) < 1.2


def test_weights_of_towns_reach_one_in_each_department():
    towns = towns_of(["34", "48", "75"])
    for row in range(3):
        cumulative = towns.cumulative[towns.department == row]
        assert (np.diff(cumulative) > 0).all()
        assert cumulative[-1] == 1.0


def test_associations_gather_around_towns_by_their_inhabitants(found):
    founders = found("synthetic", size=4000, departments=["34"])
    towns = founders.towns
    away = np.abs(founders.x_km[:, None] - towns.x_km) <= JITTER_MOST * towns.spread_km + 1e-9
    away &= np.abs(founders.y_km[:, None] - towns.y_km) <= JITTER_MOST * towns.spread_km + 1e-9
    assert away.any(axis=1).all()
    assert away[:, 0].mean() > 0.5  # Montpellier
    assert degrees(founders.x_km, founders.y_km)[0] == pytest.approx(founders.latitude)

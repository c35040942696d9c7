"""Synthetic populations: any number, any departments, and nobody shifted by one more."""

import time

import numpy as np
import pytest

from coopsim.errors import InputRefused
from coopsim.population.synthetic import shared_out

COLUMNS = ("staff", "field", "age", "governance", "cash_months", "x_km", "main_cause", "second_cause", "public_share")


def test_number_and_default_departments(found):
    assert found("synthetic", size=7).departments == ("11", "30", "34", "48", "66")
    assert len(found("synthetic", size=1)) == 1
    assert len(found("synthetic", size=300, kind="france").departments) == 96


def test_departments_asked_for_come_in_order(found):
    some = found("synthetic", size=50, departments=["66", "2a", "1"])
    assert some.departments == ("01", "2A", "66")
    assert (np.bincount(some.department) > 0).all()


def test_shares_follow_inhabitants(found):
    founders = found("synthetic", size=1000)
    inhabitants = np.array([375, 750, 1188, 77, 482])
    assert np.bincount(founders.department) == pytest.approx(1000 * inhabitants / inhabitants.sum(), abs=3)


@pytest.mark.parametrize("kind", ["sector", "france"])
def test_one_more_association_shifts_nobody(found, kind):
    fewer, more = found("synthetic", size=300, kind=kind), found("synthetic", size=301, kind=kind)
    place = {who: row for row, who in enumerate(more.who.tolist())}
    rows = [place[who] for who in fewer.who.tolist()]
    for name in COLUMNS:
        assert (getattr(more, name)[rows] == getattr(fewer, name)).all(), name
    assert [more.identifier(row) for row in rows] == [fewer.identifier(row) for row in range(300)]


def test_shared_out_begins_with_the_shorter():
    assert (shared_out(100, [3, 1, 2]) == shared_out(1000, [3, 1, 2])[:100]).all()


def test_fields_in_their_proportions(found):
    counts = np.bincount(found("synthetic", size=20_000).field, minlength=4)
    assert counts[0] == 0
    assert counts[1:4] / 20_000 == pytest.approx(np.array([88, 420, 200]) / 708, abs=0.015)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"size": 0}, "s.toml: population.size: expected a whole number from 1 to 5,000,000, got 0"),
        ({"size": None}, "population.size"),
        ({"size": 2.5}, "got 2.5"),
        ({"departments": ["99"]}, "metropolitan France, got 99"),
        ({"departments": ["herault"]}, "did you mean 34 (Hérault)?"),
        ({"departments": ["34", "34"]}, "each department once, got 34 twice"),
        ({"kind": "francee"}, "expected sector or france, got francee. did you mean france?"),
    ],
)
def test_what_is_refused(found, said, message):
    with pytest.raises(InputRefused) as refusal:
        found("synthetic", place="s.toml", **said)
    assert message in str(refusal.value)


def test_unknown_source(found):
    with pytest.raises(InputRefused, match=r"population.source: .* did you mean synthetic\?"):
        found("synthetik")


def test_the_whole_country_in_seconds(found):
    found("synthetic", size=10, kind="france")
    start = time.perf_counter()
    founders = found("synthetic", size=1_300_000, kind="france")
    assert time.perf_counter() - start < 20
    assert founders.staff.max() > 4000
    last = len(founders) - 1
    assert founders.identifier(last).startswith("95-")
    assert founders.name(last)

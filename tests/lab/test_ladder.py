"""The ladder: rungs that differ by one mechanism, controls that are matched, and what is said of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pandas import DataFrame

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.analysis.ladder import TOLD, ladder_steps, ladder_words, money_matched
from coopsim.lab.ladder import (
    BY_CHANCE,
    GROWTH,
    MERGER,
    PREPARED,
    RUNGS,
    SHORTAGE,
    SIGNED,
    Ladder,
    matched_growth,
    signing_rates,
    spending_of,
)
from coopsim.lab.pool.crew import Crew
from coopsim.lab.run import run
from coopsim.lab.store import Store, open_store
from coopsim.scenario import differences, knob, load_scenario
from tests.lab.told import Told

TINY = {"population.source": "synthetic", "population.size": 60, "quarters": 8, "burn_in": 4}
MIDDLE = {"population.source": "synthetic", "population.size": 400, "quarters": 40}
BASELINE = load_scenario("baseline")


def rung(name: str, overrides: dict[str, Any] | None = None) -> Any:
    return load_scenario(f"ladder/{name}", overrides)


def changed(one: str, other: str) -> set[str]:
    """The keys, or the tables of switches, in which two scenarios differ."""
    words = ("name", "title", "question")
    return {row.key for row in differences(rung(one), rung(other)) if row.key.partition(".")[0] not in words}


def test_the_top_of_the_ladder_is_the_baseline() -> None:
    top = rung(RUNGS[-1])
    assert top.settings() == BASELINE.settings()
    assert top.opening == BASELINE.opening


@pytest.mark.parametrize(
    ("below", "above", "keys"),
    [
        ("L0-demography", "L1-money", {"switches.tender", "switches.money"}),
        ("L2-pressure", "L3-partnership", {"cooperation.enabled"}),
        ("L6-knowledge-and-ties", "L7-norm", {"switches.norm"}),
        ("L8-seats-and-voice", "L9-governance", {"parameters.governance.governance_sd"}),
        ("L5-merger", BY_CHANCE, {"switches.search"}),
    ],
)
def test_a_rung_differs_by_its_mechanism_alone(below: str, above: str, keys: set[str]) -> None:
    assert changed(below, above) == keys


def test_pressure_differs_by_its_levers_and_starts_where_money_does() -> None:
    keys = changed("L1-money", "L2-pressure")
    assert keys
    assert all(key.startswith("levers.") for key in keys)
    assert rung("L2-pressure").levers == BASELINE.levers
    still = rung("L1-money").levers
    assert still.at("2026Q1") == still.at("2041Q1") == BASELINE.levers.at(BASELINE.start)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("L2-pressure", set()),
        ("L3-partnership", {"partnership"}),
        ("L4-pooling-and-alliance", {"partnership", "pooling", "alliance"}),
        ("L5-merger", {"partnership", "pooling", "alliance", "merger"}),
    ],
)
def test_each_rung_signs_its_forms_and_no_other(name: str, forms: set[str]) -> None:
    events = [run(rung(name, MIDDLE), 3, replicate, ["events"]).events for replicate in range(2)]
    assert {form for table in events for form in table.form[table.kind == "agreement_signed"]} == forms


def test_growth_is_found_where_spending_is_the_same() -> None:
    def spending(growth: float) -> float:
        return 100.0 * sum((1 + growth) ** (quarter / 4) for quarter in range(1, 61)) / 60

    for wanted in (-0.2, -0.013, 0.0, 0.019):
        assert matched_growth(spending, spending(wanted)) == pytest.approx(wanted, abs=1e-3 if wanted < -0.1 else 2e-5)
    with pytest.raises(InputRefused, match="none within its bounds"):
        matched_growth(spending, 1e6)


class Kept:
    """Two runs of two quarters, as a store gives them."""

    def frame(self, name: str, columns: list[str], quarter: int | None = None) -> DataFrame:
        measures = {"quarter": [0, 1, 2] * 2, "associations": [200, 150, 1, 200, 150, 1]}
        events = {
            "quarter": [0, 1, 1, 2, 2],
            "kind": ["agreement_signed"] * 4 + ["agreement_ended"],
            "form": ["merger", "merger", "pooling", "pooling", "pooling"],
        }
        spent = {"public_spending": [1000.0, 10.0, 20.0, 1000.0, 30.0, 40.0]}
        return DataFrame(measures | spent if name == "measures" else events)[columns]


def test_rates_are_per_hundred_associations_and_quarter() -> None:
    kept: Any = Kept()
    assert signing_rates(kept) == {
        "partnership": 0.0,
        "pooling": pytest.approx(100 * 2 / 700, abs=1e-6),
        "alliance": 0.0,
        "merger": pytest.approx(100 / 700, abs=1e-6),
    }
    assert spending_of(kept) == 25.0


@pytest.fixture(scope="module")
def climbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    """A ladder for a tiny sector."""
    folder = tmp_path_factory.mktemp("ladder") / "out"
    with Crew(1) as crew:
        yield folder, Ladder(folder, crew, 3, 1, TINY).climbed()


def test_rungs_and_controls_stand_in_one_store(climbed: tuple[Path, Store]) -> None:
    folder, store = climbed
    names = [one.name for one in store.experiment.scenarios]
    possible = all(knob(key) for key in SIGNED.values())
    assert names == [*RUNGS, SHORTAGE, *([BY_CHANCE] if possible else [])]
    assert not store.missing()
    growth = next(one for one in store.experiment.scenarios if one.name == SHORTAGE).settings()[GROWTH]
    assert growth != 0.0
    steps = len(list((folder / "preparation").iterdir()))
    assert 2 < steps < 12


def test_the_same_ladder_runs_nothing_again_and_another_is_refused(climbed: tuple[Path, Store]) -> None:
    folder, store = climbed
    ran: list[str] = []
    with Crew(1) as crew:
        again = Ladder(folder, crew, 3, 1, TINY, lambda stage, progress: ran.append(stage)).climbed()
        assert ran == []
        assert again.digest() == store.digest()
        with pytest.raises(StoreRefused):
            Ladder(folder, crew, 3, 2, TINY).climbed()
        (folder.parent / "other").mkdir()
        (folder.parent / "other" / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(StoreRefused, match="a folder with other things in it"):
            Ladder(folder.parent / "other", crew).climbed()


def test_pressure_and_shortage_cost_the_same(climbed: tuple[Path, Store]) -> None:
    _, store = climbed
    money = money_matched(store)
    assert money["pairs"] == 3
    assert abs(money["difference"]) < 0.01 * money["before"]
    assert PREPARED > 2


def test_partners_by_chance_sign_as_often_as_those_who_choose(tmp_path: Path) -> None:
    with Crew(1) as crew:
        scenario = Ladder(tmp_path / "chance", crew, 3, 1, TINY | {"quarters": 16}).by_chance()
    rates = signing_rates(open_store(tmp_path / "chance" / "preparation" / "rates"))
    assert rates["partnership"] > 0
    assert {form: scenario.settings()[key] for form, key in SIGNED.items()} == rates
    assert not scenario.switches.search
    made = [run(scenario, 1, replicate, ["events"]) for replicate in range(12)]
    signed = sum(int((one.events.kind == "agreement_signed").sum()) for one in made)
    lived = sum(float(one.measures.associations[:-1].sum()) for one in made)
    expected = sum(rates.values()) * lived / 100
    assert abs(signed - expected) < 4 * math.sqrt(expected)


def known(scenario: str, point: dict[str, Any], replicate: int) -> float:
    """Each rung one more than the one below, the controls half a rung under theirs."""
    luck = math.sin(5.0 * replicate)
    places = {name: float(place) for place, name in enumerate(RUNGS)}
    places |= {SHORTAGE: 1.5, BY_CHANCE: 5.0}
    return luck + places[scenario] * (1.0 + 0.01 * luck)


NAMES = [f"ladder/{name}" for name in (*RUNGS, SHORTAGE, BY_CHANCE)]


def test_steps_are_paired_and_controls_stand_against_their_rung() -> None:
    told: Any = Told({"kind": "list"}, known, NAMES, replicates=20)
    steps = ladder_steps(told)
    assert len(steps) == len(TOLD) * (len(RUNGS) - 1 + 2)
    one = steps[steps.measure == "voice_total"].set_index(["scenario", "against"]).difference
    for below, above in pairwise(RUNGS):
        assert one[above, below] == pytest.approx(1.0, abs=0.01)
    assert one["L2-pressure", SHORTAGE] == pytest.approx(0.5, abs=0.01)
    assert one[MERGER, BY_CHANCE] == pytest.approx(0.0, abs=0.01)
    assert (steps.low <= steps.difference).all()
    assert (steps.difference <= steps.high).all()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_follows_the_numbers(language: str) -> None:
    made = {"kind": "rung", "scenario": "L1-money", "against": "L0-demography", "quarter": 60, "pairs": 9}
    ends = ((0.01, 0.02, 0.03), (-4.0, -3.0, -2.0), (-1.0, 0.5, 2.0))
    rows = [
        {**made, "measure": name, "low": low, "difference": middle, "high": high}
        for name, (low, middle, high) in zip(TOLD, ends, strict=True)
    ]
    titles = {name: str(getattr(rung(name).title, language)) for name in (*RUNGS, SHORTAGE)}
    money = {"difference": -3.0, "low": -9.0, "high": 3.0}
    step, matched = ladder_words(DataFrame(rows), money, titles, language)
    if language == "en":
        assert step == (
            "L1 Money: adds 2.00 points to the survival of the small (95%: +1.00 to +3.00); takes 3.00 index points "
            "from total voice (95%: −4.00 to −2.00); does not move effective voices beyond luck (95%: −1.00 to +2.00)."
        )
        assert "−3 k€ a quarter (95%: −9 to +3)" in matched
    else:
        assert "ajoute 2,00 points à la survie des petites (95\u00a0%\u00a0: de +1,00 à +3,00)" in step
        assert "retire 3,00 points d'indice à la voix totale" in step
        assert "ne déplace pas les voix effectives au-delà du hasard" in step
        assert " :" not in step + matched
        assert " ;" not in step

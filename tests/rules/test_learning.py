"""Stories of know-how; the exact cases of a stock that gains and loses."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.rules.learning import complementarity, know_how_after, learned
from coopsim.world.tables import table

USUAL = {
    "copying": 0.3,
    "own_learning": 0.018,
    "forgetting": 0.03,
    "best_distance": 0.7,
    "complement_floor": 0.2,
}


def learning(**changes: float) -> Any:
    return table("Learning", **{**USUAL, **changes})


def stock(
    quarters: int, rate: float = 0.0, governance: float = 1.0, start: float = 0.0, **changes: float
) -> float:
    parameters, know_how = learning(**changes), start
    for _ in range(quarters):
        gain = learned(
            rate=rate,
            governance=1.0,
            complement=1.0,
            know_how_own=know_how,
            know_how_other=know_how,
            parameters=parameters,
        )
        know_how = know_how_after(
            know_how=know_how, learned_sum=gain, governance=governance, parameters=parameters
        )
    return know_how


def test_a_linear_stock_reaches_what_the_formula_says() -> None:
    alone = {"own_learning": 0.02, "forgetting": 0.05}
    assert stock(10, **alone) == pytest.approx(0.4 * (1.0 - 0.95**10), abs=1e-12)
    assert stock(10, **alone) == pytest.approx(0.160505, abs=5e-7)
    assert stock(2_000, **alone) == pytest.approx(0.4, abs=1e-12)


def test_a_saturating_stock_reaches_what_the_formula_says() -> None:
    together = {"copying": 0.0, "own_learning": 0.0, "forgetting": 0.05}
    assert stock(10, rate=0.01, **together) == pytest.approx(2.0 / 7.0 * (1.0 - 0.93**10), abs=1e-12)
    assert stock(10, rate=0.01, **together) == pytest.approx(0.147434, abs=5e-7)
    assert stock(2_000, rate=0.01, **together) == pytest.approx(0.285714, abs=5e-7)


def test_know_how_neither_grows_nor_decays_without_partners() -> None:
    assert stock(60, governance=0.5, start=0.3) == pytest.approx(0.3, abs=1e-12)


def test_one_learns_most_at_some_distance_and_always_a_little() -> None:
    def complement(know_how: float, profile: float) -> float:
        return complementarity(know_how_difference=know_how, profile_distance=profile, parameters=learning())

    assert complement(0.2, 1.0) == 1.0
    assert complement(0.0, 0.0) == pytest.approx(0.51)
    assert complement(1.0, 2.0) == 0.2


def lesson(rate: float, governance: float, own: float, other: float, **changes: float) -> float:
    return learned(
        rate=rate,
        governance=governance,
        complement=1.0,
        know_how_own=own,
        know_how_other=other,
        parameters=learning(**changes),
    )


def test_ill_governed_ties_teach_nothing() -> None:
    assert lesson(0.04, governance=0.0, own=0.5, other=1.0) == 0.0


def test_the_weaker_copies_the_stronger_and_not_the_reverse() -> None:
    assert lesson(0.04, governance=0.5, own=0.2, other=0.8, copying=1.0) == pytest.approx(0.024)
    assert lesson(0.04, governance=0.5, own=0.8, other=0.2, copying=1.0) == pytest.approx(-0.024)


def test_bad_practice_spreads_in_ill_governed_ties() -> None:
    assert lesson(-0.04, governance=0.0, own=0.5, other=0.5) == pytest.approx(-0.04)
    assert lesson(-0.04, governance=1.0, own=0.5, other=0.5) == 0.0


def test_know_how_stays_within_bounds() -> None:
    assert know_how_after(know_how=0.9, learned_sum=5.0, governance=1.0, parameters=learning()) == 1.0
    assert know_how_after(know_how=0.1, learned_sum=-5.0, governance=1.0, parameters=learning()) == 0.0

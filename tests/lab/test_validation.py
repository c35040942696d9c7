"""Validation: verdicts on numbers that are known, a scenario far off that is called so, words for every pattern."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.errors import InputRefused
from coopsim.lab.calibration.patterns import PATTERNS
from coopsim.lab.calibration.plan import Target
from coopsim.lab.calibration.reading import load_plan
from coopsim.lab.validation.bands import REPORTED, UNDER, targets_of
from coopsim.lab.validation.check import (
    INSIDE,
    OUTSIDE,
    STRADDLES,
    UNSEEN,
    Validation,
    judged,
    validated,
    yearly_rates,
)
from coopsim.lab.validation.page import missed, page
from coopsim.lab.validation.words import PATTERN_WORDS, SAID
from coopsim.scenario import load_scenario
from tests.lab.conftest import Write
from tests.lab.test_calibration import PLAN
from tests.lab.test_patterns import lives

BAND = Target("closures", 0.01, 0.03)


@pytest.mark.parametrize(
    ("target", "values", "verdict"),
    [
        (BAND, [0.020, 0.021, 0.019], INSIDE),
        (BAND, [0.040, 0.041, 0.039], OUTSIDE),
        (BAND, [0.001, 0.002, 0.000], OUTSIDE),
        (BAND, [0.029, 0.030, 0.031], STRADDLES),
        (BAND, [0.00, 0.05, 0.02], STRADDLES),
        (Target("engaged", low=0.2), [0.7, 0.8, 0.9], INSIDE),
        (Target("explorations", high=14.0), [15.0, 15.1, 14.9], OUTSIDE),
        (BAND, [math.nan, math.nan], UNSEEN),
        (BAND, [math.nan, 0.02], UNSEEN),
    ],
)
def test_a_verdict_is_that_of_the_interval(target: Target, values: list[float], verdict: str) -> None:
    assert judged(target, values, "baseline")["verdict"] == verdict


def test_runs_that_do_not_show_a_pattern_are_left_out() -> None:
    row = judged(BAND, [0.02, math.nan, 0.03], "baseline")
    assert (row["runs"], row["mean"]) == (2, pytest.approx(0.025))
    assert row["mean_high"] - row["mean"] == pytest.approx(12.706 * 0.005, rel=1e-3)


def test_bands_of_the_plan_stand_and_those_to_report_join_them(write: Write) -> None:
    plan = load_plan(write("plan.toml", PLAN + '\n[patterns.explorations]\nhigh = 3.0\n'))
    targets = {target.name: target for target in targets_of(plan)}
    assert targets["explorations"].high == 3.0
    assert set(targets) == {*plan.names, *(target.name for target in REPORTED)}
    assert [target.binding for target in targets_of(plan)][:3] == [True, True, True]
    assert not any(target.binding for target in REPORTED)


def test_rates_are_ends_of_employers_over_their_years_by_size() -> None:
    rows = lives(
        (-80, "small", 4.0, 0.0, 80, "closed", 20, ""),
        (-80, "small", 4.0, 0.0, 80, "insolvent", 20, ""),
        (-80, "medium", 20.0, 20.0, 80, "", math.nan, ""),
        (-80, "medium", 20.0, 0.0, 80, "merged", 20, "b"),
        (-80, "small", 0.5, 0.0, 80, "closed", 1, ""),
    )
    told: Any = SimpleNamespace(measures=pd.DataFrame({"quarter": [0, 60]}), associations=rows)
    rates = yearly_rates(told)
    assert rates[:2] == pytest.approx(np.array([[0.1, 0.1, 0.0], [0.0, 0.0, 0.05]]))
    assert np.isnan(rates[2]).all()


@pytest.fixture(scope="module")
def off() -> Validation:
    """A baseline in which three times as many close."""
    usual = load_scenario("baseline")
    far = load_scenario("baseline", {"parameters.closure.hazard": 3 * usual.parameters.closure.hazard})
    return validated(far, load_plan("admissible"), replicates=3, seed=7001)


def test_a_scenario_far_off_is_reported_outside(off: Validation) -> None:
    rows = {row["pattern"]: row for row in off.patterns}
    assert rows["closures"]["verdict"] == OUTSIDE
    assert rows["closures"]["mean"] > rows["closures"]["high"]
    assert rows["number_growth"]["mean"] < rows["number_growth"]["low"]
    told = missed(off, "en")
    assert any(one.startswith("- closures of employers, a year: ") and "above the band" in one for one in told)
    assert any(one.startswith("- growth of the number") and "points below the band" in one for one in told)
    whole = page(off, [], "made", "en")
    assert "| closures of employers, a year | 1.00% to 3.00% | E-exit | yes |" in whole
    assert "**outside**" in whole


def test_incidence_is_told_for_every_size(off: Validation) -> None:
    rates = {(row["size_class"], row["end"]): row["mean"] for row in off.incidence}
    assert len(rates) == 9
    assert rates["small", "closed"] > rates["large", "closed"] >= 0


def test_a_pattern_of_its_own_policy_is_run_under_it(off: Validation) -> None:
    assert {row["pattern"]: row["scenario"] for row in off.patterns if row["scenario"] != "baseline"} == UNDER


def test_the_luck_of_the_calibration_is_refused() -> None:
    plan = load_plan("admissible")
    with pytest.raises(InputRefused, match="luck that the calibration never saw"):
        validated(load_scenario("baseline"), plan, 2, plan.seed)


def test_every_pattern_has_words_in_both_languages() -> None:
    assert set(PATTERN_WORDS) == set(PATTERNS)
    assert set(SAID["en"]) == set(SAID["fr"])
    for words in PATTERN_WORDS.values():
        assert words.en
        assert words.fr != words.en


def test_french_has_its_spaces() -> None:
    texts = [*SAID["fr"].values(), *(words.fr for words in PATTERN_WORDS.values())]
    for text in texts:
        for sign in (" :", " ;", " ?", " !", " %", "« ", " »"):
            assert sign not in text, text

"""Patterns: exact on tables made by hand, and the same from a store as from a run."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.errors import InputRefused
from coopsim.lab.batch import run_batch
from coopsim.lab.calibration.patterns import COLUMNS, PATTERNS
from coopsim.lab.calibration.values import tables_for, values_of
from coopsim.lab.experiment import load_experiment
from coopsim.lab.run import run
from coopsim.lab.store import store_for
from coopsim.lab.store.parts import publish
from coopsim.lab.store.provenance import code_fingerprint
from tests.lab.conftest import Write
from tests.lab.made import keys, tables, tiny

YEARS = 15


def lives(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Associations: founded, size class, FTE at the start and the end, age, end, its quarter, absorber."""
    names = ["founded", "size_class", "staff_start", "staff_end", "age_start", "end", "end_quarter", "absorber"]
    made = pd.DataFrame(list(rows), columns=names).astype({"end_quarter": float})
    books = {"cost_end": 100.0, "compliance_end": 1.0, "saving_end": 0.0, "ties_end": 0}
    names = [f"a{row}" for row in range(len(made))]
    return made.assign(association=names, voice_end=np.arange(1.0, len(made) + 1), **books)


def value(name: str, rows: Any = None, events: Any = None, **measures: Any) -> float:
    """A pattern of a run of 60 quarters whose measures are there at the ends, or at every given quarter."""
    told = {"quarter": [0, 60], **measures}
    made = SimpleNamespace(
        measures=pd.DataFrame(told),
        associations=lives() if rows is None else rows,
        events=pd.DataFrame(columns=[*COLUMNS["events"]]) if events is None else events,
    )
    return PATTERNS[name].function(made)


SECTOR = lives(
    (-80, "small", 4.0, 0.0, 80, "closed", 20, ""),  # 20 quarters, old
    (-80, "small", 4.0, 4.0, 80, "", math.nan, ""),  # 60 quarters, old
    (-10, "small", 4.0, 0.0, 10, "insolvent", 10, ""),  # 10 quarters, young at its end
    (40, "small", 3.0, 3.0, 0, "", math.nan, ""),  # 20 quarters, all of them young
    (-80, "large", 90.0, 90.0, 80, "", math.nan, ""),  # 60 quarters
    (-80, "large", 90.0, 0.0, 80, "absorbed", 30, "a4"),  # 30 quarters
    (-80, "small", 0.9, 0.0, 80, "insolvent", 1, ""),  # no employer
)
QUARTERS = 20 + 60 + 10 + 20 + 60 + 30


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("closures", 4 * 2 / QUARTERS),
        ("insolvencies", 4 * 1 / QUARTERS),
        ("absorbed", 4 * 1 / QUARTERS),
        ("closures_fall_with_size", 4 * 2 / (20 + 60 + 10 + 20)),
        ("closures_fall_with_age", 4 * 1 / (10 + 20) - 4 * 1 / (20 + 60)),
        ("takeover_share", 1.0),
    ],
)
def test_rates_are_ends_of_employers_over_their_years(name: str, expected: float) -> None:
    assert value(name, rows=SECTOR) == pytest.approx(expected, rel=1e-12)


def test_an_association_grows_old_while_it_is_seen() -> None:
    rows = lives((-12, "small", 4.0, 4.0, 12, "closed", 8, ""), (-12, "small", 4.0, 4.0, 12, "closed", 9, ""))
    assert value("closures_fall_with_age", rows=rows) == pytest.approx(4 * 1 / 16 - 4 * 1 / 1)


def test_a_merger_of_equals_ends_two() -> None:
    ends = ["absorbed", "absorbed", "absorbed", "merged", "merged"]
    rows = lives(*((-9, "small", 4.0, 4.0, 9, end, 8, "b") for end in ends))
    assert value("takeover_share", rows=rows) == 3 / 4


def test_mergers_among_agreements_signed() -> None:
    kinds = ["agreement_signed", "agreement_signed", "agreement_active", "agreement_signed", "agreement_signed"]
    forms = ["merger", "pooling", "merger", "partnership", "merger"]
    events = pd.DataFrame({"kind": kinds, "form": forms, "quarter": [1, 2, 3, 4, 0], "association": "a", "other": "b"})
    assert value("merger_share", events=events) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("name", "measures", "expected"),
    [
        ("number_growth", {"associations": [800.0, 800 * 0.99**YEARS]}, -0.01),
        ("size_growth", {"staff_mean": [20.0, 20 * 1.02**YEARS]}, 0.02),
        ("independent_voices_growth", {"voices_independent": [10.0, 10.0]}, 0.0),
        ("voice_growth", {"voice_total": [100.0, 100.0], "associations": [800.0, 800 * 0.99**YEARS]}, 1 / 0.99 - 1),
        ("engaged", {"engaged_share": [0.1, 0.3]}, 0.3),
    ],
)
def test_growth_is_by_year(name: str, measures: dict[str, list[float]], expected: float) -> None:
    assert value(name, **measures) == pytest.approx(expected, abs=1e-12)


def test_explorations_and_those_that_agree() -> None:
    quarters = {"quarter": [0, 1, 2], "associations": [500.0, 100.0, 300.0], "exploring_share": [0.9, 0.04, 0.02]}
    assert value("explorations", **quarters) == pytest.approx(400 * (4 + 6) / 400)
    assert value("agreeing_share", **quarters, agreements_started=[7.0, 1.0, 2.0]) == pytest.approx(3 / 10)


def test_growth_by_size_is_of_founders_that_live_and_absorbed_nobody() -> None:
    size = [2.0, 8.0, 32.0, 50.0, 3.0]
    grown = [2 * 1.1, 8 * 1.1 * 4**0.3, 32 * 1.1 * 16**0.3, 900.0, 99.0]
    rows = lives(
        *((-9, "small", start, end, 9, "", math.nan, "") for start, end in zip(size[:3], grown[:3], strict=True)),
        (-9, "large", 50.0, 900.0, 9, "", math.nan, ""),
        (5, "small", 3.0, 99.0, 0, "", math.nan, ""),
        (-9, "small", 0.5, 0.0, 9, "absorbed", 3, "a3"),
    )
    assert value("growth_by_size", rows=rows) == pytest.approx(0.3 / YEARS)


def test_the_largest_employers() -> None:
    staff = [100.0] * 2 + [10.0] * 13 + [0.5] * 50
    rows = lives(*((-9, "small", one, one, 9, "", math.nan, "") for one in staff))
    assert value("largest_share", rows=rows) == pytest.approx(200 / 330)


def test_voice_of_those_ever_allied() -> None:
    rows = lives(*((-9, "small", 4.0, 4.0, 9, "", math.nan, "") for _ in range(4)))
    active = {"kind": ["agreement_active", "agreement_signed"], "association": ["a0", "a1"], "other": ["a3", "a2"]}
    events = pd.DataFrame({**active, "form": "pooling", "quarter": 5})
    assert value("voice_of_allied", rows=rows, events=events) == pytest.approx((1 + 4) / (2 + 3))


def living(*staff: float, **columns: Any) -> pd.DataFrame:
    """Associations that live, of some sizes at the horizon."""
    return lives(*((-9, "small", one, one, 9, "", math.nan, "") for one in staff)).assign(**columns)


def test_compliance_at_a_tenth_is_a_ratio_of_shares() -> None:
    staff = np.array([2.0, 20.0, 200.0, 60.0])
    rows = living(*staff, cost_end=50 * staff, compliance_end=3 * staff * staff**-0.4)
    assert value("compliance_at_a_tenth", rows=rows) == pytest.approx(10**0.4)
    tiny = pd.concat([rows, living(0.5, cost_end=1.0, compliance_end=0.9)])
    assert value("compliance_at_a_tenth", rows=tiny) == pytest.approx(10**0.4)
    assert math.isnan(value("compliance_at_a_tenth", rows=rows.assign(compliance_end=0.0)))


def test_saving_is_of_those_whose_overhead_is_shared() -> None:
    rows = living(4.0, 4.0, 4.0, cost_end=[98.0, 203.0, 77.0], saving_end=[2.0, -3.0, 0.0])
    assert value("pooling_saving", rows=rows) == pytest.approx((0.02 - 0.015) / 2)


def test_voice_of_the_tied_against_the_others() -> None:
    rows = living(4.0, 4.0, 4.0, 4.0, ties_end=[2, 0, 1, 0], voice_end=[3.0, 1.0, 5.0, 3.0])
    assert value("voice_of_tied", rows=rows) == pytest.approx(4 / 2)


def test_the_tail_of_sizes() -> None:
    staff = 50 * (1 - (np.arange(4000) + 0.5) / 4000) ** (-1 / 1.3)
    assert value("tail_exponent", rows=living(*staff, 3.0, 50.0)) == pytest.approx(1.3, rel=0.005)
    assert math.isnan(value("tail_exponent", rows=living(80.0, 4.0)))


ALWAYS = {"engaged", "number_growth", "size_growth", "voice_growth", "independent_voices_growth"}
NOTHING = {"associations": [5.0, 0.0], "exploring_share": [0.0, 0.0], "agreements_started": [0.0, 0.0]}


@pytest.mark.parametrize("name", sorted(set(PATTERNS) - ALWAYS))
def test_what_a_run_does_not_show_has_no_value(name: str) -> None:
    assert math.isnan(value(name, **NOTHING))


def test_each_pattern_says_what_it_is() -> None:
    for name, pattern in PATTERNS.items():
        told = str(pattern.function.__doc__)
        assert pattern.unit
        assert "Sources: E-" in told, name
        assert set(pattern.tables) <= {"associations", "events"}


def test_a_store_shows_what_its_runs_show(write: Write, tmp_path: Path) -> None:
    design = '[design]\nkind = "oat"\n[design.factors]\n"parameters.closure.hazard" = [0.001, 0.03]'
    experiment = load_experiment(write("oat.toml", f'scenarios = ["tiny"]\nreplicates = 3\nseed = 7\n{design}'))
    store = store_for(experiment, tmp_path / "oat")
    run_batch(experiment, store, workers=1)
    names = [*PATTERNS]
    values = values_of(store, names)
    for key in experiment.runs():
        told = run(experiment.brief(key), 7, key.replicate)
        expected = [PATTERNS[name].function(told) for name in names]
        assert values[key.point, key.replicate] == pytest.approx(expected, nan_ok=True, abs=1e-12)
    assert values[2, :, names.index("closures")].mean() > values[1, :, names.index("closures")].mean()


def test_measures_at_the_ends_are_enough_where_nothing_is_summed(write: Write, tmp_path: Path) -> None:
    names = [name for name, pattern in PATTERNS.items() if not pattern.flows]
    found = []
    for every in (1, 400):
        file = write(f"every-{every}.toml", f'scenarios = ["tiny"]\nreplicates = 2\nevery = {every}')
        store = store_for(load_experiment(file), tmp_path / str(every))
        run_batch(store.experiment, store, workers=1)
        found.append(values_of(store, names))
    assert found[0] == pytest.approx(found[1], nan_ok=True, abs=0)


def test_an_older_store_shows_what_it_has(tmp_path: Path) -> None:
    """Stores from before a column was recorded have the patterns that do without it."""
    store, rows = store_for(tiny(1), tmp_path / "old"), tables(keys(0))
    late = ["cost_end", "compliance_end", "saving_end", "ties_end"]
    older = rows | {"associations": [one.drop_columns(late) for one in rows["associations"]]}
    publish(store.path, older, code_fingerprint())
    values = values_of(store, ["closures", "voice_of_tied", "pooling_saving", "compliance_at_a_tenth"])[0, 0]
    assert np.isfinite(values[0])
    assert np.isnan(values[1:]).all()
    assert store.associations.cost_end.isna().all()


def test_a_run_that_is_missing_has_no_values(write: Write, tmp_path: Path) -> None:
    experiment = load_experiment(write("one.toml", 'scenarios = ["tiny"]\nreplicates = 2'))
    store = store_for(experiment, tmp_path / "one")
    assert np.isnan(values_of(store, ["closures", "engaged"])).all()


def test_a_table_that_was_not_recorded_is_refused(write: Write, tmp_path: Path) -> None:
    file = write("bare.toml", 'scenarios = ["tiny"]\nreplicates = 1\nrecord = ["measures"]')
    store = store_for(load_experiment(file), tmp_path / "bare")
    assert tables_for(["engaged"]) == ("measures",)
    with pytest.raises(InputRefused, match='Add "associations" to record'):
        values_of(store, ["closures"])

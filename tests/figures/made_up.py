"""Records as a store and the analyses give them, made up: no run, no luck of the model."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pandas
from pandas import DataFrame

from coopsim.lab.analysis.compare import HEADLINES
from coopsim.population.towns import TOWNS

NAMES = ("baseline", "strong-npm", "mergers-pushed", "governance-supported", "small-protected", "no-cooperation")
REPLICATES, QUARTERS = 5, 61
LIVES, LAST = 160, QUARTERS - 1
FACTORS = (
    "levers.tendering",
    "levers.consolidation_incentive",
    "levers.advocacy_penalty",
    "parameters.voice.coalition",
)
MEASURES = ("small_independent", "voice_total", "access_small", "funder_savings")
FORMS = ("partnership", "pooling", "alliance")


@cache
def rows() -> DataFrame:
    """Measures of every scenario, replicate and quarter."""
    random = np.random.default_rng(1)
    made = [_measures(random, place, *run) for place, run in _runs()]
    return pandas.concat(made, ignore_index=True)


def _runs():
    return [(place, (name, replicate)) for place, name in enumerate(NAMES) for replicate in range(REPLICATES)]


def _measures(random, place, name, replicate) -> DataFrame:
    quarters = np.arange(QUARTERS)
    closed = np.cumsum(random.uniform(0, 0.010 + 0.001 * place, QUARTERS))
    absorbed = np.cumsum(random.uniform(0, 0.001 * place, QUARTERS))
    noise = random.normal(0, 1, (4, QUARTERS))
    noise[:, 0] = 0.0
    return DataFrame(
        {
            "scenario": name,
            "point": 0,
            "replicate": replicate,
            "quarter": quarters,
            "small_closed": closed,
            "small_absorbed": absorbed,
            "small_independent": 1 - closed - absorbed,
            "voice_total": 100 - (1 + place) * quarters / 10 + noise[0],
            "voices_effective": 300 - quarters + noise[1],
            "access_small": 0.02 + noise[2] / 1000,
            "associations": 800.0 - 3 * quarters,
            "freedom_mean": 0.8 - 0.001 * (1 + place) * quarters,
            "visibility_mean": 0.4 + 0.001 * quarters,
            "group_money_cr4": 0.08 + 0.0004 * place * quarters,
            "size_gini": 0.7 + noise[3] / 300,
            "group_money_hhi": 0.006 + 0.00002 * place * quarters,
        }
    )


@cache
def apart() -> DataFrame:
    """A difference for every headline measure, wide ones and narrow ones."""
    random = np.random.default_rng(2)
    return DataFrame(
        [
            {
                "scenario": name,
                "point": 0,
                "quarter": LAST,
                "measure": measure,
                "difference": middle,
                "low": middle - half,
                "high": middle + half,
            }
            for measure in HEADLINES
            for name in NAMES[1:]
            for middle, half in [random.uniform((-1500, 10), (1500, 900)) / (1 if "savings" in measure else 5000)]
        ]
    )


@cache
def means() -> DataFrame:
    """A mean of each measure of the trade-off, two scenarios nearly on one place."""
    savings = (0.0, 900.0, 880.0, -300.0, 1500.0, -900.0)
    table = {
        "funder_savings": (savings, 200.0),
        "voice_total": ((100.0, 80.0, 81.0, 120.0, 60.0, 90.0), 4.0),
        "small_independent": ((0.6, 0.4, 0.41, 0.65, 0.3, 0.7), 0.02),
        "unmet_need": ((0.04, 0.08, 0.081, 0.03, 0.12, 0.05), 0.01),
    }
    told = [
        {"measure": measure, "scenario": name, "point": 0, "quarter": LAST, "mean": mean} | _around(mean, half)
        for measure, (values, half) in table.items()
        for name, mean in zip(NAMES, values, strict=True)
    ]
    return DataFrame(told)


def _around(middle, half) -> dict[str, float]:
    return {"low": middle - half, "high": middle + half}


@cache
def incidences() -> DataFrame:
    """Cumulative incidence by end and size, as `coopsim.lab.analysis.survival.incidences` gives it."""
    ends = ("closed", "insolvent", "absorbed", "merged")
    made = []
    for (place, name), (at, size) in product(enumerate(NAMES), enumerate(("small", "medium", "large"))):
        left = np.ones(QUARTERS)
        for rank, end in enumerate(ends):
            share = np.arange(QUARTERS) / LAST * (0.25 - 0.06 * at) / (1 + rank) * (1 + 0.2 * place)
            made.append(_incidence(name, size, end, share))
            left = left - share
        made.append(_incidence(name, size, "independent", left))
    return pandas.concat(made, ignore_index=True)


def _incidence(name, size, end, share) -> DataFrame:
    told = {"scenario": name, "point": 0, "size_class": size, "end": end, "quarter": np.arange(QUARTERS)}
    return DataFrame({**told, "incidence": share, "low": share - 0.01, "high": share + 0.01})


@cache
def lives() -> DataFrame:
    """Associations of two replicates: where they are, how large, how they end."""
    made = [_lives(place, name, replicate) for place, name in enumerate(NAMES) for replicate in range(2)]
    return pandas.concat(made, ignore_index=True)


def _lives(place, name, replicate) -> DataFrame:
    """The same associations in every scenario of a replicate; the first ten live on and absorb."""
    random = np.random.default_rng(10 + replicate)
    towns = [(code, town) for code in TOWNS for town in TOWNS[code][:3]]
    chosen = [towns[number] for number in random.integers(0, len(towns), LIVES)]
    called = np.array([f"{code}-{number:04d}" for number, (code, _) in enumerate(chosen)])
    staff, fate = np.exp(random.normal(2.0, 1.3, LIVES)), random.uniform(0, 1, LIVES)
    end = np.select(
        [fate < 0.2, fate < 0.25, fate < 0.25 + 0.05 * (place % 5)], ["closed", "insolvent", "absorbed"], ""
    )
    end[:10] = ""
    quarter = np.where(end == "", np.nan, random.integers(5, LAST, LIVES).astype(float))
    born = random.uniform(0, 1, LIVES) < 0.1
    return DataFrame(
        {
            "scenario": name,
            "point": 0,
            "replicate": replicate,
            "association": called,
            "department": [code for code, _ in chosen],
            "latitude": [town.latitude for _, town in chosen] + random.normal(0, 0.03, LIVES),
            "longitude": [town.longitude for _, town in chosen] + random.normal(0, 0.03, LIVES),
            "founded": np.where(born, 3, -40),
            "age_start": np.where(born, 0, 40),
            "staff_start": staff,
            "staff_end": staff * np.exp(random.normal(0.1 * place, 0.2, LIVES)),
            "voice_start": 0.1,
            "voice_end": 0.1 - 0.01 * place,
            "end": end,
            "end_quarter": quarter,
            "absorber": np.where(end == "absorbed", called[random.integers(0, 10, LIVES)], ""),
        }
    )


@cache
def events() -> DataFrame:
    """Agreements that start, change their form, end or lead to a merger; nothing without cooperation."""
    made = [
        event
        for (name, replicate), of_run in lives().groupby(["scenario", "replicate"], sort=False)
        if name != "no-cooperation"
        for event in sorted(_events(of_run.reset_index(drop=True), replicate), key=lambda one: one["quarter"])
        for event in [{"scenario": name, "point": 0, "replicate": replicate, **event}]
    ]
    return DataFrame(made)


def _events(of_run, replicate):
    random = np.random.default_rng(100 + replicate)
    for number in range(70):
        among = of_run[of_run.department == "34"] if number % 2 else of_run
        one, other = among.association.iloc[random.choice(len(among), 2, replace=False)]
        begun, steps = int(random.integers(1, 30)), int(random.integers(1, 4))
        forms = FORMS[int(random.integers(0, 3)) :][:steps]
        for step, form in enumerate(forms):
            yield _event(begun + 8 * step, "agreement_active", one, other, form)
            if step + 1 < len(forms) or number % 2:
                yield _event(begun + 8 * (step + 1), "agreement_ended", one, other, form)
    for row in of_run[of_run.end == "absorbed"].itertuples():
        yield _event(int(row.end_quarter), "merger_completed", row.absorber, row.association, "merger")


def _event(quarter, kind, one, other, form) -> dict:
    return {"quarter": quarter, "kind": kind, "association": one, "other": other, "form": form, "equals": False}


@cache
def effects(kind: str) -> DataFrame:
    """A sensitivity analysis, as `coopsim.lab.analysis.sensitivity.sensitivity` gives it."""
    random = np.random.default_rng(3)
    size = {"small_independent": 0.1, "voice_total": 20.0, "access_small": 0.01, "funder_savings": 800.0}
    made = [
        {"scenario": "baseline", "against": "", "quarter": LAST, "measure": measure, "of": "mean", "factor": factor}
        | told
        | {"note": ""}
        for measure in MEASURES
        for factor in FACTORS
        for told in KINDS[kind](random, size[measure])
    ]
    return DataFrame(made)


def _levels(random, size):
    for level in (0.4, {"2026Q1": 0.1, "2030Q1": 0.8}):
        middle = float(random.normal(0, size))
        yield {"level": level, "difference": middle} | _around(middle, 0.3 * size)


def _shares(random, size):
    alone = float(random.uniform(0, 0.4))
    yield {"S1": alone, "S1_low": alone - 0.1, "S1_high": alone + 0.1} | {
        "ST": alone + 0.1,
        "ST_low": alone,
        "ST_high": alone + 0.2,
    }


def _steps(random, size):
    middle = float(random.uniform(0, size))
    ends = {"mu_star_low": 0.8 * middle, "mu_star_high": 1.2 * middle}
    yield {"mu": -middle, "mu_star": middle, "sigma": float(random.uniform(0, size))} | ends


def _ranks(random, size):
    middle = float(random.uniform(-0.8, 0.8))
    yield {"coefficient": middle} | _around(middle, 0.1)


KINDS = {"oat": _levels, "sobol": _shares, "morris": _steps, "ranks": _ranks}

"""Rows as a store gives them, made up, and the evidence for their caption."""

from __future__ import annotations

import numpy as np
import pytest
from pandas import DataFrame

from coopsim.figures.evidence import Evidence
from coopsim.lab.analysis.compare import HEADLINES
from coopsim.scenario import load_scenario

NAMES = ("baseline", "strong-npm", "mergers-pushed", "governance-supported", "small-protected", "no-cooperation")
REPLICATES, QUARTERS = 5, 61


@pytest.fixture(params=["en", "fr"])
def evidence(request: pytest.FixtureRequest) -> Evidence:
    titles = {name: str(getattr(load_scenario(name).title, request.param)) for name in NAMES}
    return Evidence(titles, "baseline", "5", 1, 2026.0, request.param, "0.1.0", "0123456789abcdef")


@pytest.fixture(scope="session")
def rows() -> DataFrame:
    """Measures of every scenario, replicate and quarter."""
    random = np.random.default_rng(1)
    made = []
    for place, name in enumerate(NAMES):
        for replicate in range(REPLICATES):
            quarters = np.arange(QUARTERS)
            closed = np.cumsum(random.uniform(0, 0.010 + 0.001 * place, QUARTERS))
            absorbed = np.cumsum(random.uniform(0, 0.001 * place, QUARTERS))
            made.append(
                DataFrame(
                    {
                        "scenario": name,
                        "point": 0,
                        "replicate": replicate,
                        "quarter": quarters,
                        "small_closed": closed,
                        "small_absorbed": absorbed,
                        "small_independent": 1 - closed - absorbed,
                        "voice_total": 100 - (1 + place) * quarters / 10 + random.normal(0, 1, QUARTERS),
                        "voices_effective": 300 - quarters + random.normal(0, 1, QUARTERS),
                        "access_small": 0.02 + random.normal(0, 0.001, QUARTERS),
                    }
                )
            )
    import pandas

    return pandas.concat(made, ignore_index=True)


@pytest.fixture(scope="session")
def apart() -> DataFrame:
    """A difference for every headline measure, wide ones and narrow ones."""
    random = np.random.default_rng(2)
    return DataFrame(
        [
            {
                "scenario": name,
                "point": 0,
                "quarter": 60,
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

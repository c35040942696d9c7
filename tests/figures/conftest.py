"""Rows as a store gives them, made up; the evidence for their caption; a tiny batch at the prompt."""

from __future__ import annotations

import pytest
from pandas import DataFrame

from coopsim.figures.evidence import Evidence
from tests.cli.conftest import experiment, prompt, ready, store, write
from tests.figures import made_up
from tests.figures.drawn import evidence_in

__all__ = ["experiment", "prompt", "ready", "store", "write"]


@pytest.fixture(params=["en", "fr"])
def evidence(request: pytest.FixtureRequest) -> Evidence:
    return evidence_in(request.param)


@pytest.fixture
def rows() -> DataFrame:
    return made_up.rows()


@pytest.fixture
def apart() -> DataFrame:
    return made_up.apart()

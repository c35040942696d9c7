"""A sector small enough to be run in a few milliseconds, and experiments on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import Experiment, load_experiment
from coopsim.lab.store import Store, store_for

TINY = """
extends = "baseline.toml"
quarters = 6
burn_in = 4

[title]
en = "Tiny"
fr = "Minuscule"

[population]
source = "synthetic"
size = 60
departments = ["30", "34"]
"""
APART = """
extends = "tiny.toml"

[title]
en = "Apart"
fr = "Chacune pour soi"

[cooperation]
enabled = false
"""
FIRST = """
scenarios = ["tiny.toml", "apart.toml"]
baseline = "tiny.toml"
replicates = 4
seed = 7
"""
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file into a folder that holds the tiny scenarios and becomes the working folder."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    written("tiny.toml", TINY)
    written("apart.toml", APART)
    return written


@pytest.fixture
def experiment(write: Write) -> Experiment:
    return load_experiment(write("first.toml", FIRST))


@pytest.fixture
def store(experiment: Experiment, tmp_path: Path) -> Store:
    """The store of a finished batch."""
    done = store_for(experiment, tmp_path / "results")
    run_batch(experiment, done, workers=1)
    return done

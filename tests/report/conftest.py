"""Reports of a tiny batch, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import Store, store_for
from coopsim.report.page import page
from tests.lab.conftest import APART, FIRST, TINY

LANGUAGES = ("en", "fr")


def small_store(folder: Path, experiment: str) -> Store:
    """The store of an experiment on the tiny scenarios, in a folder."""
    for name, text in (("tiny.toml", TINY), ("apart.toml", APART), ("asked.toml", experiment)):
        (folder / name).write_text(text, encoding="utf-8")
    asked = load_experiment(folder / "asked.toml")
    done = store_for(asked, folder / "results")
    run_batch(asked, done, workers=1)
    return done


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_store(tmp_path_factory.mktemp("told"), FIRST)


@pytest.fixture(scope="session")
def pages(told: Store) -> dict[str, str]:
    return {language: page(told, language) for language in LANGUAGES}

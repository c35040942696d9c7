"""The prompt, and a tiny batch to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coopsim.cli import main
from coopsim.engine.preparation import compile_once
from coopsim.lab.experiment import Experiment
from coopsim.lab.store import Store
from tests.lab.conftest import Write, experiment, store, write

__all__ = ["Experiment", "Path", "Store", "Write", "experiment", "store", "write"]


class Said(NamedTuple):
    """What a command said: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Prompt = Callable[..., Said]


@pytest.fixture(scope="session")
def ready() -> None:
    """The model is compiled, so that no command says that it compiles."""
    compile_once()


@pytest.fixture
def prompt(ready: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """Types a command at the prompt; a traceback is never an answer."""
    monkeypatch.delenv("COOPSIM_TRACEBACK", raising=False)

    def typed(*words: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out
        return Said(int(left.value.code or 0), printed.out, printed.err)

    return typed

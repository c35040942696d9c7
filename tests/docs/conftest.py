"""A prompt whose batches run in this process, in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import pytest

from coopsim.cli import main
from coopsim.engine.preparation import compile_once
from coopsim.lab.pool.local import InProcess
from tests.docs.session import Prompt


@contextmanager
def one_process(workers: int) -> Iterator[Executor]:
    """The executor of a batch: no process but this one."""
    yield InProcess()


@pytest.fixture
def prompt(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Prompt:
    """Types a command at the prompt, in a new folder."""
    compile_once()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COOPSIM_TRACEBACK", raising=False)
    monkeypatch.setattr("coopsim.lab.pool.crew.local_executor", one_process)

    def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(words))
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return typed

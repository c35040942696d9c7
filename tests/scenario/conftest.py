"""A folder of scenario files to write in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a scenario file that extends the baseline, and gives its path as a user would type it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()

    def written(text: str, name: str = "tender", extends: str = "baseline.toml") -> str:
        path = f"scenarios/{name}.toml"
        head = f'extends = "{extends}"\n' if extends else ""
        (tmp_path / path).write_text(head + text, encoding="utf-8")
        return path

    return written

"""A report opened as a file, in Chromium, with every address out of reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import pages, told
from tests.workshop.browser.conftest import ABSENT, REQUIRED, browser, pytest_ignore_collect

__all__ = ["ABSENT", "REQUIRED", "browser", "opened", "pages", "pytest_ignore_collect", "told"]

Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    """Opens the report in a language and at a width; afterwards nothing was asked elsewhere."""
    contexts: list[Any] = []
    elsewhere: list[str] = []

    def visit(language: str, width: int = 1280) -> Any:
        file = tmp_path / f"{language}.html"
        file.write_text(pages[language], encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        asked = elsewhere.append
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else asked(request.url))
        page.goto(file.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert elsewhere == []

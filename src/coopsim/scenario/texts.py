"""Titles and questions of a scenario, in both languages."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from coopsim.scenario.declare import Table


class Texts(Table):
    """The same text in English and French; one stands for both where the other is absent.

    Examples
    --------
    >>> Texts(en="Baseline").fr
    'Baseline'
    """

    en: str = Field(default="", description="In English")
    fr: str = Field(default="", description="En français")

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, content: Any) -> Any:
        if not isinstance(content, dict):
            return content
        spare = content.get("en") or content.get("fr") or ""
        return {"en": spare, "fr": spare, **content}

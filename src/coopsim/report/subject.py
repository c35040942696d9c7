"""What a report is about: a store, its words, and numbers as its reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coopsim.figures.evidence import Evidence, evidence_of
from coopsim.lab.analysis.arms import baseline_of
from coopsim.lab.wording import digits_for, number, scale_of
from coopsim.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

PLUS_MINUS = "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}"
FIRST = 0
"""The point of a design of which scenarios are told."""


class Subject(NamedTuple):
    """A store, and where its rows come from.

    Attributes
    ----------
    store : Store
    evidence : Evidence
    quarter : int, the last one of the first point
    """

    store: Store
    evidence: Evidence
    quarter: int

    @property
    def language(self) -> str:
        """The language of the page: en or fr."""
        return self.evidence.language

    def has(self, *tables: str) -> bool:
        """Whether some tables were recorded."""
        return set(tables) <= set(self.store.recorded)

    def rows(self, name: str, columns: Sequence[str]) -> DataFrame:
        """Rows of a table, of the first point."""
        found = self.store.frame(name, list(columns))
        return found[found.point == FIRST]

    @property
    def years(self) -> str:
        """How long a run lasts, in words."""
        years = self.quarter / QUARTERS_PER_YEAR
        words = {"en": ("year", "years"), "fr": ("an", "ans")}[self.language]
        many = years >= 2 if self.language == "fr" else years != 1
        return f"{number(years, int(years % 1 != 0), self.language)}\N{NO-BREAK SPACE}{words[many]}"


def subject_of(store: Store, language: str) -> Subject:
    """What a report of a store is about.

    Parameters
    ----------
    store : Store
    language : str, en or fr

    Returns
    -------
    Subject

    Raises
    ------
    InputRefused
        If no run is done.
    """
    from coopsim.lab.analysis.compare import summary

    means = summary(store, ["small_independent"])
    return Subject(store, evidence_of(store, baseline_of(store), language), int(means.quarter.iloc[0]))


def with_half(row: Any, column: Any, language: str) -> str:
    """A mean and half the width of its interval.

    Parameters
    ----------
    row : mapping with measure, mean, low, high
    column : Series, means that are written beside it, which set its decimals
    language : str, en or fr

    Returns
    -------
    str
    """
    scale = scale_of(str(row["measure"]))
    digits = digits_for(float(column.abs().max()) * scale)
    half = (row["high"] - row["low"]) / 2 * scale
    told = number(row["mean"] * scale, digits, language)
    return f"{told}{PLUS_MINUS}{number(half, digits, language)}" if half == half else told

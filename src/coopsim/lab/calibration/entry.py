"""How a function becomes a pattern: it enters itself under its name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coopsim.lab.calibration.employers import Tables

Asked = Callable[[Tables], float]


@dataclass(frozen=True)
class Pattern:
    """A pattern, and what a run must record to show it.

    Attributes
    ----------
    function : from the tables of a run to its value
    unit : str
    tables : tuple of str, beside measures, which every run records
    flows : bool, whether it sums measures over all quarters
    """

    function: Asked
    unit: str
    tables: tuple[str, ...]
    flows: bool


PATTERNS: dict[str, Pattern] = {}
"""Every pattern, by name."""


def pattern(unit: str, *tables: str, flows: bool = False) -> Callable[[Asked], Asked]:
    """Enter a function among the patterns.

    Parameters
    ----------
    unit : str
    tables : str, that a run must record beside measures
    flows : bool, whether it sums measures over all quarters

    Returns
    -------
    function that enters another and gives it back

    Examples
    --------
    >>> "closures" in PATTERNS and PATTERNS["closures"].tables
    ('associations',)
    """

    def entered(function: Asked) -> Asked:
        PATTERNS[function.__name__] = Pattern(function, unit, tables, flows)
        return function

    return entered


def ratio(part: Any, whole: Any) -> float:
    """A quotient; NaN where there is nothing to divide by.

    Parameters
    ----------
    part, whole : float

    Returns
    -------
    float

    Examples
    --------
    >>> ratio(1, 4), ratio(1, 0)
    (0.25, nan)
    """
    return float(part) / float(whole) if whole else math.nan

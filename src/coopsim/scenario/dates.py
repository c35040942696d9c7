"""Quarters of the simulated calendar, written 2026Q1."""

from __future__ import annotations

import re

from coopsim.scenario.declare import DATE_PATTERN
from coopsim.units import QUARTERS_PER_YEAR


def is_date(text: str) -> bool:
    """Whether a text is a quarter of the calendar.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_date("2026Q1"), is_date("2026Q5"), is_date("2026-01-01")
    (True, False, False)
    """
    return re.fullmatch(DATE_PATTERN, text) is not None


def quarter_number(date: str) -> int:
    """The place of a date on an endless line of quarters.

    Parameters
    ----------
    date : str, such as 2026Q1

    Returns
    -------
    int, quarters since the year 0

    Examples
    --------
    >>> quarter_number("2027Q1") - quarter_number("2026Q1")
    4
    """
    year, quarter = date.split("Q")
    return int(year) * QUARTERS_PER_YEAR + int(quarter) - 1


def date_of(start: str, quarter: int) -> str:
    """The date of a quarter of a run.

    Parameters
    ----------
    start : str, date of quarter 0
    quarter : int, quarters since the start

    Returns
    -------
    str, such as 2027Q3

    Examples
    --------
    >>> date_of("2026Q1", 6)
    '2027Q3'
    """
    year, rest = divmod(quarter_number(start) + quarter, QUARTERS_PER_YEAR)
    return f"{year:04d}Q{rest + 1}"

"""Rebuilt operators beside a file of real ones: counts and totals equal, sizes alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coopsim.errors import InputRefused
from coopsim.population.figures import BANDS
from coopsim.population.founders import Founders
from coopsim.population.france import department_code
from coopsim.population.reading import find_column, read_table
from coopsim.world.vocabulary import FIELDS

LEVELS = (0.10, 0.25, 0.50, 0.75, 0.90)
PLACES_MOST = 100_000.0
TOTALS = ("places", "nursing_home_places", "establishments", "active_elsewhere")
OLDER_PEOPLE = FIELDS.index("older_people_residential")

Row = dict[str, Any]


@dataclass(frozen=True)
class Operators:
    """Operators of one side of the comparison.

    Attributes
    ----------
    department : tuple of str, INSEE codes
    band : int64, shape (n,), index in `BANDS`
    totals : dict of float64, shape (n,), keys `TOTALS`
    """

    department: tuple[str, ...]
    band: Any
    totals: dict[str, Any]


def compared(founders: Founders, path: str | Path, place: str = "") -> list[Row]:
    """The operators of a population beside those of a file.

    Parameters
    ----------
    founders : Founders, some of them rebuilt from places
    path : str or Path, columns department, places, nursing_home_places, establishments,
        active_elsewhere; one row per operator
    place : str, how messages name the file; its path by default

    Returns
    -------
    list of dict, keys measure, department, band, population, file, equal (None for
    quantiles, which are drawn)

    Raises
    ------
    InputRefused
        A population without places, or a bad file.
    """
    ours, theirs = founded_operators(founders), operators_of_file(path, place or str(path))
    codes = sorted({*ours.department, *theirs.department})
    rows = []
    for at, band in enumerate(BANDS):
        rows += [_row("operators", code, band.name, _count(code, at), ours, theirs) for code in codes]
        rows += [_row(name, "all", band.name, _total(name, at), ours, theirs) for name in TOTALS]
    return rows + [_quantile(level, ours, theirs) for level in LEVELS]


def differing(rows: Iterable[Row]) -> list[Row]:
    """The rows that should be equal and are not."""
    return [row for row in rows if row["equal"] is False]


def founded_operators(founders: Founders) -> Operators:
    """The operators of care for older people of a population.

    Raises
    ------
    InputRefused
        There is none whose places are known.
    """
    rows = np.flatnonzero((founders.field == OLDER_PEOPLE) & ~np.isnan(founders.places))
    if len(rows) == 0:
        raise InputRefused("population", "places", "operators of care for older people with places", "none")
    codes = tuple(founders.departments[founders.department[row]] for row in rows)
    totals = {name: np.nan_to_num(getattr(founders, name)[rows].astype(float)) for name in TOTALS}
    return Operators(codes, _bands(totals["places"]), totals)


def operators_of_file(path: str | Path, place: str) -> Operators:
    """The operators of a file.

    Raises
    ------
    InputRefused
        A missing column or a bad cell.
    """
    table = read_table(path, place)
    for name in ("department", *TOTALS):
        find_column(table, (name,), f"the column {name}")
    size = range(len(table))
    codes = tuple(department_code(table.text(row, "department"), place, table.where(row, "department")) for row in size)
    totals = {name: np.nan_to_num(np.array(table.numbers(name, 0.0, PLACES_MOST))) for name in TOTALS[:3]}
    totals["active_elsewhere"] = np.array([float(table.truth(row, "active_elsewhere")) for row in size])
    return Operators(codes, _bands(totals["places"]), totals)


def _bands(places: Any) -> Any:
    """Band of each number of places; below and above the outer limits too."""
    return np.searchsorted([band.high for band in BANDS[:-1]], places, side="left")


def _count(code: str, band: int) -> Callable[[Operators], float]:
    return lambda side: sum(
        one == code and at == band for one, at in zip(side.department, side.band.tolist(), strict=True)
    )


def _total(name: str, band: int) -> Callable[[Operators], float]:
    return lambda side: float(side.totals[name][side.band == band].sum())


def _row(
    measure: str, code: str, band: str, of: Callable[[Operators], float], ours: Operators, theirs: Operators
) -> Row:
    here, there = of(ours), of(theirs)
    row: Row = {"measure": measure, "department": code, "band": band, "population": round(here), "file": round(there)}
    return {**row, "equal": here == there}


def _quantile(level: float, ours: Operators, theirs: Operators) -> Row:
    here, there = (round(float(np.quantile(side.totals["places"], level)), 1) for side in (ours, theirs))
    name = f"places, quantile {level:.2f}"
    return {"measure": name, "department": "all", "band": "all", "population": here, "file": there, "equal": None}

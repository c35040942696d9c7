"""A user's own file: an id, a department and a size; the rest is drawn (model.md §8.3)."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from coopsim.errors import InputRefused, nearest
from coopsim.population.columns import MISSING, Columns, blank_columns
from coopsim.population.france import department_code
from coopsim.population.reading import NEARLY, CellTable, find_column, read_table
from coopsim.population.rebuilt import staff_of_places
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.vocabulary import CAUSES, FIELDS

IDENTIFIERS = ("id", "operator", "association")
SIZES = ("staff", "places", "budget")
STAFF_MOST = 100_000.0
"""FTE: above it a unit was mistaken; no French association comes near."""

LEAST_SIZE = 1e-6
BOUNDS = {
    "public_share": (0.0, 1.0),
    "cash_months": (0.0, 600.0),
    "age": (0.0, 1000.0),
    "governance": (0.0, 1.0),
    "know_how": (0.0, 1.0),
    "legitimacy": (0.0, 1.0),
    "managerial_norm": (0.0, 1.0),
    "latitude": (41.0, 51.5),
    "longitude": (-5.6, 9.8),
    "establishments": (0.0, 10_000.0),
    "nursing_home_places": (0.0, STAFF_MOST),
}
WORDS = ("field", "main_cause", "active_elsewhere", "name")
KNOWN = (*IDENTIFIERS, "department", *SIZES, *BOUNDS, *WORDS)


@dataclass(frozen=True)
class _Size:
    """Size of one row, and whether it was counted in places."""

    staff: float
    places: float = math.nan


def file_columns(path: str | Path, unit_cost: float, place: str) -> Columns:
    """What a user's file says of its associations.

    Parameters
    ----------
    path : str or Path, CSV or Parquet
    unit_cost : float, k€/FTE/quarter, turns a budget into staff
    place : str, how messages name the file

    Returns
    -------
    Columns, by department, then in the order of the file

    Raises
    ------
    InputRefused
        Names line, column and value; nothing is half loaded.
    """
    table = read_table(path, place)
    _refuse_misspelt(table)
    names = _identifiers(table)
    codes = _codes(table)
    find_column(table, SIZES, "a size")
    sizes = [_size(table, row, unit_cost) for row in range(len(table))]
    departments = tuple(sorted(set(codes)))
    order = np.argsort([departments.index(code) for code in codes], kind="stable")
    department = np.array([departments.index(codes[row]) for row in order])
    fields = np.array([_field(table, row, sizes[row]) for row in order])
    columns = blank_columns(departments, _addresses(table, names)[order], department, fields)
    _fill(columns, table, sizes, order)
    columns.identifiers = tuple(names[row] for row in order)
    columns.names = tuple(table.text(row, "name") for row in order) if "name" in table.columns else None
    return columns


def address_of(identifier: str) -> int:
    """Address of the luck of an association: 62 bits of the SHA-256 of its id.

    Not its place in the file: adding a row shifts nobody's luck.

    Examples
    --------
    >>> address_of("34-0001") < 2**62
    True
    """
    return int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:8], "big") >> 2


def _refuse_misspelt(table: CellTable) -> None:
    """A column that nearly bears a known name is a slip, not to be ignored."""
    for name in table.columns:
        close = get_close_matches(name, KNOWN, n=1, cutoff=NEARLY)
        if name not in KNOWN and close:
            raise InputRefused(table.place, "columns", "a known name", name, f"did you mean {close[0]}?")


def _identifiers(table: CellTable) -> list[str]:
    column = find_column(table, IDENTIFIERS, "a column that tells associations apart")
    seen: dict[str, int] = {}
    for row in range(len(table)):
        name = table.text(row, column)
        if not name:
            raise table.refuse(row, column, "an id")
        if name in seen:
            first = f"{table.row_word} {table.lines[seen[name]]}"
            raise table.refuse(row, column, f"an id of its own ({first} has it already)")
        seen[name] = row
    return list(seen)


def _addresses(table: CellTable, names: list[str]) -> Any:
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(address_of(name), name)
        if other != name:
            raise InputRefused(table.place, "id", "ids with hashes of their own", f"{other} and {name}", "Change one")
    return np.array(list(seen), np.uint64)


def _codes(table: CellTable) -> list[str]:
    find_column(table, ("department",), "the department")
    cells = (table.text(row, "department") for row in range(len(table)))
    return [department_code(cell, table.place, table.where(row, "department")) for row, cell in enumerate(cells)]


def _size(table: CellTable, row: int, unit_cost: float) -> _Size:
    """Staff, else from places, else from the budget."""
    given = [name for name in SIZES if name in table.columns and table.columns[name][row] is not None]
    if not given:
        raise table.refuse(row, next(name for name in SIZES if name in table.columns), "a size")
    yearly = QUARTERS_PER_YEAR * unit_cost
    most = STAFF_MOST * yearly if given[0] == "budget" else STAFF_MOST
    unit = "thousands of euros a year" if given[0] == "budget" else "a number"
    size = table.number(row, given[0], LEAST_SIZE, most, f"{unit}, above 0, at most {most:,.0f}")
    places = _places(table, row, size) if given[0] == "places" else math.nan
    return {"staff": _Size(size), "places": _Size(places, size), "budget": _Size(size / yearly)}[given[0]]


def _places(table: CellTable, row: int, places: float) -> float:
    """Staff of an operator known by its places."""
    if "nursing_home_places" not in table.columns or table.columns["nursing_home_places"][row] is None:
        raise table.refuse(row, "nursing_home_places", "how many of the places are in a nursing home (0 if none)")
    nursing = table.number(row, "nursing_home_places", 0.0, STAFF_MOST)
    if nursing > places:
        raise table.refuse(row, "nursing_home_places", f"at most the {places:g} places")
    return float(staff_of_places(places, nursing))


def _field(table: CellTable, row: int, size: _Size) -> int:
    """The field written; without one, a size in places tells it."""
    if table.text(row, "field"):
        return _word(table, row, "field", FIELDS)
    return FIELDS.index("own_file" if math.isnan(size.places) else "older_people_residential")


def _word(table: CellTable, row: int, column: str, known: tuple[str, ...]) -> int:
    word = table.text(row, column)
    if not word:
        return MISSING
    if word not in known:
        raise table.refuse(row, column, f"one of {', '.join(known)}", nearest(word, known))
    return known.index(word)


def _fill(columns: Columns, table: CellTable, sizes: list[_Size], order: Any) -> None:
    for name, (low, high) in BOUNDS.items():
        columns.reals[name][:] = np.array(table.numbers(name, low, high))[order]
    columns.reals["age"] *= QUARTERS_PER_YEAR
    columns.reals["staff"][:] = np.array([size.staff for size in sizes])[order]
    columns.reals["places"][:] = np.array(table.numbers("places", 0.0, STAFF_MOST))[order]
    columns.main_cause[:] = [_word(table, row, "main_cause", CAUSES) for row in order]
    columns.active_elsewhere[:] = [table.truth(row, "active_elsewhere") for row in order]
    _refuse_half_positions(table)


def _refuse_half_positions(table: CellTable) -> None:
    for row in range(len(table)):
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if table.text(row, one) and not table.text(row, other):
                raise table.refuse(row, other, f"a {other} beside the {one}")

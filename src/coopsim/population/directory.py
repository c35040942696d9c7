"""Import of the open CNSA directory: establishments in, operators out.

The directory has one row per establishment. Private non-profit ones are
grouped by operator and department; columns that concern persons (telephone,
e-mail, street) are never read.
"""

from __future__ import annotations

import csv
import math
import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.population.france import department_code
from coopsim.population.reading import CellTable, find_column, read_table

NON_PROFIT = "prive non lucratif"
LEGAL_WORDS = frozenset(("association", "associations", "asso", "assoc", "ass", "fondation", "loi", "1901"))
LINKING_WORDS = frozenset(("du", "de", "des", "la", "le", "les", "l", "d", "et"))
"""With `LEGAL_WORDS`: words that do not say which body it is."""

CAPACITY_MOST = 10_000.0
DECIMALS = 2
"""Of degrees: about a kilometre, so that no establishment is pointed at."""

COLUMNS = (
    "operator",
    "department",
    "establishments",
    "places",
    "nursing_home_places",
    "latitude",
    "longitude",
    "active_elsewhere",
)


@dataclass(frozen=True)
class Imported:
    """Operators found in a directory, as the rows of a user's file.

    Attributes
    ----------
    rows : list of dict, keys `COLUMNS` (and name where names are kept)
    establishments : int, private non-profit rows in the departments asked for
    left_out : int, operators without any place
    """

    rows: list[dict[str, Any]]
    establishments: int
    left_out: int


@dataclass(frozen=True)
class _Establishment:
    """One row of the directory."""

    operator: str
    key: str
    department: str
    capacity: float
    nursing: bool
    latitude: float
    longitude: float


def import_cnsa(path: str | Path, departments: Sequence[str], keep_names: bool = False, place: str = "") -> Imported:
    """Operators of care for older people of some departments.

    Parameters
    ----------
    path : str or Path, the directory as published (CSV, comma or semicolon, or Parquet)
    departments : sequence of str, INSEE codes
    keep_names : bool, keep the names of operators (organisations)
    place : str, how messages name the file; its path by default

    Returns
    -------
    Imported

    Raises
    ------
    InputRefused
        A missing column, a bad cell, or nobody left.
    """
    table = read_table(path, place or str(path))
    asked = {department_code(one, "--department", "") for one in departments}
    found = _columns(table)
    private = _private_rows(table, found)
    homes = _homes(table, private, found)
    here = [_establishment(table, row, found) for row in private if _code(table, row, found) in asked]
    if not here:
        known = ", ".join(sorted(set().union(*homes.values())))
        raise InputRefused(table.place, f"column {found['deptcode']}", f"one of {known}", ", ".join(sorted(asked)))
    rows = [_operator(group, len(homes[group[0].key]) > 1) for group in _groups(here)]
    kept = sorted((row for row in rows if row["places"] > 0), key=_order)
    if not kept:
        raise InputRefused(table.place, f"column {found['capacity']}", "at least one operator with places", "none")
    return Imported(_coded(kept, keep_names), len(here), len(rows) - len(kept))


def write_user_file(rows: Sequence[dict[str, Any]], path: str | Path) -> None:
    """Write operators as a user's file, whole or not at all.

    CSV with commas, UTF-8.

    Parameters
    ----------
    rows : sequence of dict, of the same keys
    path : str or Path

    Raises
    ------
    InputRefused
        The folder is absent or refuses.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputRefused(str(path), "", "a place where a file can be written", error.strerror or "none") from error


def operator_key(name: str) -> str:
    """Name of an operator without case, accents, punctuation and legal words.

    Examples
    --------
    >>> operator_key("Association « Les Genêts »") == operator_key("ASSO. LES GENETS")
    True
    """
    bare = unicodedata.normalize("NFKD", name)
    letters = (sign.lower() if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    words = "".join(letters).split()
    return " ".join(word for word in words if word not in LEGAL_WORDS | LINKING_WORDS) or " ".join(words)


def _private_rows(table: CellTable, found: dict[str, str]) -> list[int]:
    """The private non-profit rows; the others are not read further."""
    status = found["legal_status"]
    rows = [row for row in range(len(table)) if _plain(table.text(row, status)) == NON_PROFIT]
    if not rows:
        seen = sorted({table.text(row, status) for row in range(len(table))})[:5]
        raise InputRefused(table.place, f"column {status}", "some « Privé non lucratif »", ", ".join(seen))
    return rows


def _homes(table: CellTable, rows: Sequence[int], found: dict[str, str]) -> dict[str, set[str]]:
    """Departments of each operator, in the whole directory."""
    homes: dict[str, set[str]] = {}
    for row in rows:
        homes.setdefault(operator_key(_name(table, row, found)), set()).add(_code(table, row, found))
    return homes


def _name(table: CellTable, row: int, found: dict[str, str]) -> str:
    """The operator; an establishment without one stands for itself."""
    own = table.text(row, "title") or f"{table.row_word} {table.lines[row]}"
    return table.text(row, found["gestionnaire"]) or own


def _code(table: CellTable, row: int, found: dict[str, str]) -> str:
    """The department as the directory writes it; overseas ones are in it too."""
    code = table.text(row, found["deptcode"]).upper().zfill(2)
    if code == "00":
        raise table.refuse(row, found["deptcode"], "the code of a department")
    return code


def _columns(table: CellTable) -> dict[str, str]:
    """Name of each column needed, with or without « coordinates. » before it."""
    needed = ("legal_status", "isehpad", "capacity", "deptcode", "gestionnaire", "latitude", "longitude")
    return {name: find_column(table, (f"coordinates.{name}", name), f"the column {name}") for name in needed}


def _establishment(table: CellTable, row: int, found: dict[str, str]) -> _Establishment:
    name = _name(table, row, found)
    capacity = table.number(row, found["capacity"], 0.0, CAPACITY_MOST)
    return _Establishment(
        operator=name,
        key=operator_key(name),
        department=_code(table, row, found),
        capacity=0.0 if math.isnan(capacity) else capacity,
        nursing=table.truth(row, found["isehpad"]),
        latitude=table.number(row, found["latitude"], -90.0, 90.0),
        longitude=table.number(row, found["longitude"], -180.0, 180.0),
    )


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).lower().split())


def _groups(establishments: Iterable[_Establishment]) -> list[list[_Establishment]]:
    groups: dict[tuple[str, str], list[_Establishment]] = {}
    for one in establishments:
        groups.setdefault((one.department, one.key), []).append(one)
    return list(groups.values())


def _operator(group: Sequence[_Establishment], elsewhere: bool) -> dict[str, Any]:
    return {
        "operator": "",
        "department": group[0].department,
        "establishments": len(group),
        "places": round(sum(one.capacity for one in group)),
        "nursing_home_places": round(sum(one.capacity for one in group if one.nursing)),
        "latitude": _mean([one.latitude for one in group]),
        "longitude": _mean([one.longitude for one in group]),
        "active_elsewhere": elsewhere,
        "name": group[0].operator,
    }


def _mean(angles: Sequence[float]) -> float | str:
    """Mean of the known angles, rounded; empty where none is known."""
    known = [angle for angle in angles if not math.isnan(angle)]
    return round(sum(known) / len(known), DECIMALS) if known else ""


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["department"], row["places"], operator_key(row["name"])


def _coded(rows: Sequence[dict[str, Any]], keep_names: bool) -> list[dict[str, Any]]:
    """Ordinal codes instead of names, unless names are to be kept."""
    kept = (*COLUMNS, "name") if keep_names else COLUMNS
    width = max(3, len(str(len(rows))))
    coded = [{**row, "operator": f"{number:0{width}d}"} for number, row in enumerate(rows, 1)]
    return [{name: row[name] for name in kept} for row in coded]

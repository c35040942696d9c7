"""Ensembles: points of the parameters that the evidence admits, under any policy.

A comparison at one point is sure of luck alone. Over an ensemble it is shown at
every point that the evidence does not rule out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.design.points import Point, table_rows
from coopsim.lab.refusals import meant
from coopsim.scenario import knobs, shipped_folder
from coopsim.scenario.chain import place_of

SHIPPED = "admissible"
"""The ensemble that is meant where none is named."""

PARAMETERS, FOLDER, ENSEMBLE = "parameters.", "ensembles", "ensemble"
FEWEST = 2


def ensemble_points(source: str) -> tuple[Point, ...]:
    """The points of an ensemble, in the order of its rows.

    Columns of parameters carry their dotted key; a column without a dot, such
    as `point` or the value found for a pattern, tells of the point and changes
    nothing.

    Parameters
    ----------
    source : str, a CSV file, or the name of a shipped ensemble

    Returns
    -------
    tuple of dict

    Raises
    ------
    InputRefused
        If there is no such file, a column is no parameter, or a value is no number.
    """
    place, rows = ensemble_name(source), _rows(source)
    columns = _parameter_columns(rows[0], place)
    if len(rows) <= FEWEST:
        raise InputRefused(place, "", "two points or more", str(len(rows) - 1))
    return tuple(
        _point(rows[0], columns, row, f"{place}: line {line}") for line, row in enumerate(rows[1:], start=2)
    )


def ensemble_name(source: str) -> str:
    """How an error and a manifest name an ensemble.

    Parameters
    ----------
    source : str

    Returns
    -------
    str

    Examples
    --------
    >>> ensemble_name("admissible")
    'admissible'
    """
    return place_of(Path(source)) if Path(source).is_file() else source


def ensemble_design(source: str) -> dict[str, Any]:
    """The design that a store notes: points of a file, which are those of an ensemble.

    Parameters
    ----------
    source : str

    Returns
    -------
    dict

    Examples
    --------
    >>> ensemble_design("admissible")
    {'kind': 'csv', 'file': 'admissible', 'ensemble': True}
    """
    return {"kind": "csv", "file": Path(source).name, ENSEMBLE: True}


def is_ensemble(design: Mapping[str, Any]) -> bool:
    """Whether the points of a design are those of an ensemble.

    Parameters
    ----------
    design : mapping, of an experiment

    Returns
    -------
    bool

    Examples
    --------
    >>> is_ensemble(ensemble_design("admissible")), is_ensemble({"kind": "csv", "file": "points.csv"})
    (True, False)
    """
    return bool(design.get(ENSEMBLE))


def _rows(source: str) -> list[list[str]]:
    """The rows of the file behind a path or a shipped name, the header first."""
    file = _found(source)
    try:
        return table_rows(file, ensemble_name(source))
    except (OSError, UnicodeDecodeError):
        raise InputRefused(ensemble_name(source), "", "a CSV file in UTF-8", "something else") from None


def _found(source: str) -> Path:
    shipped = shipped_folder() / FOLDER
    for file in (Path(source), shipped / f"{source.removesuffix('.csv')}.csv"):
        if file.is_file():
            return file
    names = sorted(file.stem for file in shipped.glob("*.csv"))
    told = f"Shipped ensembles: {', '.join(names) or 'none'}"
    raise InputRefused(source, "", "an ensemble file or a shipped ensemble", "neither", meant(source, names) or told)


def _parameter_columns(header: Sequence[str], place: str) -> list[int]:
    """The columns that are parameters; any other with a dot is refused, and a parameter without its table."""
    from coopsim.lab.calibration.patterns import PATTERNS

    keys = [key.strip() for key in header]
    short = {one.key.rpartition(".")[2]: one.key for one in knobs() if one.key.startswith(PARAMETERS)}
    for key in keys:
        if "." in key and not key.startswith(PARAMETERS):
            raise InputRefused(place, key, "parameters only: an ensemble leaves policies as they are", "another key")
        if key in short and key not in PATTERNS:
            raise InputRefused(place, "", f"the whole key, {short[key]}", key)
        if keys.count(key) > 1:
            raise InputRefused(place, "", "each column once", f"{key} twice")
    columns = [column for column, key in enumerate(keys) if key.startswith(PARAMETERS)]
    if not columns:
        raise InputRefused(place, "", "a column of a parameter, such as parameters.choice.taste_merger", "none")
    return columns


def _point(header: Sequence[str], columns: Sequence[int], cells: Sequence[str], place: str) -> Point:
    """One row; every point says every parameter."""
    if len(cells) != len(header):
        raise InputRefused(place, "", f"{len(header)} cells, as in the header", str(len(cells)))
    return {header[column].strip(): _number(cells[column], header[column].strip(), place) for column in columns}


def _number(cell: str, key: str, place: str) -> float | int:
    """A finite number; whole ones stay whole."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputRefused(place, key, "a number", cell.strip() or "an empty cell")
    whole = cell.strip().lstrip("+-").isdigit()
    return int(cell) if whole else value

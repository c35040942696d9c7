"""Designs: which values of the factors are run, one point after the other."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.design.factors import Factor
from coopsim.lab.design.samplers import sampled_shares
from coopsim.lab.design.tables import SAMPLED, VALUES_MOST, design_factors
from coopsim.scenario import overrides_of

Point = dict[str, Any]
"""Values of the factors, by dotted key, on top of a scenario."""

LEAST_LINES = 2


def points_of(design: Mapping[str, Any], place: str, folder: Path) -> tuple[Point, ...]:
    """The points of a checked design, in order; without factors, one point that changes nothing.

    A grid is every combination of levels; one factor at a time is first the
    scenario as it is, then each level of each factor alone; the other kinds
    are drawn, the same at every call.

    Parameters
    ----------
    design : dict, of `coopsim.lab.design.design_of`
    place : str, how an error names the experiment
    folder : Path, beside which a file of points stands

    Returns
    -------
    tuple of dict

    Raises
    ------
    InputRefused
        If the file of points is missing or malformed, or a library is.

    Examples
    --------
    >>> design = {"kind": "oat", "factors": {"levers.tendering": [0.2, 0.9]}}
    >>> points_of(design, "first.toml", Path())
    ({}, {'levers.tendering': 0.2}, {'levers.tendering': 0.9})
    """
    factors = design_factors(design)
    if design["kind"] in SAMPLED:
        return _drawn(factors, sampled_shares(design, len(factors)))
    if design["kind"] == "csv":
        return _read_points(design["file"], place, folder)
    return {"grid": _grid, "oat": _one_at_a_time, "list": _one_point}[design["kind"]](factors)


def _one_point(factors: Sequence[Factor]) -> tuple[Point, ...]:
    return ({},)


def _grid(factors: Sequence[Factor]) -> tuple[Point, ...]:
    """Every combination; the last factor turns fastest."""
    keys = [factor.key for factor in factors]
    return tuple(dict(zip(keys, one, strict=True)) for one in itertools.product(*(one.values for one in factors)))


def _one_at_a_time(factors: Sequence[Factor]) -> tuple[Point, ...]:
    """The scenario as it is, then each level of each factor alone."""
    return ({}, *({factor.key: level} for factor in factors for level in factor.values))


def _drawn(factors: Sequence[Factor], shares: Any) -> tuple[Point, ...]:
    """Values at the shares that a sampler drew."""
    return tuple(
        {factor.key: factor.at(share) for factor, share in zip(factors, row, strict=True)} for row in shares.tolist()
    )


def _read_points(name: Any, place: str, folder: Path) -> tuple[Point, ...]:
    """The points of a CSV file: a header of keys, then one row a point."""
    if not isinstance(name, str) or not name or not (folder / name).is_file():
        raise InputRefused(place, "design.file", "a CSV file beside the experiment", repr(name or None))
    try:
        rows = table_rows(folder / name, name)
    except (OSError, UnicodeDecodeError):
        raise InputRefused(place, "design.file", "a CSV file in UTF-8", name) from None
    return tuple(_row(rows[0], row, f"{name}: line {line}") for line, row in enumerate(rows[1:], start=2))


def table_rows(file: Path, place: str) -> list[list[str]]:
    """The rows of a file of points, its header first; empty lines are passed over.

    Parameters
    ----------
    file : Path
    place : str, how an error names it

    Returns
    -------
    list of list of str

    Raises
    ------
    InputRefused
        If there is no row under the header, or there are more values than a manifest can hold.
    OSError, UnicodeDecodeError
        If it cannot be read.
    """
    text = file.read_text(encoding="utf-8-sig")
    rows = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    if len(rows) < LEAST_LINES:
        raise InputRefused(place, "", "a header of keys and at least one row", "less")
    if (len(rows) - 1) * len(rows[0]) > VALUES_MOST:
        expected = f"at most {VALUES_MOST:,} values, since the manifest of a store names each"
        raise InputRefused(place, "", expected, f"{len(rows) - 1:,} points of {len(rows[0])} factors")
    return rows


def _row(keys: Sequence[str], cells: Sequence[str], place: str) -> Point:
    """One point; an empty cell leaves the scenario's own value."""
    if len(keys) != len(cells):
        raise InputRefused(place, "", f"{len(keys)} cells, as in the header", str(len(cells)))
    return overrides_of(f"{key}={cell}" for key, cell in zip(keys, cells, strict=True) if cell.strip())

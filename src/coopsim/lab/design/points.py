"""Designs: which values of the factors are run, one point after the other."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.refusals import meant, refuse_strangers
from coopsim.scenario import overrides_of

Point = dict[str, Any]
"""Values of the factors, by dotted key, on top of a scenario."""

NO_FACTORS = ("list", "csv")
KEYS = ("kind", "factors", "file")
LEAST_LEVELS = 2


def points_of(design: Any, place: str, folder: Path) -> tuple[Point, ...]:
    """The points of a design, in order; without a design, one point that changes nothing.

    A grid is every combination of levels; one factor at a time is first the
    scenario as it is, then each level of each factor alone.

    Parameters
    ----------
    design : the table `design` of an experiment
    place : str, how an error names the experiment
    folder : Path, beside which a file of points stands

    Returns
    -------
    tuple of dict

    Raises
    ------
    InputRefused
        If the kind is not supported here, or factors or file are missing or out of place.

    Examples
    --------
    >>> design = {"kind": "oat", "factors": {"levers.tendering": [0.2, 0.9]}}
    >>> points_of(design, "first.toml", Path())
    ({}, {'levers.tendering': 0.2}, {'levers.tendering': 0.9})
    """
    if not isinstance(design, Mapping):
        raise InputRefused(place, "design", "a table", repr(design))
    refuse_strangers(design, KEYS, place, "design.")
    kind = design.get("kind", "list")
    if kind not in KINDS:
        raise InputRefused(place, "design.kind", " or ".join(KINDS), str(kind), meant(kind, KINDS))
    if kind != "csv" and "file" in design:
        raise InputRefused(place, "design.file", 'nothing unless design.kind is "csv"', repr(design["file"]))
    if kind == "csv":
        return _read_points(design, place, folder)
    return KINDS[kind](_factors(design, kind, place))


def _factors(design: Mapping[str, Any], kind: str, place: str) -> dict[str, list[Any]]:
    """The levels of each factor."""
    factors = design.get("factors", {})
    if not isinstance(factors, Mapping):
        raise InputRefused(place, "design.factors", "a table of keys and levels", repr(factors))
    if bool(factors) == (kind in NO_FACTORS):
        expected = "nothing" if factors else "at least one factor"
        raise InputRefused(place, "design.factors", f'{expected} where design.kind is "{kind}"', f"{len(factors)}")
    return {key: _levels(key, levels, place) for key, levels in factors.items()}


def _levels(key: str, levels: Any, place: str) -> list[Any]:
    if not isinstance(levels, list) or len(levels) < LEAST_LEVELS:
        raise InputRefused(place, f'design.factors."{key}"', "a list of two levels or more", repr(levels))
    return levels


def _one_point(factors: Mapping[str, Sequence[Any]]) -> tuple[Point, ...]:
    return ({},)


def _grid(factors: Mapping[str, Sequence[Any]]) -> tuple[Point, ...]:
    """Every combination; the last factor turns fastest."""
    return tuple(dict(zip(factors, levels, strict=True)) for levels in itertools.product(*factors.values()))


def _one_at_a_time(factors: Mapping[str, Sequence[Any]]) -> tuple[Point, ...]:
    """The scenario as it is, then each level of each factor alone."""
    return ({}, *({key: level} for key, levels in factors.items() for level in levels))


def _read_points(design: Mapping[str, Any], place: str, folder: Path) -> tuple[Point, ...]:
    """The points of a CSV file: a header of keys, then one row a point."""
    name = design.get("file")
    if "factors" in design:
        raise InputRefused(place, "design.factors", 'nothing where design.kind is "csv"', "a table")
    if not isinstance(name, str) or not (folder / name).is_file():
        raise InputRefused(place, "design.file", "a CSV file beside the experiment", repr(name))
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InputRefused(place, "design.file", "a CSV file in UTF-8", name) from None
    rows = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    if len(rows) < LEAST_LEVELS:
        raise InputRefused(name, "", "a header of keys and at least one row", "less")
    return tuple(_row(rows[0], row, f"{name}: line {line}") for line, row in enumerate(rows[1:], start=2))


def _row(keys: Sequence[str], cells: Sequence[str], place: str) -> Point:
    """One point; an empty cell leaves the scenario's own value."""
    if len(keys) != len(cells):
        raise InputRefused(place, "", f"{len(keys)} cells, as in the header", str(len(cells)))
    return overrides_of(f"{key}={cell}" for key, cell in zip(keys, cells, strict=True) if cell.strip())


KINDS: dict[str, Callable[[Mapping[str, Sequence[Any]]], tuple[Point, ...]]] = {
    "list": _one_point,
    "grid": _grid,
    "oat": _one_at_a_time,
    "csv": _one_point,
}
"""The kinds of design that are supported."""

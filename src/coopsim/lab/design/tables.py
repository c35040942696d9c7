"""The table `design` of an experiment: its kinds, its keys, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.design.factors import Factor, factors_of
from coopsim.lab.refusals import meant, refuse_strangers
from coopsim.scenario.refusals import shown

KINDS: dict[str, tuple[str, ...]] = {
    "list": (),
    "grid": ("factors",),
    "oat": ("factors",),
    "csv": ("file",),
    "lhs": ("factors", "points", "optimization", "seed"),
    "sobol": ("factors", "points", "second_order", "seed"),
    "morris": ("factors", "trajectories", "levels", "seed"),
}
"""The kinds of design, and the keys that each reads."""

SAMPLED = ("lhs", "sobol", "morris")
"""Kinds whose points are drawn; the others are written out."""

KEYS = ("kind", *dict.fromkeys(key for keys in KINDS.values() for key in keys))
OPTIMIZATION = "random-cd"
USUAL = {"trajectories": 20, "levels": 4, "second_order": False}

VALUES_MOST = 2_000_000
"""Points times factors: the manifest names each value, and every worker reads it."""

OPTIMIZED_MOST = 100_000
"""Points times factors of an optimised Latin hypercube: more takes minutes at each start."""

SEED_MOST = 2**63 - 1


def design_of(table: Any, place: str, seed: int = 1) -> dict[str, Any]:
    """A design, complete and checked: what is not said is filled in.

    The result is a table of the same form, so that a store keeps it and an
    analysis reads it back.

    Parameters
    ----------
    table : the table `design` of an experiment
    place : str, how an error names the experiment
    seed : int, that of the experiment, for a design that states none

    Returns
    -------
    dict of kind, factors and settings

    Raises
    ------
    InputRefused
        If the kind, a key, a factor or a number is refused.

    Examples
    --------
    >>> design_of({"kind": "morris", "factors": ["levers.efficiency"]}, "first.toml", seed=7)
    {'kind': 'morris', 'factors': {'levers.efficiency': [0, 0.03]}, 'trajectories': 20, 'levels': 4, 'seed': 7}
    """
    if not isinstance(table, Mapping):
        raise InputRefused(place, "design", "a table", shown(table))
    refuse_strangers(table, KEYS, place, "design.")
    kind = table.get("kind", "list")
    if not isinstance(kind, str) or kind not in KINDS:
        raise InputRefused(place, "design.kind", " or ".join(KINDS), shown(kind).strip('"'), meant(kind, KINDS))
    _refuse_idle(table, kind, place)
    design = {"kind": kind, **{key: READERS[key](table, kind, place) for key in KINDS[kind] if key != "seed"}}
    if kind in SAMPLED:
        design["seed"] = _whole(table, "seed", seed, (0, SEED_MOST), place)
    _refuse_huge(design, place)
    return {key: value for key, value in design.items() if value is not None}


def design_factors(design: Mapping[str, Any]) -> tuple[Factor, ...]:
    """The factors of a checked design.

    Parameters
    ----------
    design : dict, of `design_of`

    Returns
    -------
    tuple of Factor

    Examples
    --------
    >>> design_factors(design_of({"kind": "oat", "factors": {"quarters": [4, 8]}}, "first.toml"))[0].values
    (4, 8)
    """
    return factors_of(design.get("factors", {}), design["kind"] in SAMPLED, "design")


def rows_of(design: Mapping[str, Any]) -> int:
    """How many points a checked design has, a file of points aside.

    Parameters
    ----------
    design : dict, of `design_of`

    Returns
    -------
    int

    Examples
    --------
    >>> rows_of(design_of({"kind": "sobol", "points": 64, "factors": "levers"}, "first.toml"))
    1024
    """
    levels = [len(factor.values) for factor in design_factors(design)]
    kind, number = design["kind"], len(levels)
    if kind == "sobol":
        return int(design["points"] * ((2 * number if design["second_order"] else number) + 2))
    if kind == "morris":
        return int(design["trajectories"] * (number + 1))
    return int({"lhs": design.get("points", 1), "grid": math.prod(levels), "oat": 1 + sum(levels)}.get(kind, 1))


def _refuse_idle(table: Mapping[str, Any], kind: str, place: str) -> None:
    """Refuse a key that another kind reads."""
    for key, value in table.items():
        if key not in ("kind", *KINDS[kind]) and not (key == "factors" and not value):
            got = str(len(value)) if isinstance(value, Mapping) else shown(value)
            raise InputRefused(place, f"design.{key}", f'nothing where design.kind is "{kind}"', got)


def _refuse_huge(design: Mapping[str, Any], place: str) -> None:
    """Refuse more points than can be kept, saying why."""
    factors, rows = len(design_factors(design)), rows_of(design)
    if rows * factors > VALUES_MOST:
        expected = f"at most {VALUES_MOST:,} values, since the manifest of a store names each"
        raise InputRefused(place, "design", expected, f"{rows:,} points of {factors} factors")
    if design.get("optimization") and rows * factors > OPTIMIZED_MOST:
        expected = f"at most {OPTIMIZED_MOST:,} values to optimise, since more takes minutes at each start"
        raise InputRefused(place, "design.optimization", expected, f"{rows:,} points of {factors} factors")


def _factors(table: Mapping[str, Any], kind: str, place: str) -> dict[str, list[Any]]:
    factors = factors_of(table.get("factors", {}), kind in SAMPLED, place)
    if not factors:
        raise InputRefused(place, "design.factors", f'at least one factor where design.kind is "{kind}"', "0")
    return {factor.key: list(factor.values) for factor in factors}


def _file(table: Mapping[str, Any], kind: str, place: str) -> Any:
    return table.get("file", "")


def _points(table: Mapping[str, Any], kind: str, place: str) -> int:
    """How many points: for Sobol a power of two, without which its balance is lost."""
    points = _whole(table, "points", None, (2, VALUES_MOST), place)
    if kind == "sobol" and points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        raise InputRefused(place, "design.points", "a power of two", str(points), f"Try {below} or {2 * below}")
    return points


def _optimization(table: Mapping[str, Any], kind: str, place: str) -> str | None:
    said = table.get("optimization")
    if said not in (None, OPTIMIZATION):
        raise InputRefused(place, "design.optimization", f'"{OPTIMIZATION}" or nothing', shown(said))
    return said


def _second_order(table: Mapping[str, Any], kind: str, place: str) -> bool:
    said = table.get("second_order", USUAL["second_order"])
    if not isinstance(said, bool):
        raise InputRefused(place, "design.second_order", "true or false", shown(said))
    return said


def _trajectories(table: Mapping[str, Any], kind: str, place: str) -> int:
    return _whole(table, "trajectories", USUAL["trajectories"], (2, VALUES_MOST), place)


def _levels(table: Mapping[str, Any], kind: str, place: str) -> int:
    levels = _whole(table, "levels", USUAL["levels"], (2, 100), place)
    if levels % 2:
        raise InputRefused(place, "design.levels", "an even number", str(levels), f"Try {levels + 1}")
    return levels


def _whole(table: Mapping[str, Any], key: str, usual: int | None, bounds: tuple[int, int], place: str) -> int:
    value = table.get(key, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not bounds[0] <= value <= bounds[1]:
        expected = f"a whole number from {bounds[0]} to {bounds[1]}"
        raise InputRefused(place, f"design.{key}", expected, "nothing" if value is None else shown(value))
    return value


READERS: dict[str, Any] = {
    "factors": _factors,
    "file": _file,
    "points": _points,
    "optimization": _optimization,
    "second_order": _second_order,
    "trajectories": _trajectories,
    "levels": _levels,
}
"""What reads and checks each key."""

"""A calibration plan from its file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.calibration.patterns import PATTERNS
from coopsim.lab.calibration.plan import CUT, Plan, Target
from coopsim.lab.design import refuse_bad_points
from coopsim.lab.design.factors import Factor, factors_of
from coopsim.lab.refusals import meant, refuse_strangers
from coopsim.scenario import Scenario, load_scenario, shipped_folder
from coopsim.scenario.chain import place_of
from coopsim.scenario.read import read_toml
from coopsim.scenario.refusals import shown

KEYS = ("scenario", "seed", "replicates", "points", "waves", "cut", "factors", "patterns")
BAND = ("low", "high", "discrepancy", "binding", "source")
WORD = 2**63 - 1
POINTS_MOST = 100_000
WHOLE = {
    "seed": (1, (0, WORD)),
    "replicates": (2, (2, 1000)),
    "points": (100, (4, POINTS_MOST)),
    "waves": (3, (1, 50)),
}
"""Whole numbers of a plan: what they are unless said, and their bounds. One replicate alone tells no variance."""


def load_plan(source: str | Path) -> Plan:
    """A calibration plan from its file, or from the name of a shipped one.

    Parameters
    ----------
    source : str or Path, a file, or a shipped name such as first-look

    Returns
    -------
    Plan

    Raises
    ------
    InputRefused
        If the file, one of its keys, the scenario, a range or a band is refused.
    """
    file = _found(source)
    place = place_of(file)
    content = _read(file, place)
    refuse_strangers(content, KEYS, place)
    scenario = _scenario(content, file, place)
    numbers = {key: _whole(content, key, usual, bounds, place) for key, (usual, bounds) in WHOLE.items()}
    return Plan(
        name=file.stem,
        scenario=scenario,
        factors=_factors(content, scenario, place),
        targets=_targets(content, place),
        cut=_number(content, "cut", place, CUT, least=0.1),
        **numbers,
    )


def _found(source: str | Path) -> Path:
    """The file behind a path or a shipped name."""
    shipped = shipped_folder() / "calibration"
    name = Path(source).as_posix().removesuffix(".toml")
    for file in (Path(source), shipped / f"{name}.toml"):
        if file.is_file():
            return file
    names = sorted(file.stem for file in shipped.glob("*.toml"))
    remedy = meant(name, names) or ("Shipped plans: " + ", ".join(names))
    raise InputRefused(str(source), "", "a calibration file or a shipped one", "neither", remedy)


def _read(file: Path, place: str) -> dict[str, Any]:
    """The content of a plan; an empty one lacks its scenario."""
    try:
        return read_toml(file, place)
    except InputRefused as refusal:
        if refusal.expected != "a scenario":
            raise
        return {}


def _scenario(content: Mapping[str, Any], file: Path, place: str) -> Scenario:
    """The scenario that the points change, beside the file or shipped."""
    name = content.get("scenario")
    if not isinstance(name, str):
        raise InputRefused(place, "scenario", "a scenario file or the name of a shipped one", repr(name))
    beside = (file.parent / name, file.parent / f"{name}.toml")
    return load_scenario(next((one for one in beside if one.is_file()), name))


def _whole(content: Mapping[str, Any], key: str, usual: int, bounds: tuple[int, int], place: str) -> int:
    """A whole number within bounds."""
    value = content.get(key, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not bounds[0] <= value <= bounds[1]:
        raise InputRefused(place, key, f"a whole number from {bounds[0]} to {bounds[1]}", str(value))
    return value


def _number(table: Mapping[str, Any], key: str, place: str, usual: float, least: float = -math.inf) -> float:
    """A finite number, not under `least`."""
    name = key.rpartition(".")[2]
    if name not in table:
        return usual
    value = table[name]
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or value < least:
        expected = "a number" + (f" from {least:g} on" if math.isfinite(least) else "")
        raise InputRefused(place, key, expected, repr(value))
    return float(value)


def _table(content: Mapping[str, Any], key: str, place: str, expected: str) -> Mapping[str, Any]:
    """A table that is there and holds something."""
    table = content.get(key)
    if not isinstance(table, Mapping) or not table:
        raise InputRefused(place, key, expected, "nothing" if table is None else repr(table))
    return table


def _factors(content: Mapping[str, Any], scenario: Scenario, place: str) -> tuple[Factor, ...]:
    """The factors, each with a range that the scenario accepts at both ends."""
    said = content.get("factors")
    if not said:
        raise InputRefused(place, "factors", "a table of keys and ranges, or analysed", "nothing")
    try:
        factors = factors_of(said, sampled=True, place=place)
    except InputRefused as refusal:
        if not refusal.key.startswith("design."):
            raise
        key = refusal.key.removeprefix("design.")
        raise InputRefused(place, key, refusal.expected, refusal.got, refusal.remedy) from None
    for factor in factors:
        if not factor.ranged:
            raise InputRefused(place, f'factors."{factor.key}"', "a range [low, high]", shown(list(factor.values)))
    ends = [{factor.key: factor.values[end] for factor in factors} for end in (0, -1)]
    refuse_bad_points((scenario,), ends, place)
    return factors


def _targets(content: Mapping[str, Any], place: str) -> tuple[Target, ...]:
    """The patterns with their bands; one at least is binding."""
    table = _table(content, "patterns", place, "at least one table [patterns.NAME]")
    targets = tuple(_target(name, band, place) for name, band in table.items())
    if not any(target.binding for target in targets):
        raise InputRefused(place, "patterns", "at least one that is binding", "none")
    return targets


def _target(name: str, band: Any, place: str) -> Target:
    key = f"patterns.{name}"
    if name not in PATTERNS:
        remedy = meant(name, PATTERNS) or ("Patterns: " + ", ".join(PATTERNS))
        raise InputRefused(place, key, "the name of a pattern", "an unknown one", remedy)
    if not isinstance(band, Mapping):
        raise InputRefused(place, key, "a table with low or high or both", repr(band))
    refuse_strangers(band, BAND, place, f"{key}.")
    low = _number(band, f"{key}.low", place, -math.inf)
    high = _number(band, f"{key}.high", place, math.inf)
    if not low < high or math.inf == high == -low:
        raise InputRefused(place, key, "low under high, or one of them", f"low {low:g}, high {high:g}")
    binding, source = band.get("binding", True), band.get("source", "")
    if not isinstance(binding, bool):
        raise InputRefused(place, f"{key}.binding", "true or false", repr(binding))
    discrepancy = _number(band, f"{key}.discrepancy", place, 0.0, least=0.0)
    return Target(name, low, high, discrepancy, binding, str(source))

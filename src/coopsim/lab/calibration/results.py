"""What a calibration found: tables, and files for those who go on from it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coopsim.lab.calibration.emulator import FAR, GOOD
from coopsim.lab.calibration.patterns import PATTERNS
from coopsim.lab.calibration.plan import Plan, Target
from coopsim.lab.calibration.waves import Wave
from coopsim.lab.store.whole import write_whole

Row = dict[str, Any]
QUANTILES = (
    ("kept_low", 0.0),
    ("lower_quarter", 0.25),
    ("median", 0.5),
    ("upper_quarter", 0.75),
    ("kept_high", 1.0),
)


def implausibility_rows(plan: Plan, waves: Sequence[Wave]) -> list[Row]:
    """Every point of every wave: its values, and how implausible they are.

    Parameters
    ----------
    plan : Plan
    waves : sequence of Wave

    Returns
    -------
    list of dict with wave, point, the factors, for each pattern its value, PATTERN_variance (of the mean) and
    PATTERN_implausibility, then largest, second (over the binding patterns) and kept
    """
    return [_point_row(plan, wave, point) for wave in waves for point in range(len(wave.points))]


def _point_row(plan: Plan, wave: Wave, point: int) -> Row:
    row: Row = {"wave": wave.number, "point": point, **wave.points[point]}
    for place, name in enumerate(plan.names):
        row[name] = float(wave.ensemble.means[point, place])
        row[f"{name}_variance"] = float(wave.ensemble.variances[point, place])
        row[f"{name}_implausibility"] = float(wave.implausible[point, place])
    judged = {"largest": float(wave.largest[point]), "second": float(wave.second[point])}
    return {**row, **judged, "kept": bool(wave.kept[point])}


def region_rows(plan: Plan, waves: Sequence[Wave]) -> list[Row]:
    """Where the kept points lie, factor by factor.

    Parameters
    ----------
    plan : Plan
    waves : sequence of Wave

    Returns
    -------
    list of dict with factor, low, high (explored), kept_low, three quartiles, kept_high and left: kept range
    over explored range, which tells nothing of the shape between factors
    """
    points = kept_points(waves)
    return [_factor_row(plan, place, points) for place in range(len(plan.factors))]


def _factor_row(plan: Plan, place: int, points: Sequence[dict[str, Any]]) -> Row:
    factor = plan.factors[place]
    low, high = factor.values[0], factor.values[-1]
    values = np.array([point[factor.key] for point in points], dtype=float)
    told = {name: float(np.quantile(values, at)) if len(values) else math.nan for name, at in QUANTILES}
    left = (told["kept_high"] - told["kept_low"]) / (high - low) if len(values) else 0.0
    return {"factor": factor.key, "low": low, "high": high, **told, "left": left}


def kept_points(waves: Sequence[Wave]) -> list[dict[str, Any]]:
    """The points of all waves that are not ruled out.

    Parameters
    ----------
    waves : sequence of Wave

    Returns
    -------
    list of dict
    """
    return [point for wave in waves for point, kept in zip(wave.points, wave.kept, strict=True) if kept]


def wave_rows(waves: Sequence[Wave]) -> list[Row]:
    """How far each wave came.

    Parameters
    ----------
    waves : sequence of Wave

    Returns
    -------
    list of dict with wave, points, kept, share_kept, left (share of the explored box that no emulator so far
    has ruled out), emulators (that explain enough to rule out), widened (by how much the cut was raised to fill
    the wave)
    """
    return [
        {
            "wave": wave.number,
            "points": len(wave.points),
            "kept": int(wave.kept.sum()),
            "share_kept": float(wave.kept.mean()),
            "left": wave.left,
            "emulators": sum(emulator.good for emulator in wave.emulators),
            "widened": wave.widened,
        }
        for wave in waves
    ]


def pattern_rows(plan: Plan, waves: Sequence[Wave]) -> list[Row]:
    """How near each wave came to each pattern.

    Parameters
    ----------
    plan : Plan
    waves : sequence of Wave

    Returns
    -------
    list of dict with wave, pattern, unit, low, high, binding, source, median_value, best and median
    (implausibility), inside (share of points within the band) and ruled_out (share of points)
    """
    rows = []
    for wave in waves:
        for place, target in enumerate(plan.targets):
            implausible = wave.implausible[:, place]
            rows.append(
                {
                    **_target_row(wave.number, target),
                    "median_value": _median(wave.ensemble.means[:, place]),
                    "best": float(implausible.min()),
                    "median": float(np.median(implausible)),
                    "inside": float(target.inside(wave.ensemble.means[:, place]).mean()),
                    "ruled_out": float((implausible >= plan.cut).mean()),
                }
            )
    return rows


def _target_row(wave: int, target: Target) -> Row:
    unit = PATTERNS[target.name].unit if target.name in PATTERNS else ""
    told = target.told()
    return {"wave": wave, "pattern": target.name, "unit": unit} | {
        name: told[name] for name in ("low", "high", "binding", "source")
    }


def _median(values: Any) -> float:
    """Median of what is a number."""
    shown = values[np.isfinite(values)]
    return float(np.median(shown)) if len(shown) else math.nan


def emulator_rows(waves: Sequence[Wave]) -> list[Row]:
    """How well each emulator speaks for points that it has not seen.

    Parameters
    ----------
    waves : sequence of Wave

    Returns
    -------
    list of dict with wave, pattern, points, terms, explained (R² on held-out fifths), within (share of held-out
    points less than three standard deviations away) and rules_out
    """
    return [
        {
            "wave": wave.number,
            "pattern": emulator.target.name,
            "points": emulator.points,
            "terms": len(emulator.surface.terms),
            "explained": emulator.explained,
            "within": emulator.within,
            "rules_out": emulator.good,
        }
        for wave in waves
        for emulator in wave.emulators
    ]


def report(plan: Plan, waves: Sequence[Wave]) -> dict[str, Any]:
    """The whole result but for the single points.

    Parameters
    ----------
    plan : Plan
    waves : sequence of Wave

    Returns
    -------
    dict of plan, kept (points), region, waves, patterns and emulators
    """
    asked = {"name": plan.name, "scenario": plan.scenario.name, "seed": plan.seed, "replicates": plan.replicates}
    rules = {"cut": plan.cut, "emulators_from": GOOD, "held_out_within": FAR, "identity": plan.identity}
    return {
        "plan": asked | rules,
        "kept": len(kept_points(waves)),
        "region": region_rows(plan, waves),
        "waves": wave_rows(waves),
        "patterns": pattern_rows(plan, waves),
        "emulators": emulator_rows(waves),
    }


def write_results(plan: Plan, waves: Sequence[Wave], folder: Path) -> None:
    """Write tables as CSV, kept points as a design, the report as JSON.

    Parameters
    ----------
    plan : Plan
    waves : sequence of Wave
    folder : Path

    Raises
    ------
    StoreRefused
        If the folder cannot be written.
    """
    told = report(plan, waves)
    for name in ("region", "waves", "patterns", "emulators"):
        _write_table(folder / f"{name}.csv", told[name])
    _write_table(folder / "implausibility.csv", implausibility_rows(plan, waves))
    keys = [factor.key for factor in plan.factors]
    _write_table(folder / "kept.csv", kept_points(waves), keys)
    text = json.dumps(_finite(told), ensure_ascii=False, indent=1, allow_nan=False)
    write_whole(folder / "report.json", text.encode())


def _write_table(file: Path, rows: Sequence[Row], columns: Sequence[str] | None = None) -> None:
    """Rows as CSV."""
    from pandas import DataFrame

    text = DataFrame(list(rows), columns=None if columns is None else list(columns)).to_csv(
        index=False, lineterminator="\n"
    )
    write_whole(file, text.encode())


def _finite(content: Any) -> Any:
    """The same content without the numbers that JSON has no word for."""
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_finite(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content

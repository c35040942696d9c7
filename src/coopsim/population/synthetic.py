"""Synthetic populations: any number of associations, any departments (model.md §8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coopsim.chance import streams
from coopsim.chance.arrays import uniforms
from coopsim.errors import InputRefused, nearest
from coopsim.population.columns import Columns, blank_columns
from coopsim.population.drawing import FOUNDING_QUARTER, draw_staff, draw_staff_with_tail
from coopsim.population.figures import FIELD_FIGURES, REGION
from coopsim.population.france import DEPARTMENTS, department_code

SIZE_MOST = 5_000_000
KINDS = {"sector": draw_staff, "france": draw_staff_with_tail}
FIRST_DRAWN_FIELD, LAST_DRAWN_FIELD = 1, 3
GOLDEN = 0.6180339887498949
"""Fraction of the golden ratio: its multiples fill an interval as evenly as can be."""


def synthetic_columns(plan: Any, luck: Any, place: str) -> Columns:
    """Departments, fields and sizes of a synthetic population.

    An association keeps its department, field and draws when more are asked
    for: the ordinal alone decides the department, in proportion to inhabitants.

    Parameters
    ----------
    plan : with `size`, `departments` and `kind`
    luck : Luck, the key of the run
    place : str, where the plan was written, for messages

    Returns
    -------
    Columns

    Raises
    ------
    InputRefused
        No association, an unknown department or kind.
    """
    codes = _departments(plan, place)
    size = _size(plan, place)
    draw = KINDS[_kind(plan, place)]
    department = shared_out(size, [DEPARTMENTS[code].inhabitants for code in codes])
    who = np.argsort(department, kind="stable").astype(np.uint64)
    fields = _fields(who, luck)
    columns = blank_columns(codes, who, np.sort(department), fields)
    columns.reals["staff"][:] = draw(columns.field, columns.who, luck)
    columns.drawn.update(field=size, staff=size)
    return columns


def shared_out(size: int, weights: Sequence[float]) -> Any:
    """Share of each ordinal: which weight it falls to, evenly and for good.

    Ordinal k takes the share that holds the fraction of (k + ½)·0.618…, so that
    a longer population begins with the shorter one.

    Parameters
    ----------
    size : int
    weights : sequence of float, (0, inf)

    Returns
    -------
    int64, shape (size,)

    Examples
    --------
    >>> import numpy as np
    >>> np.bincount(shared_out(1000, [1, 1])).tolist()
    [500, 500]
    """
    limits = np.cumsum(weights) / np.sum(weights)
    return np.searchsorted(limits[:-1], ((np.arange(size) + 0.5) * GOLDEN) % 1.0, side="right")


def _fields(who: Any, luck: Any) -> Any:
    """One of the drawn fields, in their regional proportions."""
    counts = [sum(known.counts) for known in FIELD_FIGURES[FIRST_DRAWN_FIELD : LAST_DRAWN_FIELD + 1]]
    limits = np.cumsum(counts) / np.sum(counts)
    draws = uniforms(luck, streams.FOUNDING_CAUSE, FOUNDING_QUARTER, who, 1)
    return FIRST_DRAWN_FIELD + np.searchsorted(limits[:-1], draws, side="right")


def _size(plan: Any, place: str) -> int:
    if not isinstance(plan.size, int) or not 1 <= plan.size <= SIZE_MOST:
        raise InputRefused(place, "population.size", f"a whole number from 1 to {SIZE_MOST:,}", str(plan.size))
    return plan.size


def _kind(plan: Any, place: str) -> str:
    kind = str(plan.kind)
    if kind not in KINDS:
        raise InputRefused(place, "population.kind", " or ".join(KINDS), kind, nearest(kind, KINDS))
    return kind


def _departments(plan: Any, place: str) -> tuple[str, ...]:
    """Codes asked for, in order; the region or the country without any."""
    asked = [department_code(one, place, "population.departments") for one in plan.departments or ()]
    twice = [code for code in asked if asked.count(code) > 1]
    if twice:
        raise InputRefused(place, "population.departments", "each department once", f"{twice[0]} twice")
    return tuple(sorted(asked)) or (REGION if plan.kind == "sector" else tuple(DEPARTMENTS))

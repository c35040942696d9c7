"""The population of Languedoc-Roussillon: 800 associations from figures (model.md §8.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.population.columns import Columns, blank_columns
from coopsim.population.drawing import draw_staff
from coopsim.population.figures import FIELD_FIGURES, REGION
from coopsim.population.rebuilt import rebuilt_operators

FIELDS_DRAWN = 4
SIZE = sum(sum(known.counts) for known in FIELD_FIGURES)


def regional_columns(luck: Any) -> Columns:
    """What the figures say of the five departments, sizes drawn.

    Parameters
    ----------
    luck : Luck, the key of the run

    Returns
    -------
    Columns, 800 rows

    Examples
    --------
    >>> from coopsim.chance import luck_of
    >>> len(regional_columns(luck_of(1, 0)))
    800
    """
    department, fields = _composition()
    columns = blank_columns(REGION, np.arange(SIZE), department, fields)
    operators = fields == 0
    _fill_operators(columns, np.flatnonzero(operators), luck)
    others = np.flatnonzero(~operators)
    columns.reals["staff"][others] = draw_staff(columns.field[others], columns.who[others], luck)
    columns.drawn["staff"] = len(columns)
    return columns


def _composition() -> tuple[Any, Any]:
    """Department and field of each row: by department, then field."""
    pairs = [
        (row, number)
        for row in range(len(REGION))
        for number in range(FIELDS_DRAWN)
        for _ in range(FIELD_FIGURES[number].counts[row])
    ]
    department, fields = np.array(pairs).T
    return department, fields


def _fill_operators(columns: Columns, rows: Any, luck: Any) -> None:
    operators = rebuilt_operators(columns.who[rows], luck)
    for name in ("staff", "places", "nursing_home_places", "establishments"):
        columns.reals[name][rows] = getattr(operators, name)
    columns.active_elsewhere[rows] = operators.active_elsewhere
    for name in ("places", "nursing_home_places", "establishments", "active_elsewhere"):
        columns.drawn[name] = len(rows)

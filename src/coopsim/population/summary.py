"""A population in a few rows: counts, sizes, inequality, and what was drawn."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.population.founders import Founders
from coopsim.world.vocabulary import FIELDS

EMPLOYER_FROM = 1.0
"""FTE: rates of the literature are those of employers."""

SMALL_BELOW = 10.0
QUANTILES = {"staff_q10": 0.10, "staff_q25": 0.25, "staff_median": 0.50, "staff_q75": 0.75, "staff_q90": 0.90}

Row = dict[str, Any]


def summary_rows(founders: Founders) -> list[Row]:
    """One row for all, for each department and for each field.

    Parameters
    ----------
    founders : Founders

    Returns
    -------
    list of dict, keys group, name, associations, employers (from 1 FTE), small_share
    (of employers, under 10 FTE), staff_total, quantiles of staff (FTE) and gini
    """
    everyone = np.ones(len(founders), bool)
    rows = [_row("all", "all", founders.staff[everyone])]
    for number, code in enumerate(founders.departments):
        rows.append(_row("department", code, founders.staff[founders.department == number]))
    for number, name in enumerate(FIELDS):
        rows.append(_row("field", name, founders.staff[founders.field == number]))
    return [row for row in rows if row["associations"]]


def drawn_rows(founders: Founders) -> list[Row]:
    """How many values of each column were drawn, not known."""
    return [{"column": name, "drawn": count, "of": len(founders)} for name, count in sorted(founders.drawn.items())]


def gini(values: Any) -> float:
    """Gini coefficient of some sizes.

    Parameters
    ----------
    values : float64, shape (n,), [0, inf)

    Returns
    -------
    float, [0, 1); 0 where nobody has anything

    Examples
    --------
    >>> import numpy as np
    >>> gini(np.array([1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 1.0]))
    (0.0, 0.6666666666666666)
    """
    total, size = float(np.sum(values)), len(values)
    if total <= 0.0:
        return 0.0
    ranks = 2.0 * np.arange(1, size + 1) - size - 1.0
    return float(ranks @ np.sort(values)) / (size * total)


def _row(group: str, name: str, staff: Any) -> Row:
    employers = staff[staff >= EMPLOYER_FROM]
    row: Row = {"group": group, "name": name, "associations": len(staff), "employers": len(employers)}
    if len(staff) == 0:
        return row
    row["small_share"] = round(float((employers < SMALL_BELOW).mean()), 4) if len(employers) else 0.0
    row["staff_total"] = round(float(staff.sum()), 1)
    row.update({key: round(float(np.quantile(staff, level)), 2) for key, level in QUANTILES.items()})
    row["staff_largest"] = round(float(staff.max()), 1)
    row["gini"] = round(gini(staff), 4)
    return row

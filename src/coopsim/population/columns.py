"""Columns in the making: what a source knows, and what is still to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

MISSING = -1
"""In a column of small numbers, as NaN is in a column of reals."""

REALS = (
    "staff",
    "public_share",
    "cash_months",
    "age",
    "governance",
    "know_how",
    "legitimacy",
    "managerial_norm",
    "latitude",
    "longitude",
    "x_km",
    "y_km",
    "establishments",
    "places",
    "nursing_home_places",
)


@dataclass
class Columns:
    """A population before its missing values are drawn.

    Attributes
    ----------
    departments : tuple of str, INSEE codes
    who : uint64, shape (n,)
    department : int32, shape (n,), not decreasing
    field : int8, shape (n,)
    main_cause : int8, shape (n,), `MISSING` where unknown
    active_elsewhere : bool, shape (n,)
    reals : dict of float64, shape (n,), NaN where unknown; age in quarters
    drawn : dict of int, values drawn so far, by column
    identifiers, names : tuple of str, or None
    """

    departments: tuple[str, ...]
    who: Any
    department: Any
    field: Any
    main_cause: Any
    active_elsewhere: Any
    reals: dict[str, Any]
    drawn: dict[str, int] = field(default_factory=dict)
    identifiers: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.who)


def blank_columns(departments: tuple[str, ...], who: Any, department: Any, fields: Any) -> Columns:
    """Columns of which only the addresses, departments and fields are known.

    Parameters
    ----------
    departments : tuple of str, INSEE codes
    who, department, fields : arrays, shape (n,)

    Returns
    -------
    Columns

    Examples
    --------
    >>> import numpy as np
    >>> blank = blank_columns(("34",), np.zeros(2, "u8"), np.zeros(2, "i4"), np.zeros(2, "i1"))
    >>> bool(np.isnan(blank.reals["staff"]).all())
    True
    """
    size = len(who)
    return Columns(
        departments,
        np.asarray(who, np.uint64),
        np.asarray(department, np.int32),
        np.asarray(fields, np.int8),
        np.full(size, MISSING, np.int8),
        np.zeros(size, bool),
        {name: np.full(size, np.nan) for name in REALS},
    )


def ordinals(department: Any) -> Any:
    """Order of each row in its department, from 1.

    Parameters
    ----------
    department : int, shape (n,), not decreasing

    Returns
    -------
    int32, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> ordinals(np.array([0, 0, 1, 1, 1])).tolist()
    [1, 2, 1, 2, 3]
    """
    starts = np.searchsorted(department, department)
    return (np.arange(len(department)) - starts + 1).astype(np.int32)

"""Lever 13: the real yearly change of public money (model.md §4.1)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR


@compiled
def growth_factor(budget_growth: float) -> float:
    """What public money is multiplied by in a quarter.

    A control, so that pressure and plain shortage are not confused.
    Neutral: `budget_growth` at 0 gives `1.0`.
    Rises with `budget_growth`.

    Parameters
    ----------
    budget_growth : float, per year, [-0.3, 0.3]

    Returns
    -------
    float, per quarter, [0, 2]

    Sources
    -------
    Assumption: model.md §2.

    Examples
    --------
    >>> growth_factor(budget_growth=0.0)
    1.0
    """
    return math.pow(1.0 + budget_growth, 1.0 / QUARTERS_PER_YEAR)

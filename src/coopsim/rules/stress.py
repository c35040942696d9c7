"""Financial stress, from cash (model.md §4.3)."""

import math

from coopsim._compile import compiled
from coopsim.units import MONTHS_PER_QUARTER
from coopsim.world.tables import Constants


@compiled
def cash_months(reserves: float, cost: float, parameters: Constants) -> float:
    """Months of cost that reserves would pay, within what is told apart.

    Nothing presses on an association without cost. Rises with `reserves`.

    Parameters
    ----------
    reserves : float, k€, [-1e9, 1e9]
    cost : float, k€/quarter, [-1e9, 1e9]
    parameters : Stress

    Returns
    -------
    float, months of cost, [-60, 240]

    Sources
    -------
    Assumption: model.md §4.3.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> cash_months(reserves=100.0, cost=150.0, parameters=table("Stress", months_least=-12.0,
    ...             months_most=60.0))
    2.0
    """
    most: float = parameters.months_most
    if cost <= 0.0:
        return most
    return max(parameters.months_least, min(most, reserves * MONTHS_PER_QUARTER / cost))


@compiled
def stress(months: float, parameters: Constants) -> float:
    """Financial stress: an S-curve of missing cash.

    Stress makes associations search, save, accept and imitate. Falls with `months`.

    Parameters
    ----------
    months : float, months of cost, [-60, 240]
    parameters : Stress

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: a logistic curve around a month and a half.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> stress(months=1.5, parameters=table("Stress", stress_months=1.5, stress_scale=0.6))
    0.5
    """
    missing = (parameters.stress_months - months) / parameters.stress_scale
    # Two forms of one curve: the exponential of a large number would overflow.
    if missing >= 0.0:
        return 1.0 / (1.0 + math.exp(-missing))
    return math.exp(missing) / (1.0 + math.exp(missing))

"""Lever 7: the felt cost of speaking out while publicly funded (model.md §4.6, §4.11)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR


@compiled
def funded_freedom(advocacy_penalty: float, dependence: float) -> float:
    """Freedom to speak that public money leaves.

    The literature disagrees on the sign: a negative penalty encourages.
    Neutral: `advocacy_penalty` at 0 gives `1.0`.
    Falls with `advocacy_penalty`.

    Parameters
    ----------
    advocacy_penalty : float, strength of the lever, [-1, 1]
    dependence : float, public share of volume, [0, 1]

    Returns
    -------
    float, 1, [0, 2]

    Sources
    -------
    [Lu2018]_ finds public money favourable to voice, [BloodgoodTremblayBoire2016]_ unfavourable,
    [CrepazHanegraaff2022]_ feared; Assumption: linear.

    Examples
    --------
    >>> funded_freedom(advocacy_penalty=0.5, dependence=0.5)
    0.75
    """
    return 1.0 - advocacy_penalty * dependence


@compiled
def renewal_factor(advocacy_penalty: float, speaking_cost: float) -> float:
    """Share of public money kept in a quarter, in the year after speaking out.

    Neutral: `advocacy_penalty` at 0 gives `1.0`.
    Falls with `advocacy_penalty`.

    Parameters
    ----------
    advocacy_penalty : float, strength of the lever, [-1, 1]
    speaking_cost : float, share of a year's renewals lost at penalty 1, [0, 1]

    Returns
    -------
    float, per quarter, [0, 2]

    Sources
    -------
    Assumption: model.md §4.6.

    Examples
    --------
    >>> renewal_factor(advocacy_penalty=0.0, speaking_cost=0.05)
    1.0
    """
    return math.pow(1.0 - advocacy_penalty * speaking_cost, 1.0 / QUARTERS_PER_YEAR)

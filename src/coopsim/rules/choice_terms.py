"""The named terms that speak for a form of cooperation (model.md §4.6)."""

import math

from coopsim._compile import compiled
from coopsim.units import SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def savings_term(gain: float, burden: float, stress: float, parameters: Constants) -> float:
    """Utility of saving, set-up deducted; stress sharpens it.

    Rises with `gain`. Falls with `burden`.

    Parameters
    ----------
    gain : float, share of reference cost, [-1e3, 1e3]
    burden : float, share of reference cost, [0, 1e3]
    stress : float, 1, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, inf)

    Sources
    -------
    [Marival2015]_ for the economic motive; Assumption: linear.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> choice = table("Choice", savings_weight=8.0, savings_by_stress=3.0)
    >>> savings_term(gain=0.02, burden=0.01, stress=0.5, parameters=choice)
    0.2
    """
    return (gain - burden) * parameters.savings_weight * (1.0 + stress * parameters.savings_by_stress)


@compiled
def threshold_term(
    tendering: float,
    size_alone: float,
    size_together: float,
    size_threshold: float,
    credited: float,
    size_weight: float,
    parameters: Constants,
) -> float:
    """Utility of bidding larger, and of passing the size threshold.

    Rises with `credited` and `size_together`.

    Parameters
    ----------
    tendering : float, strength of the lever, [0, 1]
    size_alone : float, FTE, [0, 1e7]
    size_together : float, FTE, [0, 1e7]
    size_threshold : float, FTE, [0, 1e4]
    credited : float, credited size of the other over own size, [0, 1e7]
    size_weight : float, weight of size in awards, [0, 3]
    parameters : Choice

    Returns
    -------
    float, utility, [0, inf)

    Sources
    -------
    [Marival2015]_ for the incentive, strongest on the small; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> threshold_term(tendering=0.5, size_alone=4.0, size_together=6.0, size_threshold=5.0, credited=0.0,
    ...                size_weight=0.5, parameters=table("Choice", threshold_weight=0.3, size_advantage=0.05))
    0.15
    """
    passing = parameters.threshold_weight if size_alone < size_threshold <= size_together else 0.0
    return tendering * (passing + math.log(1.0 + credited) * size_weight * parameters.size_advantage)


@compiled
def standing_term(
    learning: float,
    complement: float,
    standing: float,
    governance: float,
    governance_neutral: float,
    parameters: Constants,
) -> float:
    """Utility of learning and of being recognised, as governance lets it.

    Parameters
    ----------
    learning : float, per quarter, [-4, 4]
    complement : float, 1, [0, 1]
    standing : float, 1, [-4, 4]
    governance : float, expected, [0, 1]
    governance_neutral : float, 1, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, inf)

    Sources
    -------
    [Marival2015]_ for collective learning and legitimacy; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> choice = table("Choice", standing_weight=0.45, standing_by_learning=10.0, standing_by_legitimacy=2.5)
    >>> term = standing_term(learning=0.04, complement=1.0, standing=0.1, governance=0.5,
    ...                      governance_neutral=0.4,
    ...                      parameters=choice)
    >>> round(term, 6)
    0.12375
    """
    learnt = learning * complement * governance * parameters.standing_by_learning
    recognised = standing * (2.0 * governance - governance_neutral) / 2.0 * parameters.standing_by_legitimacy
    return (learnt + recognised) * parameters.standing_weight


@compiled
def incentive_term(share: float, incentive: float, parameters: Constants) -> float:
    """Utility of obeying the incentive to consolidate.

    Rises with `share` and `incentive`.

    Parameters
    ----------
    share : float, share of the incentive that rewards the form, [0, 1]
    incentive : float, strength of the lever, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, [0, inf)

    Sources
    -------
    [Marival2015]_ for the mostly implicit incentive; Assumption: its weight.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> incentive_term(share=0.6, incentive=0.5, parameters=table("Choice", incentive_weight=0.5))
    0.15
    """
    return share * incentive * parameters.incentive_weight


@compiled
def rescue_term(share: float, stress: float, parameters: Constants) -> float:
    """Utility of being rescued, under stress.

    Rises with `share` and `stress`.

    Parameters
    ----------
    share : float, how far the form rescues, [0, 1]
    stress : float, 1, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, [0, inf)

    Sources
    -------
    Assumption: linear (E-coop gives the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> rescue_term(share=0.5, stress=0.5, parameters=table("Choice", rescue_weight=0.8))
    0.2
    """
    return share * stress * parameters.rescue_weight


@compiled
def growth_term(staff_own: float, staff_other: float, stress: float, parameters: Constants) -> float:
    """Utility, for the larger, of growing by a merger.

    Falls with `stress`.

    Parameters
    ----------
    staff_own : float, FTE, [0, 1e6]
    staff_other : float, FTE, [0, 1e6]
    stress : float, 1, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, [0, inf)

    Sources
    -------
    Assumption: a logarithm of relative size, when there is no crisis.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> growth_term(staff_own=5.0, staff_other=10.0, stress=0.0, parameters=table("Choice",
    ...             growth_weight=0.25))
    0.0
    """
    if staff_own <= staff_other:
        return 0.0
    ratio = max(staff_other, SMALLEST_SIZE) / max(staff_own, SMALLEST_SIZE)
    return math.log(1.0 + ratio) * (1.0 - stress) * parameters.growth_weight


@compiled
def trust_term(trust: float, parameters: Constants) -> float:
    """Utility of knowing each other. Rises with `trust`.

    Parameters
    ----------
    trust : float, of the pair, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, [0, inf)

    Sources
    -------
    Assumption: linear (E-gov gives the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> trust_term(trust=0.5, parameters=table("Choice", trust_weight=1.2))
    0.6
    """
    return trust * parameters.trust_weight

"""What a choice of partner and form rests on (model.md §4.6)."""

import math

from coopsim._compile import compiled
from coopsim.units import EULER_GAMMA, QUARTERS_PER_YEAR, SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def control(staff_own: float, staff_other: float, parameters: Constants) -> float:
    """Share of control that an association would keep in an agreement.

    It follows size, as far as statutes let it; parity statutes give one half.
    Rises with `staff_own`. Falls with `staff_other`.

    Parameters
    ----------
    staff_own : float, FTE, [0, 1e6]
    staff_other : float, FTE, [0, 1e6]
    parameters : Choice

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    Assumption: a power of size.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> control(staff_own=30.0, staff_other=10.0, parameters=table("Choice", power_exponent=1.0))
    0.75
    """
    relative = max(staff_other, SMALLEST_SIZE) / max(staff_own, SMALLEST_SIZE)
    return 1.0 / (1.0 + math.pow(relative, parameters.power_exponent))


@compiled
def expected_governance(
    governance_mean: float, control: float, stress_most: float, governance_support: float,
    parameters: Constants,
) -> float:
    """Quality of governance that two associations expect of an agreement.

    Parity helps, haste under stress harms, support helps.
    Rises with `governance_mean` and `governance_support`. Falls with `stress_most`.

    Parameters
    ----------
    governance_mean : float, mean of both, [0, 1]
    control : float, share, [0, 1]
    stress_most : float, the larger of both stresses, [0, 1]
    governance_support : float, strength of the lever, [0, 1]
    parameters : Choice

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for the part of governance; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> choice = table("Choice", governance_by_parity=0.15, governance_by_stress=0.1,
    ...                governance_by_support=0.2)
    >>> expected_governance(governance_mean=0.5, control=0.5, stress_most=0.5, governance_support=0.0,
    ...                     parameters=choice)
    0.6
    """
    parity = (1.0 - math.fabs(2.0 * control - 1.0)) * parameters.governance_by_parity
    support = governance_support * parameters.governance_by_support
    expected = governance_mean + parity - stress_most * parameters.governance_by_stress + support
    return max(0.0, min(1.0, expected))


@compiled
def sharing_gain(saving: float, governance: float, overhead: float, staff: float, unit_cost: float) -> float:
    """Saving expected of a shared service, as a share of reference cost.

    It is a part of overhead, and real only as far as it is well governed; it
    may be a loss.

    Parameters
    ----------
    saving : float, share of overhead, [-8, 8]
    governance : float, 1, [0, 1]
    overhead : float, k€/quarter, [0, 1e9]
    staff : float, FTE, [0, 1e6]
    unit_cost : float, k€/FTE/quarter, [1, 100]

    Returns
    -------
    float, share of reference cost, (-inf, inf)

    Sources
    -------
    Assumption: model.md §4.6; E-saving for the level.

    Examples
    --------
    >>> sharing_gain(saving=0.1, governance=0.5, overhead=10.0, staff=10.0, unit_cost=12.5)
    0.004
    """
    return saving * governance * overhead / (unit_cost * max(staff, SMALLEST_SIZE))


@compiled
def merger_gain(
    overhead_own: float,
    overhead_other: float,
    overhead_together: float,
    staff_together: float,
    unit_cost: float,
    pay_rise: float,
) -> float:
    """Saving expected of a merger, as a share of reference cost together.

    Two overheads become one, and pay aligns on the better.
    Rises with `overhead_own` and `overhead_other`. Falls with `overhead_together` and `pay_rise`.

    Parameters
    ----------
    overhead_own : float, k€/quarter, [0, 1e9]
    overhead_other : float, k€/quarter, [0, 1e9]
    overhead_together : float, k€/quarter, [0, 1e9]
    staff_together : float, FTE, [0, 1e6]
    unit_cost : float, k€/FTE/quarter, [1, 100]
    pay_rise : float, share of pay, [0, 1]

    Returns
    -------
    float, share of reference cost, (-inf, inf)

    Sources
    -------
    Assumption: model.md §4.6; E-saving for the level.

    Examples
    --------
    >>> gain = merger_gain(overhead_own=6.0, overhead_other=6.0, overhead_together=11.0, staff_together=8.0,
    ...                    unit_cost=12.5, pay_rise=0.005)
    >>> gain
    0.005
    """
    saved = overhead_own + overhead_other - overhead_together
    return saved / (unit_cost * max(staff_together, SMALLEST_SIZE)) - pay_rise


@compiled
def setup_burden(
    setup_cost: float, staff_own: float, staff_other: float, aid: float, parameters: Constants
) -> float:
    """Cost of setting up, as a share of own reference cost, spread in mind.

    It is a share of the smaller's year, weighs on the smaller, and may be aided.
    Rises with `setup_cost` and `staff_other`. Falls with `staff_own` and `aid`.

    Parameters
    ----------
    setup_cost : float, share of the smaller's year, [0, 4]
    staff_own : float, FTE, [0, 1e6]
    staff_other : float, FTE, [0, 1e6]
    aid : float, share paid by the funder, [0, 1]
    parameters : Choice

    Returns
    -------
    float, share of reference cost, [0, inf)

    Sources
    -------
    Assumption: model.md §4.6; E-saving for the level.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> spread = table("Choice", amortisation_quarters=20.0)
    >>> setup_burden(setup_cost=0.05, staff_own=20.0, staff_other=10.0, aid=0.0, parameters=spread)
    0.005
    """
    own = max(staff_own, SMALLEST_SIZE)
    smaller = min(own, max(staff_other, SMALLEST_SIZE))
    return setup_cost * QUARTERS_PER_YEAR * smaller / own * (1.0 - aid) / parameters.amortisation_quarters


@compiled
def agreement_risk(governance: float, governance_effect: float, parameters: Constants) -> float:
    """Felt risk that an agreement other than a merger fails.

    Good governance is what makes agreements last. Falls with `governance`.

    Parameters
    ----------
    governance : float, expected, [0, 1]
    governance_effect : float, 1, [0, 20]
    parameters : Choice

    Returns
    -------
    float, chance, [0, 1]

    Sources
    -------
    Assumption: an exponential of governance (E-gov gives the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> agreement_risk(governance=0.5, governance_effect=2.0, parameters=table("Choice", risk_base=0.5))
    0.5
    """
    return min(1.0, math.exp(-governance_effect * (governance - 1.0 / 2.0)) * parameters.risk_base)


@compiled
def decision_noise(gumbel: float, parameters: Constants) -> float:
    """What is added to a utility because decisions are not all reason.

    A Gumbel draw, centred: it makes the choice among forms a logit.
    Rises with `gumbel`.

    Parameters
    ----------
    gumbel : float, standard Gumbel, [-10, 100]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, inf)

    Sources
    -------
    Assumption: the usual noise of discrete choice.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> round(decision_noise(gumbel=1.0, parameters=table("Choice", rationality=4.0)), 6)
    0.105696
    """
    return (gumbel - EULER_GAMMA) / parameters.rationality

"""The life of an agreement: governance, trust, end and payments (model.md §4.8)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR, SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def dissolution_risk(
    hazard: float, governance: float, stress_mean: float, trust: float, parameters: Constants
) -> float:
    """Risk that an active agreement breaks in the quarter.

    Governance and trust hold it together, the stress of its members pulls.
    Rises with `hazard` and `stress_mean`. Falls with `governance` and `trust`.

    Parameters
    ----------
    hazard : float, per quarter, [0, 10]
    governance : float, of the agreement, [0, 1]
    stress_mean : float, mean of both, [0, 1]
    trust : float, of the pair, [0, 1]
    parameters : Agreement

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    Assumption: a proportional hazard (E-coop for the level, contested; E-gov for the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> bonds = table("Agreement", governance_effect=2.0, stress_effect=1.0, stress_reference=0.3,
    ...               trust_effect=0.5)
    >>> dissolution_risk(hazard=0.05, governance=0.5, stress_mean=0.3, trust=0.0, parameters=bonds)
    0.05
    """
    held = (governance - 1.0 / 2.0) * parameters.governance_effect + trust * parameters.trust_effect
    pulled = (stress_mean - parameters.stress_reference) * parameters.stress_effect
    return min(1.0, hazard * math.exp(pulled - held))


@compiled
def governance_after(governance: float, members_mean: float, parameters: Constants) -> float:
    """Governance of an agreement a quarter on, nearer to its members'.

    It is made of the people who make it, and moves slowly.
    Rises with `governance` and `members_mean`.

    Parameters
    ----------
    governance : float, of the agreement, [0, 1]
    members_mean : float, mean of both, [0, 1]
    parameters : Agreement

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for governance as what decides; Assumption: the pace.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> governance_after(governance=0.5, members_mean=0.9, parameters=table("Agreement",
    ...                  governance_pace=0.02))
    0.52
    """
    pace = parameters.governance_pace
    return governance + max(-pace, min(pace, members_mean - governance))


@compiled
def trust_active(trust: float, governance: float, parameters: Constants) -> float:
    """Trust of a pair after a quarter of active agreement.

    It grows as the agreement is well governed. Rises with `trust` and `governance`.

    Parameters
    ----------
    trust : float, of the pair, [0, 1]
    governance : float, of the agreement, [0, 1]
    parameters : Agreement

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: linear (E-gov gives the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> trust_active(trust=0.5, governance=0.5, parameters=table("Agreement", trust_growth=0.04))
    0.52
    """
    return min(1.0, trust + governance * parameters.trust_growth)


@compiled
def trust_idle(trust: float, parameters: Constants) -> float:
    """Trust of a pair after a quarter without active agreement.

    What was built together fades slowly. Rises with `trust`.

    Parameters
    ----------
    trust : float, of the pair, [0, 1]
    parameters : Agreement

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: a constant share is kept.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> trust_idle(trust=0.5, parameters=table("Agreement", trust_kept=0.98))
    0.49
    """
    return trust * parameters.trust_kept


@compiled
def setup_payment(
    setup_cost: float, staff_own: float, staff_other: float, aid: float, unit_cost: float
) -> float:
    """What each of two associations pays to set up an agreement.

    Each pays half of a share of the smaller's year, less the aid.
    Rises with `setup_cost`, `staff_own`, `staff_other` and `unit_cost`. Falls with `aid`.

    Parameters
    ----------
    setup_cost : float, share of the smaller's year, [0, 4]
    staff_own : float, FTE, [0, 1e6]
    staff_other : float, FTE, [0, 1e6]
    aid : float, share paid by the funder, [0, 1]
    unit_cost : float, k€/FTE/quarter, [1, 100]

    Returns
    -------
    float, k€, [0, inf)

    Sources
    -------
    Assumption: model.md §4.6; E-saving for the level.

    Examples
    --------
    >>> setup_payment(setup_cost=0.01, staff_own=30.0, staff_other=10.0, aid=0.5, unit_cost=12.5)
    1.25
    """
    smaller = max(min(staff_own, staff_other), SMALLEST_SIZE)
    return setup_cost * QUARTERS_PER_YEAR * unit_cost * smaller * (1.0 - aid) / 2.0


@compiled
def taking_back_cost(saving: float, governance: float, overhead: float, parameters: Constants) -> float:
    """What it costs to take back what was shared, when an agreement ends.

    Only what was really saved has to be rebuilt.
    Rises with `saving`.

    Parameters
    ----------
    saving : float, share of overhead, [-8, 8]
    governance : float, of the agreement, [0, 1]
    overhead : float, k€/quarter, [0, 1e9]
    parameters : Agreement

    Returns
    -------
    float, k€, [0, inf)

    Sources
    -------
    Assumption: a few quarters of the saving.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> taking_back_cost(saving=0.1, governance=0.5, overhead=20.0, parameters=table("Agreement",
    ...                  reinternalisation=2.0))
    2.0
    """
    return max(0.0, overhead * saving * governance * parameters.reinternalisation)

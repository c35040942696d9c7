"""Mergers: their chance, their kind, what they cost and keep (model.md §4.8)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR, SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def merger_success_chance(governance: float, parameters: Constants) -> float:
    """Chance that a merger, once set up, succeeds.

    Governance is what makes it succeed. Rises with `governance`.

    Parameters
    ----------
    governance : float, of the agreement, [0, 1]
    parameters : Agreement

    Returns
    -------
    float, chance, [0, 1]

    Sources
    -------
    Assumption: a logistic curve (E-coop for the level, contested).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> chances = table("Agreement", merger_success=0.65, governance_effect=2.0)
    >>> round(merger_success_chance(governance=0.5, parameters=chances), 6)
    0.65
    """
    odds = parameters.merger_success / (1.0 - parameters.merger_success)
    return 1.0 / (1.0 + math.exp(-(governance - 1.0 / 2.0) * parameters.governance_effect) / odds)


@compiled
def is_takeover(smaller_share: float, parameters: Constants) -> bool:
    """Whether a merger is a takeover rather than one of equals.

    The name a merger gets decides who keeps its slot. Falls with `smaller_share`.

    Parameters
    ----------
    smaller_share : float, share of size of the smaller, [0, 0.5]
    parameters : Agreement

    Returns
    -------
    bool, yes or no, [0, 1]

    Sources
    -------
    Assumption: a threshold of size (E-coop: 62 to 85 % of deals are takeovers).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> is_takeover(smaller_share=0.2, parameters=table("Agreement", takeover_share=0.4))
    True
    """
    below: bool = smaller_share < parameters.takeover_share
    return below


@compiled
def duplicate_grant(smaller_grant: float, parameters: Constants) -> float:
    """Public grant lost in a merger because both had received it.

    A funder sees one body where there were two. Rises with `smaller_grant`.

    Parameters
    ----------
    smaller_grant : float, k€/quarter, [0, 1e9]
    parameters : Agreement

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: a share of half the smaller grant.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> duplicate_grant(smaller_grant=100.0, parameters=table("Agreement", duplicate_loss=0.1))
    5.0
    """
    return smaller_grant / 2.0 * parameters.duplicate_loss


@compiled
def failure_payment(staff_smaller: float, unit_cost: float, parameters: Constants) -> float:
    """What a failed merger costs the body that stands.

    A share of the smaller's year is lost in the attempt.
    Rises with `staff_smaller` and `unit_cost`.

    Parameters
    ----------
    staff_smaller : float, FTE, [0, 1e6]
    unit_cost : float, k€/FTE/quarter, [1, 100]
    parameters : Agreement

    Returns
    -------
    float, k€, [0, inf)

    Sources
    -------
    Assumption: model.md §4.8; E-saving for the level.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> failure_payment(staff_smaller=10.0, unit_cost=12.5, parameters=table("Agreement", failure_cost=0.1))
    50.0
    """
    return unit_cost * QUARTERS_PER_YEAR * max(staff_smaller, SMALLEST_SIZE) * parameters.failure_cost


@compiled
def merged_weight(own: float, mixed: float, governance: float) -> float:
    """Weight of one cause in a body made by merger.

    Governance decides how much of the absorbed voice stays.
    Rises with `own` and `mixed`.

    Parameters
    ----------
    own : float, weight in the profile of the absorber, [0, 1]
    mixed : float, weight in the staff-weighted mix of both, [0, 1]
    governance : float, of the agreement, [0, 1]

    Returns
    -------
    float, weight, [0, 1]

    Sources
    -------
    [Marival2015]_ for governance as what decides; Assumption: linear (E-voice: 20 to 90 % is kept).

    Examples
    --------
    >>> merged_weight(own=0.75, mixed=0.25, governance=0.5)
    0.5
    """
    return (1.0 - governance) * own + governance * mixed

"""Governance of an association, and its leaders (model.md §4.9)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.tables import Constants


@compiled
def governance_after(governance: float, pull: float, parameters: Constants) -> float:
    """Governance of an association a quarter on, drawn by its agreements.

    One learns to govern, or unlearns it, in what one shares.
    Rises with `pull`.

    Parameters
    ----------
    governance : float, own, [0, 1]
    pull : float, sum of the differences to own over active agreements, [-1e4, 1e4]
    parameters : Governance

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for governance as what is learned together; Assumption: the pace.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> governance_after(governance=0.5, pull=0.2, parameters=table("Governance", drift=0.01))
    0.502
    """
    return max(0.0, min(1.0, governance + pull * parameters.drift))


@compiled
def departure_chance(parameters: Constants) -> float:
    """Chance that a leader leaves in the quarter, from the yearly one.

    Departures often precede cooperation.

    Parameters
    ----------
    parameters : Governance

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    Assumption: 6 to 16 % a year (E-gov).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> round(departure_chance(parameters=table("Governance", leader_departure=0.1)), 6)
    0.025996
    """
    return 1.0 - math.pow(1.0 - parameters.leader_departure, 1.0 / QUARTERS_PER_YEAR)


@compiled
def governance_of_new_leader(governance: float, luck: float, parameters: Constants) -> float:
    """Governance of an association once a new leader has arrived.

    The house outweighs the person. Rises with `governance` and `luck`.

    Parameters
    ----------
    governance : float, own, [0, 1]
    luck : float, standard normal, [-10, 10]
    parameters : Governance

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: model.md §4.9.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> succession = table("Governance", governance_mean=0.5, governance_sd=0.15, succession=0.1)
    >>> governance_of_new_leader(governance=0.7, luck=0.0, parameters=succession)
    0.68
    """
    person = (luck * parameters.governance_sd + parameters.governance_mean) * parameters.succession
    return max(0.0, min(1.0, governance * (1.0 - parameters.succession) + person))

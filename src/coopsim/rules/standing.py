"""Standing: legitimacy and visibility (model.md §4.9)."""

import math

from coopsim._compile import compiled
from coopsim.units import SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def tie_standing(standing: float, governance: float, parameters: Constants) -> float:
    """Standing that a tie gives, or takes where it is ill governed.

    Parameters
    ----------
    standing : float, of the form, [-4, 4]
    governance : float, of the agreement, [0, 1]
    parameters : Standing

    Returns
    -------
    float, 1, [-8, 8]

    Sources
    -------
    [Marival2015]_ for legitimacy through cooperation; Assumption: its form.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> tie_standing(standing=0.1, governance=0.2, parameters=table("Standing", governance_neutral=0.4))
    0.0
    """
    return standing * (2.0 * governance - parameters.governance_neutral)


@compiled
def legitimacy_after(legitimacy: float, ties_standing: float, norm: float, parameters: Constants) -> float:
    """Legitimacy a quarter on: ties give or take it, the norm costs it.

    Rises with `legitimacy` and `ties_standing`. Falls with `norm`.

    Parameters
    ----------
    legitimacy : float, 1, [0, 1]
    ties_standing : float, standing summed over active ties, [-1e4, 1e4]
    norm : float, managerial, [0, 1]
    parameters : Standing

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: a stock that moves towards its target.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> standing = table("Standing", pace=0.08, legitimacy_rest=0.5, norm_cost=0.35, norm_reference=0.3)
    >>> legitimacy_after(legitimacy=0.5, ties_standing=0.0, norm=0.3, parameters=standing)
    0.5
    """
    lost = (norm - parameters.norm_reference) * parameters.norm_cost
    target = ties_standing + parameters.legitimacy_rest - lost
    return max(0.0, min(1.0, legitimacy + (target - legitimacy) * parameters.pace))


@compiled
def visibility_target(staff: float, ties_standing: float, seat: int, parameters: Constants) -> float:
    """Visibility towards which an association moves.

    Size, well governed ties and a seat make one seen.
    Rises with `staff`, `ties_standing` and `seat`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    ties_standing : float, standing summed over active ties, [-1e4, 1e4]
    seat : int, yes or no, [0, 1]
    parameters : Standing

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for visibility through cooperation; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> seen = table("Standing", visibility_base=0.1, visibility_by_size=0.12, visibility_by_seat=0.1)
    >>> visibility_target(staff=1.0, ties_standing=0.0, seat=1, parameters=seen)
    0.2
    """
    size = math.log(max(staff, SMALLEST_SIZE)) * parameters.visibility_by_size
    seen = size + ties_standing / 2.0 + seat * parameters.visibility_by_seat + parameters.visibility_base
    return max(0.0, min(1.0, seen))


@compiled
def visibility_after(visibility: float, target: float, parameters: Constants) -> float:
    """Visibility a quarter on, nearer to its target.

    Rises with `visibility` and `target`.

    Parameters
    ----------
    visibility : float, 1, [0, 1]
    target : float, 1, [0, 1]
    parameters : Standing

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: a stock that moves towards its target.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> visibility_after(visibility=0.2, target=0.7, parameters=table("Standing", pace=0.08))
    0.24
    """
    return visibility + (target - visibility) * parameters.pace

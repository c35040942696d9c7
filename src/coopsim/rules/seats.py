"""Seats in local deliberation, and access through partners (model.md §4.10)."""

import math

from coopsim._compile import compiled
from coopsim.units import SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def candidacy_chance(staff: float, time_scale: float) -> float:
    """Chance that an association finds the time to stand for a seat.

    Deliberation takes the same time from the small as from the large.
    Rises with `staff`. Falls with `time_scale`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    time_scale : float, FTE, [0, 50]

    Returns
    -------
    float, chance, [0, 1]

    Sources
    -------
    [UriopssIdF]_ for the lack of time; Assumption: the same curve as for bids.

    Examples
    --------
    >>> candidacy_chance(staff=3.0, time_scale=1.0)
    0.75
    """
    size = max(staff, SMALLEST_SIZE)
    return size / (size + time_scale)


@compiled
def stand_down_chance(autonomy: float, control: float, governance: float, parameters: Constants) -> float:
    """Chance that a member of a tie leaves the seat to its partner.

    Where control is elsewhere and governance poor, one voice speaks for both.
    Rises with `autonomy`. Falls with `control` and `governance`.

    Parameters
    ----------
    autonomy : float, share lost in the form, [0, 4]
    control : float, share kept, [0, 1]
    governance : float, of the agreement, [0, 1]
    parameters : Seats

    Returns
    -------
    float, chance, [0, 1]

    Sources
    -------
    Assumption: model.md §4.10.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> stand_down_chance(autonomy=0.4, control=0.5, governance=0.5, parameters=table("Seats", crowding=1.0))
    0.2
    """
    lost = min(1.0, autonomy) * (1.0 - control) * (1.0 - governance)
    return min(1.0, 2.0 * lost * parameters.crowding)


@compiled
def seat_score(staff: float, legitimacy: float, visibility: float, parameters: Constants) -> float:
    """Score of a candidate for a seat, before luck.

    Size, legitimacy and visibility get one chosen.
    Rises with `staff`, `legitimacy` and `visibility`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    legitimacy : float, 1, [0, 1]
    visibility : float, 1, [0, 1]
    parameters : Seats

    Returns
    -------
    float, score, (-inf, inf)

    Sources
    -------
    Assumption: linear in these three terms.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> weights = table("Seats", size_weight=0.7, legitimacy_weight=1.5, visibility_weight=1.0)
    >>> seat_score(staff=1.0, legitimacy=0.5, visibility=0.2, parameters=weights)
    0.95
    """
    size = math.log(max(staff, SMALLEST_SIZE)) * parameters.size_weight
    return size + legitimacy * parameters.legitimacy_weight + visibility * parameters.visibility_weight


@compiled
def lent_access(fidelity: float, governance: float, seat: int) -> float:
    """Access to deliberation through the seat of a partner.

    A partner's seat speaks for oneself as the agreement is well governed.
    Rises with `fidelity`, `governance` and `seat`.

    Parameters
    ----------
    fidelity : float, of the form, [0, 4]
    governance : float, of the agreement, [0, 1]
    seat : int, yes or no, [0, 1]

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for a place in deliberation through cooperation; Assumption: its form.

    Examples
    --------
    >>> lent_access(fidelity=0.7, governance=0.5, seat=1)
    0.35
    """
    return min(1.0, fidelity * governance) * seat

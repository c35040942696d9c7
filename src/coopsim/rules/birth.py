"""Births: how many new associations to expect (model.md §4.12)."""

import math

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def birth_mean(living: int, gap: float, pressure: float, parameters: Constants) -> float:
    """Births to expect in a department and quarter.

    Unmet need calls new associations, pressure discourages them.
    Rises with `living` and `gap`. Falls with `pressure`.

    Parameters
    ----------
    living : int, associations, [0, 1000000]
    gap : float, need without supply, summed over causes, [0, 1]
    pressure : float, mean of four levers, [0, 1]
    parameters : Birth

    Returns
    -------
    float, births, [0, inf)

    Sources
    -------
    Assumption: proportional to the living (E-exit, weak).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> births = table("Birth", birth_rate=0.005, niche=3.0, pressure_effect=0.5)
    >>> birth_mean(living=200, gap=0.0, pressure=0.0, parameters=births)
    1.0
    """
    called = living * (1.0 + gap * parameters.niche) * parameters.birth_rate
    return called * math.exp(-pressure * parameters.pressure_effect)

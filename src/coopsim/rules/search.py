"""Search: who looks for partners, and who comes to mind (model.md §4.5)."""

import math

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def search_chance(
    stress: float, incentive: float, sharing: float, vacancy: int, parameters: Constants
) -> float:
    """Chance that an association looks for partners in the quarter.

    Need, incentive, the example of others and a missing leader each add
    reasons to look around.
    Rises with `stress`, `incentive`, `sharing` and `vacancy`.

    Parameters
    ----------
    stress : float, 1, [0, 1]
    incentive : float, strength of the lever, [0, 1]
    sharing : float, share cooperating in the department, [0, 1]
    vacancy : int, yes or no, [0, 1]
    parameters : Search

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    [Marival2015]_ and [Unifaf2012]_ for the reasons; Assumption: their weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> search = table("Search", spontaneous=0.008, by_stress=0.06, by_incentive=0.015, by_imitation=0.02,
    ...                by_vacancy=0.06,
    ...                search_scale=1.0)
    >>> round(search_chance(stress=0.5, incentive=0.0, sharing=0.2, vacancy=0, parameters=search), 6)
    0.04113
    """
    need = stress * parameters.by_stress + vacancy * parameters.by_vacancy
    invited = incentive * parameters.by_incentive + sharing * parameters.by_imitation
    return 1.0 - math.exp(-(need + invited + parameters.spontaneous) * parameters.search_scale)


@compiled
def candidate_weight(nearness: float, overlap: float, past: int, parameters: Constants) -> float:
    """Weight of an association among the candidates of a search.

    One looks near, for the same causes, and first among former partners.
    Rises with `nearness`, `overlap` and `past`.

    Parameters
    ----------
    nearness : float, 1, [0, 1]
    overlap : float, shared part of the profiles, [0, 1]
    past : int, yes or no, [0, 1]
    parameters : Search

    Returns
    -------
    float, weight, [0, inf)

    Sources
    -------
    [Marival2015]_ for the department as the propitious territory; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> candidate_weight(nearness=1.0, overlap=0.5, past=1, parameters=table("Search", overlap_floor=0.3,
    ...                  past_tie_factor=8.0))
    6.4
    """
    return nearness * (overlap + parameters.overlap_floor) * (parameters.past_tie_factor if past else 1.0)


@compiled
def nearness(km: float, parameters: Constants) -> float:
    """How near two associations feel, from their distance.

    Falls with `km`.

    Parameters
    ----------
    km : float, km, [0, 2e4]
    parameters : Search

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: an exponential of distance.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> nearness(km=0.0, parameters=table("Search", distance_scale=40.0))
    1.0
    """
    return math.exp(-km / parameters.distance_scale)

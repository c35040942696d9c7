"""Know-how: what associations learn alone and together (model.md §4.9)."""

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def complementarity(know_how_difference: float, profile_distance: float, parameters: Constants) -> float:
    """How much two associations have to learn from each other.

    Most at some distance: the same have nothing to tell, strangers cannot.

    Parameters
    ----------
    know_how_difference : float, absolute, [0, 1]
    profile_distance : float, sum of differences of the profiles, [0, 2]
    parameters : Learning

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: an arch of distance.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> arch = table("Learning", best_distance=0.7, complement_floor=0.2)
    >>> complementarity(know_how_difference=0.2, profile_distance=1.0, parameters=arch)
    1.0
    """
    away = know_how_difference + profile_distance / 2.0 - parameters.best_distance
    return max(parameters.complement_floor, 1.0 - away * away)


@compiled
def learned(
    rate: float, governance: float, complement: float, know_how_own: float, know_how_other: float,
    parameters: Constants,
) -> float:
    """Know-how gained, or lost, from one partner in the quarter.

    Well governed, partners invent and copy; where the rate is negative, bad
    practice spreads, the more the worse the agreement is governed.
    Rises with `know_how_other`.

    Parameters
    ----------
    rate : float, per quarter, [-4, 4]
    governance : float, of the agreement, [0, 1]
    complement : float, 1, [0, 1]
    know_how_own : float, 1, [0, 1]
    know_how_other : float, 1, [0, 1]
    parameters : Learning

    Returns
    -------
    float, per quarter, [-8, 8]

    Sources
    -------
    [Marival2015]_ for collective learning; Assumption: its form.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> learned(rate=0.04, governance=0.5, complement=1.0, know_how_own=0.5, know_how_other=0.5,
    ...         parameters=table("Learning", copying=0.0))
    0.02
    """
    if rate < 0.0:
        return rate * 2.0 * (1.0 - governance) * complement * know_how_own
    invented = (1.0 - know_how_own) * (1.0 - parameters.copying)
    copied = (know_how_other - know_how_own) * parameters.copying
    return rate * 2.0 * governance * complement * (invented + copied)


@compiled
def know_how_after(know_how: float, learned_sum: float, governance: float, parameters: Constants) -> float:
    """Know-how a quarter on: learned together, learned alone, forgotten.

    A well governed association learns by itself, so that its know-how does
    not decay without partners.
    Rises with `learned_sum` and `governance`.

    Parameters
    ----------
    know_how : float, 1, [0, 1]
    learned_sum : float, gained from all partners, [-1e4, 1e4]
    governance : float, own, [0, 1]
    parameters : Learning

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: a stock with constant gain and proportional loss.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> alone = table("Learning", own_learning=0.018, forgetting=0.03)
    >>> round(know_how_after(know_how=0.3, learned_sum=0.0, governance=0.5, parameters=alone), 6)
    0.3
    """
    gained = learned_sum + governance * parameters.own_learning
    return max(0.0, min(1.0, know_how + gained - know_how * parameters.forgetting))

"""Calls for tender: who bids, how a bid is scored, who may take more (model.md §4.1)."""

import math

from coopsim._compile import compiled
from coopsim.units import SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def bid_chance(staff: float, parameters: Constants) -> float:
    """Chance that an association finds the time to bid.

    Over half of the small that do not bid say that they lack time.
    Rises with `staff`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    parameters : Tender

    Returns
    -------
    float, chance, [0, 1]

    Sources
    -------
    [UriopssIdF]_ for the direction; Assumption: the form of the curve.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> bid_chance(staff=3.0, parameters=table("Tender", time_scale=3.0))
    0.5
    """
    size = max(staff, SMALLEST_SIZE)
    return size / (size + parameters.time_scale)


@compiled
def bid_score(
    relative_cost: float,
    bidding_size: float,
    quality: float,
    holder: int,
    in_setup: int,
    distraction: float,
    parameters: Constants,
) -> float:
    """Score of a bid, before luck; the award is a softmax of scores.

    Price, size, recognised quality and incumbency count; the set-up of an
    agreement takes attention away from the bid.
    Rises with `bidding_size`, `quality` and `holder`.
    Falls with `relative_cost`, `in_setup` and `distraction`.

    Parameters
    ----------
    relative_cost : float, cost of the last quarter over reference cost, [0, 1e4]
    bidding_size : float, FTE with the credited size of partners, [0, 1e7]
    quality : float, know-how and legitimacy, [0, 2]
    holder : int, yes or no, [0, 1]
    in_setup : int, yes or no, [0, 1]
    distraction : float, score lost in set-up, [0, 2]
    parameters : Tender

    Returns
    -------
    float, score, (-inf, inf)

    Sources
    -------
    [Marival2015]_ for the pressure on the small; Assumption: linear in these five terms.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> weights = table("Tender", price_weight=1.0, price_scale=0.05, size_weight=0.5, quality_weight=1.0,
    ...                 incumbent_weight=1.0)
    >>> bid_score(relative_cost=1.0, bidding_size=1.0, quality=0.8, holder=1, in_setup=1,
    ...           distraction=0.1, parameters=weights)
    1.7
    """
    price = (1.0 - relative_cost) / parameters.price_scale * parameters.price_weight
    size = math.log(max(bidding_size, SMALLEST_SIZE)) * parameters.size_weight
    recognised = quality * parameters.quality_weight + holder * parameters.incumbent_weight
    return price + size + recognised - distraction * in_setup


@compiled
def may_take(won: float, volume_offered: float, volume: float, parameters: Constants) -> bool:
    """Whether an association may take this much more this quarter.

    Growth is bounded, but a first lot is never out of reach of the small.
    Rises with `volume`. Falls with `won`.

    Parameters
    ----------
    won : float, k€/quarter won earlier in the quarter, [0, 1e9]
    volume_offered : float, k€/quarter, [0, 1e9]
    volume : float, k€/quarter, [0, 1e9]
    parameters : Tender

    Returns
    -------
    bool, yes or no, [0, 1]

    Sources
    -------
    Assumption: model.md §4.1.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> may_take(won=120.0, volume_offered=120.0, volume=800.0, parameters=table("Tender", growth_cap=0.1))
    False
    """
    room: float = volume * parameters.growth_cap
    return won + volume_offered <= max(volume_offered, room)

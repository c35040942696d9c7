"""Lever 9, first half: calls cut into smaller lots (model.md §4.1)."""

from coopsim._compile import compiled


@compiled
def lot_volume(lot_size: float, smaller_lots: float, effect: float) -> float:
    """Volume of one call.

    A smaller lot is within reach of the small, and costs one more call.
    Neutral: `smaller_lots` at 0 gives `lot_size`.
    Rises with `lot_size`. Falls with `smaller_lots` and `effect`.

    Parameters
    ----------
    lot_size : float, k€/quarter, [1, 1e4]
    smaller_lots : float, strength of the lever, [0, 1]
    effect : float, share removed at full strength, [0, 0.95]

    Returns
    -------
    float, k€/quarter, [0, 1e4]

    Sources
    -------
    Assumption: a counter-lever of model.md §2.

    Examples
    --------
    >>> lot_volume(lot_size=120.0, smaller_lots=1.0, effect=0.75)
    30.0
    """
    return lot_size * (1.0 - effect * smaller_lots)

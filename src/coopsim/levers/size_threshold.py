"""Lever 4: the size below which no bid is eligible (model.md §4.1)."""

from coopsim._compile import compiled


@compiled
def is_eligible(bidding_size: float, size_threshold: float) -> bool:
    """Whether a bid of this size may be received.

    Partners that count in the bidding size let the small pass.
    Neutral: `size_threshold` at 0 gives `True`.
    Rises with `bidding_size`. Falls with `size_threshold`.

    Parameters
    ----------
    bidding_size : float, FTE with the credited size of partners, [0, 1e7]
    size_threshold : float, FTE, [0, 500]

    Returns
    -------
    bool, yes or no, [0, 1]

    Sources
    -------
    [Marival2015]_ for the incentive, strongest on the small; Assumption: a sharp threshold.

    Examples
    --------
    >>> is_eligible(bidding_size=4.0, size_threshold=5.0)
    False
    """
    return bidding_size >= size_threshold

"""Lever 9, second half: partners may bid with their joint size (model.md §4.1)."""

from coopsim._compile import compiled


@compiled
def partner_credit(credit: float, consortium_credit: float) -> float:
    """Share of a partner's size that counts in a bid.

    At full strength a consortium counts as one body.
    Neutral: `consortium_credit` at 0 gives `credit`.
    Rises with `credit`.

    Parameters
    ----------
    credit : float, share that counts by itself, [0, 2]
    consortium_credit : float, strength of the lever, [0, 1]

    Returns
    -------
    float, share, [0, 2]

    Sources
    -------
    Assumption: a counter-lever of model.md §2.

    Examples
    --------
    >>> partner_credit(credit=0.5, consortium_credit=0.5)
    0.75
    """
    return credit + consortium_credit * (1.0 - credit)

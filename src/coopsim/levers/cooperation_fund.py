"""Lever 12: a fund for partnership and pooling (model.md §4.6)."""

from coopsim._compile import compiled


@compiled
def aid_of_fund(cooperation_fund: float) -> float:
    """Share of set-up costs paid for a partnership or for pooling.

    It helps the looser forms, where autonomy is kept.
    Neutral: `cooperation_fund` at 0 gives `0.0`.
    Rises with `cooperation_fund`.

    Parameters
    ----------
    cooperation_fund : float, strength of the lever, [0, 1]

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    Assumption: a counter-lever of model.md §2.

    Examples
    --------
    >>> aid_of_fund(cooperation_fund=0.5)
    0.5
    """
    return max(0.0, min(1.0, cooperation_fund))

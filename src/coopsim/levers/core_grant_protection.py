"""Lever 8: core grants of the small, kept out of calls (model.md §4.1)."""

from coopsim._compile import compiled


@compiled
def reachable_grant(public_grant: float, protection: float, small: int) -> float:
    """Part of a public grant that calls may reach.

    The lever protects the small only.
    Neutral: `protection` at 0 gives `public_grant`.
    Rises with `public_grant`. Falls with `protection` and `small`.

    Parameters
    ----------
    public_grant : float, k€/quarter, [0, 1e9]
    protection : float, strength of the lever, [0, 1]
    small : int, yes or no, [0, 1]

    Returns
    -------
    float, k€/quarter, [0, 1e9]

    Sources
    -------
    Assumption: a counter-lever of model.md §2.

    Examples
    --------
    >>> reachable_grant(public_grant=100.0, protection=0.75, small=1)
    25.0
    """
    return public_grant * (1.0 - protection * small)

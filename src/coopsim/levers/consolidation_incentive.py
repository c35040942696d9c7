"""Lever 5: the incentive to consolidate, as an aid (model.md §4.6)."""

from coopsim._compile import compiled


@compiled
def aid_of_incentive(consolidation_incentive: float, consolidation_aid: float) -> float:
    """Share of set-up costs paid for an alliance or a merger.

    The incentive is mostly implicit; this is its explicit part.
    Neutral: `consolidation_incentive` at 0 gives `0.0`.
    Rises with `consolidation_incentive` and `consolidation_aid`.

    Parameters
    ----------
    consolidation_incentive : float, strength of the lever, [0, 1]
    consolidation_aid : float, share paid at full strength, [0, 1]

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    [Marival2015]_ for the incentive; Assumption: the share.

    Examples
    --------
    >>> aid_of_incentive(consolidation_incentive=0.5, consolidation_aid=0.5)
    0.25
    """
    return consolidation_incentive * consolidation_aid

"""Lever 10: support for the governance of new agreements (model.md §4.6)."""

from coopsim._compile import compiled


@compiled
def support_cost(governance_support: float, cost_per_agreement: float) -> float:
    """What the funder spends to support one new agreement.

    Good governance is bought with time and advice.
    Neutral: `governance_support` at 0 gives `0.0`.
    Rises with `governance_support` and `cost_per_agreement`.

    Parameters
    ----------
    governance_support : float, strength of the lever, [0, 1]
    cost_per_agreement : float, k€ at full strength, [0, 100]

    Returns
    -------
    float, k€, [0, 100]

    Sources
    -------
    Assumption: model.md §1.

    Examples
    --------
    >>> support_cost(governance_support=0.5, cost_per_agreement=5.0)
    2.5
    """
    return governance_support * cost_per_agreement

"""Lever 1: the share of reachable public money awarded by call (model.md §4.1)."""

from coopsim._compile import compiled


@compiled
def transfer_needed(tendering: float, reachable: float, contracts: float) -> float:
    """Grants that a department has to turn into calls, to reach its target.

    What is already under contract counts; nothing ever goes back to grants.
    Neutral: `tendering` at 0 gives `0.0`.
    Rises with `tendering` and `reachable`. Falls with `contracts`.

    Parameters
    ----------
    tendering : float, share, [0, 1]
    reachable : float, k€/quarter of grants that calls may reach, [0, 1e12]
    contracts : float, k€/quarter, [0, 1e12]

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    [Tchernonog2019]_ for subsidies giving way to public orders; Assumption: the form.

    Examples
    --------
    >>> transfer_needed(tendering=0.5, reachable=800.0, contracts=200.0)
    300.0
    """
    return max(0.0, tendering * (reachable + contracts) - contracts)

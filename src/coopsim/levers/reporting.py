"""Lever 3: the compliance work that funders ask for (model.md §4.2)."""

from coopsim._compile import compiled


@compiled
def reporting_work(reporting: float) -> float:
    """Compliance work asked for, as a multiple of heavy reporting.

    It is never negative: less than nothing cannot be asked.
    Neutral: `reporting` at 0 gives `0.0`.
    Rises with `reporting`.

    Parameters
    ----------
    reporting : float, 1 is heavy, [-5, 5]

    Returns
    -------
    float, 1 is heavy, [0, 5]

    Sources
    -------
    Assumption: linear (E-npm: 20 to 120 hours per funder and year, weak).

    Examples
    --------
    >>> reporting_work(reporting=0.5)
    0.5
    """
    return max(0.0, reporting)

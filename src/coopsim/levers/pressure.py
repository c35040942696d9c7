"""The pressure that four levers make together (model.md §1)."""

from coopsim._compile import compiled


@compiled
def pressure(
    tendering: float,
    efficiency: float,
    reporting: float,
    fewer_interlocutors: float,
    efficiency_reference: float,
) -> float:
    """Managerial pressure on a department: the mean of four levers.

    It enters only the managerial norm and births.
    Neutral: `tendering`, `efficiency`, `reporting` and `fewer_interlocutors` at 0 give `0.0`.
    Rises with `tendering`, `efficiency`, `reporting` and `fewer_interlocutors`.

    Parameters
    ----------
    tendering : float, share, [0, 1]
    efficiency : float, per year, [0, 0.2]
    reporting : float, 1 is heavy, [0, 5]
    fewer_interlocutors : float, strength of the lever, [0, 1]
    efficiency_reference : float, per year, [0.001, 0.5]

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    [Marival2015]_ for the four pressures; Assumption: their mean.

    Examples
    --------
    >>> pressure(tendering=0.5, efficiency=0.02, reporting=0.5, fewer_interlocutors=0.0,
    ...          efficiency_reference=0.02)
    0.5
    """
    money = (tendering + min(1.0, efficiency / efficiency_reference)) / 2.0
    manner = (min(1.0, reporting) + fewer_interlocutors) / 2.0
    return (money + manner) / 2.0

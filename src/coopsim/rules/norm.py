"""The managerial norm: what brings it, what gives it up (model.md §4.9)."""

import math

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def coercion(pressure: float, dependence: float, norm: float, parameters: Constants) -> float:
    """Norm brought by funders who press, as far as one depends on them.

    Rises with `pressure` and `dependence`. Falls with `norm`.

    Parameters
    ----------
    pressure : float, mean of four levers, [0, 1]
    dependence : float, public share of volume, [0, 1]
    norm : float, 1, [0, 1]
    parameters : Norm

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    [Marival2015]_ for the managerial pressure; Assumption: its form.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> coercion(pressure=0.5, dependence=0.8, norm=0.5, parameters=table("Norm", coercive=0.03))
    0.006
    """
    return pressure * dependence * (1.0 - norm) * parameters.coercive


@compiled
def imitation(norm: float, norm_mean: float, stress: float, parameters: Constants) -> float:
    """Norm copied from the department, the more under stress.

    Rises with `norm_mean`. Falls with `norm`.

    Parameters
    ----------
    norm : float, 1, [0, 1]
    norm_mean : float, of the department, [0, 1]
    stress : float, 1, [0, 1]
    parameters : Norm

    Returns
    -------
    float, per quarter, [-1, 1]

    Sources
    -------
    Assumption: linear; uncertainty makes one imitate.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> imitation(norm=0.3, norm_mean=0.5, stress=1.0, parameters=table("Norm", mimetic=0.03,
    ...           mimetic_by_stress=0.5))
    0.006
    """
    moved = 1.0 - (1.0 - stress) * parameters.mimetic_by_stress
    return (norm_mean - norm) * moved * parameters.mimetic


@compiled
def intensified(efficiency: float, absorption: float, norm: float, parameters: Constants) -> float:
    """Norm brought by the work that absorbs a squeeze of prices.

    Rises with `efficiency` and `absorption`. Falls with `norm`.

    Parameters
    ----------
    efficiency : float, yearly squeeze of prices, [0, 0.2]
    absorption : float, share met by more intense work, [0, 1]
    norm : float, 1, [0, 1]
    parameters : Norm

    Returns
    -------
    float, per quarter, [0, inf)

    Sources
    -------
    Assumption: model.md §4.9.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> norm = table("Norm", intensification=0.005, efficiency_reference=0.02)
    >>> intensified(efficiency=0.02, absorption=0.8, norm=0.5, parameters=norm)
    0.002
    """
    intensity = efficiency / parameters.efficiency_reference * absorption
    return intensity * (1.0 - norm) * parameters.intensification


@compiled
def formalised(loose_autonomy: float, norm: float, parameters: Constants) -> float:
    """Norm brought by ill-governed agreements, which run on procedure.

    Rises with `loose_autonomy`. Falls with `norm`.

    Parameters
    ----------
    loose_autonomy : float, autonomy lost times governance missing, summed over ties, [0, 1e4]
    norm : float, 1, [0, 1]
    parameters : Norm

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    [Marival2015]_ for the sociopolitical effaced by tools; Assumption: its form.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> round(formalised(loose_autonomy=0.2, norm=0.5, parameters=table("Norm", formalisation=0.02)), 6)
    0.003799
    """
    return math.tanh(2.0 * loose_autonomy) * (1.0 - norm) * parameters.formalisation


@compiled
def reappropriated(
    norm: float, governance: float, tie_governance: float, ties: float, parameters: Constants
) -> float:
    """Norm given up in the quarter for one's own practice (to subtract).

    A well governed association returns to its ways. Ties that are governed
    better than neutrally let it turn the tools to its own ends; worse, and
    the tools come with them.
    Rises with `norm` and `tie_governance`; falls with `ties`.

    Parameters
    ----------
    norm : float, 1, [0, 1]
    governance : float, own, [0, 1]
    tie_governance : float, governance summed over active ties, [0, 1e4]
    ties : float, active ties, [0, 1e4]
    parameters : Norm

    Returns
    -------
    float, per quarter, [-2, 2]

    Sources
    -------
    [Marival2015]_ for the sociopolitical revived by cooperation; Assumption: its form. Departs from model.md §4.9,
    where any tie helps: cooperation could then only lower the norm.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> reappropriated(norm=0.5, governance=0.5, tie_governance=0.0, ties=0.0, parameters=table("Norm",
    ...                reappropriation=0.03, rest=0.3, neutral_governance=0.5))
    0.003
    """
    given_up = norm - parameters.rest + math.tanh(tie_governance - ties * parameters.neutral_governance) * norm
    return governance * given_up * parameters.reappropriation


@compiled
def norm_after(norm: float, change: float, luck: float, parameters: Constants) -> float:
    """Managerial norm a quarter on, within its bounds.

    Rises with `norm`, `change` and `luck`.

    Parameters
    ----------
    norm : float, 1, [0, 1]
    change : float, sum of what is brought less what is given up, [-1e4, 1e4]
    luck : float, standard normal, [-10, 10]
    parameters : Norm

    Returns
    -------
    float, 1, [0, 1]

    Sources
    -------
    Assumption: model.md §4.9.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> norm_after(norm=0.5, change=0.02, luck=-1.0, parameters=table("Norm", noise=0.01))
    0.51
    """
    return max(0.0, min(1.0, norm + change + luck * parameters.noise))

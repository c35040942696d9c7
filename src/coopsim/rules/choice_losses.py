"""The named terms that speak against a form of cooperation (model.md §4.6)."""

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def autonomy_term(autonomy: float, control: float, loosened: int, parameters: Constants) -> float:
    """Utility of the autonomy that would be lost; a missing leader eases it.

    Rises with `control` and `loosened`. Falls with `autonomy`.

    Parameters
    ----------
    autonomy : float, share lost in the form, [0, 4]
    control : float, share kept, [0, 1]
    loosened : int, yes or no, [0, 1]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, 0]

    Sources
    -------
    [Marival2015]_ for the fear of losing one's project; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> autonomy_term(autonomy=1.0, control=0.5, loosened=0, parameters=table("Choice", autonomy_weight=1.2,
    ...               vacancy_effect=0.5))
    -0.6
    """
    eased = 1.0 - loosened * parameters.vacancy_effect
    return -min(1.0, autonomy) * (1.0 - control) * eased * parameters.autonomy_weight


@compiled
def misfit_term(
    profile_distance: float, norm_difference: float, autonomy: float, parameters: Constants
) -> float:
    """Utility lost to differing causes and practices, more in tighter forms.

    Falls with `profile_distance`, `norm_difference` and `autonomy`.

    Parameters
    ----------
    profile_distance : float, sum of differences of the profiles, [0, 2]
    norm_difference : float, absolute, [0, 1]
    autonomy : float, share lost in the form, [0, 4]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, 0]

    Sources
    -------
    [Marival2015]_ for shared values; Assumption: the weights.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> choice = table("Choice", misfit_weight=1.0, misfit_profile=0.25, misfit_norm=0.5, binding_floor=0.3)
    >>> misfit_term(profile_distance=1.0, norm_difference=0.5, autonomy=1.0, parameters=choice)
    -0.5
    """
    misfit = profile_distance * parameters.misfit_profile + norm_difference * parameters.misfit_norm
    binding = parameters.binding_floor + autonomy * (1.0 - parameters.binding_floor)
    return -(misfit * binding * parameters.misfit_weight)


@compiled
def risk_term(risk: float, autonomy: float, parameters: Constants) -> float:
    """Utility lost to the risk of failure, more in tighter forms.

    Falls with `risk` and `autonomy`.

    Parameters
    ----------
    risk : float, chance, [0, 1]
    autonomy : float, share lost in the form, [0, 4]
    parameters : Choice

    Returns
    -------
    float, utility, (-inf, 0]

    Sources
    -------
    Assumption: linear in risk.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> risk_term(risk=0.5, autonomy=1.0, parameters=table("Choice", risk_weight=0.6, binding_floor=0.3))
    -0.3
    """
    binding = parameters.binding_floor + autonomy * (1.0 - parameters.binding_floor)
    return -risk * binding * parameters.risk_weight

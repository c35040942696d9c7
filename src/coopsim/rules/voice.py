"""Voice: freedom to speak, times being seen and heard (model.md §4.11)."""

import math

from coopsim._compile import compiled
from coopsim.world.tables import Constants


@compiled
def kept_autonomy(autonomy: float, control: float, governance: float) -> float:
    """Autonomy that an association keeps in one tie.

    What is lost is lost to the partner's control, unless well governed.
    Rises with `control` and `governance`. Falls with `autonomy`.

    Parameters
    ----------
    autonomy : float, share lost in the form, [0, 4]
    control : float, share kept, [0, 1]
    governance : float, of the agreement, [0, 1]

    Returns
    -------
    float, share, [0, 1]

    Sources
    -------
    Assumption: model.md §4.11.

    Examples
    --------
    >>> kept_autonomy(autonomy=0.4, control=0.5, governance=0.5)
    0.9
    """
    return 1.0 - min(1.0, autonomy) * (1.0 - control) * (1.0 - governance)


@compiled
def freedom(funded_freedom: float, norm: float, kept_autonomy: float, parameters: Constants) -> float:
    """Freedom of an association to speak out.

    Public money may silence or encourage, the managerial norm silences, and
    ties leave what autonomy they leave.
    Rises with `funded_freedom` and `kept_autonomy`. Falls with `norm`.

    Parameters
    ----------
    funded_freedom : float, freedom left by public money, [0, 2]
    norm : float, managerial, [0, 1]
    kept_autonomy : float, product over active ties, [0, 1]
    parameters : Voice

    Returns
    -------
    float, 1, [0, 3]

    Sources
    -------
    [Lu2018]_ finds public money favourable to voice, [BloodgoodTremblayBoire2016]_ unfavourable,
    [CrepazHanegraaff2022]_ feared; Assumption: the product.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> silence = table("Voice", norm_silence=0.5, freedom_most=1.3)
    >>> freedom(funded_freedom=1.0, norm=0.5, kept_autonomy=1.0, parameters=silence)
    0.75
    """
    free = funded_freedom * (1.0 - norm * parameters.norm_silence) * kept_autonomy
    return max(0.0, min(parameters.freedom_most, free))


@compiled
def voice(
    freedom: float, visibility: float, access: float, tie_governance: float, parameters: Constants
) -> float:
    """Voice of an association in the public debate of its department.

    One must be free to speak, seen, and heard; ties add to it or take away.
    Rises with `freedom`, `visibility` and `access`.

    Parameters
    ----------
    freedom : float, 1, [0, 3]
    visibility : float, 1, [0, 1]
    access : float, 1, [0, 1]
    tie_governance : float, governance summed over active ties, [0, 1e4]
    parameters : Voice

    Returns
    -------
    float, 1, [0, 12]

    Sources
    -------
    [Marival2015]_ for both stories; Assumption: the product (E-voice for the part of coalition).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> heard = table("Voice", access_floor=0.15, coalition=0.3)
    >>> round(voice(freedom=0.5, visibility=0.4, access=0.0, tie_governance=0.0, parameters=heard), 6)
    0.03
    """
    heard = parameters.access_floor + access * (1.0 - parameters.access_floor)
    together = 1.0 + math.tanh(tie_governance) * parameters.coalition
    return max(0.0, freedom * visibility * heard * together)

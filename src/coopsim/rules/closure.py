"""Closure: its risk, and what it leaves to others (model.md §4.4)."""

import math

from coopsim._compile import compiled
from coopsim.units import MONTHS_PER_QUARTER, SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def closure_risk(
    staff: float, age: float, tie_governance: float, vacancy: int, reference_size: float,
    parameters: Constants,
) -> float:
    """Risk that an association goes dormant in the quarter, cash aside.

    The small and the new close more, those without a leader too; well
    governed ties protect, or expose where their effect is negative.
    Rises with `vacancy`. Falls with `staff` and `age`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    age : float, quarters, [0, 1e4]
    tie_governance : float, governance summed over active ties, [0, 1e4]
    vacancy : int, yes or no, [0, 1]
    reference_size : float, FTE, [1, 1000]
    parameters : Closure

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    [HarrisonLaincz2008]_ and [Hager2004]_ for size and age; [Bielefeld1994]_ for the level.
    Assumption: protection by ties.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> closure = table("Closure", hazard=0.003, size_exponent=0.22, newness=1.0, newness_quarters=16.0,
    ...                 tie_protection=0.6, vacancy_hazard=0.5)
    >>> risk = closure_risk(staff=5.0, age=16.0, tie_governance=0.5, vacancy=0, reference_size=50.0,
    ...                     parameters=closure)
    >>> round(risk, 6)
    0.005161
    """
    size = math.pow(max(staff, SMALLEST_SIZE) / reference_size, -parameters.size_exponent)
    newness = 1.0 + math.exp(-age / parameters.newness_quarters) * parameters.newness
    state = vacancy * parameters.vacancy_hazard - math.tanh(tie_governance) * parameters.tie_protection
    return min(1.0, size * newness * math.exp(state) * parameters.hazard)


@compiled
def closure_risk_most(reference_size: float, parameters: Constants) -> float:
    """A closure risk that no association exceeds, whatever its state.

    Most draws of a quarter lie above it, so that few risks need to be known.

    Parameters
    ----------
    reference_size : float, FTE, [1, 1000]
    parameters : Closure

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    Assumption: none of its own; the product of the largest factors of `closure_risk`.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> closure = table("Closure", hazard=0.003, size_exponent=0.0, newness=1.0, tie_protection=0.6,
    ...                 vacancy_hazard=0.0)
    >>> round(closure_risk_most(reference_size=50.0, parameters=closure), 6)
    0.006
    """
    size = math.pow(SMALLEST_SIZE / reference_size, -parameters.size_exponent)
    state = max(0.0, parameters.vacancy_hazard) + max(0.0, -parameters.tie_protection)
    return min(1.0, size * (1.0 + max(0.0, parameters.newness)) * math.exp(state) * parameters.hazard)


@compiled
def insolvency_risk(risk: float, reserves: float, cost: float, parameters: Constants) -> float:
    """Upper limit of the draw that closes: dormancy, then insolvency.

    One draw decides both: under `risk` the association goes dormant, between
    it and this limit an indebted one is insolvent.
    Rises with `risk`. Falls with `reserves`.

    Parameters
    ----------
    risk : float, per quarter, [0, 1]
    reserves : float, k€, [-1e9, 1e9]
    cost : float, k€/quarter, [0, 1e9]
    parameters : Closure

    Returns
    -------
    float, per quarter, [0, 1]

    Sources
    -------
    Assumption: a constant chance under a debt of half a month of cost (E-exit for the level).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> crisis = table("Closure", insolvency_months=0.5, insolvency_chance=0.25)
    >>> insolvency_risk(risk=0.0, reserves=-60.0, cost=300.0, parameters=crisis)
    0.25
    """
    indebted = reserves < -cost * parameters.insolvency_months / MONTHS_PER_QUARTER
    return 1.0 - (1.0 - risk) * (1.0 - parameters.insolvency_chance) if indebted else risk


@compiled
def taking_weight(overlap: float, staff: float, parameters: Constants) -> float:
    """Weight of an association among the takers of a closer's grants.

    Grants go to the same causes first, and to the larger.
    Rises with `overlap` and `staff`.

    Parameters
    ----------
    overlap : float, shared part of the profiles, [0, 1]
    staff : float, FTE, [0, 1e6]
    parameters : Closure

    Returns
    -------
    float, weight, [0, inf)

    Sources
    -------
    Assumption: model.md §4.4.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> taking_weight(overlap=0.48, staff=10.0, parameters=table("Closure", dispersal_floor=0.02))
    5.0
    """
    return (overlap + parameters.dispersal_floor) * max(staff, SMALLEST_SIZE)


@compiled
def contagion_loss(
    contagion: float, debt: float, cost: float, size_share: float, parameters: Constants
) -> float:
    """What an insolvency costs a partner.

    Debt and the cost of closing fall on partners, by form and by size.
    Rises with `contagion`, `debt`, `cost` and `size_share`.

    Parameters
    ----------
    contagion : float, share of the loss, [0, 8]
    debt : float, k€ (reserves with the sign changed), [-1e9, 1e9]
    cost : float, k€/quarter, [0, 1e9]
    size_share : float, share of the partners' size, [0, 1]
    parameters : Closure

    Returns
    -------
    float, k€, [0, inf)

    Sources
    -------
    Assumption: model.md §4.4.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> contagion_loss(contagion=0.2, debt=40.0, cost=90.0, size_share=0.5, parameters=table("Closure",
    ...                closing_months=2.0))
    10.0
    """
    closing = cost * parameters.closing_months / MONTHS_PER_QUARTER
    return contagion * (max(0.0, debt) + closing) * size_share

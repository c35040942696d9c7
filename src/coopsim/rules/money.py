"""Income, cost, reserves and staff (model.md §4.2)."""

import math

from coopsim._compile import compiled
from coopsim.units import MONTHS_PER_QUARTER, SMALLEST_SIZE
from coopsim.world.tables import Constants


@compiled
def overhead_cost(staff: float, parameters: Constants) -> float:
    """Cost of running the organisation itself, in a quarter.

    It grows less than size; volunteers carry a part of it in the smallest.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: a power of size, and volunteer work that fades with it (E-saving).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> money = table("Money", unit_cost=12.75, overhead=0.15, overhead_elasticity=0.88, reference_size=50.0,
    ...               volunteer_share=0.0, volunteer_scale=10.0)
    >>> overhead_cost(staff=50.0, parameters=money)
    95.625
    """
    relative = max(staff, SMALLEST_SIZE) / parameters.reference_size
    scaled = math.pow(relative, parameters.overhead_elasticity) * parameters.reference_size
    paid = 1.0 - math.exp(-staff / parameters.volunteer_scale) * parameters.volunteer_share
    return scaled * paid * parameters.unit_cost * parameters.overhead


@compiled
def size_factor(log_size: float, exponent: float) -> float:
    """How luck shrinks with size, one at the reference; falls with `log_size`.

    Parameters
    ----------
    log_size : float, logarithm of size over reference size, [-12, 12]
    exponent : float, 1, [0, 1]

    Returns
    -------
    float, 1, [0, inf)

    Sources
    -------
    Assumption: a power of size (E-cash gives the direction).

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> round(size_factor(log_size=math.log(200.0 / 50.0), exponent=0.5), 12)
    0.5
    """
    return math.exp(-exponent * log_size)


@compiled
def income(
    public: float, private: float, price: float, year_luck: float, quarter_luck: float, staff: float,
    parameters: Constants,
) -> float:
    """Income of a quarter; its luck weighs more on the small.

    Rises with `public`, `private`, `price`, `year_luck` and `quarter_luck`.

    Parameters
    ----------
    public : float, k€/quarter of grants and contracts, [0, 1e9]
    private : float, k€/quarter, [0, 1e9]
    price : float, per k€ of volume, [0, 100]
    year_luck : float, standard normal, [-10, 10]
    quarter_luck : float, standard normal, [-10, 10]
    staff : float, FTE, [0, 1e6]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: model.md §4.2; E-cash for the spread of luck.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> money = table("Money", margin=0.02, yearly_noise=0.04, yearly_noise_exponent=0.24, income_floor=0.2,
    ...               quarterly_noise=0.02, quarterly_noise_exponent=0.15, reference_size=50.0)
    >>> income(public=9.0, private=5.0, price=1.0, year_luck=0.0, quarter_luck=0.0, staff=1.0,
    ...        parameters=money)
    14.1
    """
    due = public * price + private * (1.0 + parameters.margin)
    log_size = math.log(max(staff, SMALLEST_SIZE) / parameters.reference_size)
    year = size_factor(log_size, parameters.yearly_noise_exponent) * parameters.yearly_noise
    quarter = size_factor(log_size, parameters.quarterly_noise_exponent) * parameters.quarterly_noise
    return due * max(parameters.income_floor, 1.0 + year * year_luck + quarter * quarter_luck)


@compiled
def running_cost(
    staff: float, pay: float, know_how: float, distraction: float, kept_overhead: float, parameters: Constants
) -> float:
    """Cost of service and of overhead, compliance aside, in a quarter.

    Agreements change overhead. Rises with `pay`, `distraction` and `kept_overhead`. Falls with `know_how`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    pay : float, relative to the start, [0, 10]
    know_how : float, 1, [0, 1]
    distraction : float, share of overhead added in set-up, [0, 2]
    kept_overhead : float, share of overhead kept under agreements, [0, 1e6]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: model.md §4.2; E-saving for the size of savings.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> money = table("Money", know_how_saving=0.06, unit_cost=12.75, overhead=0.15, overhead_elasticity=0.88,
    ...               reference_size=50.0, volunteer_share=0.0, volunteer_scale=10.0)
    >>> running_cost(staff=50.0, pay=1.0, know_how=0.0, distraction=0.0, kept_overhead=1.0, parameters=money)
    637.5
    """
    reference = staff * pay * parameters.unit_cost * (1.0 - parameters.overhead)
    overhead = pay * overhead_cost(staff, parameters) * (1.0 + distraction) * kept_overhead
    return reference * (1.0 - parameters.know_how_saving * know_how) + overhead


@compiled
def compliance_cost(staff: float, reporting: float, relief: float, parameters: Constants) -> float:
    """Cost of accounting to funders, in a quarter.

    It weighs most on the small. Rises with `staff` and `reporting`. Falls with `relief`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    reporting : float, strength of the lever, [0, 5]
    relief : float, share spared, [0, 2]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: model.md §4.2; E-npm for its being regressive.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> money = table("Money", unit_cost=12.75, reporting_staff=0.04, reporting_by_size=0.15,
    ...               funders_per_staff=0.5,
    ...               funders_most=4.0)
    >>> round(compliance_cost(staff=4.0, reporting=1.0, relief=0.0, parameters=money), 3)
    1.683
    """
    size = max(staff, SMALLEST_SIZE)
    funders: float = max(1.0, min(parameters.funders_most, 1.0 + size * parameters.funders_per_staff))
    work = reporting * parameters.reporting_staff * (funders + math.sqrt(size) * parameters.reporting_by_size)
    return work * parameters.unit_cost * max(0.0, 1.0 - relief)


@compiled
def mission_spending(reserves: float, cost: float, target_months: float, parameters: Constants) -> float:
    """What is spent on the mission when reserves exceed their target.

    Rises with `reserves`. Falls with `cost` and `target_months`.

    Parameters
    ----------
    reserves : float, k€, [-1e9, 1e9]
    cost : float, k€/quarter, [0, 1e9]
    target_months : float, months of cost, [0, 1e3]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: a share of the excess.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> mission_spending(reserves=300.0, cost=100.0, target_months=6.0, parameters=table("Money",
    ...                  mission_share=0.25))
    25.0
    """
    return max(0.0, (reserves - target_months * cost / MONTHS_PER_QUARTER) * parameters.mission_share)


@compiled
def staff_after(staff: float, volume: float, stress: float, parameters: Constants) -> float:
    """Staff of the next quarter: half of the way to what volume pays for.

    Under stress posts stay empty. Rises with `staff` and `volume`. Falls with `stress`.

    Parameters
    ----------
    staff : float, FTE, [0, 1e6]
    volume : float, k€/quarter, [0, 1e9]
    stress : float, 1, [0, 1]
    parameters : Money

    Returns
    -------
    float, FTE, [0, inf)

    Sources
    -------
    Assumption: model.md §4.2.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> money = table("Money", unit_cost=12.75, staff_cut=0.1, staff_adjustment=0.5, staff_floor=0.25)
    >>> staff_after(staff=10.0, volume=255.0, stress=0.0, parameters=money)
    15.0
    """
    wanted = volume / parameters.unit_cost * (1.0 - parameters.staff_cut * stress)
    return max(parameters.staff_floor, staff + (wanted - staff) * parameters.staff_adjustment)


@compiled
def delivered_service(volume: float, staff: float, parameters: Constants) -> float:
    """Service delivered, as far as paid; rises with `volume` and `staff`.

    Parameters
    ----------
    volume : float, k€/quarter, [0, 1e9]
    staff : float, FTE, [0, 1e6]
    parameters : Money

    Returns
    -------
    float, k€/quarter, [0, inf)

    Sources
    -------
    Assumption: one post delivers its reference cost.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> delivered_service(volume=200.0, staff=10.0, parameters=table("Money", unit_cost=12.75))
    127.5
    """
    return min(volume, staff * parameters.unit_cost)


@compiled
def pay_rise(share: float, parameters: Constants) -> float:
    """Rise of pay in a merger: largest between equals, none for a trifle.

    Parameters
    ----------
    share : float, share of size of the smaller, [0, 1]
    parameters : Money

    Returns
    -------
    float, share of pay, [0, 1]

    Sources
    -------
    Assumption: 0 to 3 % recurrent (E-saving), by the product of shares.

    Examples
    --------
    >>> from coopsim.world.tables import table
    >>> pay_rise(share=0.5, parameters=table("Money", pay_alignment=0.01))
    0.01
    """
    return 2.0 * share * (2.0 * (1.0 - share)) * parameters.pay_alignment

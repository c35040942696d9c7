"""Lever 2: the yearly real squeeze of prices (model.md §4.2)."""

import math

from coopsim._compile import compiled
from coopsim.units import QUARTERS_PER_YEAR


@compiled
def price_after(price: float, efficiency: float, absorption: float) -> float:
    """Price paid per unit of volume after a quarter of squeeze.

    More intense work absorbs a share of it; the rest is lost income.
    Neutral: `efficiency` at 0 gives `price`.
    Rises with `price` and `absorption`. Falls with `efficiency`.

    Parameters
    ----------
    price : float, per k€ of volume, [0, 100]
    efficiency : float, per year, [0, 0.2]
    absorption : float, share, [0, 1]

    Returns
    -------
    float, per k€ of volume, [0, 100]

    Sources
    -------
    Assumption: 0 to 3 % a year (E-funding: tariffs at 0 to +1 % against costs near +3 %).

    Examples
    --------
    >>> price_after(price=1.0, efficiency=0.02, absorption=1.0)
    1.0
    """
    return price * math.pow(1.0 - efficiency * (1.0 - absorption), 1.0 / QUARTERS_PER_YEAR)

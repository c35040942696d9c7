"""Operators of care for older people, rebuilt from counts (model.md §8).

Each band of sizes keeps its real number of operators in each department, and
its real totals of places, nursing-home places, establishments and members of
larger groups; which operator has what is drawn.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim.chance import streams
from coopsim.chance.arrays import powers, uniforms
from coopsim.population.drawing import FOUNDING_QUARTER
from coopsim.population.figures import BANDS, REGION, STAFF_PER_NURSING_PLACE, STAFF_PER_OTHER_PLACE, Band

PLACES, NURSING, ESTABLISHMENTS, ELSEWHERE = range(4)
"""Indices of the draws of one operator, on the stream of founding sizes."""

HALVINGS = 60
EXPONENT_MOST = 1e6
LEAST_WEIGHT = 0.5
"""Assumption: an operator's chance of further establishments varies by three to one."""


class Operators(NamedTuple):
    """Rebuilt operators, by department, then band.

    Attributes
    ----------
    staff : float64, shape (n,), FTE
    places, nursing_home_places, establishments : float64, shape (n,), whole numbers
    active_elsewhere : bool, shape (n,)
    """

    staff: Any
    places: Any
    nursing_home_places: Any
    establishments: Any
    active_elsewhere: Any


def bands_of_rows() -> Any:
    """Band of each operator, in the order of the population.

    Returns
    -------
    int64, shape (92,), index in `BANDS`

    Examples
    --------
    >>> len(bands_of_rows())
    92
    """
    numbers = np.tile(np.arange(len(BANDS)), len(REGION))
    return np.repeat(numbers, np.array([band.counts for band in BANDS]).T.ravel())


def rebuilt_operators(whos: Any, luck: Any) -> Operators:
    """Draw the operators so that the totals of every band hold exactly.

    Parameters
    ----------
    whos : uint64, shape (92,), addresses, by department, then band
    luck : Luck, the key of the run

    Returns
    -------
    Operators

    Examples
    --------
    >>> import numpy as np
    >>> from coopsim.chance import luck_of
    >>> int(rebuilt_operators(np.arange(92, dtype=np.uint64), luck_of(1, 0)).places.sum())
    9481
    """
    size = len(whos)
    made = Operators(np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size, bool))
    bands = bands_of_rows()
    for number, band in enumerate(BANDS):
        rows = np.flatnonzero(bands == number)
        draws = [uniforms(luck, streams.FOUNDING_STAFF, FOUNDING_QUARTER, whos[rows], index) for index in range(4)]
        made.places[rows] = places_in_band(draws[PLACES], band)
        made.nursing_home_places[rows] = _filled(made.places[rows], draws[NURSING], band.nursing_home_places)
        made.establishments[rows] = _establishments(draws[ESTABLISHMENTS], band)
        made.active_elsewhere[rows] = np.argsort(np.argsort(draws[ELSEWHERE])) < band.active_elsewhere
    made.staff[:] = staff_of_places(made.places, made.nursing_home_places)
    return made


def staff_of_places(places: Any, nursing_home_places: Any) -> Any:
    """Staff of an operator from its places.

    Parameters
    ----------
    places, nursing_home_places : float or array, the second among the first

    Returns
    -------
    float or array, FTE

    Sources
    -------
    [E-size]_: about 57 FTE per 100 places over all homes; other places are an assumption.

    Examples
    --------
    >>> staff_of_places(100.0, 80.0)
    51.0
    """
    return STAFF_PER_NURSING_PLACE * nursing_home_places + STAFF_PER_OTHER_PLACE * (places - nursing_home_places)


def places_in_band(draws: Any, band: Band) -> Any:
    """Whole places inside a band, whose sum is that of the band.

    A draw u gives low + (high − low)·u^k; the one k that fits the sum is found
    by halving, and largest remainders make the numbers whole.

    Parameters
    ----------
    draws : float64, shape (n,), (0, 1)
    band : Band

    Returns
    -------
    float64, shape (n,), whole numbers from band.low to band.high

    Examples
    --------
    >>> import numpy as np
    >>> places_in_band(np.linspace(0.1, 0.9, 7), BANDS[0]).sum()
    np.float64(149.0)
    """
    span, wanted = band.high - band.low, band.places - band.low * len(draws)
    low, high = 1.0 / EXPONENT_MOST, EXPONENT_MOST
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        if span * powers(draws, middle).sum() > wanted:
            low = middle
        else:
            high = middle
    return band.low + whole_shares(span * powers(draws, high), wanted)


def whole_shares(shares: Any, total: int) -> Any:
    """Whole numbers nearest to some shares, by largest remainders.

    Parameters
    ----------
    shares : float64, shape (n,), [0, inf), whose sum is nearly `total`
    total : int

    Returns
    -------
    float64, shape (n,), whole numbers

    Examples
    --------
    >>> import numpy as np
    >>> whole_shares(np.array([1.5, 2.7, 0.8]), 5).tolist()
    [1.0, 3.0, 1.0]
    """
    whole = np.floor(shares)
    order = np.argsort(whole - shares, kind="stable")
    whole[order[: round(total - whole.sum())]] += 1.0
    return whole


def _filled(places: Any, draws: Any, total: int) -> Any:
    """All of an operator's places or none, in a drawn order, up to the total.

    In the directory nearly every operator is a nursing home entirely or not at all.
    """
    order = np.argsort(draws)
    before = np.cumsum(places[order]) - places[order]
    filled = np.empty(len(places))
    filled[order] = np.clip(total - before, 0.0, places[order])
    return filled


def _establishments(draws: Any, band: Band) -> Any:
    """One each, and the others in proportion to drawn weights."""
    further = round(band.mean_establishments * len(draws)) - len(draws)
    weights = LEAST_WEIGHT + draws
    return 1.0 + whole_shares(further * weights / weights.sum(), further)

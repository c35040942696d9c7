"""Founding values drawn where a population gives none (model.md §8).

Every draw has the address of its association and nothing else, so that one
more association, or one more known value, shifts nobody's draw.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.chance import streams
from coopsim.chance.arrays import lognormals, normals, powers, uniforms
from coopsim.population.columns import MISSING, Columns
from coopsim.population.figures import DRAWN_STAFF_MOST, FIELD_FIGURES, TAIL_EXPONENT, TAIL_FROM, TAIL_MOST
from coopsim.population.positions import degrees, kilometres
from coopsim.population.towns import JITTER_MOST
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.vocabulary import CAUSES, CAUSES_PER_COLLEGE, COLLEGES, FIELDS

FOUNDING_QUARTER = 0
SMALL = FIELDS.index("small_grant_funded")
ATTEMPTS = 64
"""Draws after which a size above the largest is set to it; never reached in practice."""


def draw_missing(columns: Columns, parameters: Any, luck: Any) -> None:
    """Draw what is unknown, everything but staff and positions, and count it.

    Parameters
    ----------
    columns : Columns, filled in place
    parameters : tables `founding` and `governance` of a scenario
    luck : Luck, the key of the run
    """
    founding, leaders = parameters.founding, parameters.governance
    share = _by_field("public_share", columns.field)
    median = _where_small(columns.field, founding.small_cash_months, founding.cash_months)
    sigma = _where_small(columns.field, founding.small_cash_sigma, founding.cash_sigma)
    chance = _Chance(columns, luck)
    chance.normal("public_share", streams.FOUNDING_SHARE, share, founding.share_sd)
    chance.lognormal("cash_months", streams.FOUNDING_CASH, median, sigma)
    chance.age(founding)
    chance.normal("governance", streams.FOUNDING_GOVERNANCE, leaders.governance_mean, leaders.governance_sd)
    chance.uniform("know_how", streams.FOUNDING_KNOW_HOW, founding.know_how_low, founding.know_how_high)
    chance.normal("legitimacy", streams.FOUNDING_LEGITIMACY, founding.legitimacy_mean, founding.legitimacy_sd)
    chance.uniform("managerial_norm", streams.FOUNDING_NORM, founding.norm_low, founding.norm_high)


def _by_field(figure: str, fields: Any) -> Any:
    return np.array([getattr(known, figure) for known in FIELD_FIGURES])[fields]


def _where_small(fields: Any, small: float, other: float) -> Any:
    return np.where(fields == SMALL, small, other)


class _Chance:
    """Draws for the rows of a column that are unknown."""

    def __init__(self, columns: Columns, luck: Any) -> None:
        self.columns, self.luck = columns, luck

    def normal(self, name: str, stream: int, mean: Any, sd: float) -> None:
        """Normal values, clipped to [0, 1]."""
        rows = self._rows(name)
        draws = normals(self.luck, stream, FOUNDING_QUARTER, self.columns.who[rows], 0)
        centre = np.broadcast_to(mean, len(self.columns))[rows]
        self.columns.reals[name][rows] = np.clip(centre + sd * draws, 0.0, 1.0)

    def uniform(self, name: str, stream: int, low: float, high: float) -> None:
        """Uniform values from low to high."""
        rows = self._rows(name)
        draws = uniforms(self.luck, stream, FOUNDING_QUARTER, self.columns.who[rows], 0)
        self.columns.reals[name][rows] = low + (high - low) * draws

    def lognormal(self, name: str, stream: int, median: Any, sigma: Any) -> None:
        """Lognormal values, median and spread."""
        rows = self._rows(name)
        draws = normals(self.luck, stream, FOUNDING_QUARTER, self.columns.who[rows], 0)
        size = len(self.columns)
        centre, spread = np.broadcast_to(median, size)[rows], np.broadcast_to(sigma, size)[rows]
        self.columns.reals[name][rows] = lognormals(draws, centre, spread)

    def age(self, founding: Any) -> None:
        """Ages in quarters; the median and the largest are stated in years."""
        unknown = np.isnan(self.columns.reals["age"])
        self.lognormal("age", streams.FOUNDING_AGE, QUARTERS_PER_YEAR * founding.age_median, founding.age_sigma)
        ages = self.columns.reals["age"]
        ages[unknown] = np.minimum(ages[unknown], QUARTERS_PER_YEAR * founding.age_most)

    def _rows(self, name: str) -> Any:
        rows = np.flatnonzero(np.isnan(self.columns.reals[name]))
        self.columns.drawn[name] = len(rows)
        return rows


def draw_causes(columns: Columns, same_college: float, luck: Any) -> Any:
    """Draw unknown main causes, and every second cause.

    Parameters
    ----------
    columns : Columns, filled in place
    same_college : float, chance that the second cause is of the same college, [0, 1]
    luck : Luck, the key of the run

    Returns
    -------
    int8, shape (n,), second causes, none equal to the main one
    """
    draws = uniforms(luck, streams.FOUNDING_CAUSE, FOUNDING_QUARTER, columns.who, 0)
    unknown = columns.main_cause == MISSING
    for number, known in enumerate(FIELD_FIGURES):
        rows = np.flatnonzero(unknown & (columns.field == number))
        limits = np.cumsum([known.causes.get(cause, 0.0) for cause in CAUSES])
        columns.main_cause[rows] = np.searchsorted(limits / limits[-1], draws[rows], side="right")
    columns.drawn["main_cause"] = int(unknown.sum())
    columns.drawn["second_cause"] = len(columns)
    return _second_causes(columns, same_college, luck)


def _second_causes(columns: Columns, same_college: float, luck: Any) -> Any:
    """Another cause of the same college, or any cause of another one."""
    stream = streams.FOUNDING_SECOND_CAUSE
    which = [uniforms(luck, stream, FOUNDING_QUARTER, columns.who, index) for index in (0, 1)]
    college, place = np.divmod(columns.main_cause.astype(np.int64), CAUSES_PER_COLLEGE)
    step = (which[1] * (CAUSES_PER_COLLEGE - 1)).astype(np.int64)
    near = college * CAUSES_PER_COLLEGE + (place + 1 + step) % CAUSES_PER_COLLEGE
    step = (which[1] * (len(CAUSES) - CAUSES_PER_COLLEGE)).astype(np.int64)
    far = (college + 1 + step // CAUSES_PER_COLLEGE) % len(COLLEGES) * CAUSES_PER_COLLEGE + step % CAUSES_PER_COLLEGE
    return np.where(which[0] < same_college, near, far).astype(np.int8)


def draw_staff(fields: Any, whos: Any, luck: Any) -> Any:
    """Sizes of associations of the drawn fields.

    A size above `DRAWN_STAFF_MOST` is drawn again, at the next index.

    Parameters
    ----------
    fields : int8, shape (n,)
    whos : uint64, shape (n,)
    luck : Luck, the key of the run

    Returns
    -------
    float64, shape (n,), FTE
    """
    staff = np.full(len(whos), np.inf)
    for attempt in range(ATTEMPTS):
        rows = np.flatnonzero(staff > DRAWN_STAFF_MOST)
        if len(rows) == 0:
            break
        staff[rows] = _body(fields[rows], whos[rows], luck, attempt)
    return np.minimum(staff, DRAWN_STAFF_MOST)


def draw_staff_with_tail(fields: Any, whos: Any, luck: Any) -> Any:
    """Sizes of a France-wide population: a Pareto tail from `TAIL_FROM` on.

    The tail is drawn from its law cut at `TAIL_MOST`, so that nothing piles up there.

    Parameters
    ----------
    fields : int8, shape (n,)
    whos : uint64, shape (n,)
    luck : Luck, the key of the run

    Returns
    -------
    float64, shape (n,), FTE
    """
    staff = _body(fields, whos, luck, 0)
    rows = np.flatnonzero(staff > TAIL_FROM)
    draws = uniforms(luck, streams.FOUNDING_STAFF, FOUNDING_QUARTER, whos[rows], 1)
    least = (TAIL_FROM / TAIL_MOST) ** TAIL_EXPONENT
    staff[rows] = TAIL_FROM * powers(least + (1.0 - least) * draws, -1.0 / TAIL_EXPONENT)
    return staff


def _body(fields: Any, whos: Any, luck: Any, index: int) -> Any:
    draws = normals(luck, streams.FOUNDING_STAFF, FOUNDING_QUARTER, whos, index)
    sizes = lognormals(draws, _by_field("staff_median", fields), _by_field("staff_sigma", fields))
    return np.maximum(sizes, _by_field("staff_floor", fields))


def draw_positions(columns: Columns, towns: Any, luck: Any) -> None:
    """Draw unknown positions around the towns, weighted by their inhabitants.

    Parameters
    ----------
    columns : Columns, latitude and longitude are filled in place
    towns : records of `TOWN`
    luck : Luck, the key of the run
    """
    rows = np.flatnonzero(np.isnan(columns.reals["latitude"]))
    whos, department = columns.who[rows], columns.department[rows]
    draws = uniforms(luck, streams.FOUNDING_POSITION, FOUNDING_QUARTER, whos, 0)
    found = np.searchsorted(towns.department + towns.cumulative, department + draws)
    first = np.searchsorted(towns.department, department)  # a draw too small to add up would fall before it
    town = towns[np.maximum(found, first)]
    x_km, y_km = (
        centre + town.spread_km * _jitter(luck, whos, index) for index, centre in ((1, town.x_km), (2, town.y_km))
    )
    columns.reals["latitude"][rows], columns.reals["longitude"][rows] = degrees(x_km, y_km)
    columns.drawn["position"] = len(rows)


def _jitter(luck: Any, whos: Any, index: int) -> Any:
    draws = normals(luck, streams.FOUNDING_POSITION, FOUNDING_QUARTER, whos, index)
    return np.clip(draws, -JITTER_MOST, JITTER_MOST)


def place_on_plane(columns: Columns) -> None:
    """Kilometres of every latitude and longitude known so far."""
    columns.reals["x_km"], columns.reals["y_km"] = kilometres(columns.reals["latitude"], columns.reals["longitude"])

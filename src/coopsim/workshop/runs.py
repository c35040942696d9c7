"""One draw of one policy, as a worker makes it.

A and B meet the same shocks, because luck is addressed by seed and replicate
and not by policy. What comes back is small: shown measures, and a frame for the maps.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from coopsim.engine.history import History
from coopsim.engine.openings import Openings
from coopsim.scenario import quarter_number
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.frames import Frame, Life, life_of, living, watched
from coopsim.workshop.listing import Listing
from coopsim.workshop.policies import REFERENCE, Policy, reference, scenario_of
from coopsim.workshop.shown import COLUMNS

KEPT_LISTS, KEPT_OPENINGS = 4, 24
_OPENINGS = Openings(KEPT_OPENINGS)
"""Burnt-in worlds: policies of the same luck and hypotheses share theirs."""



class Draw(NamedTuple):
    """One finished run.

    Attributes
    ----------
    rows : float32, shape (quarters + 1, shown measures)
    frame : Frame, or None where no map was asked for
    """

    rows: Any
    frame: Frame | None


def opened(policy: Policy, seed: int, replicate: int, keep_events: bool = False) -> History:
    """A run of a policy at quarter 0: the one place where the workshop asks the engine for one.

    Parameters
    ----------
    policy : Policy
    seed, replicate : int
    keep_events : bool

    Returns
    -------
    History
    """
    return History(scenario_of(policy), seed, replicate, keep_events=keep_events, openings=_OPENINGS)


def draw(policy: Policy, seed: int, replicate: int, mapped: bool) -> Draw:
    """Run a policy once.

    Parameters
    ----------
    policy : Policy
    seed, replicate : int
    mapped : bool, whether the frame for the maps is wanted

    Returns
    -------
    Draw

    Examples
    --------
    >>> draw(REFERENCE, 1, 0, mapped=False).rows.shape
    (61, 27)
    """
    history = opened(policy, seed, replicate)
    frame = None
    if mapped:
        frame = watched(history, listed_at_start(seed), first_year())
    else:
        history.step(history.brief.quarters)
    return Draw(history.rows[:, COLUMNS].astype(np.float32), frame)


def drawn_many(policy: Policy, seed: int, replicates: tuple[int, ...]) -> list[Draw]:
    """Several draws of one policy, without maps.

    Parameters
    ----------
    policy : Policy
    seed : int
    replicates : tuple of int

    Returns
    -------
    list of Draw
    """
    return [draw(policy, seed, replicate, mapped=False) for replicate in replicates]


@lru_cache(maxsize=KEPT_LISTS)
def listed_at_start(seed: int) -> tuple[Life, ...]:
    """The associations of the reference at quarter 0, in the order that the page lists them.

    Parameters
    ----------
    seed : int

    Returns
    -------
    tuple of Life
    """
    history = opened(REFERENCE, seed, 0)
    return tuple(life_of(history, slot, first_year()) for slot in living(history))


def first_year() -> int:
    """The calendar year of quarter 0."""
    return quarter_number(reference().start) // QUARTERS_PER_YEAR


@lru_cache(maxsize=KEPT_LISTS)
def listing_of(seed: int) -> Listing:
    """The associations of a seed, with their places.

    Parameters
    ----------
    seed : int

    Returns
    -------
    Listing
    """
    return Listing(listed_at_start(seed))

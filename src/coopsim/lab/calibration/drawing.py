"""Where the runs of a wave lie: spread over what no emulator has ruled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.emulator import Emulator
from coopsim.lab.calibration.plan import Places, Plan

Array = NDArray[np.float64]

BLOCK = 8192
"""Candidates that are looked at together."""

BLOCKS_MOST = 64
SURPLUS = 2
"""Places that pass, times the points of a wave, among which those far from one another are taken: with more of
them to choose from, all would lie at the edge."""


@dataclass(frozen=True)
class Screen:
    """What the emulators of one wave let pass.

    Attributes
    ----------
    emulators : tuple of Emulator; those that explain little rule nothing out
    cut : float, implausibility from which a place is ruled out
    """

    emulators: tuple[Emulator, ...]
    cut: float

    def distance(self, places: Places) -> Array:
        """How far places are on the way to being ruled out.

        Parameters
        ----------
        places : float, shape (n, factors)

        Returns
        -------
        float, [0, inf), shape (n,): the largest implausibility over the cut, ruled out from 1 on
        """
        apart = np.zeros(len(places))
        for emulator in self.emulators:
            if emulator.good:
                apart = np.maximum(apart, emulator.implausibility(places))
        return apart / self.cut


@dataclass(frozen=True)
class Draw:
    """The places of a wave, and how they were found.

    Attributes
    ----------
    places : float, shape (points, factors), [0, 1]
    widened : float, [1, inf): by how much the cut was raised, for this wave alone, because too few places passed
    """

    places: Places
    widened: float = 1.0


def first_draw(plan: Plan) -> Draw:
    """The places of the first wave: a Latin hypercube over the explored box.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Draw

    Sources
    -------
    [McKay1979]_.
    """
    return Draw(_hypercube(plan, plan.points, wave=1, block=0))


def next_draw(plan: Plan, wave: int, screens: Sequence[Screen]) -> Draw:
    """The places of a later wave: let pass so far, and spread out.

    They are far from one another among twice as many that every emulator so far lets pass.
    Where too few pass, the wave is filled up with those nearest to passing, and
    `widened` says by how much the cut had to be raised for that.

    Parameters
    ----------
    plan : Plan
    wave : int, from 2
    screens : sequence of Screen, of the waves before

    Returns
    -------
    Draw
    """
    kept, apart = np.empty((0, len(plan.factors))), np.empty(0)
    for block in range(BLOCKS_MOST):
        found = _hypercube(plan, BLOCK, wave, block)
        kept, apart = np.concatenate([kept, found]), np.concatenate([apart, distance_of(found, screens)])
        passed = int((apart < 1).sum())
        if passed >= SURPLUS * plan.points:
            break
        nearest = np.sort(np.argsort(apart, kind="stable")[: max(plan.points, passed)])
        kept, apart = kept[nearest], apart[nearest]
    if passed >= plan.points:
        return Draw(spread_out(kept[apart < 1][: SURPLUS * plan.points], plan.points))
    return Draw(kept, float(apart.max()))


def distance_of(places: Places, screens: Sequence[Screen]) -> Array:
    """How far places are on the way to being ruled out by any screen.

    Parameters
    ----------
    places : float, shape (n, factors)
    screens : sequence of Screen

    Returns
    -------
    float, [0, inf), shape (n,); ruled out from 1 on
    """
    apart = np.zeros(len(places))
    for screen in screens:
        apart = np.maximum(apart, screen.distance(places))
    return apart


def share_left(plan: Plan, screens: Sequence[Screen]) -> float:
    """Share of the explored box that no emulator so far has ruled out.

    Parameters
    ----------
    plan : Plan
    screens : sequence of Screen

    Returns
    -------
    float, share, [0, 1], from 8,192 places, the same after every wave
    """
    return float(np.mean(distance_of(_hypercube(plan, BLOCK, wave=0, block=0), screens) < 1))


def spread_out(places: Places, number: int) -> Places:
    """Some of many places, each as far as can be from those already taken.

    Parameters
    ----------
    places : float, shape (n, factors)
    number : int, [1, n]

    Returns
    -------
    float, shape (number, factors)

    Sources
    -------
    [Gonzalez1985]_ (farthest-point traversal).

    Examples
    --------
    >>> spread_out(np.array([[0.0], [0.1], [1.0], [0.6]]), 3).tolist()
    [[0.0], [1.0], [0.6]]
    """
    taken, apart = [0], ((places - places[0]) ** 2).sum(axis=1)
    while len(taken) < number:
        taken.append(int(np.argmax(apart)))
        apart = np.minimum(apart, ((places - places[taken[-1]]) ** 2).sum(axis=1))
    return places[taken]


def _hypercube(plan: Plan, number: int, wave: int, block: int) -> Places:
    """A Latin hypercube, whole numbers at the places of their values."""
    from scipy.stats import qmc

    luck = np.random.default_rng([plan.seed, wave, block])
    places: Places = qmc.LatinHypercube(len(plan.factors), rng=luck).random(number)
    for column, factor in enumerate(plan.factors):
        if factor.whole:
            places[:, column] = [factor.place(factor.at(share)) for share in places[:, column].tolist()]
    return places

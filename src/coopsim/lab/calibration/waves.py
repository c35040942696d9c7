"""Waves: run, rule out what is implausible, look closer at what is left, run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.drawing import (
    Draw,
    Screen,
    distance_of,
    first_draw,
    next_draw,
    share_left,
)
from coopsim.lab.calibration.emulator import Emulator, emulators_of
from coopsim.lab.calibration.implausibility import Ensemble, ensemble_of, implausibilities, largest
from coopsim.lab.calibration.plan import Places, Plan
from coopsim.lab.calibration.values import Values
from coopsim.lab.design import Point

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Simulate = Callable[[int, list[Point]], tuple[Sequence[Point], Values]]
"""From the number of a wave and the points it would run, to those it ran and their values."""


@dataclass(frozen=True)
class Wave:
    """One wave: what was run, how implausible it is, and what was learnt from it.

    Attributes
    ----------
    number : int, from 1
    points : tuple of dict
    places : float, shape (points, factors)
    ensemble : Ensemble
    implausible : float, shape (points, patterns)
    largest, second : float, shape (points,), over the binding patterns
    kept : bool, shape (points,), whether the largest is under the cut
    emulators : tuple of Emulator, fitted after this wave
    left : float, share of the explored box that no emulator so far has ruled out
    widened : float, [1, inf): by how much the cut was raised to fill the wave
    """

    number: int
    points: tuple[Point, ...]
    places: Places
    ensemble: Ensemble
    implausible: Array
    largest: Array
    second: Array
    kept: Flags
    emulators: tuple[Emulator, ...]
    left: float
    widened: float


def waves_of(plan: Plan, simulate: Simulate) -> Iterator[Wave]:
    """The waves of a calibration, one after the other.

    Each is drawn from what the emulators of all waves before have not ruled out.
    What happens is decided by the plan and by the values alone, so that a
    calibration that was stopped repeats what it has and goes on.

    Parameters
    ----------
    plan : Plan
    simulate : function of the number of a wave and its points, to the points run and their values

    Returns
    -------
    iterator of Wave

    Sources
    -------
    [Craig1997]_; [Vernon2010]_; [Andrianakis2015]_ (with replicates).
    """
    screens: list[Screen] = []
    before: list[Wave] = []
    for number in range(1, plan.waves + 1):
        draw = next_draw(plan, number, screens) if screens else first_draw(plan)
        points, values = simulate(number, plan.points_at(draw.places))
        places, ensemble = plan.places_of(points), ensemble_of(values)
        inside = [distance_of(wave.places, screens) <= draw.widened for wave in before]
        emulators = _emulators(plan, before, inside, places, ensemble)
        screens.append(Screen(emulators, plan.cut))
        left = share_left(plan, screens)
        before.append(
            _judged(
                plan=plan,
                number=number,
                draw=draw,
                points=points,
                ensemble=ensemble,
                emulators=emulators,
                left=left,
            )
        )
        yield before[-1]


def _emulators(
    plan: Plan, before: Sequence[Wave], inside: Sequence[Flags], places: Places, ensemble: Ensemble
) -> tuple[Emulator, ...]:
    """Emulators of this wave and of the earlier points inside the region that it was drawn from."""
    earlier = list(zip(before, inside, strict=True))
    together = Ensemble(
        means=np.concatenate([*(wave.ensemble.means[here] for wave, here in earlier), ensemble.means]),
        variances=np.concatenate([*(wave.ensemble.variances[here] for wave, here in earlier), ensemble.variances]),
    )
    places = np.concatenate([*(wave.places[here] for wave, here in earlier), places])
    return emulators_of(places, together, plan.targets, plan.seed)


def _judged(
    *,
    plan: Plan,
    number: int,
    draw: Draw,
    points: Sequence[Point],
    ensemble: Ensemble,
    emulators: tuple[Emulator, ...],
    left: float,
) -> Wave:
    """What a wave says, with its points judged."""
    implausible = implausibilities(ensemble.means, ensemble.variances, plan.targets)
    most = largest(implausible, plan.binding)
    return Wave(
        number=number,
        points=tuple(points),
        places=plan.places_of(points),
        ensemble=ensemble,
        implausible=implausible,
        largest=most,
        second=largest(implausible, plan.binding, rank=2),
        kept=most < plan.cut,
        emulators=emulators,
        left=left,
        widened=draw.widened,
    )

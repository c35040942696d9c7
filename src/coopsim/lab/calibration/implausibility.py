"""Implausibility: how far runs are from the evidence, in standard deviations of all that is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.plan import Target
from coopsim.lab.calibration.values import Values

Array = NDArray[np.float64]

POOLED_DEGREES = 4
"""Replicates that the other points of a wave count for, in the variance at one point."""


@dataclass(frozen=True)
class Ensemble:
    """What the replicates of each point say together.

    Attributes
    ----------
    means : float, shape (points, patterns); NaN where no replicate shows the pattern
    variances : float, of those means, shape (points, patterns)
    """

    means: Array
    variances: Array


def ensemble_of(values: Values) -> Ensemble:
    """Means over replicates, and how sure they are.

    Few replicates tell their own variance badly (two of them may agree by
    chance), so that it is drawn towards that of all points of the wave.

    Parameters
    ----------
    values : float, shape (points, replicates, patterns); NaN where a run does not show the pattern

    Returns
    -------
    Ensemble

    Sources
    -------
    [Andrianakis2015]_ (ensemble variability); weighting of variances as in [Smyth2004]_ with
    `POOLED_DEGREES` degrees of freedom (Assumption).

    Examples
    --------
    >>> found = ensemble_of(np.array([[[1.0], [3.0]], [[5.0], [5.0]]]))
    >>> found.means.tolist(), found.variances.round(3).tolist()
    ([[2.0], [5.0]], [[0.6], [0.4]])
    """
    shown = np.isfinite(values)
    number = shown.sum(axis=1)
    sums = np.where(shown, values, 0.0).sum(axis=1)
    means = np.where(number > 0, sums / np.maximum(number, 1), np.nan)
    apart = np.where(shown, values - means[:, None, :], 0.0)
    squares, degrees = (apart**2).sum(axis=1), np.maximum(number - 1, 0)
    pooled = squares.sum(axis=0) / np.maximum(degrees.sum(axis=0), 1)
    each = (POOLED_DEGREES * pooled + squares) / (POOLED_DEGREES + degrees)
    return Ensemble(means, np.where(number > 0, each / np.maximum(number, 1), np.nan))


def implausibilities(means: Array, variances: Array, targets: Sequence[Target]) -> Array:
    """Distance of each mean from what was observed, in what is unsure.

    In standard deviations of ensemble, observation and discrepancy together. A
    mean that no run shows is infinitely implausible; on the right side of a bound
    it is 0.

    Parameters
    ----------
    means : float, shape (points, patterns)
    variances : float, shape (points, patterns), of the means: of the ensemble, and of an emulator where one spoke
    targets : sequence of Target

    Returns
    -------
    float, [0, inf], shape (points, patterns)

    Sources
    -------
    [Craig1997]_; [Vernon2010]_: I² = (z − f̄)² / (V_ensemble + V_observation + V_discrepancy).

    Examples
    --------
    >>> band = Target("closures", 0.01, 0.03, discrepancy=0.0)
    >>> implausibilities(np.array([[0.02], [0.03], [0.04]]), np.zeros((3, 1)), [band]).round(6).tolist()
    [[0.0], [3.0], [6.0]]
    """
    columns = [_one(means[:, place], variances[:, place], target) for place, target in enumerate(targets)]
    return np.column_stack(columns)


def _one(means: Array, variances: Array, target: Target) -> Any:
    """Implausibility of the means of one pattern."""
    shown = np.isfinite(means)
    gap = target.gap(np.where(shown, means, 0.0))
    scale = np.sqrt(np.where(shown, variances, 0.0) + target.variance + target.discrepancy**2)
    apart = np.divide(gap, scale, out=np.full(len(gap), np.inf), where=scale > 0)
    return np.where(shown, np.where(gap > 0, apart, 0.0), np.inf)


def largest(implausible: Array, binding: Sequence[int], rank: int = 1) -> Array:
    """The largest implausibility of each point, or the second largest.

    Parameters
    ----------
    implausible : float, shape (points, patterns)
    binding : sequence of int, columns that count
    rank : int, 1 for the largest; where there are fewer patterns, 0

    Returns
    -------
    float, [0, inf], shape (points,)

    Examples
    --------
    >>> largest(np.array([[1.0, 4.0, 2.0]]), [0, 2], rank=2).tolist()
    [1.0]
    """
    if rank > len(binding):
        return np.zeros(len(implausible))
    return np.sort(implausible[:, list(binding)], axis=1)[:, -rank]

"""A calibration plan: what is varied, what the runs are held against, and in how many waves."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.patterns import PATTERNS
from coopsim.lab.calibration.values import tables_for
from coopsim.lab.design import Point
from coopsim.lab.design.factors import Factor
from coopsim.lab.experiment import EVERY_MOST, Experiment
from coopsim.scenario import Scenario

CUT = 3.0
"""Implausibility from which a point is ruled out: Pukelsheim's three standard deviations."""

BAND_WIDTHS = 3.0
"""Standard deviations from the middle of a band to its ends."""

Places = NDArray[np.float64]
"""Points as places in the explored box, shape (points, factors), each in [0, 1]."""


@dataclass(frozen=True)
class Target:
    """A pattern and the band in which the evidence sees it.

    Attributes
    ----------
    name : str, of a pattern
    low, high : float; −inf or inf where the evidence gives one bound only
    discrepancy : float, standard deviation, [0, inf): how far the model may miss by its nature
    binding : bool, whether it rules points out
    source : str, key of the evidence
    """

    name: str
    low: float = -math.inf
    high: float = math.inf
    discrepancy: float = 0.0
    binding: bool = True
    source: str = ""

    @property
    def variance(self) -> float:
        """Variance of the observation: a band is ± three of its roots."""
        half = (self.high - self.low) / 2
        return (half / BAND_WIDTHS) ** 2 if math.isfinite(half) else 0.0

    def gap(self, values: Any) -> Any:
        """How far values are from the middle of a band, or beyond a bound.

        Parameters
        ----------
        values : float, shape (n,)

        Returns
        -------
        float, [0, inf), shape (n,)

        Examples
        --------
        >>> Target("a", 0.01, 0.03).gap(np.array([0.05])).round(6).tolist()
        [0.03]
        >>> Target("b", low=0.2).gap(np.array([0.1, 0.5])).tolist()
        [0.1, 0.0]
        """
        if math.isfinite(self.high - self.low):
            return np.abs(values - (self.low + self.high) / 2)
        return np.maximum(np.maximum(self.low - values, values - self.high), 0.0)


    def inside(self, values: Any) -> Any:
        """Whether values lie in the band, its ends included.

        Parameters
        ----------
        values : float, shape (n,)

        Returns
        -------
        bool, shape (n,)
        """
        return (values >= self.low) & (values <= self.high)

    def told(self) -> dict[str, Any]:
        """The target for a reader; an end that is open is nothing.

        Returns
        -------
        dict
        """
        low, high = (end if math.isfinite(end) else None for end in (self.low, self.high))
        said = {"discrepancy": self.discrepancy, "binding": self.binding, "source": self.source}
        return {"low": low, "high": high, **said}


@dataclass(frozen=True)
class Plan:
    """What a calibration does.

    Attributes
    ----------
    name : str, stem of its file
    scenario : Scenario that the points change
    factors : tuple of Factor
    targets : tuple of Target
    seed : int, of the runs and of the designs
    replicates : int, [2, inf), runs at each point
    points : int, runs of a wave / replicates
    waves : int
    cut : float, implausibility from which a point is ruled out
    """

    name: str
    scenario: Scenario
    factors: tuple[Factor, ...]
    targets: tuple[Target, ...]
    seed: int = 1
    replicates: int = 2
    points: int = 100
    waves: int = 3
    cut: float = CUT

    @property
    def names(self) -> list[str]:
        """The names of the patterns, in order."""
        return [target.name for target in self.targets]

    @property
    def binding(self) -> list[int]:
        """Which patterns rule points out."""
        return [place for place, target in enumerate(self.targets) if target.binding]

    @property
    def identity(self) -> str:
        """SHA-256 of all that decides the waves, their number aside."""
        factors = [vars(factor) for factor in self.factors]
        targets = [vars(target) | {"source": ""} for target in self.targets]
        numbers = [self.seed, self.replicates, self.points, self.cut]
        said = [self.scenario.hash, factors, targets, numbers]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def experiment(self, wave: int, points: Sequence[Point]) -> Experiment:
        """The batch of one wave, which records no more than the patterns ask for.

        Parameters
        ----------
        wave : int, from 1
        points : sequence of dict

        Returns
        -------
        Experiment
        """
        flows = any(PATTERNS[name].flows for name in self.names)
        return Experiment(
            name=f"{self.name}-wave-{wave}",
            scenarios=(self.scenario,),
            baseline=self.scenario.name,
            replicates=self.replicates,
            seed=self.seed,
            record=tables_for(self.names),
            every=1 if flows else EVERY_MOST,
            points=tuple(points),
        )

    def points_at(self, places: Places) -> list[Point]:
        """The values of the factors at some places.

        Parameters
        ----------
        places : float, shape (n, factors)

        Returns
        -------
        list of dict
        """
        rows = places.tolist()
        return [{one.key: one.at(share) for one, share in zip(self.factors, row, strict=True)} for row in rows]

    def places_of(self, points: Sequence[Point]) -> Places:
        """Where some points lie in the explored box.

        Parameters
        ----------
        points : sequence of dict

        Returns
        -------
        float, shape (n, factors)
        """
        rows = [[factor.place(point[factor.key]) for factor in self.factors] for point in points]
        return np.array(rows, dtype=np.float64).reshape(len(points), len(self.factors))

"""Emulators: a quadratic surface for each pattern, fitted to runs, that speaks for points never run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.implausibility import Ensemble, implausibilities
from coopsim.lab.calibration.plan import Places, Target
from coopsim.lab.extras import required

Array = NDArray[np.float64]
Term = tuple[int, ...]
"""The factors that are multiplied: () is the constant, (0, 0) the square of the first."""

POINTS_PER_TERM = 2
FOLDS = 5
GOOD = 0.5
"""R² on held-out points under which an emulator rules nothing out."""

FAR = 3.0
"""Standardised errors beyond this are counted as misses."""


@dataclass(frozen=True)
class Surface:
    """A quadratic through some points.

    Attributes
    ----------
    terms : tuple of Term
    weights : float, shape (terms,)
    covariance : float, of the weights, shape (terms, terms)
    residual : float, variance about the surface
    """

    terms: tuple[Term, ...]
    weights: Array
    covariance: Array
    residual: float

    def predicted(self, places: Places) -> tuple[Array, Array]:
        """What runs at some places would show, and its variance.

        Parameters
        ----------
        places : float, shape (n, factors)

        Returns
        -------
        (float, float), shape (n,) each
        """
        columns = columns_of(places, self.terms)
        spread = np.einsum("ij,ij->i", columns @ self.covariance, columns)
        return columns @ self.weights, spread + self.residual


@dataclass(frozen=True)
class Emulator:
    """A surface for one pattern, and how well it speaks.

    Attributes
    ----------
    target : Target
    surface : Surface
    noise : float, mean variance of the ensemble at the points it was fitted to
    points : int, it was fitted to
    explained : float, R² on held-out points
    within : float, share of held-out points less than three standard deviations away
    """

    target: Target
    surface: Surface
    noise: float
    points: int
    explained: float
    within: float

    @property
    def good(self) -> bool:
        """Whether it explains enough to rule points out."""
        return self.explained >= GOOD

    def implausibility(self, places: Places) -> Array:
        """Implausibility of places never run.

        The residual variance does not hold what replicates at different points
        have in common, since these share their luck: the noise of an ensemble
        is added to it.

        Parameters
        ----------
        places : float, shape (n, factors)

        Returns
        -------
        float, [0, inf), shape (n,)
        """
        means, variances = self.surface.predicted(places)
        return implausibilities(means[:, None], (variances + self.noise)[:, None], [self.target])[:, 0]


def terms_for(factors: int, points: int) -> tuple[Term, ...]:
    """The terms of a surface that so many points can bear.

    A full quadratic; without products, without squares, or a constant where
    there would be fewer than two points a term.

    Parameters
    ----------
    factors, points : int

    Returns
    -------
    tuple of Term

    Examples
    --------
    >>> [len(terms_for(4, points)) for points in (51, 29, 17, 9)]
    [15, 9, 5, 1]
    """
    constant: list[Term] = [()]
    lines = [(one,) for one in range(factors)]
    squares = [(one, one) for one in range(factors)]
    products = list(combinations(range(factors), 2))
    for terms in ([*constant, *lines, *squares, *products], [*constant, *lines, *squares], [*constant, *lines]):
        if POINTS_PER_TERM * len(terms) <= points:
            return tuple(terms)
    return tuple(constant)


def columns_of(places: Places, terms: Sequence[Term]) -> Array:
    """The columns of a regression, factors between −1 and 1.

    Parameters
    ----------
    places : float, shape (n, factors)
    terms : sequence of Term

    Returns
    -------
    float, shape (n, terms)

    Examples
    --------
    >>> columns_of(np.array([[0.75, 0.0]]), [(), (0,), (0, 1)]).tolist()
    [[1.0, 0.5, -0.5]]
    """
    centred = 2 * places - 1
    columns = np.ones((len(places), len(terms)))
    for place, term in enumerate(terms):
        for factor in term:
            columns[:, place] *= centred[:, factor]
    return columns


def emulators_of(
    places: Places, ensemble: Ensemble, targets: Sequence[Target], seed: int
) -> tuple[Emulator, ...]:
    """An emulator for each binding pattern, tried on points held out.

    A pattern that fewer than five points show has none.

    Parameters
    ----------
    places : float, shape (points, factors)
    ensemble : Ensemble of those points
    targets : sequence of Target
    seed : int, of the division into fifths

    Returns
    -------
    tuple of Emulator

    Raises
    ------
    InputRefused
        If statsmodels is not installed.

    Sources
    -------
    Ordinary least squares; wave-wise refitting as in [Vernon2010]_.
    """
    made = []
    for number, target in enumerate(targets):
        shown = np.isfinite(ensemble.means[:, number])
        if target.binding and shown.sum() >= FOLDS:
            means = ensemble.means[shown, number]
            explained, within = _tried(places[shown], means, seed)
            made.append(
                Emulator(
                    target=target,
                    surface=_fitted(places[shown], means),
                    noise=float(ensemble.variances[shown, number].mean()),
                    points=len(means),
                    explained=explained,
                    within=within,
                )
            )
    return tuple(made)


def _fitted(places: Places, means: Array) -> Surface:
    """A surface through some points, by least squares."""
    terms = terms_for(places.shape[1], len(places))
    found = required("statsmodels.api", "lab").OLS(means, columns_of(places, terms)).fit()
    return Surface(terms, np.asarray(found.params), np.asarray(found.cov_params()), float(found.scale))


def _tried(places: Places, means: Array, seed: int) -> tuple[float, float]:
    """R² and share of small errors, each fifth predicted from the four others."""
    fold = np.random.default_rng(seed).permutation(len(means)) % FOLDS
    expected, variances = np.empty(len(means)), np.empty(len(means))
    for held in range(FOLDS):
        out = fold == held
        expected[out], variances[out] = _fitted(places[~out], means[~out]).predicted(places[out])
    squares, about = float(((means - expected) ** 2).sum()), float(((means - means.mean()) ** 2).sum())
    explained = 1 - squares / about if about > 0 else 0.0
    return explained, float(np.mean((means - expected) ** 2 < FAR**2 * variances))

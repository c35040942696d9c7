"""Indices of sensitivity, as SALib and statsmodels calculate them."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.lab.analysis.responses import note_on
from coopsim.lab.design.samplers import EXTRA, unit_problem
from coopsim.lab.extras import required

RESAMPLES = 500
BOOTSTRAP_SEED = 1
"""Of the resampling behind intervals. Never 0, which SALib takes for none."""

SOBOL = ("S1", "ST")
MORRIS = ("mu", "mu_star", "mu_star_low", "mu_star_high", "sigma")
RANKS = ("coefficient", "low", "high", "fit")

Columns = dict[str, Any]
"""Arrays by name: one value a factor."""


def sobol_indices(values: Any, number: int, second_order: bool = False) -> Columns:
    """Sobol's indices: which share of the variance a factor explains, alone and in all.

    Parameters
    ----------
    values : float, shape (points,), in the order of the design
    number : int, factors
    second_order : bool, whether the design was drawn for it

    Returns
    -------
    dict of S1 and ST with _low and _high (95 %, bootstrap), shape (number,); with S2, shape (number, number),
    upper triangle; NaN where the values do not move

    Sources
    -------
    [Saltelli2010]_ through SALib.

    Examples
    --------
    >>> float(sobol_indices(np.ones(12), 2)["ST"][0])
    nan
    """
    names = (*SOBOL, "S2") if second_order else SOBOL
    if note_on(values):
        shapes = [(number,), (number,), (number, number)]
        blank = {name: np.full(shape, np.nan) for name, shape in zip(names, shapes, strict=False)}
        return {f"{name}{end}": blank[name] for name in names for end in ("", "_low", "_high")}
    analysis = required("SALib.analyze.sobol", EXTRA)
    found = analysis.analyze(
        unit_problem(number), values, calc_second_order=second_order, num_resamples=RESAMPLES, seed=BOOTSTRAP_SEED
    )
    return {key: column for name in names for key, column in _with_ends(name, found).items()}


def _with_ends(name: str, found: Any) -> Columns:
    """An index with the ends of its interval."""
    value, half = np.asarray(found[name], dtype=float), np.asarray(found[f"{name}_conf"], dtype=float)
    return {name: value, f"{name}_low": value - half, f"{name}_high": value + half}


def morris_effects(places: Any, values: Any, levels: int) -> Columns:
    """Morris's elementary effects, each over the whole range of its factor.

    Parameters
    ----------
    places : float, shape (points, factors), share of the range, in the order of the design
    values : float, shape (points,)
    levels : int, of the design

    Returns
    -------
    dict of mu (mean effect), mu_star (mean size, with _low and _high, 95 %, bootstrap) and sigma
    (spread: interactions, curvature), shape (factors,); NaN where the values do not move

    Sources
    -------
    [Morris1991]_ and [Campolongo2007]_ through SALib.

    Examples
    --------
    >>> float(morris_effects(np.zeros((2, 1)), np.ones(2), levels=4)["mu"][0])
    nan
    """
    number = places.shape[1]
    if note_on(values):
        return dict.fromkeys(MORRIS, np.full(number, np.nan))
    analysis = required("SALib.analyze.morris", EXTRA)
    luck = np.random.default_rng(BOOTSTRAP_SEED)
    found = analysis.analyze(
        unit_problem(number), places, values, num_levels=levels, num_resamples=RESAMPLES, seed=luck
    )
    plain = {name: np.asarray(found[name], dtype=float) for name in ("mu", "sigma")}
    columns = plain | _with_ends("mu_star", found)
    return {name: columns[name] for name in MORRIS}


def rank_regression(columns: Any, values: Any) -> Columns:
    """Standardised coefficients of a regression of ranks on ranks.

    Parameters
    ----------
    columns : float, shape (points, factors), none constant
    values : float, shape (points,)

    Returns
    -------
    dict of coefficient, low, high (95 %), shape (factors,), and fit (R² of the whole, repeated); NaN where the
    values do not move

    Sources
    -------
    Standardised rank regression; least squares by statsmodels.

    Examples
    --------
    >>> line = np.arange(6.0)
    >>> round(float(rank_regression(line[:, None], np.exp(line))["coefficient"][0]), 9)
    1.0
    """
    number = columns.shape[1]
    if note_on(values):
        return dict.fromkeys(RANKS, np.full(number, np.nan))
    from scipy.stats import rankdata, zscore

    linear = required("statsmodels.regression.linear_model", EXTRA)
    ranks = np.column_stack([np.ones(len(values)), zscore(rankdata(columns, axis=0))])
    fitted = linear.OLS(zscore(rankdata(values)), ranks).fit()
    low, high = np.transpose(fitted.conf_int()[1:])
    return dict(zip(RANKS, (fitted.params[1:], low, high, np.full(number, fitted.rsquared)), strict=True))

"""Samplers: Latin hypercube, Sobol and Morris, as SciPy and SALib draw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from coopsim.lab.extras import required

EXTRA = "lab"


def unit_problem(number: int) -> dict[str, Any]:
    """So many factors between 0 and 1, in the words of SALib.

    Parameters
    ----------
    number : int, factors

    Returns
    -------
    dict

    Examples
    --------
    >>> unit_problem(1)
    {'num_vars': 1, 'names': ['0'], 'bounds': [[0.0, 1.0]]}
    """
    names = [str(place) for place in range(number)]
    return {"num_vars": number, "names": names, "bounds": [[0.0, 1.0] for _ in names]}


def sampled_shares(design: Mapping[str, Any], number: int) -> Any:
    """The points of a sampled design in the unit cube, the same at every call.

    Parameters
    ----------
    design : dict, of `coopsim.lab.design.design_of`
    number : int, factors

    Returns
    -------
    array of float64, shape (points, number), share, [0, 1]

    Raises
    ------
    InputRefused
        If SALib is needed and not installed.

    Sources
    -------
    [McKay1979]_, Latin hypercube; [Saltelli2010]_, Sobol sequence and scheme; [Morris1991]_, trajectories.

    Examples
    --------
    >>> shares = sampled_shares({"kind": "lhs", "points": 4, "seed": 1}, 2)
    >>> np.sort(np.floor(4 * shares), axis=0).tolist()
    [[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]
    """
    return {"lhs": _hypercube, "sobol": _sobol, "morris": _morris}[design["kind"]](design, number)


def _hypercube(design: Mapping[str, Any], number: int) -> Any:
    """Each factor once in each of as many equal bands as there are points."""
    from scipy.stats import qmc

    luck = np.random.default_rng(design["seed"])
    sampler = qmc.LatinHypercube(number, optimization=design.get("optimization"), rng=luck)
    return sampler.random(design["points"])


def _sobol(design: Mapping[str, Any], number: int) -> Any:
    """Saltelli's scheme on a scrambled Sobol sequence."""
    sobol = required("SALib.sample.sobol", EXTRA)
    luck, second = np.random.default_rng(design["seed"]), design["second_order"]
    return sobol.sample(unit_problem(number), design["points"], calc_second_order=second, seed=luck)


def _morris(design: Mapping[str, Any], number: int) -> Any:
    """Trajectories that change one factor at each step."""
    morris = required("SALib.sample.morris", EXTRA)
    luck = np.random.default_rng(design["seed"])
    drawn = morris.sample(unit_problem(number), design["trajectories"], num_levels=design["levels"], seed=luck)
    steps = design["levels"] - 1
    return np.round(drawn * steps) / steps  # SALib's levels differ in the last digit

"""Draws for many at once: one address each, an array of draws back.

Each value is that of the scalar draw at the same address, to the last bit.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance.draws import normal, uniform


@compiled
def uniforms(luck: Any, stream: Any, quarter: Any, whos: Any, index: Any) -> Any:
    """Uniform draws, one for each address in `whos`.

    Parameters
    ----------
    luck : Luck, the key of the run
    stream : int, the decision (see `coopsim.chance.streams`)
    quarter : int, counted from the start of the burn-in
    whos : uint64, shape (n,), addresses of associations
    index : int, which draw of this decision

    Returns
    -------
    float64, shape (n,), (0, 1)

    Examples
    --------
    >>> import numpy as np
    >>> from coopsim.chance import luck_of, uniform
    >>> draws = uniforms(luck_of(1, 0), 4, 0, np.arange(3, dtype=np.uint64), 0)
    >>> bool(draws[2] == uniform(luck_of(1, 0), 4, 0, 2, 0, 0))
    True
    """
    draws = np.empty(len(whos), np.float64)
    for row in range(len(whos)):
        draws[row] = uniform(luck, stream, quarter, whos[row], 0, index)
    return draws


@compiled
def normals(luck: Any, stream: Any, quarter: Any, whos: Any, index: Any) -> Any:
    """Standard normal draws, one for each address in `whos`.

    Parameters
    ----------
    luck : Luck, the key of the run
    stream : int, the decision (see `coopsim.chance.streams`)
    quarter : int, counted from the start of the burn-in
    whos : uint64, shape (n,), addresses of associations
    index : int, which draw of this decision

    Returns
    -------
    float64, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> from coopsim.chance import luck_of
    >>> normals(luck_of(1, 0), 4, 0, np.arange(3, dtype=np.uint64), 0).shape
    (3,)
    """
    draws = np.empty(len(whos), np.float64)
    for row in range(len(whos)):
        draws[row] = normal(luck, stream, quarter, whos[row], 0, index)
    return draws


@compiled
def lognormals(standard: Any, median: Any, sigma: Any) -> Any:
    """Lognormal values from standard normal draws, median and spread.

    `math.exp` on each value: NumPy's own exponential may differ in the last
    bit from one processor to another.

    Parameters
    ----------
    standard : float64, shape (n,), standard normal draws
    median : float64, shape (n,), any unit, (0, inf)
    sigma : float64, shape (n,), spread of the logarithm, [0, inf)

    Returns
    -------
    float64, shape (n,), unit of the median, (0, inf)

    Examples
    --------
    >>> import numpy as np
    >>> lognormals(np.zeros(2), np.array([8.0, 20.0]), np.array([1.3, 1.3])).tolist()
    [8.0, 20.0]
    """
    values = np.empty(len(standard), np.float64)
    for row in range(len(standard)):
        values[row] = median[row] * math.exp(sigma[row] * standard[row])
    return values


@compiled
def powers(bases: Any, exponent: Any) -> Any:
    """Each base to the same exponent, by `math.pow`.

    Parameters
    ----------
    bases : float64, shape (n,), (0, inf)
    exponent : float

    Returns
    -------
    float64, shape (n,)

    Examples
    --------
    >>> import numpy as np
    >>> powers(np.array([4.0, 9.0]), 0.5).tolist()
    [2.0, 3.0]
    """
    values = np.empty(len(bases), np.float64)
    for row in range(len(bases)):
        values[row] = math.pow(bases[row], exponent)
    return values

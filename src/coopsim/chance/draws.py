"""Draws from an address: uniform, normal, Gumbel, Poisson.

An address is (seed, replicate | stream, quarter, who, whom, index). The same
address always gives the same draw, whatever else is drawn: two policies meet
the same shocks, and one more birth shifts nobody's luck.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.chance.philox import philox

TO_UNIT = 2.0**-52
HALF = 0.5
TWO_PI = 2.0 * math.pi
POISSON_PIECE = 500.0
FAR_TAIL = 12.0
"""Standard deviations beyond which no draw of 52 bits can reach."""
_SHIFT_STREAM = np.uint64(32)
_SHIFT_UNIT = np.uint64(12)
TO_HALF_UNIT = 2.0**-32
_SHIFT_HALF = np.uint64(32)
_LOW_HALF = np.uint64(2**32 - 1)


class Luck(NamedTuple):
    """The key of a run: its seed and its replicate, as 64-bit words."""

    seed: Any
    replicate: Any


def luck_of(seed: int, replicate: int) -> Luck:
    """The luck of one run.

    Parameters
    ----------
    seed, replicate : int, in [0, 2**63)

    Examples
    --------
    >>> uniform(luck_of(1, 0), 70, 3, 12, 0, 0) == uniform(luck_of(1, 0), 70, 3, 12, 0, 0)
    True
    """
    return Luck(np.uint64(seed), np.uint64(replicate))


@compiled
def words(luck: Any, stream: Any, quarter: Any, who: Any, whom: Any, index: Any) -> Any:
    """The four words of an address: who, whom, stream and quarter, index."""
    packed = (np.uint64(stream) << _SHIFT_STREAM) | np.uint64(quarter)
    return philox(np.uint64(who), np.uint64(whom), packed, np.uint64(index), luck.seed, luck.replicate)


@compiled
def unit(word: Any) -> Any:
    """A word as a number strictly between 0 and 1."""
    return (float(word >> _SHIFT_UNIT) + HALF) * TO_UNIT


@compiled
def halves(word: Any) -> Any:
    """A word as two numbers strictly between 0 and 1, of 32 bits each: its high half, its low half."""
    high, low = word >> _SHIFT_HALF, word & _LOW_HALF
    return (float(high) + HALF) * TO_HALF_UNIT, (float(low) + HALF) * TO_HALF_UNIT


@compiled
def normals_of(first: Any, second: Any) -> Any:
    """Two independent standard normal numbers of two words (Box–Muller)."""
    radius, angle = math.sqrt(-2.0 * math.log(unit(first))), TWO_PI * unit(second)
    return radius * math.cos(angle), radius * math.sin(angle)


@compiled
def uniform(luck: Any, stream: Any, quarter: Any, who: Any, whom: Any, index: Any) -> Any:
    """A uniform draw.

    Parameters
    ----------
    luck : Luck, the key of the run
    stream : int, the decision (see `coopsim.chance.streams`)
    quarter : int, counted from the start of the burn-in
    who, whom : uint64, addresses of associations, contracts or departments
    index : int, which draw of this decision

    Returns
    -------
    float, (0, 1)
    """
    return unit(words(luck, stream, quarter, who, whom, index)[0])


@compiled
def normal(luck: Any, stream: Any, quarter: Any, who: Any, whom: Any, index: Any) -> Any:
    """A standard normal draw (Box–Muller on the first two words)."""
    first, second, _, _ = words(luck, stream, quarter, who, whom, index)
    return normals_of(first, second)[0]


@compiled
def gumbel(luck: Any, stream: Any, quarter: Any, who: Any, whom: Any, index: Any) -> Any:
    """A standard Gumbel draw (mean 0.5772)."""
    return -math.log(-math.log(uniform(luck, stream, quarter, who, whom, index)))


@compiled
def poisson(mean: Any, luck: Any, stream: Any, quarter: Any, who: Any) -> Any:
    """A Poisson draw by inversion, in pieces of mean 500 at most.

    Parameters
    ----------
    mean : float, events, [0, inf)

    Returns
    -------
    int, [0, inf)
    """
    count, index = 0, 0
    while mean > 0.0:
        piece = min(mean, POISSON_PIECE)
        count += _poisson_piece(piece, uniform(luck, stream, quarter, who, 0, index))
        mean, index = mean - piece, index + 1
    return count


@compiled
def _poisson_piece(mean: Any, level: Any) -> Any:
    """Smallest count whose cumulative chance reaches `level`."""
    count, chance = 0, math.exp(-mean)
    cumulative = chance
    most = mean + FAR_TAIL * math.sqrt(mean) + FAR_TAIL * FAR_TAIL
    while cumulative < level and count < most:
        count += 1
        chance *= mean / count
        cumulative += chance
    return count

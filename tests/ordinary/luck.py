"""Words of chance, many in one call, and what they are as numbers in ordinary Python.

A call from Python to machine code costs more than the draw behind it; an
ordinary model, which has a generator of its own, would not pay that for each.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance.draws import words

LOW = 2**32 - 1


def unit(word: int) -> float:
    """A number strictly between 0 and 1."""
    return ((word >> 12) + 0.5) * 2.0**-52


def halves(word: int) -> tuple[float, float]:
    """Two numbers strictly between 0 and 1."""
    return ((word >> 32) + 0.5) * 2.0**-32, ((word & LOW) + 0.5) * 2.0**-32


def normals(first: int, second: int) -> tuple[float, float]:
    """Two standard normal numbers."""
    radius, angle = math.sqrt(-2.0 * math.log(unit(first))), 2.0 * math.pi * unit(second)
    return radius * math.cos(angle), radius * math.sin(angle)


def gumbel(word: int) -> float:
    """A standard Gumbel number."""
    return -math.log(-math.log(unit(word)))


@compiled
def words_of_all(luck: Any, stream: Any, quarter: Any, whos: Any) -> Any:
    """The words of one address for each of many, shape (whos, 4)."""
    drawn = np.empty((len(whos), 4), np.uint64)
    for row in range(len(whos)):
        drawn[row, 0], drawn[row, 1], drawn[row, 2], drawn[row, 3] = words(luck, stream, quarter, whos[row], 0, 0)
    return drawn


@compiled
def words_by_index(luck: Any, stream: Any, quarter: Any, who: Any, whom: Any, number: Any) -> Any:
    """The words of the first indices of one address, shape (number, 4)."""
    drawn = np.empty((number, 4), np.uint64)
    for row in range(number):
        drawn[row, 0], drawn[row, 1], drawn[row, 2], drawn[row, 3] = words(luck, stream, quarter, who, whom, row)
    return drawn

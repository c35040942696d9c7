"""Words of chance as numbers, in ordinary Python."""

from __future__ import annotations

import math

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

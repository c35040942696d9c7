"""One draw, one exponential, one byte: each alone, in a tight compiled loop."""

from __future__ import annotations

import math
import statistics
import time
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.chance import luck_of
from coopsim.chance.draws import words

NUMBER, TIMES = 4_096, 15
AGAIN = 25
WORD_BYTES = 8


@compiled
def draw_blocks(luck: Any, values: Any) -> Any:
    """One block of four words for each value."""
    total = np.uint64(0)
    for index in range(len(values)):
        first, second, third, fourth = words(luck, 100, 1, index, 0, 0)
        total ^= first ^ second ^ third ^ fourth
    return total


@compiled
def exponentials(luck: Any, values: Any) -> Any:
    """One exponential for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.exp(-values[index])
    return total


@compiled
def logarithms(luck: Any, values: Any) -> Any:
    """One logarithm for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.log(values[index])
    return total


@compiled
def powers(luck: Any, values: Any) -> Any:
    """One power for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.pow(values[index], 0.37)
    return total


@compiled
def roots(luck: Any, values: Any) -> Any:
    """One square root for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.sqrt(values[index])
    return total


@compiled
def cosines(luck: Any, values: Any) -> Any:
    """One cosine for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.cos(values[index])
    return total


@compiled
def sines(luck: Any, values: Any) -> Any:
    """One sine for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.sin(values[index])
    return total


@compiled
def tangents(luck: Any, values: Any) -> Any:
    """One hyperbolic tangent for each value."""
    total = 0.0
    for index in range(len(values)):
        total += math.tanh(values[index])
    return total


@compiled
def rewrite(luck: Any, values: Any) -> Any:
    """Each word read once and written once."""
    for index in range(len(values)):
        values[index] = 1.0 - values[index]
    return values[0]


LOOPS = {
    "block of draws": draw_blocks,
    "exp": exponentials,
    "log": logarithms,
    "pow": powers,
    "sqrt": roots,
    "cos": cosines,
    "sin": sines,
    "tanh": tangents,
    "bytes of state": rewrite,
}
"""What a quarter cannot do without, by the names under which it is counted."""

STATE_WORDS = 40_000
"""As many words as the state of 800 associations has: memory is then as near as it is in a run."""


def nanoseconds(name: str) -> float:
    """Processor time of one of these, ns: the median of several loops, of a byte for bytes."""
    by_byte = name == "bytes of state"
    values = np.linspace(0.01, 0.99, STATE_WORDS if by_byte else NUMBER)
    loop, luck, found = LOOPS[name], luck_of(1, 0), []
    loop(luck, values)
    for _ in range(TIMES):
        start = time.process_time()
        for _ in range(AGAIN):
            loop(luck, values)
        found.append((time.process_time() - start) / (AGAIN * len(values)) * 1e9)
    return statistics.median(found) / (WORD_BYTES if by_byte else 1)

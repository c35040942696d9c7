"""Draws: their laws, and that each depends on its address alone."""

import json
import math
import os
import subprocess
import sys

import numpy as np
import pytest

from coopsim.chance import gumbel, luck_of, normal, poisson, streams, uniform
from coopsim.chance.draws import unit

LUCK = luck_of(3, 1)
MANY = 20_000
FOUR = 4.0  # standard errors
PLAIN = """
import json
from coopsim.chance import gumbel, luck_of, normal, uniform
luck = luck_of(3, 1)
print(json.dumps([[float(draw(luck, 9, 4, who, 2, 1)) for who in range(40)] for draw in (uniform, normal, gumbel)]))
"""


def near(values, mean, sd):
    return abs(float(np.mean(values)) - mean) < FOUR * sd / math.sqrt(len(values))


def test_every_stream_has_its_own_number():
    numbers = [value for name, value in vars(streams).items() if name.isupper()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("changed", range(6))
def test_any_part_of_the_address_changes_the_draw(changed):
    address = [1, 2, 3, 4, 5]
    if changed < 5:
        other = [*address]
        other[changed] += 1
        assert uniform(LUCK, *address) != uniform(LUCK, *other)
    else:
        assert uniform(LUCK, *address) != uniform(luck_of(3, 2), *address) != uniform(luck_of(4, 1), *address)


def test_uniform_never_touches_zero():
    assert 0.0 < unit(np.uint64(0)) < 1e-15


def test_uniform_never_touches_one():
    assert 1.0 - 1e-15 < unit(np.uint64(2**64 - 1)) < 1.0


def test_laws():
    uniforms = [uniform(LUCK, 1, 0, who, 0, 0) for who in range(MANY)]
    normals = [normal(LUCK, 1, 0, who, 0, 1) for who in range(MANY)]
    gumbels = [gumbel(LUCK, 1, 0, who, 0, 2) for who in range(MANY)]
    assert near(uniforms, 0.5, math.sqrt(1 / 12))
    assert near(normals, 0.0, 1.0)
    assert near(np.square(normals), 1.0, math.sqrt(2.0))
    assert near(gumbels, 0.5772156649, math.pi / math.sqrt(6.0))


@pytest.mark.parametrize("mean", [0.02, 3.0, 40.0, 1200.0])
def test_poisson_mean_and_variance(mean):
    counts = np.array([poisson(mean, LUCK, 90, 0, who) for who in range(4000)], float)
    assert near(counts, mean, math.sqrt(mean))
    assert near((counts - mean) ** 2, mean, math.sqrt(mean + 2.0 * mean * mean))


def test_poisson_of_nothing_is_nothing():
    assert poisson(0.0, LUCK, 90, 0, 1) == 0


def test_compiled_and_plain_agree_to_the_last_bit():
    """All of it plain, in a process of its own: normals need the logarithm and the cosine of both."""
    told = subprocess.run(
        [sys.executable, "-c", PLAIN], env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, check=True
    )
    expected = [[draw(LUCK, 9, 4, who, 2, 1) for who in range(40)] for draw in (uniform, normal, gumbel)]
    assert json.loads(told.stdout) == expected

"""Draws for many at once are the scalar draws, one by one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim._compile import plain
from coopsim.chance import luck_of, normal, uniform
from coopsim.chance.arrays import lognormals, normals, powers, uniforms

LUCK = luck_of(2, 7)
PAIRS = [(uniforms, uniform), (normals, normal)]
WHOS = st.lists(st.integers(0, 2**64 - 1), max_size=30)


@pytest.mark.parametrize(("many", "one"), PAIRS)
@settings(max_examples=50, deadline=None)
@given(whos=WHOS, stream=st.integers(1, 2000), quarter=st.integers(0, 400), index=st.integers(0, 9))
def test_each_value_is_the_scalar_draw(many, one, whos, stream, quarter, index):
    addresses = np.array(whos, np.uint64)
    values = many(LUCK, stream, quarter, addresses, index)
    assert values.tolist() == [one(LUCK, stream, quarter, who, 0, index) for who in addresses]


@pytest.mark.parametrize(("many", "one"), PAIRS)
def test_one_more_address_shifts_no_draw(many, one):
    whos = np.arange(50, dtype=np.uint64)
    assert (many(LUCK, 4, 0, whos, 0)[:49] == many(LUCK, 4, 0, whos[:49], 0)).all()


@pytest.mark.parametrize("many", [uniforms, normals])
def test_compiled_and_plain_agree_to_the_last_bit(many):
    whos = np.array([0, 1, 2**62, 2**64 - 1], np.uint64)
    assert (many(LUCK, 3, 5, whos, 1) == plain(many)(LUCK, 3, 5, whos, 1)).all()


def test_nobody_gets_nothing():
    assert uniforms(LUCK, 1, 0, np.empty(0, np.uint64), 0).shape == (0,)


def test_lognormals_are_those_of_math():
    standard, median, sigma = np.array([-1.0, 0.3]), np.array([8.0, 20.0]), np.array([1.3, 0.7])
    expected = [m * math.exp(s * z) for z, m, s in zip(standard, median, sigma, strict=True)]
    assert lognormals(standard, median, sigma).tolist() == expected


def test_powers_are_those_of_math():
    assert powers(np.array([0.2, 3.0]), -0.877).tolist() == [math.pow(0.2, -0.877), math.pow(3.0, -0.877)]

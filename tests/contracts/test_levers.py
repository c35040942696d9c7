"""Every lever at strength 0 changes nothing, to the last bit.

Ranges, purity, compiled = plain and the rest are proved with the rules, in
`test_rules.py`.
"""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coopsim.levers
from coopsim._compile import plain
from coopsim.scenario.declare import declaration_of
from coopsim.scenario.levers import Levers
from coopsim.world.vocabulary import LEVERS

from .promises import Function, bits, calls, functions_of, promise_of

every_lever = pytest.mark.parametrize("function", functions_of(coopsim.levers))


@every_lever
def test_every_lever_says_what_neutral_means(function: Function) -> None:
    strengths, neutral = promise_of(function).neutral
    assert neutral
    assert strengths
    assert set(strengths) <= set(promise_of(function).arguments)


@every_lever
@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_strength_zero_is_neutral(function: Function, data: st.DataObject) -> None:
    strengths, neutral = promise_of(function).neutral
    call = {**data.draw(calls(function)), **dict.fromkeys(strengths, 0.0)}
    expected = eval(neutral, {"math": math}, call)
    assert bits(function(**call)) == bits(expected)
    assert bits(plain(function)(**call)) == bits(expected)


@pytest.mark.parametrize("lever", LEVERS)
def test_what_a_lever_may_be_is_what_its_rule_can_take(lever: str) -> None:
    low, high = declaration_of(Levers.model_fields[lever]).bounds
    for case in functions_of(coopsim.levers):
        taken = promise_of(case.values[0]).arguments.get(lever)
        assert taken is None or (taken.low <= low and high <= taken.high)

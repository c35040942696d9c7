"""A trial of the points of a design, before anything runs."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import cache
from typing import Any

from coopsim.errors import CoopsimError
from coopsim.lab.design.factors import is_number
from coopsim.lab.design.points import Point
from coopsim.lab.refusals import said_in
from coopsim.scenario import Scenario, changed_scenario, knob

INDEPENDENT = ("levers", "parameters")
"""Tables of a scenario whose numbers are right or wrong by themselves, within bounds."""


def refuse_bad_points(scenarios: Sequence[Scenario], points: Sequence[Point], place: str) -> None:
    """Try the values of a design on each scenario.

    Points are tried whole, since one value may be right only beside another. A
    point is taken as right where its values were met before, or lie between
    values that were met, of a number that has bounds and nothing else.

    Parameters
    ----------
    scenarios : sequence of Scenario
    points : sequence of dict
    place : str, how an error names the experiment

    Raises
    ------
    InputRefused
        The refusal of the scenario, naming the experiment.
    """
    for number in sorted(_telling(points)):
        for scenario in scenarios:
            try:
                changed_scenario(scenario, points[number])
            except CoopsimError as refusal:
                raise said_in(refusal, place) from None


def _telling(points: Sequence[Point]) -> set[int]:
    """The points that have the least or the largest of a number, or another value for the first time."""
    ends: dict[tuple[str, str], tuple[Any, int]] = {}
    met: dict[tuple[str, str], int] = {}
    for number, point in enumerate(points):
        for key, value in point.items():
            if not _is_independent(key, value):
                met.setdefault((key, repr(value)), number)
                continue
            for end, better in (("least", operator.lt), ("most", operator.gt)):
                if (key, end) not in ends or better(value, ends[key, end][0]):
                    ends[key, end] = (value, number)
    return {number for _, number in ends.values()} | set(met.values())


def _is_independent(key: str, value: Any) -> bool:
    """Whether a value is a number of which only its bounds decide."""
    return is_number(value) and value == value and isinstance(value, _bounded(key))


@cache
def _bounded(key: str) -> tuple[type, ...]:
    """The types of number that a key takes, where bounds are all that it is held to."""
    declared = knob(key)
    if declared is None or declared.key.partition(".")[0] not in INDEPENDENT:
        return ()
    return (int,) if declared.integer else (int, float)

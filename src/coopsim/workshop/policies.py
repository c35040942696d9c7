"""A policy of the page, and the scenario that it is.

A lever's value is the level reached in 2030Q1, from the baseline's own start;
a missing key means the reference.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from coopsim.errors import CoopsimError, InputRefused
from coopsim.scenario import Scenario, changed_scenario, knob, load_scenario
from coopsim.workshop.refusal import Refused

BEGINNING, REACHED = "2026Q1", "2030Q1"
"""Dates between which a lever moves."""

CHOICE_KEYS = ("quarter", "association", "act")
KEPT_SCENARIOS = 128

Choice = tuple[int, str, str]


class Policy(NamedTuple):
    """What differs from the reference; equal policies are equal.

    Attributes
    ----------
    levers : tuple of (key, value reached in 2030Q1)
    hypotheses : tuple of (dotted key, value)
    cooperation : bool
    choices : tuple of (quarter, association, act)
    """

    levers: tuple[tuple[str, float], ...] = ()
    hypotheses: tuple[tuple[str, float], ...] = ()
    cooperation: bool = True
    choices: tuple[Choice, ...] = ()


REFERENCE = Policy()


@lru_cache(maxsize=1)
def reference() -> Scenario:
    """The baseline, from which every policy differs."""
    return load_scenario("baseline")


def reference_value(key: str) -> float:
    """The reference of a lever or of a hypothesis.

    Parameters
    ----------
    key : str, dotted

    Returns
    -------
    float

    Examples
    --------
    >>> reference_value("levers.tendering"), reference_value("parameters.choice.taste_merger")
    (0.35, 0.2)
    """
    table, name = key.split(".", 1)
    if table == "levers":
        return float(getattr(_reached(), name))
    return float(reference().settings()[key])


def reach(key: str) -> tuple[float, float]:
    """How far the slider of a lever or of a hypothesis goes: as far as designs vary it, and to nothing.

    Parameters
    ----------
    key : str, dotted

    Returns
    -------
    (low, high) : float

    Examples
    --------
    >>> reach("levers.tendering"), reach("parameters.choice.taste_merger")
    ((0.0, 0.9), (-0.6, 0.6))
    """
    declared = knob(key)
    assert declared is not None
    assert declared.explored is not None
    low, high = declared.explored
    return min(0.0, float(low)) if key.startswith("levers.") else float(low), float(high)


@lru_cache(maxsize=1)
def _reached() -> Any:
    """The levers of the reference when all have been reached."""
    return reference().levers.at(REACHED)


def with_choices(policy: Policy, choices: tuple[Choice, ...]) -> Policy:
    """A policy with more decisions; those of later date win over the same of before."""
    merged = {one[:2]: one for one in (*policy.choices, *choices)}
    return policy._replace(choices=tuple(sorted(merged.values())))


@lru_cache(maxsize=KEPT_SCENARIOS)
def scenario_of(policy: Policy) -> Scenario:
    """The scenario of a policy, validated by the schema.

    Parameters
    ----------
    policy : Policy

    Returns
    -------
    Scenario

    Raises
    ------
    Refused
        With status 422, where the schema refuses it.
    """
    overrides = overrides_of(policy)
    try:
        return changed_scenario(reference(), overrides) if overrides else reference()
    except InputRefused as problem:
        raise _refused(problem) from None
    except CoopsimError as several:
        raise _refused(several.refusals[0] if hasattr(several, "refusals") else several) from None


def overrides_of(policy: Policy) -> dict[str, Any]:
    """What a policy changes in the reference, by dotted key.

    Parameters
    ----------
    policy : Policy

    Returns
    -------
    dict

    Examples
    --------
    >>> overrides_of(Policy(levers=(("tendering", 0.8),)))
    {'levers.tendering': {'2026Q1': 0.15, '2030Q1': 0.8}}
    """
    changes: dict[str, Any] = {f"levers.{key}": course(key, value) for key, value in policy.levers}
    changes |= dict(policy.hypotheses)
    if not policy.cooperation:
        changes["cooperation.enabled"] = False
    if policy.choices:
        changes["choices"] = [dict(zip(CHOICE_KEYS, one, strict=True)) for one in policy.choices]
    return changes


def course(lever: str, value: float) -> dict[str, float]:
    """The course of a lever that reaches a value in 2030Q1, from the baseline's start."""
    return {BEGINNING: float(getattr(reference().opening, lever)), REACHED: value}


def _refused(problem: Any) -> Refused:
    """What the schema refuses beyond what was checked already."""
    key = getattr(problem, "key", "") or "policy"
    return Refused(422, f"« {key} » : valeur refusée.", f"{key}: value refused.")

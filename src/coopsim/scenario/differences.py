"""In what two scenarios differ, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coopsim.scenario.chain import chain_of, found_scenario
from coopsim.scenario.load import load_scenario
from coopsim.scenario.schema import Scenario


class Difference(NamedTuple):
    """One value that differs.

    Attributes
    ----------
    key : str, dotted
    value : its value here; None where it is not set
    before : its value in the other scenario; None where it is not set
    """

    key: str
    value: Any
    before: Any


def differences(scenario: Scenario, other: Scenario) -> Iterator[Difference]:
    """Every value in which a scenario differs from another.

    Parameters
    ----------
    scenario : Scenario
    other : Scenario, what it is compared with

    Returns
    -------
    iterator of Difference, in the order of the schema

    Examples
    --------
    >>> counterfactual, baseline = load_scenario("no-cooperation"), load_scenario("baseline")
    >>> list(differences(counterfactual, baseline))
    [Difference(key='cooperation.enabled', value=False, before=True)]
    """
    here, there = scenario.settings(), other.settings()
    for key in [*here, *(key for key in there if key not in here)]:
        if here.get(key) != there.get(key):
            yield Difference(key, here.get(key), there.get(key))


def root_scenario(source: str | Path) -> Scenario:
    """The scenario at the root of what a file extends.

    Parameters
    ----------
    source : str or Path, a file or a shipped name

    Returns
    -------
    Scenario, the same one where it extends nothing

    Raises
    ------
    InputRefused
        If a file of the chain is missing or refused.

    Examples
    --------
    >>> root_scenario("strong-npm").name
    'baseline'
    """
    root = chain_of(found_scenario(source))[0].place
    return load_scenario(root)

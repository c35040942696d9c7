"""What the page is told before anything runs: levers, hypotheses, starting points, map, associations."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from coopsim import __version__
from coopsim.scenario import LEVER_NAMES, knob, load_scenario
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop import labels
from coopsim.workshop.listing import Listing
from coopsim.workshop.map import departments, schematic
from coopsim.workshop.missions import MISSIONS
from coopsim.workshop.places import DIAMETERS
from coopsim.workshop.policies import REACHED, reach, reference, reference_value
from coopsim.workshop.runs import first_year
from coopsim.workshop.shown import shown_measures

DRAWS = 20
"""Runs of an ensemble."""

SEED = 1
"""The seed with which a page opens."""

STEPS = 20
"""Steps of a slider, at least."""


class Terms(NamedTuple):
    """How a workshop is held.

    Attributes
    ----------
    language : str, fr or en, in which the page opens
    lan : bool, whether phones may join
    address : str, name and port under which phones reach this machine
    draws : int, runs of an ensemble
    offline : bool, whether it goes into an exported file
    """

    language: str = "fr"
    lan: bool = False
    address: str = ""
    draws: int = DRAWS
    offline: bool = False


def setting_of(seed: int, listing: Listing, terms: Terms) -> dict[str, Any]:
    """Everything that the page needs before it asks for a run.

    Parameters
    ----------
    seed : int
    listing : Listing, the associations of that seed
    terms : Terms

    Returns
    -------
    dict, JSON
    """
    own: dict[str, Any] = {"version": __version__, "seed": seed, "language": terms.language, "lan": terms.lan}
    own |= {"offline": terms.offline, "draws": terms.draws}
    return own | _constant() | {"associations": listing.told()}


@lru_cache(maxsize=1)
def _constant() -> dict[str, Any]:
    """What is the same for every seed."""
    quarters = reference().quarters
    return {
        "quarters": quarters,
        "start": reference().start,
        "years": list(range(first_year(), first_year() + quarters // QUARTERS_PER_YEAR + 1)),
        "levers": levers(),
        "hypotheses": hypotheses(),
        "starts": starts(),
        "missions": list(MISSIONS),
        "departments": departments(),
        "map": schematic() | {"dot": DIAMETERS},
        "measures": shown_measures(),
    }


def levers() -> list[dict[str, Any]]:
    """The levers: the six on screen first, then the folded ones.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> [lever["shown"] for lever in levers()].count("main"), levers()[0]["reference"]
    (6, 0.35)
    """
    ordered = [*labels.MAIN, *(key for key in LEVER_NAMES if key not in labels.MAIN)]
    return [
        {"key": key, "shown": "main" if key in labels.MAIN else "folded"}
        | _slider(f"levers.{key}", labels.LEVERS[key])
        for key in ordered
    ]


def hypotheses() -> list[dict[str, Any]]:
    """Contested assumptions, each with its evidence.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> hypotheses()[0]["evidence"]["en"]
    'Assumption, without data.'
    """
    told = reference().evidence
    return [
        {"key": key} | _slider(key, words) | {"evidence": labels.evidence_told(told[key])}
        for key, words in labels.HYPOTHESES.items()
    ]


def starts() -> list[dict[str, Any]]:
    """The starting points: what each shipped scenario has reached, where that differs.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> starts()[0]["levers"], starts()[5]["cooperation"]
    ({}, False)
    """
    listed = []
    for key, (name, french, english) in enumerate(labels.STARTS, start=1):
        scenario = load_scenario(name)
        reached = scenario.levers.at(REACHED)
        changed = {lever: float(getattr(reached, lever)) for lever in LEVER_NAMES}
        differ = {lever: value for lever, value in changed.items() if value != reference_value(f"levers.{lever}")}
        listed.append(
            {"key": key, "name": labels.both((french, english)), "levers": differ}
            | {"cooperation": scenario.cooperation.enabled}
        )
    return listed


def _slider(key: str, words: tuple[str, str]) -> dict[str, Any]:
    """Label, meaning, range and reference of one slider."""
    declared = knob(key)
    assert declared is not None
    low, high = reach(key)
    return {
        "label": labels.both(words),
        "meaning": labels.both((declared.fr, declared.en)),
        "unit": declared.unit,
        "low": low,
        "high": high,
        "step": _step(high - low),
        "reference": reference_value(key),
    }


def _step(span: float) -> float:
    """A round step that goes at least twenty times into a span."""
    for step in (1.0, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 0.0005):
        if span / step >= STEPS:
            return step
    return 0.0001

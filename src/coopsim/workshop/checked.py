"""What a page sends, checked at the door: policies, decisions, seeds.

What cannot be is refused in both languages, with the key and what was expected.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from typing import Any

from coopsim.scenario import LEVER_NAMES
from coopsim.workshop.labels import HYPOTHESES
from coopsim.workshop.policies import CHOICE_KEYS, Choice, Policy, reach, reference, reference_value, scenario_of
from coopsim.workshop.refusal import Refused
from coopsim.world.vocabulary import ACTS

KEYS = ("levers", "hypotheses", "cooperation", "choices")
CHOICES_MOST = 4000
SEED_MOST = 2**31
IDENTIFIER = re.compile(r"[0-9A-Z]{2,3}-(b-?\d{1,3}-\d{1,4}|\d{4})(~-?\d{1,3})*")
"""Identifiers of associations: founders, those born later (or in the burn-in), merged bodies."""


def policy_of(content: Any) -> Policy:
    """A policy as the page sends it, checked.

    Parameters
    ----------
    content : Any, JSON

    Returns
    -------
    Policy

    Raises
    ------
    Refused
        With status 422, where a key, a type or a value cannot be.

    Examples
    --------
    >>> policy_of({"levers": {"tendering": 0.8, "reporting": 0.5}})
    Policy(levers=(('tendering', 0.8),), hypotheses=(), cooperation=True, choices=())
    """
    table = _table("policy", content, KEYS)
    cooperation = table.get("cooperation", True)
    if not isinstance(cooperation, bool):
        raise _expected("cooperation", "true ou false", "true or false")
    policy = Policy(
        _values(_table("levers", table.get("levers", {})), "levers.", LEVER_NAMES),
        _values(_table("hypotheses", table.get("hypotheses", {})), "", HYPOTHESES),
        cooperation,
        choices_of(table.get("choices", [])),
    )
    scenario_of(policy)
    return policy


def choices_of(content: Any) -> tuple[Choice, ...]:
    """Decisions of a room, checked: one an association and quarter.

    Parameters
    ----------
    content : Any, JSON

    Returns
    -------
    tuple of (quarter, association, act), in order

    Raises
    ------
    Refused
        With status 422.

    Examples
    --------
    >>> choices_of([{"quarter": 4, "association": "34-0012", "act": "pool"}])
    ((4, '34-0012', 'pool'),)
    """
    if not isinstance(content, list) or len(content) > CHOICES_MOST:
        raise _expected("choices", f"une liste d'au plus {CHOICES_MOST} décisions", f"a list of {CHOICES_MOST} at most")
    chosen = [_choice(entry) for entry in content]
    if len({one[:2] for one in chosen}) < len(chosen):
        raise _expected("choices", "une décision par association et trimestre", "one act per association and quarter")
    return tuple(sorted(chosen))


def seed_of(content: Any) -> int:
    """A seed, checked.

    Parameters
    ----------
    content : Any, JSON

    Returns
    -------
    int, [0, 2**31)

    Raises
    ------
    Refused
        With status 422.
    """
    if isinstance(content, bool) or not isinstance(content, int) or not 0 <= content < SEED_MOST:
        raise _expected("seed", f"un nombre entier de 0 à {SEED_MOST - 1}", f"a whole number, 0 to {SEED_MOST - 1}")
    return content


def _values(table: Mapping[str, Any], prefix: str, known: Collection[str]) -> tuple[tuple[str, float], ...]:
    """Numbers by key, those of the reference left out."""
    kept = []
    for key, value in sorted(table.items()):
        if key not in known:
            raise _expected(_short(key), "une clé connue", "a known key")
        full = f"{prefix}{key}"
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise _expected(full, "un nombre", "a number")
        _refuse_beyond(full, float(value))
        if float(value) != reference_value(full):
            kept.append((key, float(value)))
    return tuple(kept)


def _refuse_beyond(key: str, value: float) -> None:
    """Refuse what no slider reaches: such values are in bounds, but a run of them may be long."""
    low, high = reach(key)
    if not low <= value <= high:
        french = f"un nombre de {low:g} à {high:g}".replace(".", ",")
        raise _expected(key, french, f"a number from {low:g} to {high:g}")


def _choice(entry: Any) -> Choice:
    """One decision, checked."""
    table = _table("choices", entry, CHOICE_KEYS)
    quarter, association, act = (table.get(key) for key in CHOICE_KEYS)
    if isinstance(quarter, bool) or not isinstance(quarter, int) or not 1 <= quarter <= reference().quarters:
        raise _expected("choices.quarter", f"un trimestre de 1 à {reference().quarters}", "a quarter of the run")
    if not isinstance(association, str) or not IDENTIFIER.fullmatch(association):
        raise _expected("choices.association", "un identifiant d'association", "the identifier of an association")
    if act not in ACTS:
        raise _expected("choices.act", " ou ".join(ACTS), " or ".join(ACTS))
    return quarter, association, str(act)


def _table(name: str, content: Any, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """A table, with no key but those expected."""
    if not isinstance(content, dict):
        raise _expected(name, "une table", "a table")
    for key in content:
        if keys and key not in keys:
            raise _expected(_short(key), f"une clé parmi {', '.join(keys)}", f"a key among {', '.join(keys)}")
    return content


def _short(key: Any) -> str:
    """A key of a stranger, as far as it is told."""
    return str(key)[:60]


def _expected(key: str, fr: str, en: str) -> Refused:
    return Refused(422, f"« {key} » : on attend {fr}.", f"{key}: expected {en}.")

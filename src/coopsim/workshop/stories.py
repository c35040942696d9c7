"""One association's fate under a policy: dated lines, and the reasons of each signing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coopsim.lab.replay import Signing, replayed
from coopsim.workshop.policies import Policy
from coopsim.workshop.runs import opened
from coopsim.world.vocabulary import AGREEMENT_SIGNED, ENDS, EVENT_KINDS, FORMS, LIVING, MERGER_COMPLETED, NOBODY

DIGITS = 4


def fates(policy: Policy, seed: int, associations: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What becomes of some associations in the first draw of a policy.

    Parameters
    ----------
    policy : Policy
    seed : int
    associations : sequence of str, identifiers

    Returns
    -------
    dict by identifier: lines in the order of their dates, and the end

    Examples
    --------
    >>> from coopsim.workshop.policies import REFERENCE
    >>> fates(REFERENCE, 1, ["34-0247"])["34-0247"]["end"]["present"]
    True
    """
    history = opened(policy, seed, 0, keep_events=True)
    signings = list(replayed(history, associations))
    return {association: _fate(history, association, signings) for association in associations}


def _fate(history: Any, association: str, signings: Sequence[Signing]) -> dict[str, Any]:
    """The fate of one association in a finished run."""
    slot = history.names.slot_of(association)
    if slot is None or _ended_before(history, slot):
        return {"lines": [], "end": _absent()}
    lines = [_line(history, event, slot, signings) for event in events_of(history, slot)]
    return {"lines": lines + _own_end(history, slot), "end": _end(history, slot)}


def events_of(history: Any, slot: int) -> list[Any]:
    """The events in which a slot has a part, in the order of their happening.

    Parameters
    ----------
    history : History whose events were kept
    slot : int

    Returns
    -------
    list of records
    """
    events = history.world.events[: int(history.world.counts[0].events)]
    rows = np.flatnonzero((events["association"] == slot) | (events["other"] == slot))
    return [events[row] for row in rows]


def _line(history: Any, event: Any, slot: int, signings: Sequence[Signing]) -> dict[str, Any]:
    """One dated line."""
    own, other = int(event.association), int(event.other)
    partner = other if own == slot else own
    line = {
        "date": history.brief.date(int(event.quarter) - history.brief.burn_in),
        "kind": EVENT_KINDS[event.kind],
        "other": _named(history, partner),
        "form": FORMS[event.form],
    }
    if event.kind == AGREEMENT_SIGNED:
        line |= _reasons(history, event, slot, signings)
    return line


def _reasons(history: Any, event: Any, slot: int, signings: Sequence[Signing]) -> dict[str, Any]:
    """The named terms of one side of a signing, largest first; they sum to its gain."""
    quarter = int(event.quarter) - history.brief.burn_in
    own = history.names.identifier(slot)
    (signing,) = (one for one in signings if one.quarter == quarter and own in (one.association, one.other))
    first = signing.association == own
    terms = signing.terms_own if first else signing.terms_other
    told = [{"name": name, "value": round(value, DIGITS)} for name, value in terms.items() if value]
    return {
        "terms": sorted(told, key=lambda term: -abs(float(str(term["value"])))),
        "gain": round(signing.gain_own if first else signing.gain_other, DIGITS),
        "imposed": signing.imposed_own if first else signing.imposed_other,
    }


def _own_end(history: Any, slot: int) -> list[dict[str, Any]]:
    """The line of an end that is no event of its own: the larger parent of a merger of equals."""
    one = history.world.lives[slot]
    dates = {int(event.quarter) for event in events_of(history, slot) if event.kind == MERGER_COMPLETED}
    if int(one.absorber) == NOBODY or int(one.end_quarter) in dates:
        return []
    end = _end(history, slot)
    return [{"date": end["date"], "kind": end["kind"], "other": end["absorber"], "form": "merger"}]


def _end(history: Any, slot: int) -> dict[str, Any]:
    """How an association ended, or that it lives."""
    one, life = history.world.associations[slot], history.world.lives[slot]
    lives = one.end == LIVING
    return {
        "kind": ENDS[one.end],
        "date": None if lives else history.brief.date(int(life.end_quarter) - history.brief.burn_in),
        "absorber": _named(history, int(life.absorber)),
        "staff_start": round(float(life.staff_start), 1),
        "staff_end": round(float(one.staff), 1),
        "present": True,
    }


def _absent() -> dict[str, Any]:
    """The end of one that was never in this run."""
    return {"kind": "", "date": None, "absorber": None, "staff_start": 0.0, "staff_end": 0.0, "present": False}


def _ended_before(history: Any, slot: int) -> bool:
    """Whether an association ended in the burn-in."""
    lives = history.world.associations[slot].end == LIVING
    return bool(not lives and history.world.lives[slot].end_quarter <= history.brief.burn_in)


def _named(history: Any, slot: int) -> dict[str, str] | None:
    """Identifier and fictional name of a partner, or none."""
    if slot == NOBODY:
        return None
    return {"id": history.names.identifier(slot), "name": history.names.name(slot)}

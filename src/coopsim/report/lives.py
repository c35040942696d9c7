"""The life of one association in a run: what happened to it, when, and why it signed what it signed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coopsim.engine.history import History
from coopsim.engine.sweeps.weighing import TERMS
from coopsim.errors import InputRefused
from coopsim.lab.replay import CHANCE, Signing, replayed
from coopsim.world.vocabulary import AGREEMENT_SIGNED, ENDS, EVENT_KINDS, FORMS, LIVING, MERGER_COMPLETED, NOBODY

NEAR_MOST, NEAR = 3, 0.6
"""Names that are offered in place of an unknown one, and how near they must be."""

TERMS_TOLD = (*TERMS, CHANCE)
"""The reasons of a signing: those of the rules, and the noise of the decision."""

MADE, TAKEN_OVER, GONE = "made", "took_over", "gone"
"""What a completed merger is for one of its sides: it was made by it, took the other over, or ended in it."""


class Partner(NamedTuple):
    """Another association.

    Attributes
    ----------
    association : str, its identifier; empty for nobody
    name : str
    """

    association: str = ""
    name: str = ""


class Line(NamedTuple):
    """One thing that happened.

    Attributes
    ----------
    quarter : int, of the run
    kind : str, of the table of events
    other : Partner
    form : str
    part : str, of a completed merger: made, took_over or gone; else empty
    signing : Signing, or None for what was not signed
    own : bool, whether the association stands first in the signing
    """

    quarter: int
    kind: str
    other: Partner
    form: str
    part: str = ""
    signing: Signing | None = None
    own: bool = True

    @property
    def terms(self) -> dict[str, float]:
        """The named terms of this side at a signing, the weightiest first; they sum to its gain."""
        if self.signing is None:
            return {}
        told = self.signing.terms_own if self.own else self.signing.terms_other
        return dict(sorted(((name, value) for name, value in told.items() if value), key=lambda one: -abs(one[1])))

    @property
    def gain(self) -> float | None:
        """What this side expected of a signing in all, utility; None for what was not signed."""
        if self.signing is None:
            return None
        return self.signing.gain_own if self.own else self.signing.gain_other

    @property
    def imposed(self) -> bool:
        """Whether the scenario's choices led this side."""
        one = self.signing
        return one is not None and (one.imposed_own if self.own else one.imposed_other)


class Life(NamedTuple):
    """What became of an association under one scenario.

    Attributes
    ----------
    scenario : Scenario
    association, name : str
    present : bool, whether it ever stood in this run
    lines : sequence of Line, in the order of their happening
    end : str, "" while it lives
    end_quarter : int, of the run, or None
    absorber : Partner, what it ended in
    staff_start, staff_end : float, FTE
    """

    scenario: Any
    association: str
    name: str
    present: bool
    lines: Sequence[Line] = ()
    end: str = ""
    end_quarter: int | None = None
    absorber: Partner = Partner()
    staff_start: float = 0.0
    staff_end: float = 0.0


def lives(scenarios: Sequence[Any], wanted: str, seed: int = 0, replicate: int = 0) -> list[Life]:
    """What becomes of one association under several scenarios, on the same luck.

    Parameters
    ----------
    scenarios : sequence of Scenario
    wanted : str, the identifier or the name of an association
    seed, replicate : int

    Returns
    -------
    list of Life, in the order of the scenarios

    Raises
    ------
    InputRefused
        If no scenario ever has such an association; with the nearest names.

    Examples
    --------
    >>> from coopsim.scenario import load_scenario
    >>> (one,) = lives([load_scenario("baseline", {"quarters": 1})], "34-0247", seed=1)
    >>> one.present, one.end
    (True, '')
    """
    histories = [History(scenario, seed, replicate) for scenario in scenarios]
    association = identified(histories[0], wanted)
    told = [_life(history, association) for history in histories]
    if not any(life.present for life in told):
        raise _unknown(wanted, {key: name for history in histories for key, name in _everybody(history)})
    return told


def identified(history: History, wanted: str) -> str:
    """The identifier of an association that is asked for by identifier or by name.

    Parameters
    ----------
    history : History, at its founding
    wanted : str

    Returns
    -------
    str; of one that may come later, what was asked

    Raises
    ------
    InputRefused
        With the nearest names, or with the identifiers of several that share a name.
    """
    if history.names.slot_of(wanted) is not None or history.names.may_come(wanted):
        return wanted
    everybody = dict(_everybody(history))
    found = [association for association, name in everybody.items() if name.casefold() == wanted.casefold()]
    if len(found) > 1:
        raise InputRefused("story", "association", "one association", wanted, "It is one of " + ", ".join(found))
    if not found:
        raise _unknown(wanted, everybody)
    return found[0]


def _everybody(history: History) -> Iterator[tuple[str, str]]:
    """Identifier and name of all that ever stood in a run."""
    for slot in range(int(history.world.counts[0].slots)):
        yield history.names.identifier(slot), history.names.name(slot)


def _unknown(wanted: str, everybody: Mapping[str, str]) -> InputRefused:
    """The refusal of an association that is nowhere."""
    words = {word.casefold(): f"{name} ({key})" for key, name in everybody.items() for word in (key, name)}
    close = difflib.get_close_matches(wanted.casefold(), list(words), NEAR_MOST, NEAR)
    near = list(dict.fromkeys(words[word] for word in close))
    remedy = f"Did you mean {', or '.join(near)}?" if near else "`coopsim population show` lists them"
    return InputRefused("story", "association", "the identifier or the name of an association", wanted, remedy)


def _life(history: History, association: str) -> Life:
    """Let a run pass, and tell the life of one association."""
    signings = {(one.quarter, one.association, one.other): one for one in replayed(history, [association])}
    slot = history.names.slot_of(association)
    if slot is None or _ended_before(history, slot):
        return Life(history.brief, association, "", present=False)
    own, life = history.world.associations[slot], history.world.lives[slot]
    return Life(
        history.brief,
        association,
        history.names.name(slot),
        True,
        (*(_line(history, event, slot, signings) for event in _events(history, slot)), *_quiet_end(history, slot)),
        ENDS[own.end],
        None if own.end == LIVING else int(life.end_quarter) - history.brief.burn_in,
        _partner(history, int(life.absorber)),
        float(life.staff_start),
        float(own.staff),
    )


def _ended_before(history: History, slot: int) -> bool:
    """Whether an association ended before quarter 0."""
    over = history.world.associations[slot].end != LIVING
    return bool(over and history.world.lives[slot].end_quarter <= history.brief.burn_in)


def _events(history: History, slot: int) -> list[Any]:
    """The events in which a slot has a part."""
    events = history.world.events[: int(history.world.counts[0].events)]
    return list(events[(events["association"] == slot) | (events["other"] == slot)])


def _line(history: History, event: Any, slot: int, signings: Mapping[Any, Signing]) -> Line:
    """One event, from the side of one association."""
    quarter, own = int(event["quarter"]) - history.brief.burn_in, int(event["association"]) == slot
    partner = _partner(history, int(event["other"] if own else event["association"]))
    line = Line(quarter, EVENT_KINDS[event["kind"]], partner, FORMS[event["form"]], own=own)
    if event["kind"] == MERGER_COMPLETED:
        return line._replace(part=_part(history, slot, own, int(event["quarter"])))
    if event["kind"] != AGREEMENT_SIGNED:
        return line
    names = [history.names.identifier(int(event[side])) for side in ("association", "other")]
    return line._replace(signing=signings[quarter, names[0], names[1]])


def _part(history: History, slot: int, own: bool, quarter: int) -> str:
    """What a completed merger is for one of its sides."""
    life = history.world.lives[slot]
    if not own:
        return GONE
    return MADE if life.parent != NOBODY and int(life.founded) == quarter else TAKEN_OVER


def _quiet_end(history: History, slot: int) -> list[Line]:
    """The end of the larger parent of a merger of equals, which no event names."""
    life, mergers = history.world.lives[slot], [MERGER_COMPLETED]
    told = {int(event["quarter"]) for event in _events(history, slot) if event["kind"] in mergers}
    if int(life.absorber) == NOBODY or int(life.end_quarter) in told:
        return []
    quarter = int(life.end_quarter) - history.brief.burn_in
    return [Line(quarter, EVENT_KINDS[MERGER_COMPLETED], _partner(history, int(life.absorber)), FORMS[-1], GONE)]


def _partner(history: History, slot: int) -> Partner:
    """Identifier and name of another, or of nobody."""
    return Partner() if slot == NOBODY else Partner(history.names.identifier(slot), history.names.name(slot))

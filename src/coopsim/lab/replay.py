"""Replaying the decisions of a run: the named terms of every signing.

A run keeps what was signed and not why. The state in which a decision was
taken is made again: the quarter passes once more on a copy, up to the search
for partners, and the two are weighed there by the rules themselves.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import numpy as np

from coopsim.chance import gumbel
from coopsim.chance.streams import CHOICE
from coopsim.engine.history import History
from coopsim.engine.sweeps.pairs import find_tie
from coopsim.engine.sweeps.weighing import TERMS, meet, weigh
from coopsim.rules.choice import decision_noise
from coopsim.world.vocabulary import AGREEMENT_SIGNED, FORMS

CHANCE = "chance"
"""The name of the noise of a decision, beside the terms of the rules."""


class Signing(NamedTuple):
    """One agreement signed, with the reasons of both sides.

    Attributes
    ----------
    quarter : int, of the run
    association, other : str, identifiers, in the order of the table of events
    form : str
    gain_own, gain_other : float, utility, as the run recorded it
    terms_own, terms_other : dict of term and utility, noise under ``chance``; each sums to its gain
    imposed_own, imposed_other : bool, whether the scenario's choices led that side
    """

    quarter: int
    association: str
    other: str
    form: str
    gain_own: float
    gain_other: float
    terms_own: dict[str, float]
    terms_other: dict[str, float]
    imposed_own: bool
    imposed_other: bool


def replayed(history: History, associations: Collection[str] = ()) -> Iterator[Signing]:
    """Let a run pass to its horizon, and tell every signing with its terms.

    Parameters
    ----------
    history : History that keeps its events; it is at its horizon when all has been told
    associations : collection of str, identifiers of those whose signings are wanted; empty: all

    Returns
    -------
    iterator of Signing, in the order of the events

    Examples
    --------
    >>> from coopsim.scenario import load_scenario
    >>> first = next(replayed(History(load_scenario("baseline"), seed=1)))
    >>> abs(sum(first.terms_own.values()) - first.gain_own) < 1e-9
    True
    """
    while history.quarter < history.brief.quarters:
        before, known = _copied(history), int(history.world.counts[0].events)
        history.step()
        rows = _signed(history, known, associations)
        if rows:
            weighed_at = _up_to_search(before)
            yield from (_signing(weighed_at, history, row) for row in rows)


def _copied(history: History) -> History:
    """The same run at the same quarter, that can go its own way."""
    twin = copy.copy(history)
    twin.world = type(history.world)(*(np.copy(table).view(type(table)) for table in history.world))
    twin.rows = history.rows.copy()
    return twin


def _up_to_search(twin: History) -> History:
    """Let a quarter pass without what follows the decisions: nothing that they read is touched after."""
    switches = twin.setting.switches._replace(search=False, closure=False, births=False)
    twin.setting = twin.setting._replace(switches=switches, keep_events=False)
    twin.step()
    return twin


def _signed(history: History, first: int, associations: Collection[str]) -> list[Any]:
    """The signings among the events from a row on, in which one of some associations has a part."""
    events = history.world.events[first : int(history.world.counts[0].events)]
    wanted = events["kind"] == AGREEMENT_SIGNED
    if associations:
        slots = [slot for one in associations if (slot := history.names.slot_of(one)) is not None]
        wanted &= np.isin(events["association"], slots) | np.isin(events["other"], slots)
    return [events[row] for row in np.flatnonzero(wanted)]


def _signing(state: History, history: History, event: Any) -> Signing:
    """One signing with the terms of both sides."""
    own, other = int(event.association), int(event.other)
    led = {one.association for one in history.brief.choices if one.quarter == history.quarter and one.act != "speak"}
    names = history.names.identifier(own), history.names.identifier(other)
    return Signing(
        history.quarter,
        *names,
        FORMS[event.form],
        float(event.gain_own),
        float(event.gain_other),
        _terms(state, own, other, int(event.form)),
        _terms(state, other, own, int(event.form)),
        *(name in led for name in names),
    )


def _terms(state: History, slot: int, other_slot: int, form: int) -> dict[str, float]:
    """The named terms of one side, and its noise."""
    world, setting = state.world, state.setting
    own, other = world.associations[slot], world.associations[other_slot]
    row = find_tie(world, slot, other_slot)
    pair = meet(world, setting, own, other, float(world.ties[row].trust) if row >= 0 else 0.0)
    terms = dict(zip(TERMS, map(float, weigh(world, setting, own, other, form, pair)), strict=True))
    luck = gumbel(setting.luck, CHOICE, state.quarter + state.brief.burn_in, own.who, other.who, form)
    return terms | {CHANCE: float(decision_noise(gumbel=luck, parameters=setting.tables.choice))}

"""Cooperation: agreements in force, made and ended, and who takes part."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim._compile import compiled
from coopsim.measures.sums import share
from coopsim.world.vocabulary import ALLIANCE, FORMS, NO_TIE, PARTNERSHIP, POOLING


class Cooperation(NamedTuple):
    """Agreements of the quarter, by the names of the measures."""

    partnerships: Any
    poolings: Any
    alliances: Any
    mergers: Any
    agreements_started: Any
    agreements_ended: Any
    escalation_share: Any
    exploring_share: Any
    engaged_share: Any
    any_tie_share: Any


@compiled
def cooperation(world: Any) -> Any:
    """Agreements in force by form, those of the quarter, shares of the living.

    Escalation = mergers so far of pairs that had cooperated / mergers so far.

    Parameters
    ----------
    world : World

    Returns
    -------
    Cooperation

    Sources
    -------
    Assumption: while there is no merger, escalation is 0; where nobody lives, shares are 0.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> links = cooperation(example_world(staff=(1.0, 1.0, 1.0, 1.0), ties=((0, 1, 2, 0.5), (1, 2, 1, 0.5))))
    >>> float(links.poolings), float(links.engaged_share), float(links.any_tie_share)
    (1.0, 0.5, 0.75)
    """
    active, account, living = active_by_form(world), world.account[0], world.counts[0].living
    tied, engaged = _tied(world)
    return Cooperation(
        partnerships=active[PARTNERSHIP],
        poolings=active[POOLING],
        alliances=active[ALLIANCE],
        mergers=account.mergers,
        agreements_started=account.signed,
        agreements_ended=account.ended,
        escalation_share=share(account.mergers_after_tie, account.mergers_so_far, 0.0),
        exploring_share=share(_searching(world), living, 0.0),
        engaged_share=share(engaged, living, 0.0),
        any_tie_share=share(tied, living, 0.0),
    )


@compiled
def active_by_form(world: Any) -> Any:
    """Active agreements of each form.

    Parameters
    ----------
    world : World

    Returns
    -------
    float, agreements, [0, inf), shape (5,): by form; row 0 counts pairs without one

    Sources
    -------
    Assumption: none (a count).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> active_by_form(example_world(staff=(1.0, 1.0), ties=((0, 1, 2, 0.5),))).tolist()
    [0.0, 0.0, 1.0, 0.0, 0.0]
    """
    active = np.zeros(len(FORMS))
    for row in range(world.counts[0].ties):
        active[world.ties[row].form] += 1.0
    return active


@compiled
def _tied(world: Any) -> Any:
    """Living with any agreement, and with more than a partnership, set-up or active."""
    closest = np.zeros(world.counts[0].slots, np.int64)
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        form = max(tie.form, tie.setup_form)
        closest[tie.own] = max(closest[tie.own], form)
        closest[tie.other] = max(closest[tie.other], form)
    tied, engaged = 0.0, 0.0
    for row in range(world.counts[0].living):
        if closest[world.living[row]] > NO_TIE:
            tied += 1.0
        if closest[world.living[row]] >= POOLING:
            engaged += 1.0
    return tied, engaged


@compiled
def _searching(world: Any) -> Any:
    """Living that searched for a partner this quarter."""
    searching = 0.0
    for row in range(world.counts[0].living):
        searching += world.associations[world.living[row]].searched
    return searching

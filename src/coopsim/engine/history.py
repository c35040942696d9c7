"""A run from its founding to its last quarter, with its rows of measures."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.chance import luck_of
from coopsim.engine.found import found_world, levers_by_quarter, setting_of
from coopsim.engine.identity import Names
from coopsim.engine.openings import Openings, founding_key, opening_key
from coopsim.engine.preparation import compile_once
from coopsim.engine.quarter import pass_quarters, settle
from coopsim.engine.room import TABLES, make_room
from coopsim.engine.sweeps.agreements import end_other_forms
from coopsim.engine.sweeps.lives import begin_run
from coopsim.errors import InputRefused
from coopsim.measures.opening import OPENING, Thresholds, open_measures
from coopsim.measures.row import MEASURES, measure_row
from coopsim.population import found_population
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.records import records
from coopsim.world.vocabulary import ACTS, FORMS, LIVING, NO_ACT, SPEAK


class History:
    """One run: its world, its clock, its rows of measures so far.

    Parameters
    ----------
    scenario : Scenario
    seed, replicate : int, in [0, 2**63)
    keep_events : bool, whether events are recorded
    openings : Openings, where foundings and burn-ins are kept from run to run, or None

    Attributes
    ----------
    world : World
    quarter : int, quarters since the founding state (0)
    rows : float64, shape (quarters + 1, measures); rows after `quarter` are not yet written
    names : Names, identifiers and names of associations

    Raises
    ------
    InputRefused, where the population or a choice of the scenario does not fit
    """

    def __init__(
        self,
        scenario: Any,
        seed: int = 0,
        replicate: int = 0,
        keep_events: bool = True,
        openings: Openings | None = None,
    ) -> None:
        compile_once()
        self.brief, self.seed, self.replicate = scenario, seed, replicate
        luck = luck_of(_word(seed, "seed"), _word(replicate, "replicate"))
        self._openings = openings if openings is not None else Openings(most=0)
        self.founders = self._founded(luck)
        self.departments: tuple[str, ...] = self.founders.departments
        self.levers = levers_by_quarter(scenario, self.departments)
        self.setting = setting_of(scenario, luck, keep_events)
        self.names = Names(self)
        self.opening = records(1, OPENING)
        self.rows = np.zeros((scenario.quarters + 1, len(MEASURES)))
        self._burn_in()
        self._open()

    def _founded(self, luck: Any) -> Any:
        """The founders of the run, those of a department and a cause side by side."""
        scenario, key = self.brief, founding_key(self.brief, self.seed, self.replicate)
        founders = self._openings.founders(key)
        if founders is None:
            found = found_population(scenario.population, scenario.parameters, luck, place=scenario.name)
            founders = found.side_by_side()
            self._openings.keep_founders(key, founders)
        return founders

    def _burn_in(self) -> None:
        """Found the world and let the discarded quarters pass, unless that is kept from an earlier run."""
        founding = founding_key(self.brief, self.seed, self.replicate)
        key = opening_key(founding, self.brief, self.levers[0])
        kept, number = self._openings.world(key), self.brief.burn_in
        self.quarter = 0
        if kept is None:
            self.world = found_world(self.founders, self.brief, self.setting, self.levers[0])
            self.quarter = -number
            self._pass(self.levers[np.zeros(number, int)], measured=False)
            self._openings.keep_world(key, self.world)
        else:
            self.world = kept

    def _open(self) -> None:
        """Open the run at its founding state."""
        world, brief, number = self.world, self.brief, self.brief.burn_in
        self.world.counts.events = 0
        self.world.account.mergers_so_far, self.world.account.mergers_after_tie = 0.0, 0.0
        begin_run(world, self.setting, number)
        thresholds = Thresholds(
            float(brief.small_below), float(brief.small_below_second), float(brief.large_from)
        )
        open_measures(world, thresholds, self.setting.tables, self.opening)
        measure_row(world, self.opening, self.setting.tables, self.rows[0])
        self._choices = self._choices_by_quarter()
        self._close_forms(number)

    def _close_forms(self, number: int) -> None:
        """End the forms of cooperation that the scenario does without."""
        plan = self.brief.cooperation
        allowed = [plan.enabled and getattr(plan, form) for form in FORMS[1:]]
        if not all(allowed):
            self.world.forms.allowed[1:] = allowed
            end_other_forms(self.world, self.setting, number)
            settle(self.world, self.setting)
            self.setting = self.setting._replace(cooperation=any(allowed))

    def step(self, quarters: int = 1) -> None:
        """Let quarters pass; those beyond the horizon keep the last levers."""
        last = self.quarter + quarters
        while self.quarter < last:
            stop = min([quarter for quarter in self._choices if self.quarter < quarter < last] + [last])
            if self.quarter + 1 in self._choices:
                stop = self.quarter + 1
            elif stop in self._choices:
                stop -= 1
            self._step_to(stop)

    def _step_to(self, stop: int) -> None:
        """Let quarters pass up to `stop`; a choice may bear on the first of them."""
        self._make_rows(stop)
        chosen = self._impose(self._choices.get(self.quarter + 1, ()))
        wanted = np.minimum(np.arange(self.quarter + 1, stop + 1), len(self.levers) - 1)
        self._pass(self.levers[wanted], measured=True)
        for slot in chosen:
            self.world.associations[slot].act = NO_ACT

    def _pass(self, levers: Any, measured: bool) -> None:
        """Let one quarter pass for each row of levers, making room where a table is nearly full."""
        rows = self.rows[self.quarter + 1 : self.quarter + 1 + len(levers)] if measured else self.rows[:0]
        needed, passed = np.zeros(TABLES), 0
        while passed < len(levers):
            first = self.quarter + self.brief.burn_in + 1
            more = pass_quarters(
                self.world, self.setting, levers[passed:], first, self.opening, rows[passed:], needed
            )
            self.quarter, passed = self.quarter + more, passed + more
            if passed < len(levers):
                self.world = make_room(self.world, needed)

    def _make_rows(self, quarter: int) -> None:
        """Rows of measures up to a quarter beyond the horizon."""
        if quarter >= len(self.rows):
            more = np.zeros((quarter + 1 - len(self.rows), len(MEASURES)))
            self.rows = np.concatenate([self.rows, more])

    def _choices_by_quarter(self) -> dict[int, list[tuple[str, int]]]:
        """The choices of the scenario by quarter; founders must exist."""
        chosen: dict[int, list[tuple[str, int]]] = {}
        for number, entry in enumerate(self.brief.choices, start=1):
            if self.names.slot_of(entry.association) is None and not self.names.may_come(entry.association):
                raise InputRefused(
                    self.brief.name,
                    f"choices, entry {number}, association",
                    "the identifier of an association of this population",
                    entry.association,
                    "`coopsim population show` lists them.",
                )
            chosen.setdefault(entry.quarter, []).append((entry.association, ACTS.index(entry.act)))
        return chosen

    def impose(self, association: str, act: str) -> None:
        """Lead an association in the next quarter: stay, partner, pool, join or speak."""
        self._choices.setdefault(self.quarter + 1, []).append((association, ACTS.index(act)))

    def _impose(self, choices: Any) -> list[int]:
        """Write the acts of a quarter; those of associations that no longer live fall away."""
        slots = []
        for association, act in choices:
            slot = self.names.slot_of(association)
            if slot is None or self.world.associations[slot].end != LIVING:
                continue
            one = self.world.associations[slot]
            one.act = act
            slots.append(slot)
            if act == SPEAK:
                gained = self.setting.tables.voice.speaking_visibility
                one.visibility = min(1.0, one.visibility + gained)
                one.sanction = QUARTERS_PER_YEAR
        return slots


def _word(number: int, key: str) -> int:
    """A seed or a replicate, if it fits into the address of a draw."""
    if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or not 0 <= number < 2**63:
        raise InputRefused("run", key, "a whole number from 0 to 2**63 − 1", repr(number))
    return int(number)

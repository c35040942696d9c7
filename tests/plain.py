"""The naive twin of the whole model: one ordinary Mesa object an association.

The quarter as anybody would write it with Mesa: agents with plain attributes,
lists of ties and contracts, loops. The rules are those of the package, as
pure Python; the draws are the compiled ones, at the same addresses. Its
history must be that of the compiled sweeps, and its pace is what they are
measured against. The parts stand in `tests/ordinary/`.
"""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from coopsim.chance import luck_of
from coopsim.chance.streams import QUARTER_LUCK
from coopsim.population import found_population
from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.vocabulary import ACTS, FORMS, LIVING, MERGER, NO_ACT, SPEAK
from tests.ordinary.births import pass_births
from tests.ordinary.closures import pass_closures
from tests.ordinary.founding import (
    found_associations,
    found_contracts,
    found_departments,
    found_money,
    found_service,
    nearness_of,
)
from tests.ordinary.luck import words_of_all
from tests.ordinary.matching import pass_search
from tests.ordinary.measures import REPORTERS
from tests.ordinary.mergers import complete_merger, impose_mergers
from tests.ordinary.rules import forms_of, levers_by_quarter, switches_of, tables_of
from tests.ordinary.seats import fill_seats
from tests.ordinary.signings import impose_signings
from tests.ordinary.stock import Opening, Stock
from tests.ordinary.tender import (
    age_returned_grants,
    award_calls,
    open_calls,
    sanction_speakers,
    transfer_grants,
)
from tests.ordinary.tie import end_other_forms

ENTRIES = (
    "income", "cost", "mission", "setup", "reinternalisation", "contagion", "failure", "estate",
    "birth_reserves", "grants_lost", "private_lost", "staff_lost", "service_lost", "calls", "bids", "aids",
    "support", "explorations", "signed", "ended", "mergers", "closures", "insolvencies", "absorptions",
    "births",
)  # fmt: skip
"""What the account counts anew each quarter."""


class PlainSector(mesa.Model):  # type: ignore[misc]
    """A sector of associations as an ordinary Mesa model.

    Attributes
    ----------
    departments : list of Department, each with the list of its living members
    everyone : list of PlainAssociation, all that ever lived, in order of appearance
    ties, contracts : lists of Tie and Contract that still matter
    account : what happened in the quarter, by the names of the engine's account
    happened : Counter of events since the founding
    quarter, absolute_quarter : int, of the run and since the founding
    """

    def __init__(self, scenario: Any, seed: int = 0, replicate: int = 0) -> None:
        super().__init__(rng=0)
        self.brief, self.luck = scenario, luck_of(seed, replicate)
        self.tables, self.switches = tables_of(scenario.parameters), switches_of(scenario)
        self.forms = forms_of(self.tables)
        self.small_below, self.burn_in = float(scenario.small_below), scenario.burn_in
        self.absorb_elsewhere = scenario.population.absorb_active_elsewhere
        self.cooperation, self.quarter, self.absolute_quarter = True, -scenario.burn_in, 0
        self.everyone: list[Any] = []
        self.ties: list[Any] = []
        self.contracts: list[Any] = []
        self.happened: Counter[str] = Counter()
        self.account = SimpleNamespace(
            **dict.fromkeys(ENTRIES, 0.0),
            mergers_after_tie=0, mergers_so_far=0, seats_offered=0, seats_filled=0,
        )  # fmt: skip
        self._found()
        for _ in range(self.burn_in):
            self.pass_quarter()
        self._open()

    def _found(self) -> None:
        """The founding state."""
        founders = found_population(
            self.brief.population, self.brief.parameters, self.luck, place=self.brief.name
        ).side_by_side()
        self.levers = levers_by_quarter(self.brief, founders.departments)
        found_departments(self, founders)
        found_associations(self, founders)
        self.nearness = nearness_of(self, founders)
        self._set_levers()
        found_money(self)
        if self.switches.tender:
            found_contracts(self)
        self._settle()
        if self.switches.seats:
            fill_seats(self)
        found_service(self)
        self._settle()

    def _open(self) -> None:
        """Quarter 0: what later quarters are compared with; the counterfactual arm parts here."""
        self.account.mergers_after_tie = self.account.mergers_so_far = 0
        self.stock = Stock(self)
        self.opening = Opening(self.stock)
        self.choices: dict[int, list[tuple[str, int]]] = {}
        for entry in self.brief.choices:
            self.choices.setdefault(entry.quarter, []).append((entry.association, ACTS.index(entry.act)))
        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS)
        self.datacollector.collect(self)
        plan = self.brief.cooperation
        for form, name in enumerate(FORMS[1:], start=1):
            self.forms[form].allowed = plan.enabled and getattr(plan, name)
        end_other_forms(self)
        self._settle()
        self.cooperation = any(form.allowed for form in self.forms[1:])

    def by_department(self) -> list[Any]:
        """The living, department by department."""
        return [one for department in self.departments for one in department.members]

    def step(self) -> None:
        """One quarter of the run."""
        self._lead()
        self.pass_quarter()
        for one in self.agents:
            one.act = NO_ACT
        self.measure()

    def measure(self) -> None:
        """Take all measures of the quarter."""
        self.stock = Stock(self)
        self.datacollector.collect(self)

    def _lead(self) -> None:
        """Impose the choices of the coming quarter on those that live."""
        chosen = dict(self.choices.get(self.quarter + 1, ()))
        for one in self.agents if chosen else ():
            if one.identifier in chosen:
                one.act = chosen[one.identifier]
                if one.act == SPEAK:
                    gained = self.tables.voice.speaking_visibility
                    one.visibility = min(1.0, one.visibility + gained)
                    one.sanction = QUARTERS_PER_YEAR
                    self.happened["speak"] += 1

    def pass_quarter(self) -> None:
        """The phases of a quarter, each on the state that the one before left."""
        self.quarter += 1
        self.absolute_quarter += 1
        self._start()
        self._tender()
        self._money()
        self._agree()
        self._think()
        if self.switches.seats and self.absolute_quarter % QUARTERS_PER_YEAR == 0:
            fill_seats(self)
        if self.switches.search and self.cooperation:
            pass_search(self)
        if self.cooperation:
            impose_signings(self)
        pass_closures(self)
        if self.switches.births:
            pass_births(self)
        self._settle()

    def _start(self) -> None:
        """A new account, new levers, grown budgets."""
        for name in ENTRIES:
            setattr(self.account, name, 0.0)
        for one in self.agents:
            one.won, one.due, one.searched = 0.0, 0.0, 0
        self._draw_luck()
        self._set_levers()
        growth = {department: department.grow() for department in self.departments}
        for contract in self.contracts:
            contract.volume *= growth[contract.department]
        for one in self.agents:
            one.count_contracts()

    def _draw_luck(self) -> None:
        """The luck of the quarter, for all in one call."""
        everyone = list(self.agents)
        whos = np.array([one.who for one in everyone], np.uint64)
        drawn = words_of_all(self.luck, QUARTER_LUCK, self.absolute_quarter, whos)
        for one, block in zip(everyone, drawn.tolist(), strict=True):
            one.meet_luck(block)

    def _set_levers(self) -> None:
        """The levers of the quarter; those of row 0 rule the burn-in, the last ones what is beyond."""
        row = self.levers[min(max(0, self.quarter), len(self.levers) - 1)]
        for department, levers in zip(self.departments, row, strict=True):
            department.set_levers(levers, self.tables)

    def _tender(self) -> None:
        """Grants become calls, calls become contracts."""
        sanction_speakers(self)
        age_returned_grants(self)
        if self.switches.tender:
            transfer_grants(self)
            open_calls(self)
            award_calls(self)

    def _money(self) -> None:
        """Income, cost, reserves, staff."""
        if self.tables.exogenous.growth_mean != 0.0 or self.tables.exogenous.growth_sd != 0.0:
            self.agents.do("impose_growth")
        self.agents.do("pass_money")

    def _agree(self) -> None:
        """Agreements, then the mergers that are due."""
        if self.switches.agreements:
            for tie in self.ties:
                tie.pass_quarter()
            for tie in self.ties[:]:
                if tie.setup_form == MERGER and tie.setup_left <= 0:
                    complete_merger(self, tie)
            self._arrange()
        impose_mergers(self)

    def _think(self) -> None:
        """Slow variables, all at once; then leaders."""
        self.agents.do("look")
        self.agents.do("change")
        if self.switches.leaders:
            self.agents.do("change_leader")

    def _settle(self) -> None:
        """The lists, access, freedom, voice; the means of the departments."""
        self._arrange()
        self.agents.do("speak")
        for department in self.departments:
            department.average()

    def _arrange(self) -> None:
        """Bring the list of each department up to date."""
        for department in self.departments:
            department.arrange()

    def living(self) -> list[Any]:
        """All that live, in order of appearance."""
        return [one for one in self.everyone if one.end == LIVING]

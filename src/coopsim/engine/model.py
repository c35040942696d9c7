"""The sector as a Mesa model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mesa

from coopsim.engine.agents import COLUMNS, Association
from coopsim.engine.history import History
from coopsim.measures.row import MEASURES
from coopsim.scenario import Scenario, load_scenario
from coopsim.world.vocabulary import LIVING
from coopsim.world.world import World


class Sector(mesa.Model):  # type: ignore[misc]
    """A sector of associations, quarter by quarter: the Mesa face of a run.

    AgentSet, DataCollector and ``mesa.batch_run`` work on it; the quarter
    itself is the compiled one that batches run, and the agents are views on
    its state. Mesa's own random generator is left alone: luck is addressed
    by seed and replicate. Under ``mesa.batch_run`` vary `replicate`: from
    Mesa 3.5 on it writes its own value over `seed`.

    Parameters
    ----------
    scenario : Scenario, or the path or shipped name of one
    seed, replicate : int, in [0, 2**63)

    Attributes
    ----------
    quarter : int, quarters since the founding state
    measures : DataFrame, one row a quarter so far
    brief : Scenario, what was asked

    Raises
    ------
    InputRefused, where the scenario or its population does not fit

    Examples
    --------
    >>> sector = Sector("baseline", seed=1)
    >>> sector.step()
    >>> sector.quarter, len(sector.agents) == int(sector.measures.associations.iloc[-1])
    (1, True)
    """

    def __init__(self, scenario: Scenario | str | Path = "baseline", seed: int = 0, replicate: int = 0) -> None:
        super().__init__(rng=0)
        self.brief = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
        self.history = History(self.brief, int(seed or 0), int(replicate or 0))
        self._at: dict[int, Association] = {}
        self._known = 0
        self._follow()
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "quarter": "quarter",
                **{name: _reporter(place) for place, name in enumerate(MEASURES)},
            },
            agent_reporters={name: name for name in ("identifier", "department", *COLUMNS)},
        )
        self.datacollector.collect(self)

    @property
    def world(self) -> World:
        """The state: tables of records."""
        return self.history.world

    @property
    def setting(self) -> Any:
        """Parameters, switches and luck of the run."""
        return self.history.setting

    @property
    def quarter(self) -> int:
        """Quarters since the founding state."""
        return int(self.history.quarter)

    @property
    def absolute_quarter(self) -> int:
        """Quarters since the start of the burn-in."""
        return int(self.history.quarter + self.brief.burn_in)

    @property
    def measures(self) -> Any:
        """One row of measures a quarter so far, as a DataFrame."""
        from pandas import DataFrame

        return DataFrame(self.history.rows[: self.quarter + 1], columns=list(MEASURES)).rename_axis("quarter")

    def step(self) -> None:
        """Let one quarter pass; a sector beyond its horizon stops running."""
        self.history.step()
        self._follow()
        self.running = self.quarter < self.brief.quarters
        self.datacollector.collect(self)

    def association_at(self, slot: int) -> Association:
        """The association that lives in a slot."""
        return self._at[slot]

    def association(self, identifier: str) -> Association:
        """The living association with an identifier.

        Raises
        ------
        KeyError, where none lives under it
        """
        slot = self.history.names.slot_of(identifier)
        if slot is None or slot not in self._at:
            raise KeyError(identifier)
        return self._at[slot]

    def _follow(self) -> None:
        """Bring the agents up to date: remove those that ended, add those that came."""
        associations = self.world.associations
        for slot in [slot for slot in self._at if associations.end[slot] != LIVING]:
            self._at.pop(slot).remove()
        slots = int(self.world.counts[0].slots)
        for slot in range(self._known, slots):
            if associations.end[slot] == LIVING:
                self._at[slot] = Association(self, slot)
        self._known = slots

    def release(self) -> None:
        """Forget the agents, and Mesa's counter that would keep this model in memory."""
        self._at.clear()
        self.remove_all_agents()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)


def _reporter(place: int) -> Any:
    """A reporter of one measure: the last row, one column."""

    def report(sector: Sector) -> float:
        return float(sector.history.rows[sector.quarter, place])

    return report

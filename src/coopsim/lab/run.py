"""One run, from Python: its measures, associations and events as DataFrames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopsim.engine.history import History
from coopsim.errors import InputRefused
from coopsim.lab.records.columns import TABLES, RunKey, frame_of
from coopsim.lab.records.lives import associations_table
from coopsim.lab.records.rows import events_table, identifiers, measures_table
from coopsim.lab.refusals import meant
from coopsim.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, eq=False)
class Run:
    """A finished run and its three tables, made when they are first asked for.

    Attributes
    ----------
    scenario : Scenario
    seed, replicate : int
    recorded : tuple of str, the tables it has
    point : int, row of the design; 0 outside one
    every : int, quarters between rows of measures
    history : History, the state at the end
    """

    scenario: Scenario
    seed: int
    replicate: int
    recorded: tuple[str, ...] = TABLES
    point: int = 0
    every: int = 1
    history: Any = field(default=None, repr=False)

    @cached_property
    def measures(self) -> DataFrame:
        """One row a quarter: keys, then every measure."""
        return self._frame("measures")

    @cached_property
    def associations(self) -> DataFrame:
        """One row an association, those born later included."""
        return self._frame("associations")

    @cached_property
    def events(self) -> DataFrame:
        """One row an event, in the order of their happening."""
        return self._frame("events")

    @property
    def key(self) -> RunKey:
        """What tells this run from others of its batch."""
        return RunKey(self.scenario.name, self.point, self.replicate)

    def table(self, name: str) -> Any:
        """A table as Arrow has it, which is how a store keeps it.

        Parameters
        ----------
        name : str, measures, associations or events

        Returns
        -------
        pyarrow.Table

        Raises
        ------
        InputRefused
            If the run did not record it.
        """
        if name not in self.recorded:
            raise InputRefused("run", "table", _listed(self.recorded), name, f'Run with record=("{name}", …)')
        if name == "measures":
            return measures_table(self.history, self.key, self.every)
        made = {"associations": associations_table, "events": events_table}[name]
        return made(self.history, self.key, self._identifiers)

    @cached_property
    def _identifiers(self) -> list[str]:
        return identifiers(self.history)

    def _frame(self, name: str) -> DataFrame:
        return frame_of(self.table(name))


def run(
    scenario: Scenario | str | Path,
    seed: int = 0,
    replicate: int = 0,
    record: Sequence[str] = TABLES,
) -> Run:
    """Run a scenario to its horizon.

    Parameters
    ----------
    scenario : Scenario, or the path or shipped name of one
    seed, replicate : int, in [0, 2**63)
    record : sequence of str, among measures, associations, events; without events a run is a little faster

    Returns
    -------
    Run

    Raises
    ------
    InputRefused
        If the scenario, its population, the seed or a table's name is refused.

    Examples
    --------
    >>> done = run("no-cooperation", seed=1, record=["measures"])
    >>> len(done.measures), float(done.measures.mergers.sum())
    (61, 0.0)
    """
    brief = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    recorded = checked_record(record, "run")
    _refuse_changed_population(brief)
    history = History(brief, seed, replicate, keep_events="events" in recorded)
    history.step(brief.quarters)
    return Run(brief, history.seed, history.replicate, recorded, history=history)


def _refuse_changed_population(brief: Scenario) -> None:
    """Refuse a user's file that is no longer what it was when the scenario was read."""
    if not brief.population_digest:
        return
    from coopsim.lab.store.contents import sha256_of

    path = brief.population.path
    if sha256_of(Path(path)) != brief.population_digest:
        expected = "the population as it was when the scenario was read"
        raise InputRefused(path, "", expected, "another content", "Begin another store with the file as it is now")


def checked_record(record: Any, place: str) -> tuple[str, ...]:
    """Names of tables, each known; measures always among them, in the usual order.

    Parameters
    ----------
    record : sequence of str
    place : str, how an error names where they stand

    Returns
    -------
    tuple of str

    Raises
    ------
    InputRefused
        If a name is not that of a table.

    Examples
    --------
    >>> checked_record(["events"], "first.toml")
    ('measures', 'events')
    """
    names = [record] if isinstance(record, str) else list(record) if isinstance(record, list | tuple) else [record]
    for name in names:
        if name not in TABLES:
            raise InputRefused(place, "record", _listed(TABLES), repr(name), meant(name, TABLES))
    return tuple(name for name in TABLES if name == "measures" or name in names)


def _listed(names: Sequence[str]) -> str:
    return " or ".join(names)

"""The ladder: one mechanism more on each rung, and two controls that are measured before they are run.

What a mechanism adds is the paired difference between its rung and the one below
(model.md §10). Partners by chance sign as often as those who choose; shortage
takes as much money as pressure does: both numbers are found by runs of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused, StoreRefused
from coopsim.lab.batch import Progress, fill
from coopsim.lab.calibration.simulation import Unfinished
from coopsim.lab.experiment import Experiment
from coopsim.lab.pool.crew import Crew
from coopsim.lab.store import Store, store_for
from coopsim.scenario import Scenario, changed_scenario, knob, load_scenario

RUNGS = (
    "L0-demography",
    "L1-money",
    "L2-pressure",
    "L3-partnership",
    "L4-pooling-and-alliance",
    "L5-merger",
    "L6-knowledge-and-ties",
    "L7-norm",
    "L8-seats-and-voice",
    "L9-governance",
)
"""The rungs, lowest first: shipped scenarios of the folder `ladder`."""

PRESSURE, MERGER = "L2-pressure", "L5-merger"
SHORTAGE, BY_CHANCE = "L2-shortage", "L5-by-chance"
CONTROLS = {SHORTAGE: PRESSURE, BY_CHANCE: MERGER}
"""Each control, and the rung that it stands beside."""

SIGNED = {
    "partnership": "parameters.exogenous.signed_partnerships",
    "pooling": "parameters.exogenous.signed_poolings",
    "alliance": "parameters.exogenous.signed_alliances",
    "merger": "parameters.exogenous.signed_mergers",
}
"""What draws pairs that sign a form: expected number a quarter, per 100 associations."""

GROWTH = "levers.budget_growth"
PER = 100.0
PREPARED = 20
"""Replicates that a control is measured on: as many whatever the ladder's, so that its scenario stays the same."""

STEPS = 5
"""Halvings of the range of growth, before a straight line through its ends: spending is nearly straight there."""

DIGITS = 6
"""Decimals of a number that is filled in."""

PREPARATION, RUNS, TABLES = "preparation", "runs", ("ladder.csv", "ladder.png", "ladder.txt")
Watcher = Callable[[str, Progress], None]


@dataclass
class Ladder:
    """A ladder on its way: where it is kept, and who runs it.

    Attributes
    ----------
    folder : Path
    crew : Crew
    replicates : int, of each rung and control
    seed : int
    overrides : mapping of dotted keys and values, on top of every rung
    watch : function of a stage and the Progress of its batch
    failed : int, runs that failed so far
    """

    folder: Path
    crew: Crew
    replicates: int = 100
    seed: int = 1
    overrides: Mapping[str, Any] = field(default_factory=dict)
    watch: Watcher = lambda stage, progress: None
    failed: int = field(default=0, init=False)

    def climbed(self) -> Store:
        """Measure the controls, then run every rung and both controls; what is there already is not run again.

        Returns
        -------
        Store, of rungs and controls

        Raises
        ------
        InputRefused
            If a change is refused, or no growth costs what pressure costs.
        StoreRefused
            If the folder holds other things, or the runs of another ladder.
        Unfinished
            If runs are missing at the end, or every run of a control failed.
        """
        refuse_occupied(self.folder)
        rungs = tuple(self.rung(name) for name in RUNGS)
        controls = (self.shortage(), self.by_chance())
        experiment = Experiment(
            "ladder", (*rungs, *controls), RUNGS[0], self.replicates, self.seed, ("measures",), design={"kind": "list"}
        )
        return self._filled(experiment, self.folder / RUNS, RUNS)

    def rung(self, name: str) -> Scenario:
        """One shipped scenario of the ladder, with the changes that were asked for.

        Parameters
        ----------
        name : str

        Returns
        -------
        Scenario
        """
        return load_scenario(f"ladder/{name}", self.overrides)

    def shortage(self) -> Scenario:
        """The control without pressure, at the growth of public money that costs what pressure costs.

        Returns
        -------
        Scenario

        Raises
        ------
        InputRefused
            If no growth costs that.
        Unfinished
            If runs are missing at the end.
        """
        scenario = self.rung(SHORTAGE)
        target = self._spending(self.rung(PRESSURE), "pressure")

        def spending(growth: float) -> float:
            return self._spending(changed_scenario(scenario, {GROWTH: growth}), f"growth {growth:+.6f}")

        return changed_scenario(scenario, {GROWTH: matched_growth(spending, target)})

    def _spending(self, scenario: Scenario, stage: str) -> float:
        """Public spending of a scenario, k€ per quarter, over quarters and replicates."""
        return spending_of(self._measured(scenario, stage, ("measures",)))

    def by_chance(self) -> Scenario:
        """The control without choice, at the rates of the rung that chooses.

        Returns
        -------
        Scenario

        Raises
        ------
        Unfinished
            If runs are missing at the end.
        """
        rates = signing_rates(self._measured(self.rung(MERGER), "rates", ("measures", "events")))
        values = {key: rates[form] for form, key in SIGNED.items()}
        return changed_scenario(self.rung(BY_CHANCE), values)

    def _measured(self, scenario: Scenario, stage: str, record: tuple[str, ...]) -> Store:
        """The runs that a control is measured on."""
        experiment = Experiment(
            stage, (scenario,), scenario.name, PREPARED, self.seed, record, design={"kind": "list"}
        )
        return self._filled(experiment, self.folder / PREPARATION / stage.replace(" ", ""), stage)

    def _filled(self, experiment: Experiment, path: Path, stage: str) -> Store:
        """The store of an experiment, whole but for runs that failed."""
        store = store_for(experiment, path)
        progress = fill(experiment, store, self.crew, lambda progress: self.watch(stage, progress))
        if progress.left:
            why = f" ({progress.stopped})" if progress.stopped else ""
            raise Unfinished(f"{stage}: {progress.left} runs are missing{why}. The same command runs them")
        if progress.failed == progress.asked:
            first = store.failures()[0]
            raise Unfinished(f"{stage}: every run failed, such as with {first['error']}: {first['message']}")
        self.failed += progress.failed
        return store_for(experiment, path)


def refuse_occupied(folder: Path) -> None:
    """Refuse a file, or a folder that holds other things than a ladder.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    StoreRefused
        With what is there.
    """
    names = (PREPARATION, RUNS, *TABLES)
    others = folder.is_dir() and any(one.name not in names and not one.name.startswith(".") for one in folder.iterdir())
    if others or folder.is_file():
        got = "a file" if folder.is_file() else "a folder with other things in it"
        raise StoreRefused(f"{folder}: expected a new folder or a ladder, got {got}. Choose another with --out")


def matched_growth(spending: Callable[[float], float], target: float) -> float:
    """The yearly growth of public money at which spending is what is wanted.

    Bisection, then a straight line through the ends of what is left; the same
    at every call.

    Parameters
    ----------
    spending : function of growth per year, rising, k€ per quarter
    target : float, k€ per quarter

    Returns
    -------
    float, per year

    Raises
    ------
    InputRefused
        If no growth within its bounds gives it.

    Examples
    --------
    >>> matched_growth(lambda growth: 1000.0 * (1.0 + growth), 985.0)
    -0.015
    """
    low, high, least, most = _bracket(spending, target)
    for _ in range(STEPS):
        middle = round((low + high) / 2.0, DIGITS)
        found = spending(middle)
        if found < target:
            low, least = middle, found
        else:
            high, most = middle, found
    share = (target - least) / (most - least) if most > least else 0.0
    return round(low + share * (high - low), DIGITS)


def _bracket(spending: Callable[[float], float], target: float) -> tuple[float, float, float, float]:
    """The ends of a range that holds the target, and what is spent there: as declared worth exploring, or wider."""
    declared = knob(GROWTH)
    for low, high in filter(None, (declared.explored, declared.bounds) if declared else ()):
        least, most = spending(low), spending(high)
        if least <= target <= most:
            return low, high, least, most
    expected = f"a growth at which {target:,.0f} k€ are spent in a quarter"
    raise InputRefused(SHORTAGE, GROWTH, expected, "none within its bounds")


def spending_of(store: Store) -> float:
    """Public spending of the runs of a store.

    Parameters
    ----------
    store : Store, of one scenario

    Returns
    -------
    float, k€ per quarter: mean over runs and quarters, quarter 0 aside
    """
    rows = store.frame("measures", ["quarter", "public_spending"])
    return float(rows.public_spending[rows.quarter > 0].mean())


def signing_rates(store: Store) -> dict[str, float]:
    """How often each form is signed.

    Parameters
    ----------
    store : Store, of one scenario, whose events were recorded

    Returns
    -------
    dict of form and number a quarter, per 100 associations that were alive before it
    """
    rows = store.frame("measures", ["quarter", "associations"])
    events = store.frame("events", ["quarter", "kind", "form"])
    exposed = float(rows.associations[rows.quarter < rows.quarter.max()].sum())
    signed = events.form[(events.kind == "agreement_signed") & (events.quarter > 0)].value_counts()
    return {form: round(PER * float(signed.get(form, 0)) / exposed, DIGITS) for form in SIGNED}

"""An experiment: which scenarios are run, at which points, how often, and what is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.design import Point, design_of, points_of, refuse_bad_points
from coopsim.lab.design.ensemble import ensemble_design, ensemble_name, ensemble_points
from coopsim.lab.records.columns import TABLES, RunKey
from coopsim.lab.refusals import meant, refuse_strangers
from coopsim.lab.run import checked_record
from coopsim.scenario import (
    Scenario,
    changed_scenario,
    load_scenario,
    shipped_file,
    shipped_folder,
    shipped_names,
)
from coopsim.scenario.chain import place_of
from coopsim.scenario.read import read_toml

KEYS = ("scenarios", "baseline", "replicates", "seed", "record", "every", "design")
WORD = 2**63
REPLICATES_MOST = 1_000_000
EVERY_MOST = 400
USUAL_REPLICATES = 20


@dataclass(frozen=True)
class Experiment:
    """What a batch runs.

    Attributes
    ----------
    name : str, stem of its file
    scenarios : tuple of Scenario
    baseline : str, name of the scenario that others are compared with
    replicates : int, runs of each scenario at each point
    seed : int
    record : tuple of str, the tables that are kept
    every : int, quarters between rows of measures
    points : tuple of dict, values on top of each scenario
    design : dict, which design the points are; empty where nobody said
    """

    name: str
    scenarios: tuple[Scenario, ...]
    baseline: str
    replicates: int = USUAL_REPLICATES
    seed: int = 1
    record: tuple[str, ...] = TABLES
    every: int = 1
    points: tuple[Point, ...] = ({},)
    design: Mapping[str, Any] = field(default_factory=dict)

    def runs(self) -> Iterator[RunKey]:
        """Every run, replicate by replicate, so that a stopped batch is a balanced sample.

        Returns
        -------
        iterator of RunKey
        """
        for replicate in range(self.replicates):
            for point in range(len(self.points)):
                for scenario in self.scenarios:
                    yield RunKey(scenario.name, point, replicate)

    def brief(self, key: RunKey) -> Scenario:
        """The scenario of one run, with the values of its point.

        Parameters
        ----------
        key : RunKey

        Returns
        -------
        Scenario
        """
        scenario = next(one for one in self.scenarios if one.name == key.scenario)
        point = self.points[key.point]
        return changed_scenario(scenario, point) if point else scenario

    @property
    def identity(self) -> str:
        """SHA-256 of all that decides the rows of a run; words and number of replicates aside.

        Returns
        -------
        str, 64 hexadecimal digits
        """
        scenarios = {one.name: one.hash for one in self.scenarios}
        said = [scenarios, self.seed, self.record, self.every, self.points]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def load_experiment(source: str | Path) -> Experiment:
    """An experiment from its file, or from the name of a shipped one.

    Parameters
    ----------
    source : str or Path, a file, or a shipped name such as first

    Returns
    -------
    Experiment

    Raises
    ------
    InputRefused
        If the file, one of its keys, a scenario or a value of its design is refused.

    Examples
    --------
    >>> experiment = load_experiment("first")
    >>> experiment.baseline, experiment.replicates
    ('baseline', 20)
    """
    file = _found(source)
    place = place_of(file)
    content = _read(file, place)
    refuse_strangers(content, KEYS, place)
    scenarios = _scenarios(content, file, place)
    seed = _whole(content, "seed", 1, (0, WORD - 1), place)
    design = design_of(content.get("design", {}), place, seed)
    experiment = Experiment(
        name=file.stem,
        scenarios=scenarios,
        baseline=_baseline(content, scenarios, place),
        replicates=_whole(content, "replicates", USUAL_REPLICATES, (1, REPLICATES_MOST), place),
        seed=seed,
        record=checked_record(content.get("record", TABLES), place),
        every=_whole(content, "every", 1, (1, EVERY_MOST), place),
        points=points_of(design, place, file.parent),
        design=design,
    )
    refuse_bad_points(scenarios, experiment.points, place)
    return experiment


def over_ensemble(experiment: Experiment, source: str) -> Experiment:
    """The same experiment at every point of an ensemble, so that parameters are uncertain too.

    Every scenario is run at every point: parameters are those of the point,
    policies stay as they are.

    Parameters
    ----------
    experiment : Experiment without a design of its own
    source : str, an ensemble file, or the name of a shipped one

    Returns
    -------
    Experiment

    Raises
    ------
    InputRefused
        If the experiment has points already, or the ensemble or one of its values is refused.
    """
    kind = experiment.design.get("kind", "list")
    if kind != "list":
        remedy = "Write each policy as a scenario: an ensemble gives the points"
        raise InputRefused(experiment.name, "design.kind", '"list" under an ensemble', f'"{kind}"', remedy)
    points = ensemble_points(source)
    refuse_bad_points(experiment.scenarios, points, ensemble_name(source))
    return replace(experiment, points=points, design=ensemble_design(source))


def _found(source: str | Path) -> Path:
    """The file behind a path or a shipped name."""
    shipped = shipped_folder() / "experiments"
    name = Path(source).as_posix().removesuffix(".toml")
    for file in (Path(source), shipped / f"{name}.toml"):
        if file.is_file():
            return file
    names = sorted(file.stem for file in shipped.glob("*.toml"))
    remedy = meant(name, names) or ("Shipped experiments: " + ", ".join(names))
    raise InputRefused(str(source), "", "an experiment file or a shipped experiment", "neither", remedy)


def _read(file: Path, place: str) -> dict[str, Any]:
    """The content of an experiment file, in the words of experiments."""
    try:
        content = read_toml(file, place)
    except InputRefused as refusal:
        if refusal.expected != "a scenario":
            raise
        content = {}
    if "extends" in content or "levers" in content:
        raise InputRefused(place, "", "an experiment", "a scenario", f"Try coopsim run {place}")
    return content


def _scenarios(content: Mapping[str, Any], file: Path, place: str) -> tuple[Scenario, ...]:
    """The scenarios of an experiment, no two of the same name."""
    names = content.get("scenarios")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        got = "nothing" if names is None else repr(names)
        raise InputRefused(place, "scenarios", "a list of scenarios", got, 'Such as ["baseline.toml"]')
    scenarios = tuple(_scenario(name, file, place) for name in names)
    known = [scenario.name for scenario in scenarios]
    for name in known:
        if known.count(name) > 1:
            raise InputRefused(place, "scenarios", "each name once, since it is the key of rows", f"{name} twice")
    return scenarios


def _scenario(name: str, file: Path, place: str) -> Scenario:
    """One scenario, beside the experiment or shipped."""
    for beside in (file.parent / name, file.parent / f"{name}.toml"):
        if beside.is_file():
            return load_scenario(beside)
    found = shipped_file(Path(name).as_posix())
    if found is None:
        expected = "a scenario file beside it or a shipped scenario"
        raise InputRefused(place, "scenarios", expected, name, meant(name, shipped_names()))
    return load_scenario(found)


def _baseline(content: Mapping[str, Any], scenarios: Sequence[Scenario], place: str) -> str:
    """The name of the scenario that others are compared with; the first unless said."""
    names = [scenario.name for scenario in scenarios]
    said = content.get("baseline", names[0])
    name = Path(str(said)).name.removesuffix(".toml")
    if name not in names:
        raise InputRefused(place, "baseline", "one of the scenarios", str(said), meant(name, names))
    return name


def _whole(content: Mapping[str, Any], key: str, usual: int, bounds: tuple[int, int], place: str) -> int:
    """A whole number within bounds."""
    value = content.get(key, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not bounds[0] <= value <= bounds[1]:
        raise InputRefused(place, key, f"a whole number from {bounds[0]} to {bounds[1]}", str(value))
    return value

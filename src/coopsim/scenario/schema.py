"""What a scenario is: the typed, frozen content of its file, and what a run needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coopsim.errors import InputRefused, nearest
from coopsim.scenario.dates import date_of, quarter_number
from coopsim.scenario.declare import DATE_PATTERN, Table, quantity
from coopsim.scenario.keys import flat
from coopsim.scenario.levers import Levers
from coopsim.scenario.parameters import Parameters
from coopsim.scenario.plan import ChoiceEntry, Cooperation, Population, Switches
from coopsim.scenario.texts import Texts

UNHASHED = ("name", "title", "question", "evidence")
"""Words that say what a scenario is for; they change nothing in a run."""

OF_SOURCE = {"size": "synthetic", "departments": "synthetic", "kind": "synthetic", "staff": "synthetic", "path": "file"}
"""Keys of a population that only one source reads: elsewhere they would be ignored in silence."""


class ScenarioFile(Table):
    """What a scenario file says once those it extends are read."""

    title: Texts = Field(default=Texts(), description="Title, in both languages")
    question: Texts = Field(default=Texts(), description="The question it asks, in both languages")
    start: str = Field(pattern=DATE_PATTERN, description="Date of quarter 0")
    quarters: int = quantity("quarters", (1, 400), None, "quarters",
        en="Horizon of a run", fr="Horizon d'une simulation")
    burn_in: int = quantity("quarters", (0, 200), None, "burn_in",
        en="Quarters played and discarded before quarter 0", fr="Trimestres joués puis écartés avant le trimestre 0")
    small_below: float = quantity("FTE", (0.5, 1000), None, "small_below",
        en="Size under which an association is small", fr="Taille sous laquelle une association est petite")
    small_below_second: float = quantity("FTE", (0.5, 1000), None, "small_below_second",
        en="Second threshold, always shown beside the first", fr="Second seuil, toujours montré à côté du premier")
    large_from: float = quantity("FTE", (0.5, 5000), None, "large_from",
        en="Size from which an association is large", fr="Taille à partir de laquelle une association est grande")
    population: Population
    cooperation: Cooperation
    levers: Levers
    parameters: Parameters
    switches: Switches
    choices: tuple[ChoiceEntry, ...] = Field(default=(), strict=False, description="Decisions made by hand")
    evidence: dict[str, str] = Field(default_factory=dict, description="Where each value comes from")

    @model_validator(mode="after")
    def _thresholds_in_order(self) -> ScenarioFile:
        order = ("small_below", "small_below_second", "large_from")
        for lower, upper in pairwise(order):
            if getattr(self, lower) >= getattr(self, upper):
                expected = f"less than {upper} ({getattr(self, upper):g})"
                _refuse(lower, expected, f"{getattr(self, lower):g}", upper)
        return self

    @model_validator(mode="after")
    def _population_complete(self) -> ScenarioFile:
        plan = self.population
        if plan.source == "synthetic" and plan.size is None:
            _refuse("population.size", "the size of a synthetic population", "nothing", "population.source")
        if plan.source == "file" and not plan.path:
            _refuse("population.path", "the file of the population", "nothing", "population.source")
        if len(set(plan.departments)) < len(plan.departments):
            _refuse("population.departments", "each department once", ", ".join(plan.departments))
        return self

    @model_validator(mode="after")
    def _population_unambiguous(self) -> ScenarioFile:
        for key, source in OF_SOURCE.items():
            idle = Population.model_fields[key].get_default()
            if self.population.source != source and getattr(self.population, key) != idle:
                expected = f'nothing unless population.source is "{source}"'
                _refuse(f"population.{key}", expected, str(getattr(self.population, key)), "population.source")
        return self

    @model_validator(mode="after")
    def _choices_possible(self) -> ScenarioFile:
        met: set[tuple[int, str]] = set()
        for place, choice in enumerate(self.choices):
            if choice.quarter > self.quarters:
                expected = f"a quarter from 1 to {self.quarters}"
                _refuse(f"choices.{place}.quarter", expected, str(choice.quarter), "quarters")
            if (choice.quarter, choice.association) in met:
                _refuse(f"choices.{place}", "one act per association and quarter", "a second one")
            met.add((choice.quarter, choice.association))
        return self


class Scenario(ScenarioFile):
    """A scenario ready to run: its file, its name, and the levers before quarter 0.

    Attributes
    ----------
    name : str, the stem of its file
    opening : Levers, constant: those of the root of `extends`, at that root's start
    population_digest : str, SHA-256 of the population's file; empty without a file
    """

    name: str
    opening: Levers
    population_digest: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of everything that can change a run; words and names aside.

        Returns
        -------
        str, 64 hexadecimal digits

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> len(load_scenario("baseline").hash)
        64
        """
        content = self.model_dump(mode="json", exclude=set(UNHASHED))
        content["population"].pop("path")
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def settings(self) -> dict[str, Any]:
        """Every value by its dotted key, texts and evidence aside.

        Returns
        -------
        dict of str and values

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> load_scenario("baseline").settings()["parameters.choice.taste_merger"]
        0.2
        """
        files = set(ScenarioFile.model_fields) - {"title", "question", "evidence"}
        return flat(self.model_dump(mode="json", include=files))

    def date(self, quarter: int) -> str:
        """The date of a quarter of this scenario.

        Parameters
        ----------
        quarter : int, 0 at the start

        Returns
        -------
        str, such as 2027Q3

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> load_scenario("baseline").date(60)
        '2041Q1'
        """
        return date_of(self.start, quarter)

    def lever_path(self, departments: Sequence[str]) -> NDArray[np.float64]:
        """Every lever by quarter and department; row 0 holds the opening levers.

        Parameters
        ----------
        departments : sequence of str, those of the population

        Returns
        -------
        array of float64, shape (quarters + 1, departments, levers)

        Raises
        ------
        InputRefused
            If a lever is set for a department that the population has not.

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> path = load_scenario("baseline").lever_path(["11", "30"])
        >>> path.shape, round(float(path[8, 0, 0]), 12)
        ((61, 2, 14), 0.25)
        """
        for levers in (self.levers, self.opening):
            _refuse_strangers(self.name, levers, departments)
        path = self.levers.values(quarter_number(self.start), self.quarters + 1, departments)
        path[:1] = self.opening.values(0, 1, departments)
        return path


def _refuse(key: str, expected: str, got: str, rival: str = "") -> None:
    """Refuse one key; a rival is the other key of the contradiction, which may stand in another file."""
    context = {"key": key, "expected": expected, "got": got, "rival": rival or key}
    raise PydanticCustomError("expected", "refused", context)


def _refuse_strangers(name: str, levers: Levers, departments: Sequence[str]) -> None:
    """Refuse levers of a department that the population has not."""
    for department in levers.by_department:
        if department not in departments:
            known = "a department of the population: " + ", ".join(departments)
            key = f"levers.by_department.{department}"
            raise InputRefused(f"{name}.toml", key, known, department, nearest(department, departments))

"""A store whose measures are a known function of the point, so that answers are known too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pandas import DataFrame

from coopsim.lab.design import design_of, points_of
from coopsim.lab.experiment import Experiment
from coopsim.lab.records.columns import RunKey
from coopsim.scenario import load_scenario

Answer = Callable[[str, dict[str, Any], int], float]
"""The value of every measure in a scenario, at a point, in a replicate."""


class Told:
    """What an analysis reads of a store, without a run.

    Parameters
    ----------
    design : dict, the table of an experiment file
    answer : function of scenario, point and replicate
    names : sequence of str, shipped scenarios; the first is the baseline
    replicates : int
    lost : set of RunKey that are missing
    """

    path = Path("told")

    def __init__(
        self,
        design: dict[str, Any],
        answer: Answer,
        names: Sequence[str] = ("baseline",),
        replicates: int = 2,
        lost: set[RunKey] | None = None,
    ) -> None:
        checked = design_of(design, "told.toml")
        scenarios = tuple(load_scenario(name) for name in names)
        points = points_of(checked, "told.toml", Path())
        self.experiment = Experiment("told", scenarios, names[0], replicates, points=points, design=checked)
        self.answer, self.lost = answer, lost or set()

    def done(self) -> set[RunKey]:
        """The runs that are there."""
        return set(self.experiment.runs()) - self.lost

    def missing(self) -> list[RunKey]:
        """The runs that are not."""
        return sorted(self.lost)

    def failures(self) -> list[RunKey]:
        """None ever fails."""
        return []

    def frame(self, name: str, columns: Sequence[str], quarter: int | None = None) -> DataFrame:
        """The rows of one quarter, every measure the same."""
        rows = []
        for key in sorted(self.done()):
            value = self.answer(key.scenario, self.experiment.points[key.point], key.replicate)
            rows.append({**key._asdict(), **dict.fromkeys(columns, value), "quarter": quarter})
        return DataFrame(rows)

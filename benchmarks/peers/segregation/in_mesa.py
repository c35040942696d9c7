"""Segregation in plain Mesa 3: agents on cells of a Moore grid, as the example that Mesa ships."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started
from benchmarks.peers.segregation.town import EMPTY, GROUPS, WANTED, side
from mesa.discrete_space import CellAgent, OrthogonalMooreGrid


class Resident(CellAgent):
    """Somebody of a group, on a cell."""

    def __init__(self, model: Any, cell: Any, group: int) -> None:
        super().__init__(model)
        self.cell = cell
        self.group = group
        self.similar = 0.0
        self.happy = False

    def look_around(self) -> None:
        """Be happy if enough neighbours are alike."""
        neighbours = list(self.cell.neighborhood.agents)
        alike = len([other for other in neighbours if other.group == self.group])
        self.similar = alike / len(neighbours) if neighbours else 0.0
        self.happy = self.similar >= WANTED

    def move(self) -> None:
        """Move away if unhappy."""
        if not self.happy:
            self.cell = self.model.grid.select_random_empty_cell()


class Town(mesa.Model):
    """Residents who move until they are happy."""

    def __init__(self, size: Size, seed: int) -> None:
        super().__init__(seed=seed)
        self.grid = OrthogonalMooreGrid((side(size), side(size)), torus=False, capacity=1, random=self.random)
        self.datacollector = mesa.DataCollector(model_reporters={"happy": happy, "similar": similar})
        cells = self.random.sample(list(self.grid.all_cells), size.agents)
        for place, cell in enumerate(cells):
            Resident(self, cell, place % GROUPS)
        self.agents.do("look_around")
        self.datacollector.collect(self)

    def step(self) -> None:
        """The unhappy move, in an order drawn anew; everybody looks around."""
        self.agents.shuffle_do("move")
        self.agents.do("look_around")
        self.datacollector.collect(self)


def happy(model: Any) -> float:
    """Share of the happy."""
    return sum(agent.happy for agent in model.agents) / len(model.agents)


def similar(model: Any) -> float:
    """Mean share of neighbours who are alike."""
    return float(sum(agent.similar for agent in model.agents) / len(model.agents))


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    model = Town(size, seed)

    def advance() -> None:
        for _ in range(size.steps):
            model.step()

    def outcome() -> Outcome:
        town = np.full((side(size), side(size)), EMPTY, np.float64)
        for agent in model.agents:
            town[agent.cell.coordinate] = agent.group
        return Outcome(model.datacollector.get_model_vars_dataframe().to_numpy(np.float64), town)

    return Started(advance, outcome)

"""Segregation in AgentPy: an AgentList on a Grid that tracks its empty cells, as its model library."""

from __future__ import annotations

import agentpy
import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started
from benchmarks.peers.segregation.town import EMPTY, GROUPS, WANTED, side


class Resident(agentpy.Agent):
    """Somebody of a group, on a cell."""

    def setup(self) -> None:
        """Know the grid; nobody is happy before looking around."""
        self.grid = self.model.grid
        self.similar = 0.0
        self.happy = False

    def look_around(self) -> None:
        """Be happy if enough neighbours are alike."""
        neighbours = list(self.grid.neighbors(self))
        alike = len([other for other in neighbours if other.group == self.group])
        self.similar = alike / len(neighbours) if neighbours else 0.0
        self.happy = self.similar >= WANTED

    def move(self) -> None:
        """Move to an empty cell."""
        self.grid.move_to(self, self.model.random.choice(self.grid.empty))


class Town(agentpy.Model):
    """Residents who move until they are happy."""

    def setup(self) -> None:
        """Make the grid and the residents."""
        self.grid = agentpy.Grid(self, (self.p.side, self.p.side), track_empty=True)
        self.agents = agentpy.AgentList(self, self.p.agents, Resident)
        self.agents.group = agentpy.AttrIter([place % GROUPS for place in range(self.p.agents)])
        self.grid.add_agents(self.agents, random=True, empty=True)

    def step(self) -> None:
        """The unhappy move, in an order drawn anew."""
        unhappy = self.agents.select(self.agents.happy == False)  # noqa: E712 (AgentPy compares item by item)
        unhappy.shuffle().move()

    def update(self) -> None:
        """Everybody looks around; measure, before the first step and after each."""
        self.agents.look_around()
        self.record("happy", sum(self.agents.happy) / len(self.agents))
        self.record("similar", sum(self.agents.similar) / len(self.agents))


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    model = Town({"agents": size.agents, "side": side(size), "steps": size.steps, "seed": seed})
    model.sim_setup()

    def advance() -> None:
        while model.running:
            model.sim_step()

    def outcome() -> Outcome:
        town = np.full((side(size), side(size)), EMPTY, np.float64)
        for agent, cell in model.grid.positions.items():
            town[cell] = agent.group
        return Outcome(np.array([model.log["happy"], model.log["similar"]]).T, town)

    return Started(advance, outcome)

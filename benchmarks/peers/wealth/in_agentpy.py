"""Wealth exchange in AgentPy: an AgentList is called as one, `record` keeps the measure.

The Gini index is taken from sorted values, as everywhere here; the example
that AgentPy ships compares all pairs, which would be dearer.
"""

from __future__ import annotations

import agentpy
import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started


class Person(agentpy.Agent):
    """Somebody with money."""

    def setup(self) -> None:
        """Begin with one unit."""
        self.wealth = 1

    def give(self) -> None:
        """Give one unit to somebody."""
        if self.wealth > 0:
            other = self.model.partners.random()
            other.wealth += 1
            self.wealth -= 1


class Economy(agentpy.Model):
    """Persons who exchange money."""

    def setup(self) -> None:
        """Make the persons."""
        self.agents = agentpy.AgentList(self, self.p.agents, Person)
        # The list that is shuffled is not the one drawn from: both may then be walked at the same time.
        self.partners = agentpy.AgentList(self, self.agents)

    def step(self) -> None:
        """Everybody gives, in an order drawn anew."""
        self.agents.shuffle().give()

    def update(self) -> None:
        """Measure, before the first step and after each."""
        self.record("gini", gini(self.agents.wealth))


def gini(wealths: agentpy.AttrIter) -> float:
    """Gini index of wealth, from sorted values."""
    ascending = sorted(wealths)
    number = len(ascending)
    ranked = sum(rank * wealth for rank, wealth in enumerate(ascending, start=1))
    return float(2 * ranked / (number * sum(ascending)) - (number + 1) / number)


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    model = Economy({"agents": size.agents, "steps": size.steps, "seed": seed})
    model.sim_setup()

    def advance() -> None:
        while model.running:
            model.sim_step()

    def outcome() -> Outcome:
        return Outcome(np.array(model.log["gini"])[:, None], np.array(list(model.agents.wealth), np.float64))

    return Started(advance, outcome)

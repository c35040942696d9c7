"""Wealth exchange in plain Mesa 3: agents are objects, `shuffle_do` calls them, a DataCollector collects."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started


class Person(mesa.Agent):
    """Somebody with money."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.wealth = 1

    def give(self) -> None:
        """Give one unit to somebody."""
        if self.wealth > 0:
            other = self.random.choice(self.model.partners())
            other.wealth += 1
            self.wealth -= 1


class Economy(mesa.Model):
    """Persons who exchange money, as the tutorial of Mesa writes them."""

    def __init__(self, agents: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.datacollector = mesa.DataCollector(model_reporters={"gini": gini})
        Person.create_agents(self, agents)
        self.datacollector.collect(self)

    def partners(self) -> Any:
        """Among whom a partner is drawn: an AgentSet, which makes a list for each draw."""
        return self.agents

    def step(self) -> None:
        """Everybody gives, in an order drawn anew."""
        self.agents.shuffle_do("give")
        self.datacollector.collect(self)


class ListedEconomy(Economy):
    """The same, where the list of partners is made once, since nobody comes or goes."""

    def __init__(self, agents: int, seed: int) -> None:
        super().__init__(agents, seed)
        self.listed = list(self.agents)

    def partners(self) -> Any:
        """Among whom a partner is drawn."""
        return self.listed


def gini(model: Any) -> float:
    """Gini index of wealth, from sorted values."""
    ascending = sorted(agent.wealth for agent in model.agents)
    number = len(ascending)
    ranked = sum(rank * wealth for rank, wealth in enumerate(ascending, start=1))
    return 2 * ranked / (number * sum(ascending)) - (number + 1) / number


def start_tutorial(seed: int, size: Size) -> Started:
    """Set up the model of the tutorial."""
    return _started(Economy(size.agents, seed), size)


def start_listed(seed: int, size: Size) -> Started:
    """Set up the model whose partners are in a list."""
    return _started(ListedEconomy(size.agents, seed), size)


def _started(model: Any, size: Size) -> Started:
    """A model, and how to let it pass."""

    def advance() -> None:
        for _ in range(size.steps):
            model.step()

    def outcome() -> Outcome:
        rows = model.datacollector.get_model_vars_dataframe().to_numpy(np.float64)
        return Outcome(rows, np.array([agent.wealth for agent in model.agents], np.float64))

    return Started(advance, outcome)

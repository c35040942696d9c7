"""Segregation in Mesa with columns of NumPy: what a careful user of Mesa writes, without agents as objects.

Looking around is done for all cells at once. Moving stays a loop: the cell
that one leaves is free for the next. Wealth exchange has no such form, since
there each gift depends on the one before.
"""

from __future__ import annotations

import mesa
import numpy as np
from benchmarks.peers.contest import Outcome, Size, Started
from benchmarks.peers.segregation.town import EMPTY, GROUPS, WANTED, side

AROUND = [(down, right) for down in range(3) for right in range(3) if (down, right) != (1, 1)]


class Town(mesa.Model):
    """The groups on the cells, with a border of empty ones, flat lists of cells, and what is seen from each."""

    def __init__(self, size: Size, seed: int) -> None:
        super().__init__(seed=seed)
        self.length = side(size)
        self.wide = np.full((self.length + 2, self.length + 2), EMPTY, np.int8)
        self.town = self.wide[1:-1, 1:-1]
        cells = self.rng.permutation(self.length**2)
        self.empty = cells[size.agents :].tolist()
        self.town[np.divmod(cells[: size.agents], self.length)] = np.arange(size.agents) % GROUPS
        self.datacollector = mesa.DataCollector(model_reporters={"happy": "happy", "similar": "similar"})
        self.look_around()

    def look_around(self) -> None:
        """See from every cell at once, and measure over those that are taken."""
        around = np.stack([self.wide[d : d + self.length, r : r + self.length] for d, r in AROUND])
        neighbours = np.count_nonzero(around != EMPTY, axis=0)
        alike = np.count_nonzero(around == self.town, axis=0)
        taken, share = self.town != EMPTY, alike / np.maximum(neighbours, 1)
        self.unhappy = np.flatnonzero(taken & (share < WANTED))
        self.happy = 1.0 - len(self.unhappy) / np.count_nonzero(taken)
        self.similar = share[taken].mean()
        self.datacollector.collect(self)

    def step(self) -> None:
        """The unhappy move, in an order drawn anew; everybody looks around."""
        places = self.rng.integers(len(self.empty), size=len(self.unhappy))
        for left, place in zip(self.rng.permutation(self.unhappy).tolist(), places.tolist(), strict=True):
            found, self.empty[place] = self.empty[place], left
            self.town[divmod(found, self.length)] = self.town[divmod(left, self.length)]
            self.town[divmod(left, self.length)] = EMPTY
        self.look_around()


def start(seed: int, size: Size) -> Started:
    """Set up the model."""
    model = Town(size, seed)

    def advance() -> None:
        for _ in range(size.steps):
            model.step()

    def outcome() -> Outcome:
        rows = model.datacollector.get_model_vars_dataframe().to_numpy(np.float64)
        return Outcome(rows, model.town.astype(np.float64))

    return Started(advance, outcome)

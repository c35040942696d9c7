"""Run a scenario and print a digest of all it left: for comparisons between processes."""

from __future__ import annotations

import hashlib
import sys

from coopsim.engine.history import History
from coopsim.scenario import load_scenario


def digest(name, changes, seed, replicate):
    scenario = load_scenario(name, changes)
    history = History(scenario, seed, replicate)
    history.step(scenario.quarters)
    counts, world = history.world.counts[0], history.world
    hashed = hashlib.sha256(history.rows.tobytes())
    for table, number in (
        (world.associations, counts.slots),
        (world.lives, counts.slots),
        (world.ties, counts.ties),
        (world.contracts, counts.contracts),
        (world.events, counts.events),
    ):
        for name in table.dtype.names:
            hashed.update(table[name][:number].tobytes())
    return hashed.hexdigest()


SHORT = {"population.source": "synthetic", "population.size": 90, "burn_in": 2, "quarters": 6}

if __name__ == "__main__":
    print(digest("strong-npm", {**SHORT, "parameters.search.search_scale": 4.0}, int(sys.argv[1]), 1))

"""Foundings and burn-ins, kept for the runs that share them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from coopsim.world.world import World


class Openings:
    """The latest founders and burnt-in worlds, so that policies that share them compute them once.

    They know nothing of a policy: they hang on the population, the parameters,
    the switches, the levers of the first day, the seed and the replicate
    alone. Threads may share one of these.

    Parameters
    ----------
    most : int, openings kept, 0 or more; the one unused for longest goes first

    Examples
    --------
    >>> from coopsim.engine.history import History
    >>> from coopsim.scenario import load_scenario
    >>> openings = Openings(most=2)
    >>> first = History(load_scenario("baseline"), seed=1, openings=openings)
    >>> again = History(load_scenario("strong-npm"), seed=1, openings=openings)
    >>> len(openings), bool((first.rows[0] == again.rows[0]).all())
    (1, True)
    """

    def __init__(self, most: int = 64) -> None:
        self._founders, self._worlds = _Latest(most), _Latest(most)

    def __len__(self) -> int:
        return len(self._worlds)

    def founders(self, key: Hashable) -> Any:
        """The founders under a key, or None; nobody changes them."""
        return self._founders.find(key)

    def keep_founders(self, key: Hashable, founders: Any) -> None:
        """Keep founders."""
        self._founders.keep(key, founders)

    def world(self, key: Hashable) -> World | None:
        """A copy of the world under a key, which a run may change; None where there is none."""
        world = self._worlds.find(key)
        return None if world is None else _copy(world)

    def keep_world(self, key: Hashable, world: World) -> None:
        """Keep a copy of a world at the end of its burn-in."""
        if self._worlds.most:
            self._worlds.keep(key, _copy(world))


class _Latest:
    """The latest values under their keys."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Hashable) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


def founding_key(scenario: Any, seed: int, replicate: int) -> Hashable:
    """All that founders hang on: population, parameters, luck, and the present state of a user's file."""
    plan = scenario.population
    file = Path(plan.path).stat().st_mtime_ns if plan.source == "file" else 0
    return plan.model_dump_json(), scenario.parameters.model_dump_json(), file, seed, replicate


def opening_key(founding: Hashable, scenario: Any, levers: Any) -> Hashable:
    """All that a burn-in hangs on; its events are forgotten, so that they may be kept or not.

    Parameters
    ----------
    founding : key of the founders
    scenario : Scenario
    levers : records, shape (departments,), those of the burn-in
    """
    sizes = (scenario.burn_in, scenario.small_below, scenario.large_from)
    return founding, scenario.switches.model_dump_json(), sizes, levers.tobytes()


def _copy(world: World) -> World:
    """The same tables, elsewhere in memory."""
    return World(*[table.copy() for table in world])

"""Worlds drawn at random: for what must hold of any sector."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.measures.example import example_world
from coopsim.world.records import N_CAUSES
from coopsim.world.world import World

PROFILES = 5
"""Few, so that some are shared."""


def random_columns(size: int, seed: int, departments: int = 2) -> dict[str, Any]:
    """Columns of living associations, some silent, some alike."""
    luck = np.random.default_rng(seed)
    columns: dict[str, Any] = {
        name: luck.random(size) for name in ("voice", "access", "freedom", "kept_autonomy", "stress")
    }
    columns |= {
        name: luck.exponential(20.0, size) for name in ("staff", "public_grant", "contracts", "delivered")
    }
    columns["voice"][luck.random(size) < 0.2] = 0.0
    columns["profile"] = luck.dirichlet(np.full(N_CAUSES, 0.1), PROFILES)[luck.integers(0, PROFILES, size)]
    columns["department"] = luck.integers(0, departments, size)
    columns["surplus"] = luck.normal(size=(size, 4))
    columns["seat"] = luck.integers(0, 2, size)
    return columns


def random_ties(size: int, seed: int) -> list[tuple[int, int, int, float]]:
    """One tie at most a pair, of any form."""
    luck = np.random.default_rng(seed + 1)
    pairs = [(own, other) for own in range(size) for other in range(own) if luck.random() < 0.2]
    return [(own, other, int(luck.integers(0, 4)), float(luck.random())) for own, other in pairs]


def random_world(size: int, seed: int, order: Any = None, departments: int = 2) -> World:
    """A random world; with an order, the same associations in other slots."""
    columns, ties = random_columns(size, seed, departments), random_ties(size, seed)
    order = np.arange(size) if order is None else np.asarray(order)
    place = np.argsort(order)
    moved = [(int(place[own]), int(place[other]), form, governance) for own, other, form, governance in ties]
    account = {"seats_offered": 30.0, "calls": 2.0, "aids": 5.0, "births": 1.0, "mergers_so_far": 4.0}
    world = example_world(
        ties=moved,
        departments=departments,
        account=account,
        **{name: column[order] for name, column in columns.items()},
    )
    world.departments.need[:] = np.random.default_rng(seed).dirichlet(np.ones(N_CAUSES), departments)
    world.departments.levers.fewer_interlocutors[:] = 0.5
    return world

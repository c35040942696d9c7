"""The books of a quarter, kept from outside: what must balance to 1e-9."""

from __future__ import annotations

import numpy as np

from coopsim.levers.budget_growth import growth_factor
from coopsim.world.vocabulary import LIVING


def living(world):
    rows = world.associations[: world.counts[0].slots]
    return rows[rows["end"] == LIVING]


def open_contracts(world):
    rows = world.contracts[: world.counts[0].contracts]
    return rows[rows["open"] == 1]


def waiting(world):
    """Public money of each department that nobody holds, k€ a quarter."""
    rows = world.departments
    return rows["pool"] + rows["returned"].sum(axis=1) + rows["returned_calls"]


class Books:
    """The sums of one moment."""

    def __init__(self, history):
        world = history.world
        self.reserves = living(world)["reserves"].sum()
        self.staff = living(world)["staff"].sum()
        self.private = living(world)["private_income"].sum()
        number = len(world.departments)
        self.public = waiting(world).copy()
        self.public += np.bincount(living(world)["department"], living(world)["public_grant"], number)
        contracts = open_contracts(world)
        self.public += np.bincount(contracts["department"], contracts["volume"], number)
        self.saved = world.departments["saved"].sum()


def assert_balanced(before, history):
    """What was there, what came and what went make what is there."""
    after, world = Books(history), history.world
    account = world.account[0]
    spent = account.cost + account.mission + account.setup + account.reinternalisation
    spent += account.contagion + account.failure + account.estate
    assert_close(after.reserves, before.reserves + account.income - spent + account.birth_reserves)
    assert_close(after.staff, before.staff + account.staff_change + account.staff_born - account.staff_lost)
    private = before.private - account.private_lost + account.private_born + account.private_growth
    assert_close(after.private, private)
    grown = sum(
        public * growth_factor(float(growth))
        for public, growth in zip(before.public, world.departments["levers"]["budget_growth"], strict=True)
    )
    assert_close(after.public.sum() + after.saved, grown + before.saved + account.public_growth)
    assert_held(world)
    return after


def assert_held(world):
    """Every contract is held by a living association or by nobody, and counted with its holder."""
    contracts = open_contracts(world)
    held = contracts[contracts["holder"] >= 0]
    assert (world.associations["end"][held["holder"]] == LIVING).all()
    sums = np.bincount(held["holder"], held["volume"], len(world.associations))
    rows = np.flatnonzero(world.associations["end"][: world.counts[0].slots] == LIVING)
    assert np.allclose(sums[rows], world.associations["contracts"][rows], rtol=1e-9, atol=1e-9)
    assert (living(world)["public_grant"] >= -1e-9).all()


def assert_close(one, other):
    assert abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other)), (one, other)

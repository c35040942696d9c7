"""Where the history of the compiled sweeps and that of the naive twin part."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.measures.row import MEASURES
from coopsim.world.vocabulary import LIVING, NOBODY

TOLERANCE = 1e-9

AMOUNTS = (
    "staff", "public_grant", "private_income", "reserves", "cost", "pay", "delivered", "due", "won", "stress",
    "target_months", "year_luck", "governance", "know_how", "legitimacy", "visibility", "managerial_norm",
    "freedom", "access", "voice", "x_km", "y_km", "profile",
)  # fmt: skip
"""Fields of an association that agree to 1e-9."""

COUNTS = (
    "who", "seat", "vacancy", "searched", "sanction", "end", "born", "main_cause",
    "active_elsewhere",
)  # fmt: skip
"""Fields of an association that agree exactly."""

OF_DEPARTMENT = (
    "price", "pool", "returned", "returned_calls", "saved", "pressure", "sharing", "norm_mean", "need"
)  # fmt: skip

COUNTED = (
    "associations", "births", "closures", "insolvencies", "absorptions", "groups", "voices_independent",
    "partnerships", "poolings", "alliances", "mergers", "agreements_started", "agreements_ended",
)  # fmt: skip
"""Measures that agree exactly."""

DIFFERENCES_OF: dict[str, str | float] = {
    "funder_savings": "public_spending",
    "service_lost": "public_spending",
    "size_gini": 1.0,
    "hollowing": 1.0,
    "representation_gap": 1.0,
    "unmet_need": 1.0,
}
"""Measures that are a small rest of larger numbers, and how large those are: a measure, or of order 1."""


def differences(history: Any, sector: Any) -> list[str]:
    """What differs between a compiled run and the twin at the same quarter, in words."""
    slots = int(history.world.counts[0].slots)
    if slots != len(sector.everyone):
        return [f"slots: {slots} against {len(sector.everyone)}"]
    return [
        *_of_associations(history.world, sector),
        *_of_departments(history.world, sector),
        *_of_pairs("tie", ties_of_engine(history.world), ties_of_twin(sector)),
        *_of_pairs("contract", contracts_of_engine(history.world), contracts_of_twin(sector)),
        *_of_account(history.world, sector),
        *measures_apart(history.rows[history.quarter], sector),
    ]


def _parted(name: str, engine: Any, twin: Any, exact: bool = False) -> list[str]:
    """One line if two columns differ, with the first place where they do."""
    engine, twin = np.asarray(engine), np.asarray(twin)
    same = (
        engine == twin if exact else np.isclose(engine, twin, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
    )
    if same.all():
        return []
    first = tuple(np.argwhere(~same)[0])
    return [f"{name}: {(~same).sum()} differ, at {first} {engine[first]} against {twin[first]}"]


def _of_associations(world: Any, sector: Any) -> list[str]:
    """All that ever lived, in order of appearance; contracts, autonomy and surplus of the living."""
    table, found = world.associations[: len(sector.everyone)], []
    for name in COUNTS:
        found += _parted(name, table[name], [getattr(one, name) for one in sector.everyone], exact=True)
    ended = world.lives["end_quarter"][: len(table)]
    found += _parted("end_quarter", ended, [one.end_quarter for one in sector.everyone], exact=True)
    for name in AMOUNTS:
        found += _parted(name, table[name], [getattr(one, name) for one in sector.everyone])
    living, table = sector.living(), table[table["end"] == LIVING]
    found += _parted("contracts", table["contracts"], [one.contract_volume for one in living])
    found += _parted("kept_autonomy", table["kept_autonomy"], [one.kept_autonomy for one in living])
    return found + _parted("surplus", table["surplus"].sum(1), [sum(one.surpluses) for one in living])


def _of_departments(world: Any, sector: Any) -> list[str]:
    """Prices, pools, means."""
    found = []
    for name in OF_DEPARTMENT:
        column = [getattr(department, name) for department in sector.departments]
        found += _parted(f"{name} of departments", world.departments[name], column)
    return found


def _of_pairs(what: str, engine: dict[Any, Any], twin: dict[Any, Any]) -> list[str]:
    """Ties or contracts, by their key: counts exactly, then amounts."""
    if engine.keys() != twin.keys():
        only, there = engine.keys() - twin.keys(), twin.keys() - engine.keys()
        return [f"{what}: only in the engine {only}, only in the twin {there}"]
    found = []
    for key, (counts, amounts) in engine.items():
        found += _parted(f"{what} {key}", counts, twin[key][0], exact=True)
        found += _parted(f"{what} {key}", amounts, twin[key][1])
    return found


def ties_of_engine(world: Any) -> dict[Any, Any]:
    """Ties that are active, set up or past, by their two slots."""
    rows = world.ties[: int(world.counts[0].ties)]
    return {
        frozenset((int(tie.own), int(tie.other))): _facts(tie)
        for tie in rows
        if tie.form or tie.setup_form or tie.past
    }


def ties_of_twin(sector: Any) -> dict[Any, Any]:
    """The same in the twin."""
    slots = {one: slot for slot, one in enumerate(sector.everyone)}
    return {
        frozenset((slots[tie.own], slots[tie.other])): _facts(tie)
        for tie in sector.ties
        if tie.form or tie.setup_form or tie.past
    }


def _facts(tie: Any) -> tuple[Any, Any]:
    """Counts and amounts of a tie, as far as they mean something."""
    counts = (
        tie.form,
        tie.setup_form,
        tie.setup_left,
        bool(tie.past),
        tie.active_quarters if tie.form else 0,
    )
    governance = tie.governance if tie.form else 0.0
    return counts, (governance, tie.setup_governance if tie.setup_form else 0.0, tie.trust)


def contracts_of_engine(world: Any) -> dict[int, Any]:
    """Contracts that exist, by the address of their calls."""
    rows = world.contracts[: int(world.counts[0].contracts)]
    return {
        int(one.who): (
            (int(one.holder), one.expiry, one.unserved, one.returned, one.department),
            (one.volume,),
        )
        for one in rows
        if one.open
    }


def contracts_of_twin(sector: Any) -> dict[int, Any]:
    """The same in the twin."""
    slots = {one: slot for slot, one in enumerate(sector.everyone)} | {None: NOBODY}
    rows = {department: row for row, department in enumerate(sector.departments)}
    return {
        int(one.who): (
            (slots[one.holder], one.expiry, one.unserved, one.returned, rows[one.department]),
            (one.volume,),
        )
        for one in sector.contracts
    }


def _of_account(world: Any, sector: Any) -> list[str]:
    """What happened in the quarter."""
    found = []
    for name, amount in vars(sector.account).items():
        found += _parted(f"{name} of the account", [world.account[0][name]], [amount])
    return found


def measures_apart(values: Any, sector: Any, place: int = -1) -> list[str]:
    """The measures of one quarter that differ: a compiled row, and what the twin collected at `place`."""
    row = dict(zip(MEASURES, values.tolist(), strict=True))
    taken = {name: column[place] for name, column in sector.datacollector.model_vars.items()}
    if tuple(taken) != MEASURES:
        return [f"measures: the twin takes {tuple(taken)}"]
    return [
        f"measure {name}: {row[name]!r} against {taken[name]!r}"
        for name in MEASURES
        if not abs(row[name] - taken[name]) <= rounding_of(name, row)
    ]


def rounding_of(name: str, row: dict[str, float]) -> float:
    """How far two ways to one measure may end apart: counts not at all.

    Others by 1e-9 of themselves; or, where numbers that nearly cancel are taken from
    one another, by 1e-9 of those.
    """
    if name in COUNTED:
        return 0.0
    larger = DIFFERENCES_OF.get(name, 0.0)
    return TOLERANCE * max(abs(row[name]), row[larger] if isinstance(larger, str) else larger)

"""The books of the living at the last quarter: what service, accounting and cooperation cost and spare them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from coopsim.levers.reporting import reporting_work
from coopsim.rules.money import compliance_cost, overhead_cost
from coopsim.world.vocabulary import LIVING


def books_columns(world: Any, setting: Any, slots: Any) -> dict[str, Any]:
    """Cost, compliance and saving of some associations, and how many ties they have.

    By the rules of the quarter, on the state in which it left them, so that
    nothing need be recorded while a run is under way.

    Parameters
    ----------
    world : World, at the end of a run
    setting : Setting
    slots : int, shape (n,)

    Returns
    -------
    dict of arrays, empty where an association has ended
    """
    state = np.asarray(world.associations)[slots]
    ended = state["end"] != LIVING
    here = state[~ended]
    told = {
        "cost_end": here["cost"],
        "compliance_end": _compliance(world, setting, here),
        "saving_end": _saving(setting, here),
        "ties_end": here["active_ties"],
    }
    return {name: _among(values, ended) for name, values in told.items()}


def _compliance(world: Any, setting: Any, here: Any) -> list[float]:
    """Compliance cost of each, under the levers of its department."""
    money = setting.tables.money
    work = [reporting_work(reporting=one) for one in np.asarray(world.departments)["levers"]["reporting"].tolist()]
    each = zip(here["staff"].tolist(), here["department"].tolist(), here["relief"].tolist(), strict=True)
    return [compliance_cost(staff, work[department], relief, money) for staff, department, relief in each]


def _saving(setting: Any, here: Any) -> Any:
    """Overhead that agreements spare each; only those under one are asked for theirs."""
    money, shared = setting.tables.money, np.flatnonzero(here["kept_overhead"] != 1.0)
    spared = np.zeros(len(here))
    overhead = [overhead_cost(staff, money) for staff in here["staff"][shared].tolist()]
    spared[shared] = here["pay"][shared] * (1.0 - here["kept_overhead"][shared]) * overhead
    return spared


def _among(values: Any, ended: Any) -> Any:
    """Values of the living in their rows, nothing in the others."""
    whole = np.zeros(len(ended), np.asarray(values).dtype)
    whole[~ended] = values
    return pa.array(whole, mask=ended)

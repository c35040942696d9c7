"""The public funder of one department, and the contracts it lets."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.world.vocabulary import CAUSES
from tests.ordinary.rules import growth_factor, lot_volume, pressure, price_after


class Contract:
    """A volume of service, held by an association until it expires."""

    def __init__(self, who: int, department: Any, volume: float, expiry: int, returned: bool) -> None:
        self.who = np.uint64(who)
        self.department, self.volume, self.expiry, self.returned = department, volume, expiry, returned
        self.holder: Any = None
        self.unserved = 0

    def give(self, holder: Any) -> None:
        """Pass the contract to another holder, or to nobody."""
        if self.holder is not None:
            self.holder.contracts.remove(self)
            self.holder.count_contracts()
        self.holder = holder
        if holder is not None:
            holder.contracts.append(self)
            holder.count_contracts()


class Department:
    """A department: its funder, its associations, its needs."""

    def __init__(self, code: str) -> None:
        self.code, self.number = code, int(code, 36)
        self.members: list[Any] = []
        self.levers: Any = None
        self.price = 1.0
        self.pool = self.returned_calls = self.saved = 0.0
        self.returned = [0.0] * 4
        self.pressure = self.sharing = self.norm_mean = 0.0
        self.need = [0.0] * len(CAUSES)

    def arrange(self) -> None:
        """Put the members in the order in which they are counted: by main cause, then as they came."""
        self.members.sort(key=lambda one: (one.main_cause, one.number))

    def set_levers(self, levers: Any, tables: Any) -> None:
        """The levers of the quarter become terms."""
        self.levers = levers
        self.price = price_after(
            price=self.price, efficiency=levers.efficiency, absorption=tables.money.absorption
        )
        self.pressure = pressure(
            tendering=levers.tendering,
            efficiency=levers.efficiency,
            reporting=levers.reporting,
            fewer_interlocutors=levers.fewer_interlocutors,
            efficiency_reference=tables.norm.efficiency_reference,
        )

    def grow(self) -> float:
        """Let grants and pools grow with public money; contracts grow by the factor returned."""
        factor = float(growth_factor(budget_growth=self.levers.budget_growth))
        self.pool *= factor
        self.returned_calls *= factor
        self.returned = [amount * factor for amount in self.returned]
        for one in self.members:
            one.public_grant *= factor
        return factor

    def lot(self, tender: Any) -> float:
        """Volume of one call."""
        return float(
            lot_volume(
                lot_size=tender.lot_size,
                smaller_lots=self.levers.smaller_lots,
                effect=tender.smaller_lots_effect,
            )
        )

    def supply(self) -> list[float]:
        """By cause, the mean of its share of staff and of associations."""
        supply = [0.0] * len(CAUSES)
        staff = sum(one.staff for one in self.members)
        for one in self.members:
            share = one.staff / staff if staff > 0.0 else 0.0
            half = (share + 1.0 / len(self.members)) / 2.0
            for cause in one.causes:
                supply[cause] += one.profile[cause] * half
        return supply

    def average(self) -> None:
        """The mean norm, weighted by ln(1 + staff), and the share that cooperates."""
        weights = [math.log(1.0 + one.staff) for one in self.members]
        norms = sum(w * one.managerial_norm for w, one in zip(weights, self.members, strict=True))
        self.norm_mean = norms / sum(weights) if sum(weights) > 0.0 else 0.0
        sharing = sum(1 for one in self.members if one.active_ties)
        self.sharing = sharing / len(self.members) if self.members else 0.0

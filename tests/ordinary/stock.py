"""What several measures of a quarter share, and what they compare with."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from coopsim.world.vocabulary import CAUSES
from tests.ordinary.rules import interlocutors
from tests.ordinary.seats import groups_of


def share(part: float, whole: float, otherwise: float = 0.0) -> float:
    """A quotient, or what is said where there is nothing to divide by."""
    return part / whole if whole > 0.0 else otherwise


class Stock:
    """The state of the sector at the end of a quarter, in the lists that the measures read."""

    def __init__(self, sector: Any) -> None:
        self.sector, self.living = sector, list(sector.agents)
        self.groups = groups_of(sector)
        self.staff = [one.staff for one in self.living]
        self.money = [one.public_grant + one.contract_volume for one in self.living]
        self.money_by_group = self._money_by_group()
        self.voices = [one.voice for one in self.living]
        self.voice, self.served = sum(self.voices), sum(one.delivered for one in self.living)
        self.voice_by_cause = self.by_cause("voice")
        self.served_by_cause = self.by_cause("delivered")
        self.coordination = self._coordination()
        self.spending = self._spending()

    def by_cause(self, name: str) -> list[float]:
        """An amount of each association, shared over its causes."""
        amounts = [0.0] * len(CAUSES)
        for one in self.living:
            amount = getattr(one, name)
            for cause in one.causes:
                amounts[cause] += amount * one.profile[cause]
        return amounts

    def mean(self, name: str) -> float:
        """Mean of an attribute over the living, each counting once."""
        return share(sum(getattr(one, name) for one in self.living), len(self.living))

    def by_size(self, small_below: float, large_from: float) -> tuple[list[Any], list[Any], list[Any]]:
        """The living by their staff of today: small, medium, large."""
        small = [one for one in self.living if one.staff < small_below]
        medium = [one for one in self.living if small_below <= one.staff < large_from]
        large = [one for one in self.living if one.staff >= large_from]
        return small, medium, large

    def _money_by_group(self) -> list[float]:
        """Public money of each group; who is in no alliance is a group alone."""
        money: dict[int, float] = defaultdict(float)
        for one, amount in zip(self.living, self.money, strict=True):
            money[self.groups[one]] += amount
        return list(money.values())

    def _coordination(self) -> float:
        """Cost of dealing with interlocutors: the members of a group may count as one."""
        counted = 0.0
        for department in self.sector.departments:
            fewer = department.levers.fewer_interlocutors
            for members in Counter(self.groups[one] for one in department.members).values():
                counted += interlocutors(members=members, fewer_interlocutors=fewer)
        return float(self.sector.tables.funder.interlocutor_cost * counted)

    def _spending(self) -> float:
        """What the funders pay: volumes at their prices, aids, support, calls, coordination."""
        account = self.sector.account
        paid = sum(
            money * one.department.price for one, money in zip(self.living, self.money, strict=True)
        )
        calls = account.calls * self.sector.tables.tender.call_cost
        return float(paid + account.aids + account.support + calls + self.coordination)


class Opening:
    """Quarter 0, remembered: the cohorts, and what later quarters are compared with."""

    def __init__(self, stock: Stock) -> None:
        brief = stock.sector.brief
        self.thresholds = float(brief.small_below), float(brief.large_from)
        self.small, self.medium, self.large = stock.by_size(*self.thresholds)
        second = float(brief.small_below_second)
        self.small_second = [one for one in stock.living if one.staff < second]
        self.voice, self.spending, self.served = stock.voice, stock.spending, stock.served
        self.served_by_cause = stock.served_by_cause
        self.need = _regional_need(stock.sector.departments, len(stock.living))


def _regional_need(departments: list[Any], living: int) -> list[float]:
    """Need of each cause: that of the departments, weighted by their associations."""
    need = [0.0] * len(CAUSES)
    for department in departments:
        for cause, needed in enumerate(department.need):
            need[cause] += needed * share(len(department.members), living)
    return need

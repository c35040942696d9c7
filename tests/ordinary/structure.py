"""Measures of structure: sizes, and in how few hands public money is."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from tests.ordinary.stock import share

EMPTY_CLASS = 0.5


def staff_mean(sector: Any) -> float:
    """Mean staff."""
    return share(staff_total(sector), len(sector.stock.living))


def staff_total(sector: Any) -> float:
    """Staff of all."""
    return float(sum(sector.stock.staff))


def hhi(amounts: list[float]) -> float:
    """Sum of the squares of the shares."""
    total = sum(amounts)
    return sum((amount / total) ** 2 for amount in amounts) if total > 0.0 else 0.0


def cr4(amounts: list[float]) -> float:
    """Share of the four largest."""
    return share(sum(sorted(amounts)[-4:]), sum(amounts))


def public_money_hhi(sector: Any) -> float:
    """Herfindahl index of public money."""
    return hhi(sector.stock.money)


def public_money_cr4(sector: Any) -> float:
    """Public money of the four largest associations."""
    return cr4(sector.stock.money)


def group_money_hhi(sector: Any) -> float:
    """Herfindahl index of public money over groups."""
    return hhi(sector.stock.money_by_group)


def group_money_cr4(sector: Any) -> float:
    """Public money of the four largest groups."""
    return cr4(sector.stock.money_by_group)


def size_gini(sector: Any) -> float:
    """Half the mean difference of two sizes over the mean, from the sorted sizes."""
    staff = sorted(sector.stock.staff)
    number, total = len(staff), sum(staff)
    ranked = sum((2 * rank - number - 1) * size for rank, size in enumerate(staff, start=1))
    return share(ranked, number * total)


def hollowing(sector: Any) -> float:
    """Growth of the number of medium associations against that of small and large ones."""
    start = sector.opening.small, sector.opening.medium, sector.opening.large
    now = sector.stock.by_size(*sector.opening.thresholds)
    small, medium, large = (
        math.log(max(EMPTY_CLASS, len(these)) / max(EMPTY_CLASS, len(those)))
        for these, those in zip(now, start, strict=True)
    )
    return medium - (small + large) / 2.0


def groups(sector: Any) -> float:
    """Groups of two or more."""
    return float(sum(members > 1 for members in Counter(sector.stock.groups.values()).values()))

"""Measures of the funder's account: spent, saved, no longer served."""

from __future__ import annotations

from typing import Any

LEAST_SERVICE = 1.0


def public_spending(sector: Any) -> float:
    """What the funders pay in the quarter."""
    return float(sector.stock.spending)


def cost_per_service(sector: Any) -> float:
    """Spending for each unit of service delivered."""
    return float(sector.stock.spending / max(LEAST_SERVICE, sector.stock.served))


def coordination_cost(sector: Any) -> float:
    """Cost of dealing with interlocutors."""
    return float(sector.stock.coordination)


def funder_savings(sector: Any) -> float:
    """What today's service would have cost at the start, less what it costs."""
    stock, opening = sector.stock, sector.opening
    if opening.served <= 0.0:
        return 0.0
    return float(opening.spending / opening.served * stock.served - stock.spending)


def unmet_need(sector: Any) -> float:
    """Need of the causes that are served less than at the start, by how much less."""
    unmet, opening = 0.0, sector.opening
    rows = zip(opening.need, opening.served_by_cause, sector.stock.served_by_cause, strict=True)
    for need, start, now in rows:
        if start > 0.0:
            unmet += need * max(0.0, 1.0 - now / start)
    return min(1.0, unmet)  # profiles are kept in single precision: needs sum to 1 within 1e-7 only

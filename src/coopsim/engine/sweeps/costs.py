"""The cost of one quarter of one association."""

from __future__ import annotations

from typing import Any

from coopsim._compile import compiled
from coopsim.levers.reporting import reporting_work
from coopsim.rules.money import compliance_cost, running_cost


@compiled
def quarter_cost(one: Any, levers: Any, setting: Any) -> Any:
    """Running cost and compliance work, k€ a quarter (bids aside)."""
    money, agreement = setting.tables.money, setting.tables.agreement
    distraction = agreement.distraction if one.setup_tie >= 0 else 0.0
    running = running_cost(
        staff=one.staff,
        pay=one.pay,
        know_how=one.know_how,
        distraction=distraction,
        kept_overhead=one.kept_overhead,
        parameters=money,
    )
    compliance = compliance_cost(
        staff=one.staff,
        reporting=reporting_work(reporting=levers.reporting),
        relief=one.relief,
        parameters=money,
    )
    return running + compliance


@compiled
def volume_of(one: Any) -> Any:
    """Grants, contracts and private income, k€ a quarter."""
    return one.public_grant + one.contracts + one.private_income


@compiled
def dependence_of(one: Any) -> Any:
    """Share of public money in the volume, [0, 1]."""
    volume = volume_of(one)
    return (one.public_grant + one.contracts) / volume if volume > 0.0 else 0.0

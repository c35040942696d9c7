"""Measures of cooperation: agreements in force, and who takes part."""

from __future__ import annotations

from typing import Any

from coopsim.world.vocabulary import POOLING
from tests.ordinary.stock import share


def active(form: int) -> Any:
    """A reporter of the active agreements of one form."""
    return lambda sector: float(sum(tie.form == form for tie in sector.ties))


def escalation_share(sector: Any) -> float:
    """Share of the mergers since the start whose pair had cooperated before."""
    return share(sector.account.mergers_after_tie, sector.account.mergers_so_far)


def exploring_share(sector: Any) -> float:
    """Share of the living that searched this quarter."""
    return float(sector.stock.mean("searched"))


def _share_tied(sector: Any, least: int) -> float:
    """Share of the living with an agreement at least so close, set up or active."""
    ties = [tie for tie in sector.ties if max(tie.form, tie.setup_form) >= least]
    tied = {tie.own for tie in ties} | {tie.other for tie in ties}
    return share(len(tied), len(sector.stock.living))


def engaged_share(sector: Any) -> float:
    """Share of the living in a pooling, an alliance or a merger."""
    return _share_tied(sector, POOLING)


def any_tie_share(sector: Any) -> float:
    """Share of the living in any agreement."""
    return _share_tied(sector, 1)

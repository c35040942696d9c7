"""Demography: births and ends of the quarter."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim._compile import compiled


class Demography(NamedTuple):
    """Counts of the quarter, by the names of the measures."""

    births: Any
    closures: Any
    insolvencies: Any
    absorptions: Any


@compiled
def demography(world: Any) -> Any:
    """Births and ends of the quarter, as the account of the quarter has them.

    Closures are dormancy and insolvency together; insolvencies are told beside.

    Parameters
    ----------
    world : World

    Returns
    -------
    Demography

    Sources
    -------
    Assumption: none (counts of what happened).

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> float(demography(example_world(account={"closures": 3.0, "insolvencies": 1.0})).closures)
    3.0
    """
    account = world.account[0]
    return Demography(
        births=account.births,
        closures=account.closures,
        insolvencies=account.insolvencies,
        absorptions=account.absorptions,
    )

"""The measures that the page shows, and how they are written."""

from __future__ import annotations

from typing import Any

from coopsim.lab.wording import UNITS, is_share, label_of, scale_of
from coopsim.measures.meanings import MEANINGS
from coopsim.measures.row import MEASURES
from coopsim.workshop.labels import both

DECIMALS: dict[str, int] = {
    "small_independent": 0,
    "medium_independent": 0,
    "large_independent": 0,
    "voice_total": 0,
    "small_self_governed": 0,
    "small_closed": 0,
    "small_absorbed": 0,
    "associations": 0,
    "staff_mean": 1,
    "public_money_cr4": 1,
    "voices_independent": 0,
    "voices_effective": 0,
    "voices_distinct": 1,
    "causes_effective": 1,
    "freedom_mean": 2,
    "access_small": 2,
    "representation_gap": 1,
    "public_spending": 0,
    "cost_per_service": 2,
    "coordination_cost": 0,
    "funder_savings": 0,
    "unmet_need": 1,
    "service_lost": 0,
    "partnerships": 0,
    "poolings": 0,
    "alliances": 0,
    "engaged_share": 0,
}
"""Measures shown, in order (the four curves first), and decimals of a shown value."""

CURVES = tuple(DECIMALS)[:4]
"""Small, medium, large, voice."""

COLUMNS = [MEASURES.index(name) for name in DECIMALS]
"""Where the shown measures stand in a row of the engine."""


def rounding(measure: str) -> int:
    """Decimals that travel: one more than are shown.

    Parameters
    ----------
    measure : str

    Returns
    -------
    int

    Examples
    --------
    >>> rounding("voice_total"), rounding("small_closed")
    (1, 3)
    """
    return DECIMALS[measure] + 1 + (2 if is_share(measure) else 0)


def shown_measures() -> list[dict[str, Any]]:
    """What the page needs to know of each measure.

    Returns
    -------
    list of dict: key, label, unit, decimals, scale

    Examples
    --------
    >>> shown_measures()[0]["label"]["fr"]
    'Petites au départ, encore indépendantes'
    """
    return [
        {
            "key": name,
            "label": both((label_of(name, "fr", unit=False), label_of(name, "en", unit=False))),
            "unit": _unit(name),
            "decimals": decimals,
            "scale": scale_of(name),
        }
        for name, decimals in DECIMALS.items()
    ]


def _unit(measure: str) -> dict[str, str]:
    """The unit of a shown value, in both languages; empty where the words say it."""
    english, french = UNITS.get(MEANINGS[measure].unit, ("%", "%") if is_share(measure) else ("", ""))
    return {"fr": french, "en": english}

"""Missions: targets that a room tries to meet with the levers."""

from __future__ import annotations

from typing import Any

from coopsim.workshop.labels import both

MISSIONS: tuple[dict[str, Any], ...] = (
    {
        "key": "small_and_voice",
        "text": both((
            "Gardez 60 petites associations sur 100 et une voix d'au moins 50, sans dépenser plus que la référence.",
            "Keep 60 small associations in 100 and a voice of at least 50, without spending more than the reference.",
        )),
        "targets": [
            {"measure": "small_independent", "at_least": 0.6},
            {"measure": "voice_total", "at_least": 50.0},
            {"measure": "public_spending", "at_most": 1.0, "of": "a"},
        ],
    },
    {
        "key": "service",
        "text": both((
            "Réduisez de moitié les besoins non couverts, sans dépenser plus de 2 % de plus que la référence.",
            "Halve unmet need, without spending more than 2% above the reference.",
        )),
        "targets": [
            {"measure": "unmet_need", "at_most": 0.5, "of": "a"},
            {"measure": "public_spending", "at_most": 1.02, "of": "a"},
        ],
    },
    {
        "key": "together",
        "text": both((
            "Faites mutualiser deux fois plus d'associations que la référence, et gardez autant de petites qu'elle.",
            "Have twice as many agreements to pool as the reference, and keep as many small ones as it does.",
        )),
        "targets": [
            {"measure": "poolings", "at_least": 2.0, "of": "a"},
            {"measure": "small_independent", "at_least": 1.0, "of": "a"},
        ],
    },
)  # fmt: skip
"""A target with ``of`` is a multiple of A's value at the end; without, a value."""

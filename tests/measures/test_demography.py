"""Births and ends are the account's."""

from __future__ import annotations

from coopsim.measures.demography import demography
from coopsim.measures.example import example_world


def test_counts_of_the_quarter() -> None:
    account = {"births": 4.0, "closures": 3.0, "insolvencies": 1.0, "absorptions": 2.0}
    assert tuple(demography(example_world(account=account))) == (4.0, 3.0, 1.0, 2.0)

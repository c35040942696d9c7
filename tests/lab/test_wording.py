"""Numbers and labels as a reader writes them."""

from __future__ import annotations

import pytest

from coopsim.lab.wording import STANDING, digits_for, label_of, number, out_of
from coopsim.measures.meanings import MEANINGS


@pytest.mark.parametrize(
    ("value", "digits", "language", "told"),
    [
        (1234567.0, 0, "en", "1,234,567"),
        (1234567.0, 0, "fr", "1\u202f234\u202f567"),
        (-0.04, 1, "en", "0.0"),
        (-0.5, 1, "fr", "−0,5"),
        (float("nan"), 1, "fr", "–"),
        (float("inf"), 1, "en", "∞"),
    ],
)
def test_numbers(value: float, digits: int, language: str, told: str) -> None:
    assert number(value, digits, language) == told


def test_a_sign_where_it_is_asked() -> None:
    assert [number(value, 1, sign=True) for value in (0.5, -0.5, 0.01)] == ["+0.5", "−0.5", "0.0"]


@pytest.mark.parametrize("shares", [[1 / 3, 1 / 3, 1 / 3], [0.995, 0.005, 0.0], [1.0, 0.0, 0.0], [0.625, 0.125, 0.25]])
def test_natural_frequencies_sum_to_the_whole(shares: list[float]) -> None:
    counts = out_of(shares)
    assert sum(counts) == 100
    assert all(abs(count - 100 * share) < 1 for count, share in zip(counts, shares, strict=True))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_measure_has_a_label(language: str) -> None:
    assert all(label_of(measure, language) for measure in MEANINGS)
    assert STANDING[language]


def test_large_numbers_need_no_decimals() -> None:
    assert digits_for(5000.0) == 0

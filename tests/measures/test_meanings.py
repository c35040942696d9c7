"""Meanings are words for readers."""

from __future__ import annotations

from coopsim.measures.meanings import MEANINGS


def test_no_two_measures_mean_the_same() -> None:
    for language in ("en", "fr"):
        assert len({getattr(meaning, language) for meaning in MEANINGS.values()}) == len(MEANINGS)


def test_the_languages_differ() -> None:
    assert all(meaning.en != meaning.fr for meaning in MEANINGS.values())

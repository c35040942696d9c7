"""A life told is the life that was recorded, and its reasons sum to its gains."""

from __future__ import annotations

import pytest

from coopsim.errors import InputRefused
from coopsim.lab.replay import CHANCE
from coopsim.lab.store import Store
from coopsim.report.life_phrases import DEEDS, PHRASES, REASONS
from coopsim.report.life_words import apart, ended, sentence
from coopsim.report.lives import TERMS_TOLD, Life, Line, Partner, lives
from coopsim.world.vocabulary import ENDS, EVENT_KINDS, FORMS

LANGUAGES = ("en", "fr")


def busiest(store: Store) -> str:
    """The association with most signings in the first run."""
    events = store.events
    rows = events[(events.scenario == "tiny") & (events.replicate == 0) & (events.kind == "agreement_signed")]
    return str(rows.association.value_counts().index[0])


@pytest.fixture(scope="module")
def found(told: Store) -> list[Life]:
    return lives(told.experiment.scenarios, busiest(told), seed=7)


def recorded(store: Store, scenario: str, association: str) -> list[tuple[object, ...]]:
    """Events of one association as a store has them."""
    rows = store.events
    rows = rows[(rows.scenario == scenario) & (rows.replicate == 0)]
    rows = rows[(rows.association == association) | (rows.other == association)]
    return [
        (row.quarter, row.kind, row.other if row.association == association else row.association, row.form)
        for row in rows.itertuples()
    ]


def test_lines_are_the_events_of_the_store(told: Store, found: list[Life]) -> None:
    assert found[0].lines
    for life in found:
        lines = [(line.quarter, line.kind, line.other.association, line.form) for line in life.lines]
        assert lines == recorded(told, life.scenario.name, life.association)


def test_the_end_is_that_of_the_store(told: Store, found: list[Life]) -> None:
    rows = told.associations
    for life in found:
        at = (rows.scenario == life.scenario.name) & (rows.replicate == 0) & (rows.association == life.association)
        (row,) = rows[at].itertuples()
        assert (life.name, life.end, life.absorber.association) == (row.name, row.end, row.absorber)
        assert life.staff_end == pytest.approx(row.staff_end, rel=1e-6)


def test_reasons_sum_to_the_gain_that_was_recorded(told: Store, found: list[Life]) -> None:
    rows = told.events
    rows = rows[(rows.scenario == "tiny") & (rows.replicate == 0) & (rows.kind == "agreement_signed")]
    signed = [line for line in found[0].lines if line.signing is not None]
    assert signed
    for line in signed:
        assert sum(line.terms.values()) == pytest.approx(line.gain, abs=1e-6)
        own = rows[(rows.quarter == line.quarter) & (rows.association == line.signing.association)]
        gain = float(own.gain_own.iloc[0] if line.own else own.gain_other.iloc[0])
        assert line.gain == pytest.approx(gain, rel=1e-6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_signing_tells_its_terms(found: list[Life], language: str) -> None:
    line = next(line for line in found[0].lines if line.signing is not None)
    said, (name, value) = sentence(line, language), next(iter(line.terms.items()))
    assert REASONS[language][name] in said
    assert (("weighed" if language == "en" else "pesait") in said) is (abs(value) >= 0.05)
    assert "." not in said[:-1] if language == "fr" else said.endswith(" in all.")


def test_every_word_has_a_phrase_in_both_languages() -> None:
    parts = {"merger_made", "merger_took_over", "merger_gone"}
    kinds = parts | {kind for kind in EVENT_KINDS if kind != "merger_completed"}
    for language in LANGUAGES:
        assert set(DEEDS[language]) == kinds
        assert set(REASONS[language]) == {*TERMS_TOLD}
        assert {f"end_{end}" for end in ENDS} | {f"state_{end}" for end in ENDS} <= set(PHRASES[language])
        assert {f"{article}_{form}" for form in FORMS[1:] for article in ("a", "the")} <= set(PHRASES[language])
    assert set(PHRASES["en"]) == set(PHRASES["fr"])
    assert CHANCE in TERMS_TOLD


def test_what_differs_is_told_from_its_date_on(found: list[Life]) -> None:
    life = found[0]
    line = Line(3, "closed", Partner(), "")
    other = life._replace(lines=(*(one for one in life.lines if one.quarter < 3), line), end="closed", end_quarter=3)
    same = life._replace(lines=other.lines[:-1], end="", end_quarter=None)
    said = apart(same, other, "en")
    assert said.startswith(f"Both lives are the same until {life.scenario.start[:4]} Q4. ")
    assert "and closed in" in said
    assert "ceased its activity" in ended(other, "en")
    assert apart(life, life, "fr") == "Rien\u00a0: les deux vies sont les mêmes."


def test_one_that_never_comes_is_told_as_such(found: list[Life]) -> None:
    nobody = Life(found[0].scenario, "34-b9-9", "", present=False)
    assert "does not come to be" in ended(nobody, "en")
    assert "never there" in apart(found[0], nobody, "en")


def test_an_unknown_name_leads_to_near_ones(told: Store) -> None:
    association = str(told.associations.association.iloc[0])
    name = str(told.associations[told.associations.association == association].name.iloc[0])
    scenarios = told.experiment.scenarios[:1]
    for wanted in (association + "x", name[:-1]):
        with pytest.raises(InputRefused, match="Did you mean"):
            lives(scenarios, wanted, seed=7)
    with pytest.raises(InputRefused, match="population show"):
        lives(scenarios, "?", seed=7)
    with pytest.raises(InputRefused, match="the identifier or the name"):
        lives(scenarios, "34-b3-99", seed=7)

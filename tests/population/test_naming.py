"""Fictional names: many, the same again, and no two alike in one population."""

import numpy as np

from coopsim.chance import luck_of
from coopsim.population.lexicon import HAMLETS, HEADS, MANNERS_HER, MANNERS_HIS, MOTIFS_HER, MOTIFS_HIS
from coopsim.population.naming import name_of, names_apart
from coopsim.world.vocabulary import CAUSES

LUCK = luck_of(1, 0)
REAL = (
    "emmaüs",
    "secours",
    "restos du c",
    "croix-rouge",
    "apf",
    "adages",
    "petits frères",
    "cimade",
    "uriopss",
    "admr",
)


def test_every_cause_has_words():
    assert set(HEADS) == set(CAUSES)
    assert len(MANNERS_HIS) == len(MANNERS_HER)
    assert all(len(set(words)) == len(words) for words in (*HEADS.values(), MOTIFS_HIS, MOTIFS_HER, HAMLETS))


def test_same_address_same_name():
    assert name_of(LUCK, 12, 3, "34") == name_of(LUCK, 12, 3, "34")
    assert len({name_of(luck_of(1, replicate), 12, 3, "34") for replicate in range(20)}) > 10


def test_an_address_of_64_bits_has_a_name():
    assert name_of(LUCK, np.uint64((1 << 63) | 5), 3, "2A")


def test_thousands_of_names():
    assert len({name_of(LUCK, who, who % 16, "34") for who in range(12_000)}) > 4000


def test_no_name_of_a_known_association():
    names = {name_of(LUCK, who, who % 16, "34").lower() for who in range(5000)}
    assert not [name for name in names for real in REAL if real in name]


def test_names_of_a_population_differ(found):
    founders = found("languedoc-roussillon")
    names = [founders.name(row) for row in range(800)]
    assert len(set(names)) == 800
    again = found("languedoc-roussillon")
    assert names == [again.name(row) for row in range(800)]


def test_even_the_same_draw_ends_in_different_names():
    size = len(HAMLETS) + 4
    names = names_apart(LUCK, np.full(size, 7, np.uint64), [0] * size, ["34"] * size)
    assert len(set(names)) == size
    assert names[-1].endswith("4")
    assert all(name.startswith(names[0]) for name in names)


def test_a_large_population_is_named_one_by_one(found):
    founders = found("synthetic", size=30_000)
    assert founders.name(29_999) == name_of(founders.luck, founders.who[29_999], int(founders.main_cause[29_999]), "66")

"""Fictional names of associations: the same address always gives the same name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from coopsim.chance import streams, uniform
from coopsim.population import lexicon
from coopsim.population.france import department_number
from coopsim.world.vocabulary import CAUSES

MOTIF_SHARE = 0.35
"""Assumption: names that say nothing of the cause, such as Les Genêts bleus."""

SAINT_SHARE = 0.05
_KIND, _GENDER, _HEAD, _FIRST, _SECOND, _HAMLET = range(6)


def name_of(luck: Any, who: Any, main_cause: int, department_code: str) -> str:
    """A fictional French name for one association.

    Parameters
    ----------
    luck : Luck, the key of the run
    who : uint64, address of the association
    main_cause : int, index in `vocabulary.CAUSES`
    department_code : str, INSEE code

    Returns
    -------
    str

    Examples
    --------
    >>> from coopsim.chance import luck_of
    >>> name_of(luck_of(1, 0), 5, 0, "34") == name_of(luck_of(1, 0), 5, 0, "34")
    True
    """
    draws = _Draws(luck, who, department_code)
    if draws.chance(_KIND) < MOTIF_SHARE:
        return _motif(draws)
    return f"{draws.one_of(lexicon.HEADS[CAUSES[main_cause]], _HEAD)} {_complement(draws)}"


def names_apart(luck: Any, whos: Any, main_causes: Sequence[int], codes: Sequence[str]) -> list[str]:
    """Names of a whole population, no two the same.

    The first in order keeps a name that falls twice; the next adds an invented
    place, and if every place is taken, a number.

    Parameters
    ----------
    luck : Luck, the key of the run
    whos : uint64, shape (n,)
    main_causes, codes : sequences of n

    Returns
    -------
    list of str
    """
    taken: set[str] = set()
    names = []
    for who, cause, code in zip(whos, main_causes, codes, strict=True):
        name = _apart(name_of(luck, who, cause, code), taken, _Draws(luck, who, code))
        taken.add(name)
        names.append(name)
    return names


class _Draws:
    """Draws of one name."""

    def __init__(self, luck: Any, who: Any, code: str) -> None:
        self.luck, self.who, self.whom = luck, np.uint64(who), department_number(code)

    def chance(self, index: int) -> float:
        """A uniform draw."""
        return float(uniform(self.luck, streams.FOUNDING_NAME, 0, self.who, self.whom, index))

    def one_of(self, words: Sequence[str], index: int) -> str:
        """One of some words."""
        return words[int(self.chance(index) * len(words))]


def _motif(draws: _Draws) -> str:
    """Les Genêts bleus, Les Cigales vives."""
    his = draws.chance(_GENDER) < len(lexicon.MOTIFS_HIS) / len(lexicon.MOTIFS_HIS + lexicon.MOTIFS_HER)
    motifs, manners = (lexicon.MOTIFS_HIS, lexicon.MANNERS_HIS) if his else (lexicon.MOTIFS_HER, lexicon.MANNERS_HER)
    return f"Les {draws.one_of(motifs, _FIRST)} {draws.one_of(manners, _SECOND)}"


def _complement(draws: _Draws) -> str:
    """Sainte-Lucie, du Pont-Vieux, de la Combe-Claire."""
    gender = draws.chance(_GENDER)
    if gender < SAINT_SHARE:
        return draws.one_of(lexicon.SAINTS, _FIRST)
    his = (gender - SAINT_SHARE) / (1.0 - SAINT_SHARE) < 1 / 2
    places = lexicon.PLACES_HIS if his else lexicon.PLACES_HER
    qualities = lexicon.QUALITIES_HIS if his else lexicon.QUALITIES_HER
    return f"{'du' if his else 'de la'} {draws.one_of(places, _FIRST)}-{draws.one_of(qualities, _SECOND)}"


def _apart(name: str, taken: set[str], draws: _Draws) -> str:
    if name not in taken:
        return name
    start = int(draws.chance(_HAMLET) * len(lexicon.HAMLETS))
    hamlets = lexicon.HAMLETS[start:] + lexicon.HAMLETS[:start]
    free = (f"{name} {hamlet}" for hamlet in hamlets if f"{name} {hamlet}" not in taken)
    return next(free, "") or _numbered(name, taken)


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"

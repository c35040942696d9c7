"""How measures and their values are written for a reader, in both languages."""

from __future__ import annotations

import math
from typing import Any

from coopsim.measures.meanings import MEANINGS
from coopsim.scenario.knobs import knob

LANGUAGES = ("en", "fr")
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

UNITS = {
    "k€ per quarter": ("k€ per quarter", "k€ par trimestre"),
    "index, start = 100": ("start = 100", "départ = 100"),
    "FTE": ("FTE", "ETP"),
}
"""Units that a label repeats; the others are plain from its words."""

STANDING = {
    "en": "A thought experiment, not a forecast.",
    "fr": "Une expérience de pensée, pas une prévision.",
}
"""The line that stands wherever results are shown."""


CALLED = {
    "closed": ("closed", "fermées"),
    "insolvent": ("insolvent", "liquidées"),
    "absorbed": ("absorbed", "absorbées"),
    "merged": ("merged", "fusionnées"),
    "independent": ("independent", "indépendantes"),
    "all": ("all", "toutes"),
    "small": ("small", "petites"),
    "medium": ("medium", "moyennes"),
    "large": ("large", "grandes"),
    "partnership": ("partnership", "partenariat"),
    "pooling": ("pooling", "mutualisation"),
    "alliance": ("alliance", "rapprochement"),
    "merger": ("merger", "fusion"),
}
"""Words of the tables as a reader says them: of associations in the plural, of one form in the singular."""


def called(word: str, language: str = "en") -> str:
    """An end, a size class or a form, as a reader says it.

    Parameters
    ----------
    word : str, of `coopsim.world.vocabulary`
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> called("insolvent", "fr"), called("pooling")
    ('liquidées', 'pooling')
    """
    return CALLED[word][LANGUAGES.index(language)]


def factor_of(key: str, language: str = "en") -> str:
    """The words for a factor of a design, and its department where it is of one.

    Parameters
    ----------
    key : str, dotted
    language : str, en or fr

    Returns
    -------
    str; the key itself where it is no declared number

    Examples
    --------
    >>> factor_of("levers.by_department.34.consolidation_incentive", "fr")
    'Incitation à se regrouper (34)'
    """
    declared, parts = knob(key), key.split(".")
    words = str(getattr(declared, language)) if declared else key
    return f"{words} ({parts[2]})" if parts[1:2] == ["by_department"] else words


def is_share(measure: str) -> bool:
    """Whether a measure is shown in per cent.

    Parameters
    ----------
    measure : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_share("small_closed"), is_share("access_small")
    (True, False)
    """
    return MEANINGS[measure].unit.startswith("share")


def scale_of(measure: str) -> float:
    """By how much a measure is multiplied where it is shown: 100 for per cent.

    Parameters
    ----------
    measure : str

    Returns
    -------
    float
    """
    return 100.0 if is_share(measure) else 1.0


def label_of(measure: str, language: str = "en", unit: bool = True) -> str:
    """The words for a measure, with its unit.

    Parameters
    ----------
    measure : str
    language : str, en or fr
    unit : bool, whether the unit follows

    Returns
    -------
    str

    Examples
    --------
    >>> label_of("small_closed"), label_of("voice_total", "fr")
    ('Small at the start and closed since (%)', 'Voix totale (départ = 100)')
    """
    words = str(getattr(MEANINGS[measure], language))
    said = "%" if is_share(measure) else UNITS.get(MEANINGS[measure].unit, ("", ""))[LANGUAGES.index(language)]
    return f"{words} ({said})" if unit and said else words


def digits_for(largest: float) -> int:
    """Decimals with which numbers up to some size are told.

    Parameters
    ----------
    largest : float, in absolute value

    Returns
    -------
    int

    Examples
    --------
    >>> [digits_for(size) for size in (0.02, 2.0, 55.0, 376.0)]
    [3, 2, 1, 0]
    """
    return 3 - sum(largest >= step for step in (1.0, 10.0, 100.0))


def number(value: Any, digits: int = 0, language: str = "en", sign: bool = False) -> str:
    """A number as a reader writes it.

    Parameters
    ----------
    value : float
    digits : int, decimals
    language : str, en or fr
    sign : bool, whether a plus is written

    Returns
    -------
    str; a dash where there is no number

    Examples
    --------
    >>> number(-1234.5, 1), number(0.25, 2, "fr"), number(3, sign=True)
    ('−1,234.5', '0,25', '+3')
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "∞"
    rounded = round(float(value), digits) + 0.0
    text = f"{rounded:{'+' if sign and rounded else ''},.{digits}f}".replace("-", MINUS)
    if language == "fr":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return text


def out_of(shares: list[float], whole: int = 100) -> list[int]:
    """Shares as natural frequencies that sum to the whole (largest remainder).

    Parameters
    ----------
    shares : list of float, sum 1
    whole : int

    Returns
    -------
    list of int

    Examples
    --------
    >>> out_of([0.555, 0.333, 0.112])
    [56, 33, 11]
    """
    exact = [share * whole for share in shares]
    floors = [math.floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda place: floors[place] - exact[place])
    for place in order[: whole - sum(floors)]:
        floors[place] += 1
    return floors

"""Factors: what a design varies, and over which values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coopsim.errors import InputRefused
from coopsim.lab.refusals import meant
from coopsim.scenario import Knob, UnknownKey, knob, knobs
from coopsim.scenario.knobs import scenario_keys
from coopsim.scenario.refusals import shown

EXPLORED = "explored"
"""The word that stands for the range that the schema declares."""

FAMILIES = ("analysed", "levers", "parameters")
"""Words for many factors at once: all that sensitivity varies, its levers, its parameters."""

ENDS = 2


@dataclass(frozen=True)
class Factor:
    """One value that a design varies.

    Attributes
    ----------
    key : str, dotted, as a scenario file nests it
    values : tuple, the levels, or the two ends of a range
    ranged : bool, whether the values are the ends of a range
    whole : bool, whether only whole numbers lie in the range
    """

    key: str
    values: tuple[Any, ...]
    ranged: bool
    whole: bool

    def at(self, share: float) -> Any:
        """The value that a share of the range lies below; each level, or whole number, equally often.

        Parameters
        ----------
        share : float, share, [0, 1]

        Returns
        -------
        float, int or one of the levels

        Examples
        --------
        >>> [Factor("quarters", (3, 5), ranged=True, whole=True).at(share) for share in (0.0, 0.5, 0.7, 1.0)]
        [3, 4, 5, 5]
        """
        low, high = self.values[0], self.values[-1]
        if self.ranged and not self.whole:
            return min(low + share * (high - low), float(high))
        number = high - low + 1 if self.ranged else len(self.values)
        place = min(math.floor(share * number), number - 1)
        return low + place if self.ranged else self.values[place]

    def place(self, value: Any) -> float:
        """Where a value lies between the first and the last one.

        Parameters
        ----------
        value : a value of this factor

        Returns
        -------
        float, share, [0, 1]

        Examples
        --------
        >>> Factor("levers.tendering", (0.2, 0.6), ranged=True, whole=False).place(0.5)
        0.75
        """
        low, high = self.values[0], self.values[-1]
        if self.ranged:
            return float(value - low) / float(high - low)
        return self.values.index(value) / (len(self.values) - 1)


def factors_of(said: Any, sampled: bool, place: str) -> tuple[Factor, ...]:
    """The factors of a design, in the order in which they are named.

    Parameters
    ----------
    said : table of keys and values, list of keys, or the name of a family
    sampled : bool, whether two numbers are the ends of a range
    place : str, how an error names the experiment

    Returns
    -------
    tuple of Factor

    Raises
    ------
    InputRefused
        If a family, a key or a range is refused.

    Examples
    --------
    >>> [factor.values for factor in factors_of(["levers.tendering"], True, "first.toml")]
    [(0.15, 0.9)]
    """
    return tuple(_factor(key, values, sampled, place) for key, values in _named(said, place).items())


def _named(said: Any, place: str) -> Mapping[str, Any]:
    """Keys with what is said of each."""
    if isinstance(said, str):
        return {one.key: EXPLORED for one in knobs() if one.analysed and _belongs(one.key, _family(said, place))}
    if isinstance(said, list) and all(isinstance(key, str) for key in said):
        return dict.fromkeys(said, EXPLORED)
    if not isinstance(said, Mapping):
        expected = "a table of keys and levels, a list of keys, or one of " + ", ".join(FAMILIES)
        raise InputRefused(place, "design.factors", expected, shown(said))
    return said


def _family(word: str, place: str) -> str:
    if word not in FAMILIES:
        raise InputRefused(place, "design.factors", " or ".join(FAMILIES), word, meant(word, FAMILIES))
    return word


def _belongs(key: str, family: str) -> bool:
    return family == "analysed" or key.startswith(f"{family}.")


def _factor(key: str, said: Any, sampled: bool, place: str) -> Factor:
    """One factor, its values checked."""
    values = _explored(key, place) if said == EXPLORED else said
    if not isinstance(values, list) or len(values) < ENDS:
        remedy = f'"{EXPLORED}" stands for the range that is declared'
        raise InputRefused(place, f'design.factors."{key}"', "a list of two levels or more", shown(values), remedy)
    declared = knob(key)
    ranged = sampled and len(values) == ENDS and all(map(is_number, values))
    if not ranged:
        return Factor(key, tuple(values), ranged=False, whole=False)
    whole = declared.integer if declared else all(isinstance(value, int) for value in values)
    _refuse_bad_range(key, values, declared, place)
    return Factor(key, tuple(values), ranged=True, whole=whole)


def _explored(key: str, place: str) -> list[float]:
    """The range that the schema declares to be worth exploring."""
    declared = knob(key)
    if declared is None and key not in scenario_keys():
        raise UnknownKey(place, key)
    if declared is None or declared.explored is None:
        got = f'"{EXPLORED}", and no explored range is declared'
        raise InputRefused(place, f'design.factors."{key}"', "values", got, "Write a range or levels")
    return list(declared.explored)


def _refuse_bad_range(key: str, ends: list[Any], declared: Knob | None, place: str) -> None:
    """Refuse a range that is empty, or leaves what a scenario accepts."""
    if not ends[0] < ends[1] or not all(map(math.isfinite, ends)):
        raise InputRefused(place, f'design.factors."{key}"', "a range from less to more", shown(ends))
    if declared is None:
        return
    for end in ends:
        broken = declared.integer and not isinstance(end, int)
        if broken or not declared.bounds[0] <= end <= declared.bounds[1]:
            raise InputRefused(place, key, declared.expected(), shown(end))


def is_number(value: Any) -> bool:
    """Whether a value is a number, and not a flag.

    Parameters
    ----------
    value : any value of a scenario

    Returns
    -------
    bool

    Examples
    --------
    >>> is_number(3), is_number(True), is_number("3")
    (True, False, False)
    """
    return isinstance(value, int | float) and not isinstance(value, bool)

"""Ways in which the lab says no: near names, and the file in which a value stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coopsim.errors import CoopsimError, InputRefused, nearest
from coopsim.scenario import SeveralRefused, UnknownKey


def meant(word: object, known: Iterable[str]) -> str:
    """The nearest known word, as a sentence; nothing where none is near.

    Parameters
    ----------
    word : anything
    known : iterable of str

    Returns
    -------
    str

    Examples
    --------
    >>> meant("measure", ["measures", "events"])
    'Did you mean measures?'
    """
    return nearest(str(word), known).replace("did", "Did", 1)


def refuse_strangers(table: Mapping[str, Any], known: Sequence[str], place: str, above: str = "") -> None:
    """Refuse keys that nobody would read.

    Parameters
    ----------
    table : mapping
    known : sequence of str
    place, above : str, how an error names the file and the table

    Raises
    ------
    UnknownKey
        With the nearest key.

    Examples
    --------
    >>> refuse_strangers({"sed": 1}, ("seed",), "first.toml")
    Traceback (most recent call last):
    coopsim.scenario.refusals.UnknownKey: first.toml: sed is unknown; did you mean seed?
    """
    for key in table:
        if key not in known:
            near = nearest(key, known).removeprefix("did you mean ").removesuffix("?")
            raise UnknownKey(place, f"{above}{key}", f"{above}{near}" if near else "")


def said_in(refusal: CoopsimError, place: str) -> CoopsimError:
    """The same refusal, naming the file in which the value stands.

    Parameters
    ----------
    refusal : CoopsimError
    place : str

    Returns
    -------
    CoopsimError, to be raised

    Examples
    --------
    >>> print(said_in(InputRefused("--set", "quarters", "a whole number", "0.5"), "first.toml"))
    first.toml: quarters: expected a whole number, got 0.5
    """
    if isinstance(refusal, SeveralRefused):
        return SeveralRefused([said_in(one, place) for one in refusal.refusals])
    if isinstance(refusal, UnknownKey):
        return UnknownKey(place, refusal.key, refusal.meant)
    if isinstance(refusal, InputRefused):
        return InputRefused(place, refusal.key, refusal.expected, refusal.got, refusal.remedy)
    return refusal

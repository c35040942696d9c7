"""Ways to say no: where, what was expected, what came, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class CoopsimError(Exception):
    """An error that the reader can mend; `exit_code` is that of the command line."""

    exit_code = 2


class InputRefused(CoopsimError):
    """A file, key or value that coopsim does not accept.

    Examples
    --------
    >>> print(InputRefused("a.toml", "levers.tendering", "a number from 0 to 1", "1.5"))
    a.toml: levers.tendering: expected a number from 0 to 1, got 1.5
    """

    def __init__(self, place: str, key: str, expected: str, got: str, remedy: str = "") -> None:
        self.place, self.key, self.expected, self.got, self.remedy = place, key, expected, got, remedy
        where = f"{place}: {key}" if key else place
        text = f"{where}: expected {expected}, got {got}"
        super().__init__(f"{text}. {remedy}" if remedy else text)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.place, self.key, self.expected, self.got, self.remedy)


class StoreRefused(CoopsimError):
    """A store that is damaged, locked, or of another code."""

    exit_code = 4


def nearest(word: str, known: Iterable[str]) -> str:
    """« did you mean …? » for the nearest known word, or an empty string.

    Examples
    --------
    >>> nearest("tendring", ["tendering", "reporting"])
    'did you mean tendering?'
    >>> nearest("xyz", ["tendering"])
    ''
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""

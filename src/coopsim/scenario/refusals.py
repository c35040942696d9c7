"""What a reader is told when a scenario is refused: file, key, expected, got, remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError

from coopsim.errors import CoopsimError, InputRefused, nearest
from coopsim.scenario.declare import DATE_PATTERN
from coopsim.scenario.knobs import knob
from coopsim.scenario.levers import TAGS
from coopsim.scenario.suggest import suggested_key

KINDS = {
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "string_too_short": "a text that is not empty",
    "model_type": "a table",
    "dict_type": "a table",
    "tuple_type": "a list",
}
"""What was expected, by the kind of error that pydantic reports."""

LONGEST = 60
"""Characters of a refused value that are repeated to the reader."""

SHOWN = 5
"""Missing keys that are named one by one."""

Placed = Callable[[Sequence[str]], str]
"""The file that spoke last on some keys."""


class UnknownKey(InputRefused):
    """A key that no scenario has.

    Examples
    --------
    >>> print(UnknownKey("scenarios/tender.toml", "levers.tendring"))
    scenarios/tender.toml: levers.tendring is unknown; did you mean levers.tendering?
    """

    def __init__(self, place: str, key: str, meant: str | None = None) -> None:
        meant = suggested_key(key) if meant is None else meant
        super().__init__(place, key, "a known key", "an unknown one", f"did you mean {meant}?" if meant else "")
        self.meant = meant
        self.args = (f"{place}: {key} is unknown" + (f"; {self.remedy}" if meant else ""),)

    def __reduce__(self) -> tuple[Any, ...]:
        return UnknownKey, (self.place, self.key, self.meant)


class SeveralRefused(CoopsimError):
    """Several refusals at once, one on each line.

    Examples
    --------
    >>> print(SeveralRefused([UnknownKey("a.toml", "levers.tendring"), UnknownKey("a.toml", "quaters")]))
    a.toml: levers.tendring is unknown; did you mean levers.tendering?
    a.toml: quaters is unknown; did you mean quarters?
    """

    def __init__(self, refusals: Sequence[CoopsimError]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(str(refusal) for refusal in self.refusals))

    def __reduce__(self) -> tuple[Any, ...]:
        return SeveralRefused, (self.refusals,)


def together(refusals: Sequence[CoopsimError]) -> CoopsimError:
    """One error for one or several refusals.

    Parameters
    ----------
    refusals : sequence of CoopsimError, at least one

    Returns
    -------
    CoopsimError

    Examples
    --------
    >>> print(together([UnknownKey("a.toml", "quaters")]))
    a.toml: quaters is unknown; did you mean quarters?
    """
    return refusals[0] if len(refusals) == 1 else SeveralRefused(refusals)


def refusal_of(problem: ValidationError, placed: Placed, root: str) -> CoopsimError:
    """What pydantic found, in the words of the reader.

    Missing values are told only where nothing else is wrong: a misspelt key is
    also a missing one, and the first says more.

    Parameters
    ----------
    problem : pydantic.ValidationError
    placed : function of dotted keys that gives the file that spoke last on them
    root : str, the file that lacks what is missing

    Returns
    -------
    CoopsimError, to be raised

    Examples
    --------
    >>> from coopsim.scenario.plan import Cooperation
    >>> try:
    ...     Cooperation.model_validate({"enabled": "yes"})
    ... except ValidationError as problem:
    ...     print(refusal_of(problem, lambda keys: "a.toml", "a.toml"))
    a.toml: enabled: expected true or false, got "yes"
    """
    errors = [dict(error) for error in problem.errors(include_url=False)]
    missing = [_key_of(error) for error in errors if error["type"] == "missing" and _is_of_root(error)]
    told = [_told(error, placed) for error in errors if not (error["type"] == "missing" and _is_of_root(error))]
    return together(told or [_lacking(root, missing)])


def _is_of_root(error: dict[str, Any]) -> bool:
    """Whether what is missing could be inherited; entries of a list cannot."""
    return not any(isinstance(part, int) for part in error["loc"])


def _key_of(error: dict[str, Any]) -> str:
    """The dotted key of an error."""
    named = error.get("ctx", {}).get("key")
    if named:
        return str(named)
    location = [str(part) for part in error["loc"]]
    return ".".join(part for part in location if not (location[0] == "levers" and part in TAGS))


def _told(error: dict[str, Any], placed: Placed) -> InputRefused:
    """One error, in the words of the reader."""
    key, context = _key_of(error), error.get("ctx", {})
    place = placed([key, context.get("rival", key)])
    if _is_unknown(error["type"], key):
        return UnknownKey(place, key)
    got = context.get("got") or shown(context.get("value", error["input"]))
    if error["type"] == "missing":
        got = "nothing"
    return InputRefused(place, key, _expected(error, key), got, _remedy(error))


def _is_unknown(kind: str, key: str) -> bool:
    """Whether a key has no meaning; a department's table tells it by the type of its value."""
    stray = key.startswith("levers.by_department.") and key.count(".") > 2 and knob(key) is None
    return stray or kind in ("extra_forbidden", "unknown")


def _expected(error: dict[str, Any], key: str) -> str:
    """What may stand at a key."""
    context = error.get("ctx", {})
    if error["type"] in ("expected", "literal_error"):
        return str(context["expected"])
    if error["type"] in KINDS:
        return KINDS[error["type"]]
    if error["type"] == "string_pattern_mismatch":
        return "a date such as 2026Q1" if context["pattern"] == DATE_PATTERN else "the code of a department"
    declared = knob(key)
    return declared.expected() if declared else "a value"


def _remedy(error: dict[str, Any]) -> str:
    """What to do about it, where that is not plain."""
    given = error["input"]
    if error["type"] == "literal_error" and isinstance(given, str):
        words = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return nearest(given, words).replace("did", "Did", 1)
    if error["type"] == "string_type" and isinstance(given, int) and not isinstance(given, bool):
        return f'Write "{given}"'
    return ""


def _lacking(root: str, keys: Sequence[str]) -> InputRefused:
    """The refusal of a root that lacks values."""
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    lacking = f"none for {', '.join(keys[:SHOWN])}{more}"
    remedy = 'Begin the file with extends = "baseline.toml" and state only what differs'
    return InputRefused(root, "", "every value of a scenario", lacking, remedy)


def shown(value: Any) -> str:
    """A value as a scenario file would write it, shortened.

    Parameters
    ----------
    value : any value of a file

    Returns
    -------
    str

    Examples
    --------
    >>> shown(True), shown("yes"), shown(0.2)
    ('true', '"yes"', '0.2')
    >>> shown({"2026Q1": 0.15})
    '{"2026Q1" = 0.15}'
    """
    text = written(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def written(value: Any) -> str:
    """A value as a scenario file would write it.

    Parameters
    ----------
    value : any value of a file; what TOML has no word for is written as Python does

    Returns
    -------
    str

    Examples
    --------
    >>> written({"2026Q1": 0.15}), written(["11", "34"])
    ('{"2026Q1" = 0.15}', '["11", "34"]')
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {written(one)}' for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(written(one) for one in value) + "]"
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)

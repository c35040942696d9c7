"""Every number that a scenario may set: one listing for docs, designs and sliders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from coopsim.scenario.declare import Declaration, Table, declaration_of
from coopsim.scenario.schema import ScenarioFile

TURNED = ("levers", "parameters")
"""Tables whose numbers are knobs; the others say what is run, not how the model works."""


@dataclass(frozen=True)
class Knob:
    """One number that a scenario may set.

    Attributes
    ----------
    key : str, dotted, as ``--set`` and designs write it
    unit : str; "1" for a pure number
    bounds : (float, float), refused outside
    explored : (float, float) or None, the range that designs vary
    symbol : str, how the formulas write it
    en, fr : str, the meaning
    analysed : bool, varied by sensitivity unless told otherwise
    integer : bool, a whole number
    """

    key: str
    unit: str
    bounds: tuple[float, float]
    explored: tuple[float, float] | None
    symbol: str
    en: str
    fr: str
    analysed: bool
    integer: bool

    def expected(self) -> str:
        """What may stand here, in the words of an error.

        Returns
        -------
        str

        Examples
        --------
        >>> knob("levers.efficiency").expected()
        'a number from 0 to 0.2 (per year)'
        """
        kind = "a whole number" if self.integer else "a number"
        unit = "" if self.unit == "1" else f" ({self.unit})"
        return f"{kind} from {self.bounds[0]:.12g} to {self.bounds[1]:.12g}{unit}"


@cache
def knobs() -> tuple[Knob, ...]:
    """Every lever and parameter, in the order of the schema.

    Returns
    -------
    tuple of Knob

    Examples
    --------
    >>> knobs()[0].key
    'levers.tendering'
    >>> [one.key for one in knobs() if one.analysed and one.symbol == "χ"]
    ['parameters.voice.norm_silence']
    """
    return tuple(one for one in declared() if one.key.partition(".")[0] in TURNED)


@cache
def declared() -> tuple[Knob, ...]:
    """Every declared number of a scenario file: the knobs, the horizon, the thresholds.

    Returns
    -------
    tuple of Knob

    Examples
    --------
    >>> declared()[0].key
    'quarters'
    """
    return tuple(_knobs_of(ScenarioFile, ""))


@cache
def _by_key() -> dict[str, Knob]:
    return {one.key: one for one in declared()}


def knob(key: str) -> Knob | None:
    """The declared number behind a key, if there is one.

    A department's own course has the declaration of its lever.

    Parameters
    ----------
    key : str, dotted

    Returns
    -------
    Knob or None

    Examples
    --------
    >>> knob("levers.by_department.34.reporting").key
    'levers.reporting'
    >>> knob("population.source") is None
    True
    """
    path = [part for part in key.split(".") if not (key.startswith("choices") and part.isdigit())]
    if path[0] == "levers":
        path = ["levers", path[3]] if path[1:2] == ["by_department"] and len(path) > 3 else path[:2]
    return _by_key().get(".".join(path))


@cache
def scenario_keys() -> tuple[str, ...]:
    """Every key of a scenario file, tables included.

    Returns
    -------
    tuple of str, dotted

    Examples
    --------
    >>> "levers" in scenario_keys(), "switches.tender" in scenario_keys()
    (True, True)
    """
    return tuple(_keys_of(ScenarioFile, ""))


def _fields(table: type[Table], prefix: str) -> Iterator[tuple[str, Any, Any]]:
    """Dotted key, field, and table or type of each field."""
    for name, field in table.model_fields.items():
        yield f"{prefix}{name}", field, field.annotation


def _table_in(kind: Any) -> type[Table] | None:
    """The table that a field holds, alone or in a list."""
    for candidate in (kind, *get_args(kind)):
        if isinstance(candidate, type) and issubclass(candidate, Table):
            return candidate
    return None


def _knobs_of(table: type[Table], prefix: str) -> Iterator[Knob]:
    for key, field, kind in _fields(table, prefix):
        if inner := _table_in(kind):
            yield from _knobs_of(inner, f"{key}.")
        elif isinstance(field.json_schema_extra, dict):
            yield _knob(key, declaration_of(field), int in (kind, *get_args(kind)))


def _keys_of(table: type[Table], prefix: str) -> Iterator[str]:
    for key, _, kind in _fields(table, prefix):
        yield key
        if inner := _table_in(kind):
            yield from _keys_of(inner, f"{key}.")


def _knob(key: str, declared: Declaration, integer: bool) -> Knob:
    return Knob(
        key=key,
        unit=declared.unit,
        bounds=declared.bounds,
        explored=declared.explored,
        symbol=declared.symbol,
        en=declared.en,
        fr=declared.fr,
        analysed=declared.analysed,
        integer=integer,
    )

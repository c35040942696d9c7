"""Dotted keys: how one value of a nested file is named on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopsim.errors import InputRefused

Path = tuple[str, ...]


def is_course(path: Path) -> bool:
    """Whether a key holds a lever's course, which is replaced whole and never merged.

    Parameters
    ----------
    path : tuple of str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_course(("levers", "tendering")), is_course(("levers", "by_department", "34", "reporting"))
    (True, True)
    >>> is_course(("levers", "by_department"))
    False
    """
    if path[:1] != ("levers",):
        return False
    return len(path) == 4 if path[1:2] == ("by_department",) else len(path) == 2


def flat(nested: Mapping[str, Any], above: Path = ()) -> dict[str, Any]:
    """Every value of nested tables, by dotted key; courses and lists are values.

    Parameters
    ----------
    nested : mapping
    above : tuple of str, keys of the tables around it

    Returns
    -------
    dict of str and values

    Examples
    --------
    >>> flat({"levers": {"tendering": {"2026Q1": 0.1}}, "quarters": 60})
    {'levers.tendering': {'2026Q1': 0.1}, 'quarters': 60}
    """
    found: dict[str, Any] = {}
    for key, value in nested.items():
        path = (*above, key)
        if isinstance(value, Mapping) and not is_course(path):
            found |= flat(value, path)
        else:
            found[".".join(path)] = value
    return found


def nested(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Nested tables from dotted keys.

    Parameters
    ----------
    values : mapping of dotted keys and values
    place : str, where the keys come from, for the error

    Returns
    -------
    dict

    Raises
    ------
    InputRefused
        If one key is at once a value and a table.

    Examples
    --------
    >>> nested({"levers.tendering": 0.5, "quarters": 20}, "--set")
    {'levers': {'tendering': 0.5}, 'quarters': 20}
    """
    content: dict[str, Any] = {}
    for key, value in values.items():
        *tables, last = key.split(".")
        table = content
        for name in tables:
            table = table.setdefault(name, {})
            if not isinstance(table, dict):
                raise InputRefused(place, key, f"{name} to be a table or a value", "both")
        if last in table:
            raise InputRefused(place, key, f"{last} to be a table or a value", "both")
        table[last] = dict(value) if isinstance(value, Mapping) else value
    return content

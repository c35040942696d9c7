"""Tables of parameters as compiled code reads them: one record of records.

A record is passed as one pointer. Named tuples of numbers would be passed
number by number through every call, and take minutes to compile
(docs/design.md gives the measurement).
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np


class Constants(Protocol):
    """The numbers of one table, read as attributes: a record, or anything shaped like one."""

    def __getattr__(self, name: str) -> float: ...


ROOMS = (
    "tender",
    "money",
    "stress",
    "closure",
    "search",
    "choice",
    "agreement",
    "learning",
    "governance",
    "norm",
    "standing",
    "seats",
    "voice",
    "birth",
    "founding",
    "funder",
    "exogenous",
)
"""The tables of parameters, by the rule that uses them."""

KINDS = {"int": "i8", "float": "f8", "bool": "?"}
"""How a declared type is stored."""


def tables_of(parameters: Any) -> Any:
    """Every table of a scenario, as compiled code reads it.

    Parameters
    ----------
    parameters : the parameter tables of a scenario

    Returns
    -------
    record with one field a table, each a record of its numbers
    """
    models = [getattr(parameters, room) for room in ROOMS]
    kind = np.dtype([(room, _kind(model)) for room, model in zip(ROOMS, models, strict=True)], align=True)
    rows = np.zeros(1, kind).view(np.recarray)
    rows[0] = tuple(_numbers(model) for model in models)
    return rows[0]


def _kind(model: Any) -> Any:
    """The record type of one declared table."""
    fields = type(model).model_fields
    return np.dtype([(name, KINDS[_name(field.annotation)]) for name, field in fields.items()], align=True)


def _numbers(model: Any) -> tuple[Any, ...]:
    """The numbers of one declared table, in order."""
    return tuple(getattr(model, name) for name in type(model).model_fields)


def _name(annotation: Any) -> str:
    """The word of an annotation, whether evaluated or not."""
    return str(getattr(annotation, "__name__", annotation))


def table_of(model: Any) -> Any:
    """One declared table, as compiled code reads it.

    A whole number written where a real one is declared becomes real, so that
    machine code is made once and not once a way of writing.

    Parameters
    ----------
    model : a table with `model_fields`, each with an `annotation`

    Returns
    -------
    record of float, int or bool
    """
    rows = np.zeros(1, _kind(model)).view(np.recarray)
    rows[0] = _numbers(model)
    return rows[0]


def table(name: str, **values: Any) -> Any:
    """A table of a few numbers, for an example or a test.

    Examples
    --------
    >>> voice = table("voice", norm_silence=0.5, freedom_most=1.3)
    >>> float(voice.freedom_most)
    1.3
    """
    kind = np.dtype([(field, KINDS[type(value).__name__]) for field, value in values.items()], align=True)
    rows = np.zeros(1, kind).view(np.recarray)
    rows[0] = tuple(values.values())
    return rows[0]

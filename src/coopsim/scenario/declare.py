"""How a number is declared: type, unit, bounds, explored range, meaning.

Every parameter and lever of coopsim is declared once, with `quantity`.
JSON Schema, documentation tables, command-line help, designs and sliders
are read from these declarations; the values stand in ``baseline.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

DATE_PATTERN = r"^[0-9]{4}Q[1-4]$"
"""A quarter of the simulated calendar, such as 2026Q1."""


class Table(BaseModel):
    """One table of a scenario file: frozen, complete, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


@dataclass(frozen=True)
class Declaration:
    """What is declared about one number of a scenario.

    Attributes
    ----------
    unit : str, as shown to a reader; "1" for a pure number
    bounds : (float, float), refused outside; includes the value that switches off
    explored : (float, float) or None, the range that designs vary (model.md §7)
    symbol : str, how the formulas of docs/model.md write it
    en, fr : str, the meaning in both languages
    analysed : bool, one of the parameters that sensitivity varies by default
    """

    unit: str
    bounds: tuple[float, float]
    explored: tuple[float, float] | None
    symbol: str
    en: str
    fr: str
    analysed: bool = False


def quantity(
    unit: str,
    bounds: tuple[float, float],
    explored: tuple[float, float] | None,
    symbol: str,
    *,
    en: str,
    fr: str,
    analysed: bool = False,
) -> Any:
    """Declare one number of a `Table`.

    Examples
    --------
    >>> class Example(Table):
    ...     hazard: float = quantity("per quarter", (0, 1), None, "h", en="Risk", fr="Risque")
    >>> declaration_of(Example.model_fields["hazard"]).bounds
    (0, 1)
    """
    declaration = Declaration(unit, bounds, explored, symbol, en, fr, analysed)
    return Field(ge=bounds[0], le=bounds[1], description=en, json_schema_extra=_extra(declaration))


def dated_quantity(
    unit: str,
    bounds: tuple[float, float],
    explored: tuple[float, float],
    symbol: str,
    *,
    en: str,
    fr: str,
    analysed: bool = False,
) -> Any:
    """Declare one number of a `Table` that may change with dates.

    The table checks the bounds itself: they hold at each date, and a plain
    limit of pydantic cannot look into a table of dates.

    Examples
    --------
    >>> field = dated_quantity("share", (0, 1), (0, 1), "s", en="Share", fr="Part")
    >>> declaration_of(field).unit
    'share'
    """
    declaration = Declaration(unit, bounds, explored, symbol, en, fr, analysed)
    return Field(description=en, json_schema_extra=_extra(declaration) | _number_or_dates(bounds))


def _number_or_dates(bounds: tuple[float, float]) -> dict[str, Any]:
    """The two forms of a dated number, as JSON Schema says them."""
    number = {"type": "number", "minimum": bounds[0], "maximum": bounds[1]}
    dates = {"type": "object", "additionalProperties": number, "minProperties": 1}
    return {"oneOf": [number, dates | {"propertyNames": {"pattern": DATE_PATTERN}}]}


def _extra(declaration: Declaration) -> dict[str, Any]:
    """The declaration as JSON Schema carries it."""
    return {
        "unit": declaration.unit,
        "bounds": list(declaration.bounds),
        "explored": list(declaration.explored) if declaration.explored else None,
        "symbol": declaration.symbol,
        "meaning": {"en": declaration.en, "fr": declaration.fr},
        "analysed": declaration.analysed,
    }


def declaration_of(field: FieldInfo) -> Declaration:
    """The declaration behind a field of a `Table`."""
    extra = field.json_schema_extra
    if not isinstance(extra, dict):
        raise TypeError("this field was not declared with quantity()")
    read: dict[str, Any] = dict(extra)
    low, high = read["bounds"]
    explored = read["explored"]
    return Declaration(
        unit=read["unit"],
        bounds=(low, high),
        explored=(explored[0], explored[1]) if explored else None,
        symbol=read["symbol"],
        en=read["meaning"]["en"],
        fr=read["meaning"]["fr"],
        analysed=read["analysed"],
    )

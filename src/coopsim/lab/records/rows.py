"""From the records of a run to its tables of measures and events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from coopsim.lab.records.columns import MEASURES, OF_A_SIDE, SCHEMAS, SIDES, RunKey
from coopsim.world.vocabulary import (
    AGREEMENT_SIGNED,
    EVENT_KINDS,
    FORMS,
    MERGER_COMPLETED,
    NOBODY,
)


def measures_table(history: Any, key: RunKey, every: int = 1) -> Any:
    """The measures of a run, one row a quarter.

    Parameters
    ----------
    history : History
    key : RunKey
    every : int, quarters between rows, [1, inf); quarter 0 and the last one are always there

    Returns
    -------
    pyarrow.Table with the schema of `measures`
    """
    last = history.quarter
    quarters = np.unique(np.append(np.arange(0, last + 1, every), last))
    columns = run_columns(key, len(quarters)) | clock_columns(history, quarters)
    values = history.rows[quarters]
    columns |= {name: pa.array(values[:, place]) for place, name in enumerate(MEASURES)}
    return table_of("measures", columns)


def events_table(history: Any, key: RunKey, called: Sequence[str]) -> Any:
    """What happened in a run, one row an event, in the order of its happening.

    Parameters
    ----------
    history : History whose events were kept
    key : RunKey
    called : sequence of str, the identifier of every slot

    Returns
    -------
    pyarrow.Table with the schema of `events`
    """
    events = np.asarray(history.world.events[: int(history.world.counts[0].events)])
    signed = events["kind"] == AGREEMENT_SIGNED
    agreed = signed | (events["kind"] == MERGER_COMPLETED)
    quarters = events["quarter"] - history.brief.burn_in
    columns = run_columns(key, len(events)) | clock_columns(history, quarters)
    columns |= {
        "kind": words(EVENT_KINDS, events["kind"]),
        "association": words(called, events["association"]),
        "other": words(called, events["other"]),
        "form": words(FORMS, events["form"]),
        "governance": pa.array(events["governance"], mask=~agreed),
        "equals": pa.array(events["equals"] > 0),
    }
    return table_of("events", columns | _sides(events, signed))


def _sides(events: Any, signed: Any) -> dict[str, Any]:
    """The state of both sides at each signing; empty elsewhere."""
    columns = {}
    for name, kind in OF_A_SIDE:
        for side in SIDES:
            values = events[f"{name}_{side}"]
            values = values > 0 if kind == pa.bool_() else values
            columns[f"{name}_{side}"] = pa.array(values, type=kind, mask=~signed)
    return columns


def table_of(name: str, columns: dict[str, Any]) -> Any:
    """Columns in the order and types of a table.

    Parameters
    ----------
    name : str, of a table
    columns : dict of arrays

    Returns
    -------
    pyarrow.Table
    """
    schema = SCHEMAS[name]
    arrays = [columns[field.name].cast(field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def run_columns(key: RunKey, size: int) -> dict[str, Any]:
    """The columns that name a run, the same on every row.

    Parameters
    ----------
    key : RunKey
    size : int, rows

    Returns
    -------
    dict of arrays

    Examples
    --------
    >>> run_columns(RunKey("baseline", 0, 3), 2)["replicate"].to_pylist()
    [3, 3]
    """
    return {name: pa.repeat(value, size) for name, value in zip(RunKey._fields, key, strict=True)}


def clock_columns(history: Any, quarters: Any) -> dict[str, Any]:
    """Quarters of the run with their dates.

    Parameters
    ----------
    history : History
    quarters : int, shape (n,), from 0 on

    Returns
    -------
    dict of arrays
    """
    dates = [history.brief.date(quarter) for quarter in range(history.quarter + 1)]
    return {"quarter": pa.array(quarters), "date": words(dates, quarters)}


def words(vocabulary: Any, codes: Any) -> Any:
    """Words for codes; `NOBODY` has none.

    Parameters
    ----------
    vocabulary : sequence of str
    codes : int, shape (n,), places in it, or -1

    Returns
    -------
    pyarrow array of str

    Examples
    --------
    >>> words(("", "closed"), np.array([1, -1])).to_pylist()
    ['closed', '']
    """
    places = np.where(codes == NOBODY, len(vocabulary), codes)
    return pa.array([*vocabulary, ""], pa.string()).take(pa.array(places))


def identifiers(history: Any) -> list[str]:
    """The identifier of every slot that was ever given.

    Parameters
    ----------
    history : History

    Returns
    -------
    list of str
    """
    return [history.names.identifier(slot) for slot in range(int(history.world.counts[0].slots))]

"""What the runs of a wave show: the value of each pattern, run by run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coopsim.lab.calibration.patterns import COLUMNS, PATTERNS
from coopsim.lab.records.columns import RUN, SCHEMAS, frame_of
from coopsim.lab.store import Store
from coopsim.lab.store.spans import aligned, schema_of

if TYPE_CHECKING:
    from pandas import DataFrame

Values = NDArray[np.float64]
"""Shape (points, replicates, patterns); NaN where a run failed or does not show the pattern."""

CATEGORIES = ("size_class", "end", "kind", "form")
"""Columns of a few words, which are compared much faster as numbers."""


@dataclass
class OneRun:
    """The tables of one run, cut out of those of a part.

    Attributes
    ----------
    measures, associations, events : DataFrame; empty where nothing was recorded
    """

    measures: DataFrame
    associations: DataFrame = field(default_factory=lambda: _nothing("associations"))
    events: DataFrame = field(default_factory=lambda: _nothing("events"))


def values_of(store: Store, names: Sequence[str]) -> Values:
    """The value of each pattern in each run of a store of one scenario.

    Parts are read one after the other, so that memory stays flat.

    Parameters
    ----------
    store : Store of one scenario
    names : sequence of str, patterns

    Returns
    -------
    float, shape (points, replicates, patterns); NaN where a run is missing or does not show the pattern

    Raises
    ------
    InputRefused
        If a table that a pattern asks for was not recorded.
    StoreRefused
        If a part is damaged.
    """
    experiment = store.experiment
    values = np.full((len(experiment.points), experiment.replicates, len(names)), np.nan)
    tables = tables_for(names)
    for pieces in zip(*(_rows(store, table) for table in tables), strict=True):
        for (point, replicate), run in _runs(dict(zip(tables, pieces, strict=True))):
            values[point, replicate] = [PATTERNS[name].function(run) for name in names]
    return values


def tables_for(names: Sequence[str]) -> tuple[str, ...]:
    """The tables that patterns need.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    tuple of str, measures first

    Examples
    --------
    >>> tables_for(["engaged"]), tables_for(["merger_share", "closures"])
    (('measures',), ('measures', 'associations', 'events'))
    """
    asked = {table for name in names for table in PATTERNS[name].tables}
    return tuple(table for table in SCHEMAS if table == "measures" or table in asked)


def _rows(store: Store, table: str) -> Iterator[Any]:
    """What patterns read of a table, part by part; a column that an older store never had is empty."""
    columns = _columns(table)
    for rows in store.tables(table, columns):
        yield rows if columns is None else aligned(rows, schema_of(table, COLUMNS[table]))


def _columns(table: str) -> list[str] | None:
    """The columns that patterns read of a table; None for all."""
    return [*(name for name, _ in RUN), *COLUMNS[table]] if table in COLUMNS else None


def _runs(pieces: dict[str, Any]) -> Iterator[tuple[tuple[int, int], OneRun]]:
    """The runs of one part, by point and replicate."""
    found = {table: dict(iter(_frame(rows).groupby(["point", "replicate"]))) for table, rows in pieces.items()}
    for key in found["measures"]:
        point, replicate = (int(str(one)) for one in key)
        yield (point, replicate), OneRun(**{table: runs[key] for table, runs in found.items() if key in runs})


def _frame(rows: Any) -> DataFrame:
    """Rows of a part; words of a small vocabulary as categories."""
    for place, name in enumerate(rows.column_names):
        if name in CATEGORIES:
            rows = rows.set_column(place, name, rows[name].dictionary_encode())
    return frame_of(rows)


def _nothing(table: str) -> Any:
    return frame_of(SCHEMAS[table].empty_table())

"""The three tables of results: their columns, in order, with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from coopsim.measures.meanings import MEANINGS

if TYPE_CHECKING:
    from pandas import DataFrame

TABLES = ("measures", "associations", "events")
"""Names of the tables; `measures` is always recorded, and written last."""

MEASURES = tuple(MEANINGS)
"""Columns of the table of measures after its keys."""

SIDES = ("own", "other")
OF_A_SIDE = (
    ("staff", pa.float64()),  # FTE
    ("age", pa.int32()),  # quarters
    ("cash_months", pa.float64()),  # months of cost
    ("surplus", pa.float64()),  # k€, last four quarters
    ("vacancy", pa.bool_()),  # whether the leader's place is empty
    ("gain", pa.float64()),  # utility of the agreement
)
"""What a signing tells of each side."""

RUN = (("scenario", pa.string()), ("point", pa.int32()), ("replicate", pa.int64()))
CLOCK = (("quarter", pa.int32()), ("date", pa.string()))
LIFE = (
    ("association", pa.string()),
    ("name", pa.string()),
    ("department", pa.string()),
    ("field", pa.string()),
    ("latitude", pa.float64()),  # degrees
    ("longitude", pa.float64()),
    ("founded", pa.int32()),  # quarter of the run, 0 or less for founders
    ("size_class", pa.string()),
    ("staff_start", pa.float64()),  # FTE
    ("staff_end", pa.float64()),
    ("age_start", pa.int32()),  # quarters
    ("governance_start", pa.float64()),
    ("dependence_start", pa.float64()),
    ("voice_start", pa.float64()),
    ("voice_end", pa.float64()),
    ("end", pa.string()),
    ("end_quarter", pa.int32()),  # of the run; empty while it lives
    ("absorber", pa.string()),
    ("cost_end", pa.float64()),  # k€/quarter; this and what follows are empty for those that ended
    ("compliance_end", pa.float64()),
    ("saving_end", pa.float64()),
    ("ties_end", pa.int32()),  # active agreements
)
HAPPENING = (
    ("kind", pa.string()),
    ("association", pa.string()),
    ("other", pa.string()),
    ("form", pa.string()),
    *((f"{name}_{side}", kind) for name, kind in OF_A_SIDE for side in SIDES),
    ("governance", pa.float64()),
    ("equals", pa.bool_()),
)

SCHEMAS: dict[str, Any] = {
    "measures": pa.schema([*RUN, *CLOCK, *((name, pa.float64()) for name in MEASURES)]),
    "associations": pa.schema([*RUN, *LIFE]),
    "events": pa.schema([*RUN, *CLOCK, *HAPPENING]),
}
"""The Arrow schema of each table."""


class RunKey(NamedTuple):
    """What tells one run of a batch from another, beside code and seed.

    Attributes
    ----------
    scenario : str, stem of its file
    point : int, row of the design; 0 for a list of scenarios
    replicate : int
    """

    scenario: str
    point: int
    replicate: int


def frame_of(table: Any) -> DataFrame:
    """A table as a DataFrame; flags that may be empty stay flags.

    Parameters
    ----------
    table : pyarrow.Table

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> frame_of(SCHEMAS["events"].empty_table()).columns[:5].tolist()
    ['scenario', 'point', 'replicate', 'quarter', 'date']
    """
    import pandas

    frame: DataFrame = table.to_pandas(types_mapper={pa.bool_(): pandas.BooleanDtype()}.get)
    return frame

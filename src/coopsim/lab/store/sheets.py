"""What an export holds beside the three tables: points, failures, the dictionary, the provenance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from coopsim.lab.records.columns import RUN
from coopsim.lab.store.chunks import Sheet, sheet_of
from coopsim.lab.store.dictionary import FAILURES, dictionary_of
from coopsim.lab.store.folder import Store
from coopsim.lab.store.manifest import codes_of, now


def sheets_of(store: Store, tables: Sequence[str]) -> list[Sheet]:
    """All tables of an export, ready to be written one after the other.

    Parameters
    ----------
    store : Store
    tables : sequence of str, those of measures, associations and events that are wanted

    Returns
    -------
    list of Sheet
    """
    small = {"points": points_of(store), "failures": _failures(store)}
    sheets = [sheet_of(store, name) for name in tables]
    schemas = {sheet.name: sheet.schema for sheet in sheets} | {name: table.schema for name, table in small.items()}
    small["columns"] = dictionary_of(schemas)
    return sheets + [_sheet(name, table) for name, table in small.items()]


def points_of(store: Store) -> Any:
    """The value of each factor in each scenario at each point.

    Parameters
    ----------
    store : Store

    Returns
    -------
    pyarrow.Table with columns scenario, point, and one for each factor
    """
    experiment = store.experiment
    factors = list(dict.fromkeys(key for point in experiment.points for key in point))
    rows = [
        {"scenario": scenario.name, "point": number} | {key: point.get(key, own.get(key)) for key in factors}
        for scenario, own in ((one, one.settings() if factors else {}) for one in experiment.scenarios)
        for number, point in enumerate(experiment.points)
    ]
    columns = {key: _column([row[key] for row in rows]) for key in ("scenario", "point", *factors)}
    return pa.table(columns)


def provenance_of(store: Store) -> dict[str, Any]:
    """Where exported results come from.

    Parameters
    ----------
    store : Store

    Returns
    -------
    dict
    """
    manifest = store.manifest
    told = ("name", "identity", "seed", "replicates", "every", "baseline")
    return {
        "exported": now(),
        "experiment": {key: manifest["experiment"][key] for key in told},
        "scenarios": {one["content"]["name"]: one["hash"] for one in manifest["scenarios"]},
        "runs": len(store.done()),
        "codes": {code: store.codes().get(code, 0) for code in codes_of(manifest)},
        **{key: manifest[key] for key in ("coopsim", "versions", "python", "platform", "machine", "created")},
    }


def _failures(store: Store) -> Any:
    """The runs that failed."""
    schema = pa.schema([*RUN, *((name, pa.string()) for name in FAILURES)])
    rows = [{name: row.get(name) for name in schema.names} for row in store.failures()]
    return pa.Table.from_pylist(rows, schema=schema)


def _sheet(name: str, table: Any) -> Sheet:
    return Sheet(name, table.schema, len(table), iter([table]))


def _column(values: Sequence[Any]) -> Any:
    """Values as numbers or flags where all of them are, else as text."""
    said = [value for value in values if value is not None]
    flags = [isinstance(value, bool) for value in said]
    numbers = all(isinstance(value, int | float) for value in said)
    if all(flags) or (numbers and not any(flags)):
        whole = all(isinstance(value, int) for value in said)
        return pa.array(values if whole else [None if value is None else float(value) for value in values])
    return pa.array([None if value is None else _text(value) for value in values], pa.string())


def _text(value: Any) -> str:
    """A value as text; a dated lever as JSON."""
    return value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value

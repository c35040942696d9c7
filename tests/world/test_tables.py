"""Tables of parameters: whole, typed once, and readable from plain Python too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import coopsim
from coopsim.scenario.declare import declaration_of
from coopsim.scenario.parameters import Parameters
from coopsim.world.tables import ROOMS, table, table_of, tables_of

LEAST = {
    room: {name: declaration_of(info).bounds[0] for name, info in field.annotation.model_fields.items()}  # type: ignore[union-attr]
    for room, field in Parameters.model_fields.items()
}
TWICE = """
from coopsim.rules.voice import freedom
from coopsim.world.tables import table
silence = table("Voice", norm_silence=0.5, freedom_most=1.3)
assert freedom(funded_freedom=1.0, norm=0.5, kept_autonomy=1.0, parameters=silence) == 0.75
"""


def parameters() -> Parameters:
    return Parameters.model_validate(LEAST)


def test_every_declared_table_is_carried() -> None:
    assert set(ROOMS) == set(Parameters.model_fields)
    assert tables_of(parameters()).dtype.names == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_table_reads_like_what_was_declared(room: str) -> None:
    """Also where a record has an attribute of its own: such a name would hide the number."""
    model = getattr(parameters(), room)
    for row in (table_of(model), getattr(tables_of(parameters()), room)):
        assert {name: getattr(row, name) for name in type(model).model_fields} == dict(model)


def test_whole_numbers_become_real_where_real_ones_are_declared() -> None:
    fields = {"rate": SimpleNamespace(annotation=float), "count": SimpleNamespace(annotation="int")}
    model = type("Loose", (), {"model_fields": fields, "rate": 1, "count": 2})()
    row: Any = table_of(model)
    assert (row.dtype["rate"], row.dtype["count"]) == (np.dtype("f8"), np.dtype("i8"))


def test_a_table_of_an_example_is_typed_as_it_is_written() -> None:
    assert table("Search", scale=1.0, candidates=6).dtype["candidates"] == np.dtype("i8")


def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    source = Path(str(coopsim.__path__[0])).parent
    room = {
        **os.environ,
        "COOPSIM_CACHE": str(tmp_path),
        "PYTHONPATH": str(source),
        "NUMBA_DISABLE_JIT": "0",
        "NUMBA_DEBUG_CACHE": "1",
    }
    said = [
        subprocess.run(
            [sys.executable, "-c", TWICE], env=room, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert ["data saved" in each for each in said] == [True, False]
    assert "data loaded" in said[1]

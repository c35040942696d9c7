"""Values of patterns, remembered beside the runs that show them: asked again, nothing is counted twice."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coopsim.lab.calibration import employers, patterns, reported, values
from coopsim.lab.calibration.values import Values, values_of
from coopsim.lab.store import Store
from coopsim.lab.store.seal import is_sealed, sealed
from coopsim.lab.store.whole import write_whole

ASKING = (employers, patterns, reported, values)
"""Modules that decide a value: an edited one forgets what was remembered."""


def remembered_values(store: Store, names: Sequence[str], file: Path) -> Values:
    """The value of each pattern in each run, counted once.

    What is remembered is used only where it fits the names of the parts, which
    certify their content, and the source of the patterns; else it is written again.

    Parameters
    ----------
    store : Store of one scenario
    names : sequence of str, patterns
    file : Path, where they are remembered

    Returns
    -------
    float, shape (points, replicates, patterns); NaN where a run is missing or does not show the pattern

    Raises
    ------
    InputRefused
        If a table that a pattern asks for was not recorded.
    StoreRefused
        If a part is damaged, or the file cannot be written.
    """
    shape = (len(store.experiment.points), store.experiment.replicates, len(names))
    key = _key(store, names)
    found = _read(file)
    if found.get("key") == key:
        told = [math.nan if value is None else value for value in found["values"]]
        return np.array(told, dtype=np.float64).reshape(shape)
    counted = values_of(store, names)
    told = [value if math.isfinite(value) else None for value in counted.ravel().tolist()]
    write_whole(file, sealed({"key": key, "patterns": list(names), "shape": shape, "values": told}).encode())
    return counted


def _key(store: Store, names: Sequence[str]) -> str:
    """What the values depend on: the patterns, their source, and the parts."""
    sources = [hashlib.sha256(Path(str(module.__file__)).read_bytes()).hexdigest() for module in ASKING]
    parts = [file.name for file in store.parts("measures")]
    return hashlib.sha256(json.dumps([list(names), sources, parts]).encode()).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    """What a file remembers; nothing where it is missing or damaged."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(json.loads(text)) if is_sealed(text) else {}

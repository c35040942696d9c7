"""coopsim: cooperation between associations under New Public Management, simulated.

The names below are loaded when they are first used, so that the command line
answers at once.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coopsim.engine.model import Sector
    from coopsim.lab.run import Run, run
    from coopsim.lab.store import Store, open_store
    from coopsim.scenario import Scenario, load_scenario

_ROOMS = {
    "Sector": "coopsim.engine.model",
    "Run": "coopsim.lab.run",
    "run": "coopsim.lab.run",
    "Store": "coopsim.lab.store",
    "open_store": "coopsim.lab.store",
    "Scenario": "coopsim.scenario",
    "load_scenario": "coopsim.scenario",
}

__all__ = ["Run", "Scenario", "Sector", "Store", "load_scenario", "open_store", "run"]

try:
    __version__ = version("coopsim")
except PackageNotFoundError:
    __version__ = "0+unknown"


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'coopsim' has no attribute {name!r}")

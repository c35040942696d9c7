"""The key that was probably meant, by name, by symbol, or by place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from coopsim.scenario.knobs import knobs, scenario_keys

SPELT = str.maketrans({
    "λ": "lambda", "σ": "sigma", "ε": "epsilon", "ψ": "psi", "η": "eta", "τ": "tau", "χ": "chi",
    "δ": "delta", "ν": "nu", "γ": "gamma", "ρ": "rho", "⁰": "0",
})
"""How a keyboard without Greek letters writes the symbols of the formulas."""


def suggested_key(key: str) -> str:
    """The known key that is nearest to an unknown one.

    A symbol of the formulas leads to the full name; then a known name at
    another place; then a near name at the same place; then any near key.

    Parameters
    ----------
    key : str, dotted

    Returns
    -------
    str, dotted; empty where nothing is near

    Examples
    --------
    >>> suggested_key("levers.tendring")
    'levers.tendering'
    >>> suggested_key("parameters.closure.b_ties")
    'parameters.closure.tie_protection'
    >>> suggested_key("parameters.voice.chi")
    'parameters.voice.norm_silence'
    >>> suggested_key("levers.by_department.34.reportng")
    'levers.by_department.34.reporting'
    """
    path = key.split(".")
    if path[:2] == ["levers", "by_department"] and len(path) == 4:
        return _in_department(path[2], path[3])
    table, _, last = key.rpartition(".")
    found = [*_by_symbol(table, last), *_by_name(last), *_beside(table, last), *_near(key, scenario_keys())]
    return found[0] if found else ""


def _in_department(department: str, name: str) -> str:
    """The lever meant in a department's table."""
    found = suggested_key(f"levers.{name}")
    return found.replace("levers.", f"levers.by_department.{department}.") if found.startswith("levers.") else ""


def _by_symbol(table: str, symbol: str) -> list[str]:
    """Keys whose formula symbol this is; those of the same table first."""
    keys = [one.key for one in knobs() if symbol in (one.symbol, one.symbol.translate(SPELT))]
    return sorted(keys, key=lambda key: not key.startswith(f"{table}."))


def _by_name(name: str) -> list[str]:
    """Keys of this very name, in whatever table."""
    return [key for key in scenario_keys() if key.rpartition(".")[2] == name]


def _beside(table: str, name: str) -> list[str]:
    """Keys of the same table with a near name."""
    siblings = [key for key in scenario_keys() if key.rpartition(".")[0] == table]
    names = _near(name, [key.rpartition(".")[2] for key in siblings])
    return [f"{table}.{near}" if table else near for near in names]


def _near(word: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)

"""What the docstring of a rule or lever promises, and arguments to hold it to.

Ranges, claims (« Rises with `staff` ») and neutral values stand in the
docstrings, in a form that is read here; the contract tests prove them.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import math
import pkgutil
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import strategies as st

import coopsim.scenario.parameters as declared
from coopsim._compile import plain
from coopsim.scenario.declare import declaration_of
from coopsim.world.tables import table

Function = Callable[..., Any]

KINDS = {"float": float, "int": int, "bool": bool}
NUMBER = r"\(?-?inf|-?[\d.]+(?:e\d+)?"
RANGE = re.compile(rf"^(float|int|bool), (.+), ([\[(])({NUMBER}), ({NUMBER})([\])])$")
CLAIM = re.compile(r"(rises|falls) with ((?:`\w+`(?:, | and )?)+)", re.IGNORECASE)
NEUTRAL = re.compile(r"Neutral: ((?:`\w+`(?:, | and )?)+) at 0 gives? `([^`]+)`\.")


@dataclass(frozen=True)
class Range:
    """A kind of number, its unit, and where it lies."""

    kind: type
    unit: str
    low: float
    high: float

    def holds(self, value: Any) -> bool:
        """Whether a value is finite and inside."""
        return math.isfinite(value) and self.low <= value <= self.high

    def values(self) -> st.SearchStrategy[Any]:
        """Values inside; every other one is a bound, where formulas break."""
        low, high = self.kind(self.low), self.kind(self.high)
        inside = st.floats(low, high) if self.kind is float else st.integers(low, high)
        return st.sampled_from([low, high]) | inside


@dataclass(frozen=True)
class Promise:
    """What one docstring declares."""

    arguments: dict[str, Range]
    returns: Range
    table: str
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    neutral: tuple[tuple[str, ...], str]


def modules_of(package: ModuleType) -> list[ModuleType]:
    """The modules of a package."""
    names = [each.name for each in pkgutil.iter_modules(package.__path__)]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def functions_of(package: ModuleType) -> list[Any]:
    """Every function that the modules of a package define, as test parameters."""
    return [
        pytest.param(function, id=f"{module.__name__.rpartition('.')[2]}.{name}")
        for module in modules_of(package)
        for name, function in vars(module).items()
        if inspect.isfunction(plain(function)) and plain(function).__module__ == module.__name__
    ]


@cache
def promise_of(function: Function) -> Promise:
    """What the docstring of a function declares."""
    text = inspect.getdoc(plain(function)) or ""
    lines = dict(line.split(" : ", 1) for line in section(text, "Parameters") if " : " in line)
    flat = " ".join(text.split())
    claims = [(word.lower(), names_in(names)) for word, names in CLAIM.findall(flat)]
    neutral = NEUTRAL.search(flat)
    return Promise(
        arguments={name: range_of(line) for name, line in lines.items() if name != "parameters"},
        returns=range_of(section(text, "Returns")[0]),
        table=lines.get("parameters", ""),
        rises=tuple(name for word, names in claims if word == "rises" for name in names),
        falls=tuple(name for word, names in claims if word == "falls" for name in names),
        neutral=(names_in(neutral[1]), neutral[2]) if neutral else ((), ""),
    )


def section(text: str, title: str) -> list[str]:
    """The lines of one section of a docstring, empty ones aside."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=\n\w+\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return [line for line in found[1].splitlines() if line.strip()] if found else []


def names_in(text: str) -> tuple[str, ...]:
    """The names between backquotes."""
    return tuple(re.findall(r"`(\w+)`", text))


def range_of(line: str) -> Range:
    """A declared range: « float, unit, [low, high] »."""
    found = RANGE.match(line)
    assert found, f"not a declaration: {line!r}"
    kind, unit, _, low, high, _ = found.groups()
    return Range(KINDS[kind], unit, float(low), float(high))


def tree_of(module: ModuleType) -> ast.Module:
    """The parsed source of a module."""
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def fields_read(function: Function) -> set[str]:
    """The parameters that a function, or another of its file, reads."""
    module = inspect.getmodule(plain(function))
    assert module is not None
    wanted, seen, fields = [plain(function).__name__], set[str](), set[str]()
    bodies = {node.name: node for node in tree_of(module).body if isinstance(node, ast.FunctionDef)}
    while wanted:
        name = wanted.pop()
        seen.add(name)
        nodes = list(ast.walk(bodies[name]))
        attributes = [n for n in nodes if isinstance(n, ast.Attribute)]
        fields |= {n.attr for n in attributes if ast.unparse(n.value) == "parameters"}
        wanted += [n.id for n in nodes if isinstance(n, ast.Name) and n.id in bodies and n.id not in seen]
    return fields


@st.composite
def tables(draw: st.DrawFn, name: str, fields: frozenset[str]) -> Any:
    """A table whose named fields are drawn within their bounds, the others at their least."""
    values = {}
    for field, info in getattr(declared, name).model_fields.items():
        kind = info.annotation
        low, high = declaration_of(info).bounds
        values[field] = draw(Range(kind, "", low, high).values()) if field in fields else kind(low)
    return table(name, **values)


def calls(function: Function) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments inside what a function declares."""
    promise = promise_of(function)
    drawn = {name: declaration.values() for name, declaration in promise.arguments.items()}
    if promise.table:
        drawn["parameters"] = tables(promise.table, frozenset(fields_read(function)))
    return st.fixed_dictionaries(drawn)


def bits(value: Any) -> bytes:
    """A number to the last bit."""
    return struct.pack("<d", float(value))

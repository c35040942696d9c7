"""Every rule keeps what its docstring promises; there is no list of exceptions."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coopsim.levers
import coopsim.rules
import coopsim.scenario.parameters as declared
from coopsim._compile import plain

from .promises import (
    Function,
    bits,
    calls,
    fields_read,
    functions_of,
    modules_of,
    promise_of,
    section,
    tree_of,
)

FUNCTIONS = functions_of(coopsim.rules) + functions_of(coopsim.levers)
MODULES = [
    pytest.param(module, id=module.__name__)
    for room in (coopsim.rules, coopsim.levers)
    for module in modules_of(room)
]
OPEN_DOORS = {"math", "coopsim._compile", "coopsim.units", "coopsim.world.tables"}
SOURCE = re.compile(r"^\[\w+\]_|Assumption: \w")

modest = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
every_function = pytest.mark.parametrize("function", FUNCTIONS)
every_module = pytest.mark.parametrize("module", MODULES)


def test_nothing_is_left_out() -> None:
    assert len(FUNCTIONS) > 70
    assert len(MODULES) > 25


@every_function
@modest
@given(data=st.data())
def test_the_result_is_finite_and_inside_its_range(function: Function, data: st.DataObject) -> None:
    call = data.draw(calls(function))
    result = function(**call)
    assert promise_of(function).returns.holds(result), result


@every_function
@modest
@given(data=st.data())
def test_compiled_plain_and_repeated_agree_to_the_last_bit(function: Function, data: st.DataObject) -> None:
    call = data.draw(calls(function))
    kept = repr(call)
    first = bits(function(**call))
    assert bits(plain(function)(**call)) == first
    assert bits(function(**call)) == first
    assert repr(call) == kept


@every_function
@modest
@given(data=st.data())
def test_what_is_said_to_rise_rises_and_what_is_said_to_fall_falls(
    function: Function, data: st.DataObject
) -> None:
    promise = promise_of(function)
    for name, direction in [*((n, 1) for n in promise.rises), *((n, -1) for n in promise.falls)]:
        call = data.draw(calls(function))
        least, most = sorted([call[name], data.draw(promise.arguments[name].values())])
        before, after = function(**{**call, name: least}), function(**{**call, name: most})
        largest = max(abs(least), abs(most), *(abs(call[key]) for key in promise.arguments))
        rounding = 1e-9 * max(1.0, abs(before), abs(after)) + 1e-12 * largest
        assert direction * (float(after) - float(before)) >= -rounding, name


@every_function
def test_every_argument_is_declared(function: Function) -> None:
    promise = promise_of(function)
    taken = list(inspect.signature(plain(function)).parameters)
    assert taken == [*promise.arguments, *(["parameters"] if promise.table else [])]
    assert len(taken) <= 7


@every_function
def test_annotations_say_what_the_docstring_says(function: Function) -> None:
    promise, said = promise_of(function), inspect.get_annotations(plain(function), eval_str=True)
    assert {name: said[name] for name in promise.arguments} == {
        name: each.kind for name, each in promise.arguments.items()
    }
    assert said["return"] is promise.returns.kind


@every_function
def test_only_declared_parameters_are_read(function: Function) -> None:
    promise = promise_of(function)
    if promise.table:
        assert fields_read(function) <= set(getattr(declared, promise.table).model_fields)
    else:
        assert not fields_read(function)


@every_function
def test_the_docstring_is_complete(function: Function) -> None:
    text = inspect.getdoc(plain(function)) or ""
    assert len(text.splitlines()[0]) <= 72
    assert promise_of(function).returns.unit
    sources = section(text, "Sources")
    assert sources
    assert SOURCE.match(sources[0])


@every_function
def test_the_example_runs(function: Function) -> None:
    code = plain(function)
    text, names = str(code.__doc__), dict(code.__globals__)
    example = doctest.DocTestParser().get_doctest(text, names, code.__name__, None, None)
    said: list[str] = []
    assert example.examples
    with np.printoptions(legacy="1.25"):  # numbers of numpy print as numbers
        assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)


@every_function
def test_bodies_are_short(function: Function) -> None:
    (node,) = ast.parse(inspect.getsource(plain(function))).body
    assert isinstance(node, ast.FunctionDef)
    assert sum((each.end_lineno or 0) - each.lineno + 1 for each in node.body[1:]) <= 8


@every_module
def test_no_number_hides_in_a_rule(module: ModuleType) -> None:
    constants = [node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant)]
    numbers = [value for value in constants if isinstance(value, int | float | complex)]
    assert set(numbers) <= {0, 1, 2}, numbers


@every_module
def test_rules_are_strangers_to_one_another(module: ModuleType) -> None:
    nodes = list(ast.walk(tree_of(module)))
    doors = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    doors |= {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    assert doors <= OPEN_DOORS


@every_module
def test_powers_are_written_out(module: ModuleType) -> None:
    nodes = ast.walk(tree_of(module))
    assert not [node for node in nodes if isinstance(node, ast.Pow | ast.FloorDiv | ast.Mod)]


@every_module
def test_files_are_short(module: ModuleType) -> None:
    assert len(Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()) <= 300

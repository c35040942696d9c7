"""`coopsim population`: what it prints, and what it refuses."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from coopsim.cli.population import app
from coopsim.errors import InputRefused
from tests.population.test_directory import ROWS
from tests.population.test_summary import HEAD, operators

__all__ = ["operators"]


@pytest.fixture
def command():
    """Run a command; give what it printed, and what it refused."""

    def run(*words):
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, InputRefused | SystemExit):
            raise result.exception
        return result.stdout, result.exception

    return run


def test_list(command):
    assert "languedoc-roussillon" in command("list")[0]
    departments = json.loads(command("list", "--departments", "--format", "json")[0])
    assert {"department": "34", "name": "Hérault"} in departments


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_show_in_every_format(command, form):
    printed, refusal = command("show", "languedoc-roussillon", "--format", form)
    assert refusal is None
    if form == "json":
        assert json.loads(printed)[0]["associations"] == 800
    elif form == "csv":
        assert next(csv.DictReader(io.StringIO(printed)))["associations"] == "800"
    else:
        assert printed.splitlines()[1].split()[:3] == ["all", "all", "800"]


def test_show_synthetic(command):
    printed = command(
        "show", "synthetic-france", "--size", "60", "--department", "75", "--department", "13", "--format", "csv"
    )[0]
    assert [row["name"] for row in csv.DictReader(io.StringIO(printed))][:3] == ["all", "13", "75"]


def test_show_what_was_drawn(command, file):
    printed = command("show", file("id;department;staff", "a;34;2,5"), "--drawn", "--format", "csv")[0]
    assert "governance,1,1" in printed
    assert "staff" not in printed


def test_check_a_file(command, file):
    printed, refusal = command("check", file("id,department,staff", "a,34,2"), "--format", "json")
    assert refusal is None
    assert json.loads(printed)[0]["associations"] == 1


def test_check_against_a_file(command, operators):
    printed, refusal = command("check", "languedoc-roussillon", "--against", operators(), "--format", "csv")
    assert refusal is None
    equal = [row["equal"] for row in csv.DictReader(io.StringIO(printed))]
    assert set(equal[:-5]) == {"True"}
    assert set(equal[-5:]) == {""}


def test_check_against_a_file_that_differs(command, file):
    printed, refusal = command("check", "languedoc-roussillon", "--against", file(HEAD, "1,34,1,30,30,False"))
    assert "no" in printed
    assert "that differ" in str(refusal)


def test_import(command, file, tmp_path):
    out = tmp_path / "operators.csv"
    _, refusal = command("import", file(*ROWS), "--department", "34", "--out", str(out), "--keep-names")
    assert refusal is None
    assert out.read_text(encoding="utf-8").startswith("operator,department")
    assert "Genets" not in out.read_text(encoding="utf-8")
    assert "ASSOCIATION LES GENETS" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "languedoc"), "expected the name of a population or a file, got neither"),
        (("show", "syntetic"), "did you mean synthetic?"),
        (("show", "languedoc-roussillon", "--size", "9"), "--size: expected a synthetic population"),
        (("show", "synthetic", "--department", "99"), "metropolitan France, got 99"),
    ],
)
def test_refusals(command, words, message):
    assert message in str(command(*words)[1])


def test_a_refused_file_is_named_as_it_was_given(command, file):
    path = file("id,department,staff", "a,34,x")
    assert str(command("check", path)[1]).startswith(f"{path}: line 2, column staff")

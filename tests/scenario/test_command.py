"""`coopsim scenario` at the prompt."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from coopsim.cli.scenario import app
from coopsim.errors import CoopsimError

Write = Callable[..., str]


def output(*arguments: str) -> str:
    """What a command prints."""
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_list_gives_names_titles_and_questions() -> None:
    lines = output("list", "--lang", "fr").splitlines()
    assert lines[0].split() == ["name", "title", "question"]
    assert lines[1].startswith("baseline")
    assert "Référence" in lines[1]
    assert not any(line.startswith("verification/") for line in lines)
    assert any(line.startswith("verification/growth") for line in output("list", "--all").splitlines())


def test_a_list_in_csv_and_json_says_the_same() -> None:
    rows = json.loads(output("list", "--format", "json"))
    assert list(csv.DictReader(io.StringIO(output("list", "--format", "csv")))) == rows


def test_show_gives_only_the_differences() -> None:
    text = output("show", "no-cooperation")
    assert text.startswith("No cooperation\nWhat would become")
    assert len(text.strip().splitlines()) == 5
    assert text.strip().splitlines()[-1].split()[:3] == ["cooperation.enabled", "false", "true"]


def test_show_all_gives_everything_with_its_evidence() -> None:
    rows = list(csv.DictReader(io.StringIO(output("show", "strong-npm", "--all", "--format", "csv"))))
    by_key = {row["key"]: row for row in rows}
    assert by_key["parameters.money.unit_cost"]["evidence"] == "E-size; derived"
    assert by_key["levers.tendering"]["evidence"] == ""
    assert by_key["levers.tendering"]["root"] == '{"2026Q1" = 0.15, "2030Q1" = 0.35}'


def test_show_gives_the_baseline_whole_and_in_json() -> None:
    shown = json.loads(output("show", "baseline", "--format", "json", "--lang", "fr"))
    assert shown["title"].startswith("Référence")
    assert len(shown["hash"]) == 64
    assert {row["key"]: row["value"] for row in shown["settings"]}["quarters"] == 60


def test_check_says_what_is_right_and_refuses_the_rest(write: Write) -> None:
    good, bad = write("quarters = 20", "good"), write("quaters = 20", "bad")
    assert "ok" in output("check", good, "baseline")
    done = CliRunner().invoke(app, ["check", good, bad, "--format", "json"])
    assert isinstance(done.exception, CoopsimError)
    assert str(done.exception) == "scenarios/bad.toml: quaters is unknown; did you mean quarters?"
    assert [row["status"] for row in json.loads(done.stdout)] == ["ok", "refused"]


def test_schema_is_json_schema_or_a_listing() -> None:
    assert json.loads(output("schema"))["title"] == "coopsim scenario"
    rows = list(csv.DictReader(io.StringIO(output("schema", "--format", "csv", "--lang", "fr"))))
    assert rows[0]["key"] == "levers.tendering"
    assert rows[0]["explored"] == "0.15 … 0.9"
    assert "appel d'offres" in rows[0]["meaning"]


@pytest.mark.parametrize("command", ["list", "show baseline", "check baseline", "schema"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_command_prints_in_every_form(command: str, form: str) -> None:
    assert output(*command.split(), "--format", form).endswith("\n")

"""What a reader is told about each way to get a scenario wrong."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from coopsim.errors import CoopsimError, InputRefused
from coopsim.scenario import SeveralRefused, UnknownKey, load_scenario

Write = Callable[..., str]


def told(source: str | Path, **overrides: object) -> str:
    """The message with which a scenario is refused."""
    with pytest.raises(CoopsimError) as refused:
        load_scenario(source, overrides)
    assert refused.value.exit_code == 2
    assert refused.value.__cause__ is None
    return str(refused.value)


def test_a_misspelt_key_is_named_with_the_nearest(write: Write) -> None:
    expected = "scenarios/tender.toml: levers.tendring is unknown; did you mean levers.tendering?"
    assert told(write("[levers]\ntendring = 0.3")) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[parameters.closure]\nb_ties = 1.0", "parameters.closure.tie_protection"),
        ('[parameters.voice]\n"χ" = 0.2', "parameters.voice.norm_silence"),
        ("[parameters.voice]\nchi = 0.2", "parameters.voice.norm_silence"),
        ("[parameters.choise]\ntaste_merger = 0.2", "parameters.choice"),
        ("[parameters.choice]\nnorm_silence = 0.2", "parameters.voice.norm_silence"),
        ('[levers.by_department."34"]\nreportng = 1.0', "levers.by_department.34.reporting"),
        ("[title]\nen = 'T'\nquarters = 20", "quarters"),
        ("tendering = 0.3", "levers.tendering"),
        ("[lever]\ntendering = 0.3", "levers"),
        ('[evidence]\n"levers.tendring" = "Assumption"', "evidence.levers.tendering"),
    ],
)
def test_a_symbol_or_a_misplaced_name_leads_to_the_key(write: Write, text: str, meant: str) -> None:
    assert told(write(text)).endswith(f"is unknown; did you mean {meant}?")


@pytest.mark.parametrize("text", ["name = 'x'", "[opening]\ntendering = 0.1", "population_digest = ''", "zzz = 1"])
def test_what_the_loader_fills_in_cannot_be_stated(write: Write, text: str) -> None:
    assert "is unknown" in told(write(text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[levers]\ntendering = 1.5", "levers.tendering: expected a number from 0 to 1 (share), got 1.5"),
        (
            '[levers]\nefficiency = {"2026Q1" = 0.1, "2030Q1" = 0.3}',
            "levers.efficiency.2030Q1: expected a number from 0 to 0.2 (per year), got 0.3",
        ),
        (
            "[parameters.search]\ncandidates = 60",
            "parameters.search.candidates: expected a whole number from 1 to 24 (associations), got 60",
        ),
        (
            '[levers.by_department."34"]\nreporting = 11.0',
            "levers.by_department.34.reporting: expected a number from 0 to 5, got 11.0",
        ),
        ("quarters = 401", "quarters: expected a whole number from 1 to 400 (quarters), got 401"),
        ("burn_in = -1", "burn_in: expected a whole number from 0 to 200 (quarters), got -1"),
    ],
)
def test_a_value_out_of_range_is_told_with_range_and_unit(write: Write, text: str, message: str) -> None:
    assert told(write(text)) == f"scenarios/tender.toml: {message}"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
@pytest.mark.parametrize("table", ["levers]\ntendering", "parameters.choice]\ntaste_merger"])
def test_what_is_not_a_finite_number_is_refused(write: Write, table: str, value: str) -> None:
    message = told(write(f"[{table} = {value}"))
    assert "expected a number from" in message
    assert message.endswith(f"got {value}")


def test_a_date_with_an_infinite_value_is_refused(write: Write) -> None:
    assert "levers.tendering.2026Q1: expected a number" in told(write('[levers]\ntendering = {"2026Q1" = inf}'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[levers]\ntendering = "0.5"', 'levers.tendering: expected a number from 0 to 1 (share), got "0.5"'),
        ("[levers]\ntendering = true", "levers.tendering: expected a number from 0 to 1 (share), got true"),
        ("[levers]\ntendering = {}", "levers.tendering: expected a number, or at least one date, got an empty table"),
        ("[levers]\ntendering = {2026Q5 = 0.1}", "levers.tendering.2026Q5: expected a date such as 2026Q1, got 2026Q5"),
        ("[switches]\ntender = 1", "switches.tender: expected true or false, got 1"),
        (
            "[parameters.choice]\ntaste_merger = true",
            "taste_merger: expected a number from -2 to 2 (utility), got true",
        ),
        ("[parameters.search]\ncandidates = 6.5", "expected a whole number from 1 to 24 (associations), got 6.5"),
        ('start = "2026-01-01"', 'start: expected a date such as 2026Q1, got "2026-01-01"'),
        ("levers = 3", "levers: expected a table, got 3"),
        ("[levers]\nby_department = {34 = 3}", "levers.by_department.34: expected a table, got 3"),
        ('[population]\nsource = "languedoc"', "Did you mean languedoc-roussillon?"),
        ('[population]\nsource = "synthetic"\nsize = 9\ndepartments = [34]', 'got 34. Write "34"'),
        ('[population]\nsource = "synthetic"\nsize = 9\ndepartments = ["Gard"]', "the code of a department"),
        ('[population]\nsource = "synthetic"\nsize = 9\ndepartments = "34"', "departments: expected a list"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(write: Write, text: str, message: str) -> None:
    assert message in told(write(text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("small_below = 20.0", "small_below: expected less than small_below_second (20), got 20"),
        ("small_below_second = 60.0", "small_below_second: expected less than large_from (50), got 60"),
        (
            '[population]\nsource = "synthetic"',
            "population.size: expected the size of a synthetic population, got nothing",
        ),
        ('[population]\nsource = "file"', "population.path: expected the file of the population, got nothing"),
        ('[population]\nsource = "file"\npath = "none.csv"', "population.path: expected a file"),
        (
            "[population]\nsize = 200",
            'population.size: expected nothing unless population.source is "synthetic", got 200',
        ),
        ('[population]\npath = "mine.csv"', 'population.path: expected nothing unless population.source is "file"'),
        (
            '[population]\nsource = "synthetic"\nsize = 9\ndepartments = ["34", "34"]',
            "population.departments: expected each department",
        ),
    ],
)
def test_values_that_contradict_one_another_are_refused(write: Write, text: str, message: str) -> None:
    assert f"scenarios/tender.toml: {message}" in told(write(text))


CHOICE = '[[choices]]\nquarter = 40\nassociation = "a"\nact = "pool"\n'


def test_choices_are_checked(write: Write) -> None:
    assert load_scenario(write(CHOICE)).choices[0].act == "pool"
    assert told(write(CHOICE.replace("pool", "merge"))).endswith('got "merge"')
    assert "choices.1: expected one act per association and quarter" in told(write(CHOICE + CHOICE))
    assert "choices.0.association: expected a value, got nothing" in told(
        write("[[choices]]\nquarter = 4\nact = 'pool'")
    )
    shortened = told(write(CHOICE), quarters=20)
    assert shortened == "--set: choices.0.quarter: expected a quarter from 1 to 20, got 40"


def test_every_error_is_told_and_names_its_own_file(write: Write) -> None:
    write("[levers]\nreporting = 9.0", "middle")
    message = told(write("[levers]\ntendering = 2.0", "leaf", extends="middle.toml"), **{"levers.smaller_lots": -1})
    assert [line.partition(": levers")[0] for line in sorted(message.splitlines())] == [
        "--set",
        "scenarios/leaf.toml",
        "scenarios/middle.toml",
    ]


def test_a_value_mended_above_is_no_error(write: Write) -> None:
    write("[levers]\nreporting = 9.0", "middle")
    assert load_scenario(write("[levers]\nreporting = 1.0", "leaf", extends="middle.toml")).levers.reporting == 1.0


def test_a_contradiction_is_told_of_the_file_that_made_it(write: Write) -> None:
    assert told("baseline", small_below_second=5.0).startswith("--set: small_below: expected less than")


def test_a_chain_that_comes_back_is_refused_by_its_names(write: Write) -> None:
    write("", "a", extends="b.toml")
    write("", "b", extends="c.toml")
    write("", "c", extends="b.toml")
    assert told("scenarios/a.toml").endswith("got a cycle: b.toml → c.toml → b.toml")
    assert told(write("", "baseline")).endswith("got a cycle: baseline.toml → baseline.toml")


def test_a_missing_file_is_refused_with_the_nearest_shipped_name(write: Write) -> None:
    message = told("strong_npm.toml")
    assert "Did you mean strong-npm?" in message
    assert "Shipped scenarios: baseline, " in message
    assert "Did you mean verification/growth?" in told("growth")
    extends = told(write("", extends="basline.toml"))
    assert extends.startswith("scenarios/tender.toml: extends: expected a scenario file beside it")
    assert "Did you mean baseline?" in extends


@pytest.mark.parametrize("name", ["", "\0", "x" * 5000, "nowhere/at/all.toml"])
def test_no_name_gives_a_traceback(name: str) -> None:
    assert "nothing there" in told(name)


def test_a_folder_is_no_scenario(write: Write, tmp_path: Path) -> None:
    assert "got a folder" in told("scenarios")
    assert "extends: expected a scenario file" in told(write("", extends="."))
    assert "extends: expected the name of a scenario file, got 3" in told(write("extends = 3", extends=""))


def test_a_file_in_latin_1_is_refused_with_its_line(write: Write, tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('[title]\nfr = "Référence"\n'.encode("latin-1"))
    assert told("latin.toml") == "latin.toml: line 2: expected text in UTF-8, got byte 0xe9. Save as UTF-8"


def test_a_byte_order_mark_and_windows_line_ends_are_read(write: Write, tmp_path: Path) -> None:
    (tmp_path / "windows.toml").write_bytes(b'\xef\xbb\xbfextends = "baseline.toml"\r\nquarters = 20\r\n')
    assert load_scenario("windows.toml").quarters == 20


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
def test_an_empty_file_is_refused_with_how_to_begin(write: Write, text: str) -> None:
    assert told(write(text, extends="")).endswith('got an empty file. Begin it with extends = "baseline.toml"')


def test_a_root_that_lacks_values_is_told_what_to_extend(write: Write) -> None:
    message = told(write("quarters = 20\n[levers]\ntendering = 0.2", extends=""))
    assert message.startswith("scenarios/tender.toml: expected every value of a scenario, got none for start, burn_in")
    assert " more. Begin the file with extends" in message


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("[levers]\ntendering = 0,3", "line 3: expected valid TOML, got tendering = 0,3", "Decimals take a point"),
        ("[levers]\ntendering 0.3", "line 3: expected valid TOML, got tendering 0.3", "Expected '='"),
        ('start = "2026', 'line 2: expected valid TOML, got start = "2026', ""),
        ("quarters = 3\nquarters = 4", "line 3", ""),
        ("a = " + "[" * 5000, "tables nested too deep", ""),
    ],
)
def test_a_file_that_is_not_toml_is_refused_with_its_line(write: Write, text: str, line: str, remedy: str) -> None:
    message = told(write(text))
    assert line in message
    assert remedy in message


def test_a_file_that_cannot_be_read_is_refused(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("")

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert told(path) == "scenarios/tender.toml: expected a file that can be read, got Permission denied"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("levers.tendring", 0.5, "--set: levers.tendring is unknown; did you mean levers.tendering?"),
        ("quarters", "20", '--set: quarters: expected a whole number from 1 to 400 (quarters), got "20"'),
        ("extends", "x", "--set: extends is unknown"),
        ("a..b", 1, "--set: a is unknown"),
    ],
)
def test_overrides_pass_the_same_checks(key: str, value: object, message: str) -> None:
    assert told("baseline", **{key: value}) == message


def test_refusals_survive_the_way_between_processes() -> None:
    unknown = UnknownKey("a.toml", "levers.tendring")
    several = SeveralRefused([unknown, UnknownKey("a.toml", "quaters")])
    for refusal in (unknown, several):
        assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)
    assert isinstance(unknown, InputRefused)

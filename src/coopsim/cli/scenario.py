"""`coopsim scenario`: list, show, check, schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli.table import FormatOption, Language, LanguageOption, Row, TableFormat, as_json, print_rows
from coopsim.errors import CoopsimError

if TYPE_CHECKING:
    from coopsim.scenario import Difference, Scenario


app = typer.Typer(help="List, show and check scenarios.", no_args_is_help=True)


@app.command("list")
def list_scenarios(
    format: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
    everything: Annotated[bool, typer.Option("--all", help="Verification cases and the ladder too.")] = False,
) -> None:
    """List the scenarios that come with coopsim."""
    from coopsim.scenario import load_scenario, shipped_names

    names = [name for name in shipped_names() if everything or "/" not in name]
    rows = [_introduced(name, load_scenario(name), lang) for name in names]
    print_rows(rows, format, ("name", "title", "question"), _cell)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario.")],
    format: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
    everything: Annotated[bool, typer.Option("--all", help="Every value, not only the differences.")] = False,
) -> None:
    """Show in what a scenario differs from the root of what it extends."""
    from coopsim.scenario import load_scenario, root_scenario

    scenario, root = load_scenario(name), root_scenario(name)
    rows = _settings(scenario, root, lang, everything or scenario == root)
    columns = ("key", "value", "root", "unit", "meaning", "evidence")
    if format is TableFormat.JSON:
        heading = _introduced(scenario.name, scenario, lang) | {"hash": scenario.hash}
        typer.echo(as_json(heading | {"settings": rows}))
        return
    if format is TableFormat.TABLE:
        typer.echo(f"{_text(scenario.title, lang)}\n{_text(scenario.question, lang)}\n")
    print_rows(rows, format, columns, _cell)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Scenario files, or names of shipped scenarios.")],
    format: FormatOption = TableFormat.TABLE,
) -> None:
    """Check scenario files: what is right goes to stdout, what is wrong to stderr."""
    from coopsim.scenario import load_scenario
    from coopsim.scenario.refusals import together

    rows: list[Row] = []
    refusals: list[CoopsimError] = []
    for file in files:
        try:
            rows.append({"file": file.as_posix(), "status": "ok", "hash": load_scenario(file).hash[:16]})
        except CoopsimError as refusal:
            rows.append({"file": file.as_posix(), "status": "refused", "hash": ""})
            refusals.append(refusal)
    print_rows(rows, format, ("file", "status", "hash"), _cell)
    if refusals:
        raise together(refusals)


@app.command()
def schema(
    format: FormatOption = TableFormat.JSON,
    lang: LanguageOption = Language.EN,
) -> None:
    """Print the JSON Schema of scenario files, or (table, csv) every number they may set."""
    from coopsim.scenario import knobs, scenario_schema

    if format is TableFormat.JSON:
        typer.echo(as_json(scenario_schema()))
        return
    rows = [
        {
            "key": knob.key,
            "symbol": knob.symbol,
            "unit": knob.unit,
            "bounds": _range(knob.bounds),
            "explored": _range(knob.explored),
            "meaning": getattr(knob, lang),
        }
        for knob in knobs()
    ]
    print_rows(rows, format, tuple(rows[0]), _cell)


def _introduced(name: str, scenario: Scenario, lang: Language) -> Row:
    """Name, title and question of a scenario."""
    return {"name": name, "title": _text(scenario.title, lang), "question": _text(scenario.question, lang)}


def _settings(scenario: Scenario, root: Scenario, lang: Language, everything: bool) -> list[Row]:
    """The values of a scenario beside those of its root."""
    from coopsim.scenario import Difference, differences

    found = list(differences(scenario, root))
    if everything:
        before = root.settings()
        found = [Difference(key, value, before.get(key)) for key, value in scenario.settings().items()]
    return [_setting(one, lang) | {"evidence": _source(one, scenario, root)} for one in found]


def _setting(one: Difference, lang: Language) -> Row:
    """One value, with its unit and meaning."""
    from coopsim.scenario import knob

    declared = knob(one.key)
    unit, meaning = (declared.unit, str(getattr(declared, lang))) if declared else ("", "")
    return {"key": one.key, "value": one.value, "root": one.before, "unit": unit, "meaning": meaning}


def _source(one: Difference, scenario: Scenario, root: Scenario) -> str:
    """Where a value comes from; the evidence of the root is for the root's own value."""
    source = scenario.evidence.get(one.key, "")
    return source if one.value == one.before or source != root.evidence.get(one.key, "") else ""


def _text(texts: Any, lang: Language) -> str:
    return str(getattr(texts, lang))


def _range(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:g} … {bounds[1]:g}" if bounds else ""


def _cell(value: Any) -> str:
    """A value as a scenario file writes it; texts without quotes."""
    from coopsim.scenario.refusals import written

    if value is None:
        return ""
    return value if isinstance(value, str) else written(value)

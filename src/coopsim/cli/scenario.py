"""`coopsim scenario`: list, show, check, schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.errors import CoopsimError

if TYPE_CHECKING:
    from coopsim.scenario import Difference, Scenario


class Format(StrEnum):
    """How a table is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Language(StrEnum):
    """The language of titles, questions and meanings."""

    en = "en"
    fr = "fr"


Columns = Sequence[str]
Row = dict[str, Any]
FormatOption = Annotated[Format, typer.Option("--format", help="table, csv or json.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="en or fr.")]

WIDEST = 72
"""Characters of a cell in a printed table; csv and json give everything."""

app = typer.Typer(help="List, show and check scenarios.", no_args_is_help=True)


@app.command("list")
def list_scenarios(
    format: FormatOption = Format.table,
    lang: LanguageOption = Language.en,
    everything: Annotated[bool, typer.Option("--all", help="Verification cases and the ladder too.")] = False,
) -> None:
    """List the scenarios that come with coopsim."""
    from coopsim.scenario import load_scenario, shipped_names

    names = [name for name in shipped_names() if everything or "/" not in name]
    rows = [_introduced(name, load_scenario(name), lang) for name in names]
    typer.echo(_printed(rows, ("name", "title", "question"), format), nl=False)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario.")],
    format: FormatOption = Format.table,
    lang: LanguageOption = Language.en,
    everything: Annotated[bool, typer.Option("--all", help="Every value, not only the differences.")] = False,
) -> None:
    """Show in what a scenario differs from the root of what it extends."""
    from coopsim.scenario import load_scenario, root_scenario

    scenario, root = load_scenario(name), root_scenario(name)
    rows = _settings(scenario, root, lang, everything or scenario == root)
    columns = ("key", "value", "root", "unit", "meaning", "evidence")
    if format is Format.json:
        heading = _introduced(scenario.name, scenario, lang) | {"hash": scenario.hash}
        typer.echo(_as_json(heading | {"settings": rows}))
        return
    if format is Format.table:
        typer.echo(f"{_text(scenario.title, lang)}\n{_text(scenario.question, lang)}\n")
    typer.echo(_printed(rows, columns, format), nl=False)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Scenario files, or names of shipped scenarios.")],
    format: FormatOption = Format.table,
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
    typer.echo(_printed(rows, ("file", "status", "hash"), format), nl=False)
    if refusals:
        raise together(refusals)


@app.command()
def schema(
    format: FormatOption = Format.json,
    lang: LanguageOption = Language.en,
) -> None:
    """Print the JSON Schema of scenario files, or (table, csv) every number they may set."""
    from coopsim.scenario import knobs, scenario_schema

    if format is Format.json:
        typer.echo(_as_json(scenario_schema()))
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
    typer.echo(_printed(rows, tuple(rows[0]), format), nl=False)


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


def _printed(rows: Sequence[Row], columns: Columns, format: Format) -> str:
    """Rows as a table, csv or json, ending with a line break."""
    printers: dict[Format, Callable[[Sequence[Row], Columns], str]] = {
        Format.table: _as_table,
        Format.csv: _as_csv,
        Format.json: lambda rows, _: _as_json(list(rows)) + "\n",
    }
    return printers[format](rows, columns)


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_csv(rows: Sequence[Row], columns: Columns) -> str:
    """Rows with commas, every value whole."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return stream.getvalue()


def _as_table(rows: Sequence[Row], columns: Columns) -> str:
    """Rows in aligned columns; long cells are shortened."""
    cells = [list(columns)] + [[_short(_cell(row[column])) for column in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
    return "".join(line.rstrip() + "\n" for line in lines)


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _cell(value: Any) -> str:
    """A value as a scenario file writes it; texts without quotes."""
    from coopsim.scenario.refusals import written

    if value is None:
        return ""
    return value if isinstance(value, str) else written(value)

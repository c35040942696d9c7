"""`coopsim population`: list, show, check, import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from coopsim.cli.table import FormatOption, TableFormat, print_rows

app = typer.Typer(help="Populations: who is there at the start.", no_args_is_help=True)

NameOrFile = Annotated[str, typer.Argument(metavar="NAME-or-FILE", help="a name of the list, or a CSV or Parquet file")]
Departments = Annotated[list[str] | None, typer.Option("--department", help="INSEE code; may be repeated")]
Size = Annotated[int | None, typer.Option("--size", min=1, help="associations of a synthetic population")]
Seed = Annotated[int, typer.Option("--seed", min=0)]
Replicate = Annotated[int, typer.Option("--replicate", min=0)]

NAMES = {
    "languedoc-roussillon": ("languedoc-roussillon", "sector", "800 associations, five departments, counted figures"),
    "synthetic": ("synthetic", "sector", "any number, the proportions and sizes of a social sector"),
    "synthetic-france": ("synthetic", "france", "any number, the country's departments, a heavy tail of sizes"),
}
"""Name, then source, kind and description."""

USUAL_SIZE = 800


@app.command("list")
def list_populations(
    departments: Annotated[bool, typer.Option("--departments", help="list the departments instead")] = False,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """List the populations, or the departments, that are known by name."""
    from coopsim.population.france import DEPARTMENTS

    populations = [{"name": name, "description": told} for name, (_, _, told) in NAMES.items()]
    codes = [{"department": one.code, "name": one.name} for one in DEPARTMENTS.values()]
    print_rows(codes if departments else populations, form)


@app.command()
def show(
    population: NameOrFile,
    size: Size = None,
    department: Departments = None,
    seed: Seed = 0,
    replicate: Replicate = 0,
    drawn: Annotated[bool, typer.Option("--drawn", help="what was drawn, not known, instead")] = False,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Show a population: counts, sizes, inequality; or what of it was drawn."""
    from coopsim.population.summary import drawn_rows, summary_rows

    founders = _founders(population, _changes(population, size, department), (seed, replicate))
    print_rows(drawn_rows(founders) if drawn else summary_rows(founders), form)


@app.command()
def check(
    population: NameOrFile,
    against: Annotated[str | None, typer.Option("--against", help="a file of operators to set beside it")] = None,
    seed: Seed = 0,
    replicate: Replicate = 0,
    form: FormatOption = TableFormat.TABLE,
) -> None:
    """Check that a population can be founded, and that it agrees with a file."""
    founders = _founders(population, _changes(population, None, None), (seed, replicate))
    if against is None:
        drawn = ", ".join(sorted(founders.drawn)) or "nothing"
        print_rows([{"population": population, "associations": len(founders), "drawn": drawn}], form)
        return
    from coopsim.errors import InputRefused
    from coopsim.population.comparison import compared, differing

    rows = compared(founders, against)
    print_rows(rows, form)
    if wrong := differing(rows):
        raise InputRefused(against, "operators", "the counts and totals of the population", f"{len(wrong)} that differ")


@app.command("import")
def import_directory(
    file: Annotated[str, typer.Argument(help="the CNSA directory of establishments, as published")],
    department: Annotated[list[str], typer.Option("--department", help="INSEE code; may be repeated")],
    out: Annotated[Path, typer.Option("--out", help="the CSV file to write")],
    keep_names: Annotated[bool, typer.Option("--keep-names", help="keep the names of operators")] = False,
) -> None:
    """Import operators of care for older people from the open CNSA directory."""
    from coopsim.population.directory import import_cnsa, write_user_file

    imported = import_cnsa(file, department, keep_names)
    write_user_file(imported.rows, out)
    told = f"{out}: {len(imported.rows)} operators from {imported.establishments} establishments"
    typer.echo(f"{told}; {imported.left_out} without places left out", err=True)


def _changes(population: str, size: int | None, departments: Sequence[str] | None) -> dict[str, Any]:
    """What to change in the baseline to have this population."""
    source, kind, _ = NAMES.get(population, ("file", "", ""))
    if source == "synthetic":
        return {"source": source, "kind": kind, "size": size or USUAL_SIZE, "departments": tuple(departments or ())}
    if size is not None or departments:
        _refuse_choice(population, "--department" if departments else "--size")
    if source == "file":
        _refuse_unknown(population)
        return {"source": source, "path": population}
    return {"source": source}


def _refuse_choice(population: str, option: str) -> None:
    """Only a synthetic population has the size and departments that one likes."""
    from coopsim.errors import InputRefused

    raise InputRefused(population, option, "a synthetic population", "another one")


def _refuse_unknown(population: str) -> None:
    """A word that is neither a name nor a file."""
    from coopsim.errors import InputRefused, nearest

    if not Path(population).exists():
        remedy = nearest(population, NAMES) or "See coopsim population list"
        raise InputRefused(population, "", "the name of a population or a file", "neither", remedy)


def _founders(population: str, changes: dict[str, Any], key: tuple[int, int]) -> Any:
    from coopsim.chance import luck_of
    from coopsim.population import found_population
    from coopsim.scenario import load_scenario

    scenario = load_scenario("baseline", {f"population.{name}": value for name, value in changes.items()})
    return found_population(scenario.population, scenario.parameters, luck_of(*key), population)

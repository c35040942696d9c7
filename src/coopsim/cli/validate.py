"""`coopsim validate`: a scenario on fresh luck, beside the evidence; the page of validation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.files import writing_to
from coopsim.cli.table import FormatOption, Language, LanguageOption, TableFormat, as_json, print_rows
from coopsim.errors import InputRefused

if TYPE_CHECKING:
    from coopsim.lab.validation.check import Validation

LARGEST = 2**63 - 1
SHOWN = ("pattern", "scenario", "low", "high", "binding", "mean", "mean_low", "mean_high", "verdict")

Source = Annotated[str, typer.Argument(metavar="[SCENARIO]", help="A scenario file, or the name of a shipped one.")]
Replicates = Annotated[int, typer.Option("--replicates", min=2, max=10_000, help="Fresh runs.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=LARGEST, help="Luck that the calibration never saw.")]
PlanName = Annotated[str, typer.Option("--plan", help="The calibration whose bands are asked.")]
LadderFolder = Annotated[Path | None, typer.Option("--ladder", help="A folder of coopsim ladder: a section more.")]
StoriesOf = Annotated[
    Path | None, typer.Option("--stories", metavar="STORE|CSV", help="A batch over an ensemble, or its points.csv.")
]
SensitivityOf = Annotated[
    Path | None, typer.Option("--sensitivity", metavar="CSV", help="A table of coopsim sensitivity.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE.md", help="The page; a table on stdout without it.")]


def validate(
    source: Source = "baseline",
    replicates: Replicates = 20,
    seed: Seed = 7001,
    plan: PlanName = "admissible",
    ladder: LadderFolder = None,
    stories: StoriesOf = None,
    sensitivity: SensitivityOf = None,
    out: Out = None,
    form: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Hold a scenario against the evidence.

    On luck that no calibration saw: every pattern with its band and its mean over
    fresh runs; what is missed, and by how much. With --out, a page that no hand
    has to touch: both stories, the ladder and the sensitivities join it where
    they are given.
    """
    if out is not None and out.is_dir():
        raise InputRefused("--out", "", "a file", f"the folder {out}")
    sections = _sections(stories, ladder, sensitivity, lang) if out else []
    found = _validated(source, plan, replicates, seed)
    if out is None:
        _show(found, form)
    else:
        _write(found, sections, out, lang)


def _write(found: Validation, sections: list[str], out: Path, lang: Language) -> None:
    """The page, with the command that made it."""
    from coopsim.lab.store.whole import write_whole
    from coopsim.lab.validation.page import page

    asked = f"--replicates {found.replicates} --seed {found.seed} --plan {found.plan.name}"
    with writing_to(out):
        write_whole(out, page(found, sections, f"coopsim validate {found.scenario.name} {asked}", lang.value).encode())
    typer.echo(f"{out}")


def _sections(stories: Path | None, ladder: Path | None, sensitivity: Path | None, lang: Language) -> list[str]:
    """The sections that were asked for, before any run is made for the others."""
    from coopsim.lab.validation.sections import ladder_section, sensitivity_section, stories_section

    written = ((stories_section, stories), (ladder_section, ladder), (sensitivity_section, sensitivity))
    return [write(source, lang.value) for write, source in written if source is not None]


def _validated(source: str, plan: str, replicates: int, seed: int) -> Validation:
    """The fresh runs, with a bar."""
    from coopsim.cli.progress import Bar
    from coopsim.lab.calibration.reading import load_plan
    from coopsim.lab.passage import Progress
    from coopsim.lab.validation.check import validated
    from coopsim.scenario import load_scenario

    scenario, bands = load_scenario(source), load_plan(plan)
    with Bar(label="validation") as bar:
        return validated(
            scenario,
            bands,
            replicates,
            seed,
            lambda done, asked: bar(Progress(asked=asked, before=0, done=done)),
        )


def _show(found: Validation, form: TableFormat) -> None:
    """The patterns on stdout; a sentence on each that is missed, for eyes."""
    if form is TableFormat.JSON:
        typer.echo(as_json({"patterns": found.patterns, "incidence": found.incidence}))
        return
    if form is TableFormat.CSV:
        print_rows(found.patterns, form)
        return
    from coopsim.lab.validation.page import missed
    from coopsim.lab.wording import STANDING

    rows = [{key: _short(row[key]) for key in SHOWN} for row in found.patterns]
    print_rows(rows, form)
    typer.echo("\n".join(["", *missed(found, "en"), STANDING["en"]]))


def _short(value: object) -> object:
    """A number with three digits that tell."""
    if isinstance(value, float):
        return f"{value:.3g}"
    return "–" if value is None else value

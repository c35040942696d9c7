"""`coopsim story`: the life of one association under two policies, and the reasons of what it signed."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from coopsim.cli.table import FormatOption, Language, LanguageOption, Row, TableFormat, as_json, print_rows

if TYPE_CHECKING:
    from coopsim.lab.store import Store
    from coopsim.report.lives import Life

Subject = Annotated[str, typer.Argument(metavar="STORE|SCENARIO", help="The folder of a batch, or a scenario.")]
Association = Annotated[str, typer.Argument(metavar="ASSOCIATION", help="The identifier or name of an association.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", help="Under which scenarios; repeated. The baseline and the next one unless said."),
]
Replicate = Annotated[int, typer.Option("--replicate", min=0, help="Which draw of luck.")]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="The luck of a scenario; a store has its own.")]

WIDTH, INDENT = 100, "    "
USUAL = "baseline"
KEYS = (
    *("scenario", "replicate", "association", "quarter", "date", "kind", "other", "other_name", "form"),
    *("gain", "imposed"),
)


class Told(NamedTuple):
    """Whose story is told: under which scenarios, and with which luck."""

    scenarios: list[Any]
    seed: int
    replicate: int


def story(
    subject: Subject,
    association: Association,
    scenario: Scenarios = None,
    replicate: Replicate = 0,
    seed: Seed = None,
    form: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Tell what becomes of one association under two policies.

    On the same luck: each event with its date, the terms of each decision at
    each signing, what it became, and how that differs.
    """
    if Path(subject).is_dir():
        told = _of_store(Path(subject), scenario, replicate, seed)
    else:
        told = _of_scenarios([subject], scenario, replicate, seed or 0)
    from coopsim.report.lives import lives

    found = lives(told.scenarios, association, told.seed, told.replicate)
    if form is TableFormat.TABLE:
        _print(found, told, lang)
    elif form is TableFormat.JSON:
        typer.echo(as_json(_content(found, told, lang)))
    else:
        _print_rows(found, told, form, lang)


def _of_scenarios(first: list[str], others: list[str] | None, replicate: int, seed: int) -> Told:
    """A scenario, and those that it is told beside; the baseline stands first unless others are named."""
    from coopsim.scenario import load_scenario

    if others:
        return Told([load_scenario(name) for name in (*first, *others)], seed, replicate)
    own, usual = load_scenario(first[0]), load_scenario(USUAL)
    return Told([own] if own.hash == usual.hash else [usual, own], seed, replicate)


def _of_store(path: Path, wanted: list[str] | None, replicate: int, seed: int | None) -> Told:
    """Scenarios of a store at its first point, with its luck."""
    from coopsim.errors import InputRefused
    from coopsim.lab.records.columns import RunKey
    from coopsim.lab.store import open_store

    store = open_store(path)
    experiment = store.experiment
    if seed is not None and seed != experiment.seed:
        raise InputRefused("--seed", "", f"that of the store, {experiment.seed}", str(seed))
    if replicate >= experiment.replicates:
        raise InputRefused("--replicate", "", f"a number from 0 to {experiment.replicates - 1}", str(replicate))
    _refuse_other_code(store)
    briefs = [experiment.brief(RunKey(name, 0, replicate)) for name in _named(store, wanted)]
    for brief in briefs:
        _refuse_changed(brief)
    return Told(briefs, experiment.seed, replicate)


def _named(store: Store, wanted: list[str] | None) -> list[str]:
    """The scenarios that are meant: the baseline and the next one unless said."""
    from coopsim.errors import InputRefused
    from coopsim.lab.refusals import meant

    known = sorted((one.name for one in store.experiment.scenarios), key=lambda one: one != store.experiment.baseline)
    if not wanted:
        return known[:2]
    names = [name.removesuffix(".toml") for name in wanted]
    for name in names:
        if name not in known:
            raise InputRefused(str(store.path), "scenario", "one of " + ", ".join(known), name, meant(name, known))
    return names


def _refuse_other_code(store: Store) -> None:
    """A store keeps what was signed; why it was is played again, which needs the same code."""
    from coopsim.errors import StoreRefused
    from coopsim.lab.store.manifest import codes_of
    from coopsim.lab.store.provenance import code_fingerprint

    if code_fingerprint() not in codes_of(store.manifest):
        codes = ", ".join(codes_of(store.manifest))
        remedy = "Tell the story of its scenario file, or run the batch again into another store"
        raise StoreRefused(f"{store.path}: expected a store of code {code_fingerprint()}, got {codes}. {remedy}")


def _refuse_changed(brief: Any) -> None:
    """A population of one's own must be what it was when the batch was run."""
    from coopsim.errors import InputRefused
    from coopsim.lab.store.contents import sha256_of

    path = brief.population.path
    if brief.population_digest and sha256_of(Path(path)) != brief.population_digest:
        raise InputRefused(path, "", "the population as it was when the batch was run", "another content")


def _print(found: list[Life], told: Told, lang: Language) -> None:
    """For eyes: a heading, a life after the other, and what differs."""
    from coopsim.lab.wording import STANDING
    from coopsim.report.life_phrases import PHRASES
    from coopsim.report.life_words import apart, dated, ended, sentence

    said, named = PHRASES[lang], next(life for life in found if life.present)
    keys = {"name": named.name, "association": named.association, "seed": told.seed, "replicate": told.replicate}
    _say(said["heading"].format(**keys))
    for life in found:
        _say("\n" + said["under"].format(title=getattr(life.scenario.title, lang)))
        for line in life.lines:
            _say(f"{dated(life, line.quarter, lang)}  {sentence(line, lang)}", 1)
        if life.present and not life.lines:
            _say(said["nothing"], 1)
        _say(ended(life, lang), 1)
    for life in found[1:]:
        _say(f"\n{said['differs']}")
        _say(apart(found[0], life, lang), 1)
    _say(f"\n{STANDING[lang]} {said['luck']}")


def _say(text: str, depth: int = 0) -> None:
    """A line, broken where it is wider than a page; continued lines stand further in."""
    first = textwrap.fill(
        text.lstrip("\n"),
        WIDTH,
        initial_indent="  " * depth,
        subsequent_indent=INDENT * depth,
        break_long_words=False,
        break_on_hyphens=False,
    )
    typer.echo("\n" * text.startswith("\n") + first)


def _print_rows(found: list[Life], told: Told, form: TableFormat, lang: Language) -> None:
    """For sheets: a row an event, a column a term."""
    from coopsim.report.lives import TERMS_TOLD

    rows = [
        {key: row.get(key) for key in KEYS}
        | {name: row["terms"].get(name) for name in TERMS_TOLD}
        | {"sentence": row["sentence"]}
        for life in found
        for row in _rows(life, told, lang)
    ]
    print_rows(rows, form, (*KEYS, *TERMS_TOLD, "sentence"))


def _rows(life: Life, told: Told, lang: Language) -> list[Row]:
    """The lines of a life, as values."""
    from coopsim.report.life_words import sentence

    named = {"scenario": life.scenario.name, "replicate": told.replicate, "association": life.association}
    return [
        {
            **named,
            "quarter": line.quarter,
            "date": life.scenario.date(line.quarter),
            "kind": line.kind,
            "other": line.other.association,
            "other_name": line.other.name,
            "form": line.form,
            "gain": line.gain,
            "imposed": line.imposed,
            "terms": line.terms,
            "sentence": sentence(line, lang),
        }
        for line in life.lines
    ]


def _content(found: list[Life], told: Told, lang: Language) -> Row:
    """For programs: everything."""
    from coopsim.report.life_words import apart, ended

    lives = [
        {
            "scenario": life.scenario.name,
            "title": getattr(life.scenario.title, lang),
            "present": life.present,
            "events": _rows(life, told, lang),
            "end": life.end,
            "end_date": None if life.end_quarter is None else life.scenario.date(life.end_quarter),
            "absorber": life.absorber.association,
            "staff_start": life.staff_start,
            "staff_end": life.staff_end,
            "sentence": ended(life, lang),
        }
        for life in found
    ]
    named = next(life for life in found if life.present)
    heading = {"association": named.association, "name": named.name, "seed": told.seed, "replicate": told.replicate}
    return heading | {"lives": lives, "differences": [apart(found[0], life, lang) for life in found[1:]]}

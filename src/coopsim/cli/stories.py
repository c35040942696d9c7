"""`coopsim stories`: in how many worlds cooperation raises a measure, and in how many it lowers it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from coopsim.cli.compare import Quarter, rows_of
from coopsim.cli.files import writing_to
from coopsim.cli.table import FormatOption, Language, LanguageOption, TableFormat, as_json, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a batch over an ensemble.")]
Baseline = Annotated[str | None, typer.Option("--baseline", help="The arm without cooperation; found unless said.")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for tables (CSV) and a figure (PNG).")]

MOVES = ("up", "no_difference", "down")
SAID = {
    "en": {
        "title": "“{title}” against the same without cooperation, on the same luck: share of {points} points",
        "measure": "Measure",
        "up": "Up",
        "no_difference": "No difference",
        "no difference": "no difference",
        "down": "Down",
        "both_ways": "Both ways",
        "yes": "yes",
        "no": "no",
        "joint": "Survival of the small (rows) and total voice (columns): share of the points",
        "small": "Small",
        "voice": "voice {move}",
        "share": "{value}%",
        "rule": "Up or down: beyond two standard errors of the paired difference. Both ways: each in 10% of the points "
        "or more; a word in its place: the direction that is found, a property of the model.",
        "left": "{number} points have fewer than 20 pairs and are left out",
        "files": "Tables and figure:",
    },
    "fr": {
        "title": "« {title} » face au même scénario sans coopération, à chance égale : part de {points} points",
        "measure": "Mesure",
        "up": "Hausse",
        "no_difference": "Sans écart",
        "no difference": "sans écart",
        "down": "Baisse",
        "both_ways": "Dans les deux sens",
        "yes": "oui",
        "no": "non",
        "joint": "Survie des petites (lignes) et voix totale (colonnes) : part des points",
        "small": "Petites",
        "voice": "voix : {move}",
        "share": "{value}\N{NO-BREAK SPACE}%",
        "rule": "Hausse ou baisse : au-delà de deux erreurs types de l'écart par paires. Dans les deux sens : chacun "
        "dans 10 % des points ou plus ; un mot à la place : la direction trouvée, une propriété du modèle.",
        "left": "{number} points ont moins de 20 paires et sont laissés de côté",
        "files": "Tableaux et figure :",
    },
}


def stories(
    store: StoreFolder,
    baseline: Baseline = None,
    quarter: Quarter = None,
    form: FormatOption = TableFormat.TABLE,
    out: Out = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Count the worlds in which cooperation helps or harms.

    Over the points of an ensemble, each policy with cooperation against the same
    without it: share of points in which each measure goes up, down, or no further
    than luck; and survival of the small beside total voice.
    """
    from coopsim.lab.analysis.stories import joint, story_points
    from coopsim.lab.analysis.stories import stories as counted
    from coopsim.lab.store import open_store

    opened = open_store(store)
    points, left = story_points(opened, baseline, quarter)
    told, both = counted(points), joint(points)
    if out is not None:
        with writing_to(out):
            _write(opened, {"stories": told, "joint": both, "points": points}, out, lang)
    if left:
        typer.echo(f"coopsim: {SAID[lang]['left'].format(number=left)}.", err=True)
    if form is TableFormat.JSON:
        typer.echo(as_json({"stories": rows_of(told), "joint": rows_of(both), "left_out": left}))
    elif form is TableFormat.CSV:
        print_rows(rows_of(told), form, list(told.columns))
    else:
        _show(opened, told, both, lang)
        if out is not None:
            typer.echo(f"\n{SAID[lang]['files']} {out}")


def _write(store: Store, tables: dict[str, DataFrame], out: Path, lang: Language) -> None:
    """Three tables as CSV, and the counts as a figure."""
    from coopsim.figures.evidence import evidence_of
    from coopsim.figures.sheet import save
    from coopsim.figures.stories import stories_figure
    from coopsim.lab.store.parts import write_whole

    for name, frame in tables.items():
        write_whole(out / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n").encode())
    told = tables["stories"]
    evidence = evidence_of(store, str(told.against.iloc[0]), lang)
    save(stories_figure(told, evidence), out / "stories.png")


def _show(store: Store, told: DataFrame, both: DataFrame, lang: Language) -> None:
    """For each policy the counts, then survival beside voice."""
    from coopsim.cli.grid import say
    from coopsim.lab.wording import STANDING

    for name, rows in told.groupby("scenario", sort=False):
        _show_counts(store, rows, lang)
        _show_joint(both[both.scenario == name], lang)
    say(SAID[lang]["rule"], "dim")
    say(STANDING[lang], "italic")


def _show_counts(store: Store, rows: DataFrame, lang: Language) -> None:
    """One policy: a row a measure."""
    from coopsim.cli.grid import print_grid
    from coopsim.cli.side_by_side import arm_title
    from coopsim.lab.wording import label_of

    said, first = SAID[lang], rows.iloc[0]
    title = said["title"].format(
        title=arm_title(store, str(first.scenario), language=lang), points=int(rows.points.max())
    )
    columns = {name: said[name] for name in (*MOVES, "both_ways")}
    cells = {
        (str(row["measure"]), name): text
        for row in rows.to_dict("records")
        for name, text in _cells(row, lang).items()
    }
    labels = {str(measure): label_of(str(measure), lang, unit=False) for measure in rows.measure}
    print_grid(title, said["measure"], labels, columns, cells)


def _cells(row: Any, lang: Language) -> dict[str, Text]:
    """The shares of one measure, and what they say."""
    said = SAID[lang]
    shares = {name: Text(_share(row[f"{name}_share"], lang)) for name in MOVES}
    if row["kind"] == "story":
        verdict = Text(said["yes" if row["both_ways"] else "no"], style="bold")
    else:
        verdict = Text(said.get(str(row["direction"]), "–").lower())
    return {**shares, "both_ways": verdict}


def _show_joint(rows: DataFrame, lang: Language) -> None:
    """Survival of the small in rows, voice in columns."""
    from coopsim.cli.grid import print_grid
    from coopsim.lab.analysis.stories import MOVES as BOTH
    from coopsim.lab.analysis.stories import SMALL, VOICE

    said = SAID[lang]
    words = {move: said[move].lower() for move in BOTH}
    cells = {(row[SMALL], row[VOICE]): Text(_share(row["share"], lang)) for row in rows.to_dict("records")}
    labels = {move: f"{said['small']}{NO_BREAK if lang is Language.FR else ''}: {words[move]}" for move in BOTH}
    columns = {move: said["voice"].format(move=words[move]) for move in BOTH}
    print_grid(said["joint"], "", labels, columns, cells)


NO_BREAK = "\N{NO-BREAK SPACE}"


def _share(value: float, lang: Language) -> str:
    from coopsim.lab.wording import number

    return SAID[lang]["share"].format(value=number(100.0 * value, 0, lang))

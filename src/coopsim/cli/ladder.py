"""`coopsim ladder`: what each mechanism adds, rung by rung, with two controls."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from coopsim.cli.batch import Cluster, Json, Quiet, Workers
from coopsim.cli.files import writing_to
from coopsim.cli.run import Changes
from coopsim.cli.table import Language, LanguageOption, as_json
from coopsim.errors import InputRefused

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.figures.evidence import Evidence
    from coopsim.lab.batch import Progress
    from coopsim.lab.ladder import Ladder
    from coopsim.lab.store import Store

SOME_FAILED, STOPPED = 3, 130
LARGEST = 2**63 - 1
FEWEST, MOST = 2, 1_000_000

Out = Annotated[Path, typer.Option("--out", help="A new folder, or one that this ladder began.")]
Replicates = Annotated[int, typer.Option("--replicates", min=FEWEST, max=MOST, help="Runs of each rung.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=LARGEST, help="The luck, the same on every rung.")]

SAID = {
    "en": {
        "title": "What each rung adds to the one below, on the same luck, with the 95 % interval "
        "(percentages: points; ▲ ▼ the interval leaves out 0)",
        "rung": "Rung",
        "against": "{title} against {against}",
        "files": "Table, words and figure:",
    },
    "fr": {
        "title": "Ce que chaque barreau ajoute à celui du dessous, à chance égale, avec l'intervalle à 95 % "
        "(pourcentages : points ; ▲ ▼ l'intervalle exclut 0)",
        "rung": "Barreau",
        "against": "{title} face à {against}",
        "files": "Tableau, phrases et figure :",
    },
}


def ladder(
    out: Out,
    replicates: Replicates = 100,
    seed: Seed = 1,
    changes: Changes = None,
    workers: Workers = None,
    cluster: Cluster = "",
    quiet: Quiet = False,
    json: Json = False,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show what each mechanism adds.

    From births and closures alone to the whole model, one mechanism more on each
    rung; a control draws partners by chance, another takes money away without
    pressure. The same command goes on from where it was stopped.
    """
    if quiet and json:
        raise InputRefused("--quiet", "", "either --quiet or --json", "both")
    from coopsim.lab.ladder import Ladder
    from coopsim.lab.pool.crew import Crew
    from coopsim.scenario import overrides_of

    try:
        with Crew(workers, cluster) as crew:
            going = Ladder(out, crew, replicates, seed, overrides_of(changes or ()))
            store = _climbed(going, silent=quiet or json)
    except KeyboardInterrupt:
        typer.echo("coopsim: stopped; what is done is kept, and the same command goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    _conclude(store, out, lang, "json" if json else "nothing" if quiet else "table")
    if going.failed:
        typer.echo(f"coopsim: {going.failed} runs failed; failures.jsonl of their store says why.", err=True)
        raise typer.Exit(SOME_FAILED)


def _climbed(going: Ladder, silent: bool) -> Store:
    """All runs of the ladder, each batch with its own bar."""
    from coopsim.cli.progress import Bar

    with ExitStack() as stack:
        bars: dict[str, Bar] = {}

        def watch(stage: str, progress: Progress) -> None:
            if stage not in bars:
                stack.close()
                bars[stage] = stack.enter_context(Bar(silent, stage))
            bars[stage](progress)

        going.watch = watch
        return going.climbed()


def _conclude(store: Store, out: Path, lang: Language, form: str) -> None:
    """Table, words and figure: into the folder, and on stdout as asked."""
    from coopsim.figures.evidence import evidence_of
    from coopsim.lab.analysis.ladder import ladder_steps, ladder_words, money_matched
    from coopsim.lab.ladder import RUNGS

    steps, money, evidence = ladder_steps(store), money_matched(store), evidence_of(store, RUNGS[0], lang)
    words = ladder_words(steps, money, evidence.titles, lang)
    with writing_to(out):
        _write(steps, words, evidence, out)
    if form == "json":
        typer.echo(as_json({"steps": steps.to_dict("records"), "money": money, "words": words}))
    elif form == "table":
        _show(steps, words, evidence, out)


def _write(steps: DataFrame, words: list[str], evidence: Evidence, out: Path) -> None:
    """`ladder.csv`, `ladder.txt` and `ladder.png`."""
    from coopsim.figures.ladder import ladder_figure
    from coopsim.figures.sheet import save
    from coopsim.lab.store.parts import write_whole
    from coopsim.lab.wording import STANDING

    write_whole(out / "ladder.csv", steps.to_csv(index=False, lineterminator="\n").encode())
    write_whole(out / "ladder.txt", "\n".join([*words, STANDING[evidence.language], ""]).encode())
    save(ladder_figure(steps, evidence), out / "ladder.png")


def _show(steps: DataFrame, words: list[str], evidence: Evidence, out: Path) -> None:
    """The table, then a sentence a rung."""
    from coopsim.cli.grid import console, print_grid, say
    from coopsim.lab.wording import STANDING, label_of

    said = SAID[evidence.language]
    rows = {f"{one.scenario} {one.against}": _label(one, evidence) for one in steps.itertuples()}
    columns = {str(measure): label_of(str(measure), evidence.language) for measure in steps.measure}
    cells = {
        (f"{row['scenario']} {row['against']}", str(row["measure"])): _cell(row, evidence.language)
        for row in steps.to_dict("records")
    }
    print_grid(said["title"], said["rung"], rows, columns, cells)
    for sentence in words:
        say(fill(sentence, console().width))
    say(STANDING[evidence.language], "italic")
    say(f"{said['files']} {out}")


def _label(row: Any, evidence: Evidence) -> str:
    """A rung, or a rung and its control."""
    title, against = evidence.titles[row.scenario], evidence.titles[row.against]
    return title if row.kind == "rung" else SAID[evidence.language]["against"].format(title=title, against=against)


def _cell(row: Any, language: str) -> Text:
    """A difference and half the width of its interval; one that excludes 0 is marked."""
    from coopsim.lab.wording import digits_for, number, scale_of

    scale = scale_of(str(row["measure"]))
    digits = digits_for(max(abs(row["low"]), abs(row["high"])) * scale)
    half = number((row["high"] - row["low"]) / 2 * scale, digits, language)
    sure = row["low"] > 0 or row["high"] < 0
    mark = ("▲ " if row["difference"] > 0 else "▼ ") if sure else ""
    told = number(row["difference"] * scale, digits, language, sign=True)
    return Text(f"{mark}{told} ±{half}", style="bold" if sure else "")

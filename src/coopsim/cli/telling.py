"""One run told at the prompt: the small in natural frequencies, voice, money, cooperation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from coopsim.lab.wording import STANDING, digits_for, label_of, number, out_of, scale_of
from coopsim.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from coopsim.lab.run import Run

BAR = 40
"""Characters of a bar that stands for all."""

LABEL, NUMBER = 62, 9
"""Characters of a label and of a number."""

CERTAIN = 1e-9
"""Below it a number is whole but for rounding."""

FATES = (("small_independent", "green"), ("small_closed", "yellow"), ("small_absorbed", "magenta"))
GROUPS = {
    "voice": ("voice_total", "voices_effective", "causes_effective", "access_small", "freedom_mean"),
    "money": ("public_spending", "funder_savings", "service_lost", "unmet_need"),
    "together": ("partnerships", "poolings", "alliances", "engaged_share"),
}
"""Measures that are told, under the words of their heading."""

SAID = {
    "en": {
        "fates": "Of {whole} associations with fewer than {below} FTE at the start, after {years}:",
        "small_independent": "still independent ({governed} of them govern themselves)",
        "small_closed": "closed",
        "small_absorbed": "absorbed or merged",
        "none": "No association had fewer than {below} FTE at the start.",
        "number": "{first} associations at the start, {last} after {years} ({start} to {end})",
        "run": "seed {seed}, replicate {replicate}",
        "voice": "Voice",
        "money": "Money and service",
        "together": "Together",
        "start": "start",
        "end": "end",
        "years": "{number} years",
        "quarters": "{number} quarters",
        "written": "Tables: {out}",
        "one": "One run is one draw of luck: coopsim batch makes many.",
    },
    "fr": {
        "fates": "Sur {whole} associations de moins de {below} ETP au départ, après {years} :",
        "small_independent": "encore indépendantes (dont {governed} maîtresses de leurs choix)",
        "small_closed": "fermées",
        "small_absorbed": "absorbées ou fusionnées",
        "none": "Aucune association n'avait moins de {below} ETP au départ.",
        "number": "{first} associations au départ, {last} après {years} (de {start} à {end})",
        "run": "graine {seed}, réplique {replicate}",
        "voice": "Voix",
        "money": "Argent et service",
        "together": "Ensemble",
        "start": "départ",
        "end": "fin",
        "years": "{number} ans",
        "quarters": "{number} trimestres",
        "written": "Tables : {out}",
        "one": "Une simulation est un tirage de la chance : coopsim batch en fait beaucoup.",
    },
}


def tell_run(done: Run, language: str, out: Path | None = None, console: Console | None = None) -> None:
    """Print what happened in a run.

    Parameters
    ----------
    done : Run
    language : str, en or fr
    out : Path, where its tables were written, or None
    console : rich.console.Console, or None for stdout
    """
    console, said = console or Console(highlight=False), SAID[str(language)]
    first, last = done.measures.iloc[0], done.measures.iloc[-1]
    for line in (*_heading(done, said, language), *_fates(done, last, said, language)):
        console.print(line)
    for group, names in GROUPS.items():
        console.print()
        rows = [(name, first[name], last[name]) for name in names]
        console.print(_table(said, group, rows, language, console.width))
    console.print()
    if out is not None:
        console.print(Text(said["written"].format(out=out)))
    console.print(Text(f"{STANDING[str(language)]} {said['one']}", style="italic"))


def _heading(done: Run, said: dict[str, str], language: str) -> list[Text]:
    """Title, question, run, and number of associations."""
    scenario, rows = done.scenario, done.measures
    counts = [number(rows.associations.iloc[place], 0, language) for place in (0, -1)]
    told = said["number"].format(
        first=counts[0], last=counts[1], years=_years(done, said), start=rows.date.iloc[0], end=rows.date.iloc[-1]
    )
    return [
        Text(str(getattr(scenario.title, language)), style="bold"),
        Text(str(getattr(scenario.question, language)), style="italic"),
        Text(f"{scenario.name}, " + said["run"].format(seed=done.seed, replicate=done.replicate), style="dim"),
        Text(f"\n{told}"),
    ]


def _fates(done: Run, last: Any, said: dict[str, str], language: str) -> list[Text]:
    """Of a hundred that were small: how many of each fate, with bars."""
    below = f"{done.scenario.small_below:g}"
    if not done.history.opening[0].by_class[0]:
        return [Text(f"\n{said['none'].format(below=below)}")]
    counts = out_of([float(last[name]) for name, _ in FATES])
    governed = min(counts[0], round(100 * float(last.small_self_governed)))
    lines = [Text("\n" + said["fates"].format(whole=100, below=below, years=_years(done, said)))]
    for (name, colour), count in zip(FATES, counts, strict=True):
        bar = "█" * round(BAR * count / 100)
        words = said[name].format(governed=governed)
        lines.append(Text.assemble(f"  {count:>3}  ", (bar, colour), " " if bar else "", words))
    return lines


def _years(done: Run, said: dict[str, str]) -> str:
    """The length of a run, in years where they are whole."""
    years, rest = divmod(done.scenario.quarters, QUARTERS_PER_YEAR)
    if rest or years < QUARTERS_PER_YEAR / 2:
        return said["quarters"].format(number=done.scenario.quarters)
    return said["years"].format(number=years)


def _table(
    said: dict[str, str], group: str, rows: Sequence[tuple[str, float, float]], language: str, width: int
) -> Table:
    """A few measures at the start and at the end."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    table.add_column(said[group], width=max(20, min(LABEL, width - 2 * (NUMBER + 2))))
    for name in ("start", "end"):
        table.add_column(said[name], justify="right", no_wrap=True, width=NUMBER)
    for measure, *values in rows:
        scaled = [value * scale_of(measure) for value in values]
        whole = all(abs(value - round(value)) < CERTAIN for value in scaled)
        digits = 0 if whole else digits_for(max(abs(value) for value in scaled))
        table.add_row(label_of(measure, language), *(number(value, digits, language) for value in scaled))
    return table

"""`coopsim power`: how many runs tell a difference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli.compare import rows_of
from coopsim.cli.table import FormatOption, Language, LanguageOption, Row, TableFormat, print_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

Effects = Annotated[
    list[float] | None,
    typer.Option("--effect", help="Difference in standard deviations between replicates; may be repeated."),
]
Paired = Annotated[
    float,
    typer.Option("--paired-variance", help="Variance of a paired difference over that of one scenario; 2 unpaired."),
]
Alpha = Annotated[float, typer.Option("--alpha", help="Chance to see a difference where there is none.")]
Power = Annotated[float, typer.Option("--power", help="Chance to see a difference where there is one.")]
Pilot = Annotated[Path | None, typer.Option("--store", help="A first batch, which says what its pairs share.")]
Measure = Annotated[str, typer.Option("--measure", help="What is to be told apart in that batch.")]

SAID = {
    "en": {
        "intro": "Runs that see a difference with chance {power} if it is there, and raise a false alarm with chance "
        "{alpha}:",
        "effect": "difference (standard deviations)",
        "runs_per_arm": "runs of each, own seeds",
        "pairs": "runs of each, same seeds",
        "advice": "The last column supposes that a paired difference varies {paired} times as much as one scenario.\n"
        "A first batch tells yours: coopsim power --store STORE. Write the number into `replicates`.",
        "pilot": "{measure}: what pairs share, and how many tell a difference of d standard deviations:",
        "arm": "compared",
        "there": "pairs there",
        "paired_variance": "paired variance",
        "smallest": "smallest difference told",
    },
    "fr": {
        "intro": "Simulations qui décèlent un écart avec la probabilité {power} s'il existe, et donnent une fausse "
        "alerte avec la probabilité {alpha} :",
        "effect": "écart (écarts-types)",
        "runs_per_arm": "simulations chacun, graines propres",
        "pairs": "simulations chacun, mêmes graines",
        "advice": "La dernière colonne suppose qu'un écart apparié varie {paired} fois autant qu'un scénario.\n"
        "Un premier lot donne votre valeur : coopsim power --store LOT. Reportez le nombre dans `replicates`.",
        "pilot": "{measure} : ce que partagent les paires, et combien décèlent un écart de d écarts-types :",
        "arm": "comparé",
        "there": "paires présentes",
        "paired_variance": "variance appariée",
        "smallest": "plus petit écart décelé",
    },
}


def power(
    effect: Effects = None,
    paired_variance: Paired = 1.0,
    alpha: Alpha = 0.01,
    power: Power = 0.95,
    store: Pilot = None,
    measure: Measure = "small_independent",
    form: FormatOption = TableFormat.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show how many runs a difference needs.

    With a first batch, also what its pairs share, and the smallest difference
    that they tell.
    """
    from coopsim.lab.analysis.power import EFFECTS, pilot_table, power_table

    effects = tuple(effect or EFFECTS)
    if store is None:
        _print(power_table(effects, paired_variance, alpha, power), _show_power, form, lang)
    else:
        from coopsim.lab.store import open_store

        opened = open_store(store)
        _print(pilot_table(opened, measure, effects, alpha, power), partial(_show_pilot, opened), form, lang)


def _print(table: DataFrame, show: Callable[[DataFrame, Language], None], form: TableFormat, lang: Language) -> None:
    """On stdout: whole for sheets and programs, with words for eyes."""
    if form is TableFormat.TABLE:
        show(table, lang)
    else:
        print_rows(rows_of(table), form)


def _show_power(table: DataFrame, lang: Language) -> None:
    """One row an effect, and what to do with it."""
    from coopsim.lab.wording import number

    words, first = SAID[lang], table.iloc[0]
    typer.echo(words["intro"].format(power=number(first.power, 2, lang), alpha=number(first.alpha, 2, lang)) + "\n")
    rows = [
        {
            words["effect"]: number(row["effect"], 2, lang),
            words["runs_per_arm"]: number(row["runs_per_arm"], 0, lang),
            words["pairs"]: number(row["pairs"], 0, lang),
        }
        for row in rows_of(table)
    ]
    print_rows(rows, TableFormat.TABLE)
    typer.echo("\n" + words["advice"].format(paired=number(first.paired_variance, 2, lang)))


def _show_pilot(store: Store, table: DataFrame, lang: Language) -> None:
    """One row a comparison; the pairs for each effect beside one another."""
    from coopsim.lab.wording import label_of

    measure = label_of(str(table.measure.iloc[0]), lang)
    typer.echo(SAID[lang]["pilot"].format(measure=measure) + "\n")
    arms = (rows for _, rows in table.groupby(["scenario", "point"], sort=False))
    print_rows([_of_arm(store, rows, lang) for rows in arms], TableFormat.TABLE)


def _of_arm(store: Store, rows: DataFrame, lang: Language) -> Row:
    """What is told of one comparison."""
    from coopsim.cli.side_by_side import arm_title
    from coopsim.lab.wording import number, scale_of

    words, first = SAID[lang], rows.iloc[0]
    told = {
        words["arm"]: arm_title(store, first.scenario, int(first.point), language=lang),
        words["there"]: number(first.there, 0, lang),
        words["paired_variance"]: number(first.paired_variance, 2, lang),
        words["smallest"]: number(first.smallest * scale_of(first.measure), 2, lang),
    }
    return told | {f"d = {number(row.effect, 2, lang)}": number(row.pairs, 0, lang) for row in rows.itertuples()}

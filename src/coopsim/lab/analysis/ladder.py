"""What each rung of the ladder adds: paired differences from the rung below, and from the controls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from coopsim.lab.analysis.arms import values_at
from coopsim.lab.analysis.intervals import mean_interval
from coopsim.lab.ladder import CONTROLS, PRESSURE, RUNGS, SHORTAGE
from coopsim.lab.store import Store
from coopsim.lab.wording import digits_for, number, scale_of

if TYPE_CHECKING:
    from pandas import DataFrame

TOLD = ("small_independent", "voice_total", "voices_effective")
"""What is told of a rung: the survival of the small, and voice in its loudness and in its number."""

RUNG, CONTROL = "rung", "control"
STEPS = (
    *("kind", "scenario", "against", "quarter", "measure", "pairs", "before", "after"),
    *("difference", "low", "high"),
)

WORDS = {
    "en": {
        "small_independent": ("the survival of the small", "the survival of the small", "points", ""),
        "voice_total": ("total voice", "total voice", "index points", ""),
        "voices_effective": ("effective voices", "effective voices", "", ""),
        "up": "adds {size} to {to} ({ends})",
        "down": "takes {size} from {to} ({ends})",
        "none": "does not move {what} beyond luck ({ends})",
        "ends": "95%: {low} to {high}",
        "rung": "{title}: {clauses}.",
        "control": "{title}, against {against}: {clauses}.",
        "and": "; ",
        "money": "Public spending of {title} less that of {against}: {size} k€ a quarter ({ends}).",
    },
    "fr": {
        "small_independent": ("la survie des petites", "à la survie des petites", "point", "s"),
        "voice_total": ("la voix totale", "à la voix totale", "point{s} d'indice", "s"),
        "voices_effective": ("les voix effectives", "aux voix effectives", "", ""),
        "up": "ajoute {size} {to} ({ends})",
        "down": "retire {size} {to} ({ends})",
        "none": "ne déplace pas {what} au-delà du hasard ({ends})",
        "ends": "95\u00a0%\u00a0: de {low} à {high}",
        "rung": "{title}\u00a0: {clauses}.",
        "control": "{title}, face à {against}\u00a0: {clauses}.",
        "and": "\u00a0; ",
        "money": "Dépense publique de {title} moins celle de {against}\u00a0: {size} k€ par trimestre ({ends}).",
    },
}
PLURAL_FROM = 2.0
"""Size from which French writes a plural."""


def ladder_steps(store: Store, measures: Sequence[str] = TOLD, quarter: int | None = None) -> DataFrame:
    """Each rung against the one below, then each rung that has a control against it, pair by pair.

    Parameters
    ----------
    store : Store, of a ladder
    measures : sequence of str
    quarter : int, or None for the last one

    Returns
    -------
    DataFrame with the columns `STEPS`; low and high are the ends of the t interval (95 %)

    Raises
    ------
    InputRefused
        If the quarter has no rows.
    """
    from pandas import DataFrame

    values = values_at(store, measures, quarter)
    arms = {str(name): rows.set_index("replicate") for name, rows in values.groupby("scenario")}
    at = int(values.quarter.iloc[0])
    rows = [
        {"kind": kind, "scenario": name, "against": against, "quarter": at, "measure": measure}
        | _compared(arms[against][measure], arms[name][measure])
        for kind, name, against in _pairs()
        if name in arms and against in arms
        for measure in measures
    ]
    return DataFrame(rows, columns=list(STEPS))


def _pairs() -> Iterator[tuple[str, str, str]]:
    """What is compared with what."""
    for below, rung in pairwise(RUNGS):
        yield RUNG, rung, below
    for control, rung in CONTROLS.items():
        yield CONTROL, rung, control


def _compared(before: Any, after: Any) -> dict[str, Any]:
    """A paired difference over the replicates that both have."""
    common = before.index.intersection(after.index)
    if not len(common):
        return {"pairs": 0}
    first, second = before.loc[common].to_numpy(float), after.loc[common].to_numpy(float)
    interval = mean_interval(second - first)
    told = {"pairs": len(common), "before": float(first.mean()), "after": float(second.mean())}
    return {**told, "difference": interval["mean"], "low": interval["low"], "high": interval["high"]}


def money_matched(store: Store) -> dict[str, Any]:
    """How much more the shortage spends than the pressure that it stands for: nothing, if it is well matched.

    Parameters
    ----------
    store : Store, of a ladder

    Returns
    -------
    dict of pairs, before, after, difference, low, high: k€ per quarter, mean over quarters, quarter 0 aside
    """
    rows = store.frame("measures", ["quarter", "public_spending"])
    means = rows[rows.quarter > 0].groupby(["scenario", "replicate"]).public_spending.mean()
    return _compared(means.loc[PRESSURE], means.loc[SHORTAGE])


def ladder_words(steps: DataFrame, money: Mapping[str, Any], titles: Mapping[str, str], language: str) -> list[str]:
    """What each rung adds, a sentence each; then the controls, and how well they match.

    Parameters
    ----------
    steps : DataFrame, of `ladder_steps`
    money : dict, of `money_matched`
    titles : mapping of scenario and title
    language : str, en or fr

    Returns
    -------
    list of str
    """
    words = WORDS[language]
    told = []
    for keys, rows in steps.groupby(["kind", "scenario", "against"], sort=False):
        kind, name, against = map(str, keys)
        clauses = str(words["and"]).join(_clause(row, language) for row in rows.to_dict("records") if row["pairs"])
        told.append(str(words[kind]).format(title=titles[name], against=titles[against], clauses=clauses))
    ends = _ends(money, 1.0, 0, language)
    size = number(money["difference"], 0, language, sign=True)
    return [*told, str(words["money"]).format(title=titles[SHORTAGE], against=titles[PRESSURE], size=size, ends=ends)]


def _clause(row: Any, language: str) -> str:
    """What is said of one measure: up, down, or not beyond luck."""
    words, measure = WORDS[language], str(row["measure"])
    scale = scale_of(measure)
    digits = digits_for(max(abs(row[key] * scale) for key in ("difference", "low", "high")))
    what, to, unit, plural = words[measure]
    way = "up" if row["low"] > 0 else "down" if row["high"] < 0 else "none"
    value = abs(row["difference"] * scale)
    mark = plural if value >= PLURAL_FROM else ""
    counted = unit.format(s=mark) if "{s}" in unit else unit + mark
    size = f"{number(value, digits, language)} {counted}".strip()
    return str(words[way]).format(what=what, to=to, size=size, ends=_ends(row, scale, digits, language))


def _ends(row: Any, scale: float, digits: int, language: str) -> str:
    """The interval, in words."""
    low, high = (number(row[key] * scale, digits, language, sign=True) for key in ("low", "high"))
    return str(WORDS[language]["ends"]).format(low=low, high=high)

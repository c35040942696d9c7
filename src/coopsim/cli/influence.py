"""Factors in rows, measures in columns, at the prompt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from coopsim.cli.compare import rows_of
from coopsim.cli.grid import print_grid, say
from coopsim.lab.analysis.responses import STILL
from coopsim.lab.analysis.sensitivity import kind_of
from coopsim.lab.wording import STANDING, digits_for, factor_of, is_share, label_of, number, scale_of
from coopsim.scenario.refusals import shown

if TYPE_CHECKING:
    from pandas import DataFrame

    from coopsim.lab.store import Store

Row = Mapping[str, Any]
FIT = "R²"
"""The row that says how much all factors explain together."""

SAID = {
    "en": {
        "factor": "Factor",
        "mean": "mean over replicates",
        "variance": "variance between replicates (in squared units)",
        "title": "{scenario}, quarter {quarter}: {of}",
        "against": "{scenario} less {against} on the same luck, quarter {quarter}: {of}",
        "still": "does not move",
        "nothing": "no number",
        "oat": "Differences from the scenario as it is, with their 95 % interval. ▲ ▼ the interval leaves out 0.",
        "morris": "Size of the effect over the whole range / its spread. ▲ it always raises, ▼ it always lowers.",
        "sobol": "Share of the variance that a factor explains alone / with its interactions (± 95 %), in per cent.",
        "pairs": "Share of the variance that a pair explains beyond both alone, in per cent, with its 95 % interval.",
        "csv": "Coefficients between ranks (−1 to 1), with their 95 % interval. ▲ ▼ the interval leaves out 0.",
    },
    "fr": {
        "factor": "Facteur",
        "mean": "moyenne sur les répliques",
        "variance": "variance entre répliques (en unités au carré)",
        "title": "{scenario}, trimestre {quarter} : {of}",
        "against": "{scenario} moins {against}, à chance égale, trimestre {quarter} : {of}",
        "still": "ne bouge pas",
        "nothing": "sans valeur",
        "oat": "Écarts au scénario tel quel, avec leur intervalle à 95 %. ▲ ▼ l'intervalle exclut 0.",
        "morris": "Taille de l'effet sur toute la plage / sa dispersion. ▲ il élève toujours, ▼ il abaisse toujours.",
        "sobol": "Part de la variance qu'un facteur explique seul / avec ses interactions (± 95 %), en pour cent.",
        "pairs": "Part de la variance qu'une paire explique au-delà des deux seuls, en pour cent, intervalle à 95 %.",
        "csv": "Coefficients entre rangs (−1 à 1), avec leur intervalle à 95 %. ▲ ▼ l'intervalle exclut 0.",
    },
}


def show_influence(store: Store, found: DataFrame, pairs: bool, language: str) -> None:
    """Print a table for each scenario, and for the mean and the variance of each.

    Parameters
    ----------
    store : Store
    found : DataFrame, of `coopsim.lab.analysis.sensitivity`
    pairs : bool, whether it tells of pairs of factors
    language : str, en or fr
    """
    kind = "pairs" if pairs else kind_of(store)
    words = SAID[language]
    titles = {one.name: str(getattr(one.title, language)) for one in store.experiment.scenarios}
    for (scenario, against, of), rows in found.groupby(["scenario", "against", "of"], sort=False):
        named = {"scenario": titles[str(scenario)], "against": titles.get(str(against), "")}
        told = {**named, "quarter": rows.quarter.iloc[0], "of": words[str(of)]}
        _show(words["against" if against else "title"].format(**told), rows, kind, str(of), language)
    say(words.get(kind, words["csv"]), "dim")
    say(STANDING[language], "italic")


def _show(title: str, rows: DataFrame, kind: str, of: str, language: str) -> None:
    """One table, its most influential factors first."""
    write, size = CELLS.get(kind, CELLS["csv"])
    cells: dict[tuple[str, str], Text] = {}
    weight: dict[str, float] = {}
    for measure, of_measure in rows.groupby("measure", sort=False):
        sizes = of_measure[size].abs().fillna(0.0)
        scale = _scale(str(measure), of) if kind in ("oat", "morris") else 1.0
        digits = digits_for(float(sizes.max()) * scale)
        for row, influence in zip(rows_of(of_measure), sizes, strict=True):
            label = _label(row, language)
            cells[label, str(measure)] = _cell(row, write, scale, digits, language)
            weight[label] = weight.get(label, 0.0) + influence / (sizes.max() or 1.0)
    order = list(weight) if kind == "oat" else sorted(weight, key=lambda label: -weight[label])
    columns = {str(one): label_of(str(one), language, unit=of == "mean") for one in rows.measure.unique()}
    if "fit" in rows:
        order.append(FIT)
        fits = rows.groupby("measure").fit.first().items()
        cells |= {(FIT, str(measure)): Text(number(fit, 2, language)) for measure, fit in fits}
    print_grid(title, SAID[language]["factor"], {label: label for label in order}, columns, cells)


def _scale(measure: str, of: str) -> float:
    """By how much a value is multiplied where it is shown; a variance by its square."""
    return scale_of(measure) if of == "mean" or not is_share(measure) else scale_of(measure) ** 2


def _label(row: Row, language: str) -> str:
    """The words for a factor, with its level or the other factor of a pair."""
    words = factor_of(row["factor"], language)
    if "level" in row:
        return f"{words} = {shown(row['level'])}"
    return f"{words} × {factor_of(row['other'], language)}" if "other" in row else words


def _cell(row: Row, write: Callable[..., Text], scale: float, digits: int, language: str) -> Text:
    """The numbers of a factor, or why there are none."""
    if row["note"]:
        return Text(SAID[language]["still" if row["note"] == STILL else "nothing"], style="dim")
    return write(row, scale, digits, language)


def _written_difference(row: Row, scale: float, digits: int, language: str) -> Text:
    return _marked(row["difference"], row["low"], row["high"], scale, digits, language)


def _written_coefficient(row: Row, scale: float, digits: int, language: str) -> Text:
    return _marked(row["coefficient"], row["low"], row["high"], scale, 2, language)


def _marked(value: float, low: float, high: float, scale: float, digits: int, language: str) -> Text:
    """A value with half its interval, marked where it leaves out 0."""
    sure = low > 0 or high < 0
    mark = ("▲ " if value > 0 else "▼ ") if sure else ""
    told = number(value * scale, digits, language, sign=True)
    half = number((high - low) / 2 * scale, digits, language)
    return Text(f"{mark}{told} ±{half}", style="bold" if sure else "")


def _written_effect(row: Row, scale: float, digits: int, language: str) -> Text:
    """Mean size and spread; an arrow where every step went one way."""
    one_way = math.isclose(abs(row["mu"]), row["mu_star"], rel_tol=1e-9) and row["mu_star"] > 0
    mark = ("▲ " if row["mu"] > 0 else "▼ ") if one_way else ""
    told = (number(row[name] * scale, digits, language) for name in ("mu_star", "sigma"))
    return Text(mark + " / ".join(told))


def _written_shares(row: Row, scale: float, digits: int, language: str) -> Text:
    alone, whole = (number(100 * row[name], 0, language) for name in ("S1", "ST"))
    return Text(f"{alone} / {whole} ±{number(50 * (row['ST_high'] - row['ST_low']), 0, language)}")


def _written_pair(row: Row, scale: float, digits: int, language: str) -> Text:
    return _marked(row["S2"], row["S2_low"], row["S2_high"], 100.0, 0, language)


CELLS: dict[str, tuple[Callable[..., Text], str]] = {
    "oat": (_written_difference, "difference"),
    "morris": (_written_effect, "mu_star"),
    "sobol": (_written_shares, "ST"),
    "pairs": (_written_pair, "S2"),
    "csv": (_written_coefficient, "coefficient"),
}
"""How a cell is written, and the column by which factors are ranked."""

"""What sensitivity figures share: rows by factor, words for factors, a title that names the scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coopsim.figures.evidence import Evidence
from coopsim.figures.sheet import wrapped
from coopsim.lab.wording import factor_of, is_share, label_of, number, scale_of

if TYPE_CHECKING:
    from pandas import DataFrame

ROW, LINE = 0.36, 0.15
"""Inches of a factor at least, and of a line of its words."""

CHARACTERS = 34
"""Of a line of words beside a row."""

SHOWN_MOST = 12
"""Factors that a panel shows: the most influential ones."""

SAID = {
    "en": {
        "of": "{title}: {scenario}",
        "against": "{title}: {scenario} less {against}",
        "mean": "Explained: the mean over replicates, {years} years on.",
        "variance": "Explained: the variance between replicates (squared units), {years} years on.",
        "most": " The {most} most influential factors of each measure.",
    },
    "fr": {
        "of": "{title} : {scenario}",
        "against": "{title} : {scenario} moins {against}",
        "mean": "Expliquée : la moyenne sur les répliques, {years} ans plus tard.",
        "variance": "Expliquée : la variance entre répliques (unités au carré), {years} ans plus tard.",
        "most": " Les {most} facteurs les plus influents de chaque mesure.",
    },
}


class Analysed(NamedTuple):
    """One group of rows of a sensitivity analysis: a scenario, and what of it is explained.

    Attributes
    ----------
    rows : DataFrame, of `coopsim.lab.analysis.sensitivity.sensitivity`
    scenario, against, of : str
    evidence : Evidence
    """

    rows: Any
    scenario: str
    against: str
    of: str
    evidence: Evidence

    def title(self, title: str) -> str:
        """A title with the scenario, and that which is taken off."""
        said, titles = SAID[self.evidence.language], self.evidence.titles
        named = {"scenario": titles[self.scenario], "against": titles.get(self.against, "")}
        return said["against" if self.against else "of"].format(title=title, **named)

    def caption(self, interval: str) -> str:
        """A caption that says what is explained, and how many factors are shown."""
        said, language = SAID[self.evidence.language], self.evidence.language
        years = float(self.rows.quarter.iloc[0]) / 4
        told = said[self.of].format(years=number(years, int(years % 1 != 0), language))
        many = self.rows.factor.nunique() > SHOWN_MOST
        return self.evidence.caption(f"{told} {interval}" + (said["most"].format(most=SHOWN_MOST) if many else ""))

    def measures(self) -> list[str]:
        """The measures that move at all, in order."""
        moving = self.rows[self.rows.note == ""]
        return list(dict.fromkeys(moving.measure))

    def label(self, measure: str, unit: bool = True) -> str:
        """The words for a measure; without its unit where a variance is told, or a share of one."""
        return wrapped(label_of(measure, self.evidence.language, unit=unit and self.of == "mean"), CHARACTERS)

    def scale(self, measure: str) -> float:
        """By how much a value is multiplied where it is shown; a variance by its square."""
        return scale_of(measure) if self.of == "mean" or not is_share(measure) else scale_of(measure) ** 2


def groups_of(found: DataFrame, evidence: Evidence) -> list[Analysed]:
    """The groups of a sensitivity analysis, a figure each.

    Parameters
    ----------
    found : DataFrame, of `coopsim.lab.analysis.sensitivity.sensitivity`
    evidence : Evidence

    Returns
    -------
    list of Analysed; groups in which nothing moves are left out
    """
    groups = [
        Analysed(rows, str(scenario), str(against), str(of), evidence)
        for (scenario, against, of), rows in found.groupby(["scenario", "against", "of"], sort=False)
    ]
    return [group for group in groups if group.measures()]


def most_influential(rows: DataFrame, size: str) -> list[str]:
    """The factors that move a measure most, the strongest first.

    Parameters
    ----------
    rows : DataFrame, of one measure
    size : str, the column by which factors are ranked

    Returns
    -------
    list of str, `SHOWN_MOST` at most
    """
    influence = rows.assign(size=rows[size].abs().fillna(0.0)).groupby("factor", sort=False)["size"].max()
    return [str(factor) for factor in influence.sort_values(ascending=False, kind="stable").index[:SHOWN_MOST]]


def rows_told(factors: Sequence[str], language: str) -> list[str]:
    """The words beside the rows of a panel.

    Parameters
    ----------
    factors : sequence of str, keys
    language : str, en or fr

    Returns
    -------
    list of str, with their line breaks
    """
    return [wrapped(short_factor(factor, language), CHARACTERS) for factor in factors]


def row_height(texts: Iterable[str]) -> float:
    """Inches of a row that holds the longest of some words.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    float, inches

    Examples
    --------
    >>> row_height(["one line"]) < row_height(["three", "three lines".replace(" ", chr(10)) * 2])
    True
    """
    return max(ROW, LINE * (max(text.count("\n") for text in texts) + 1) + LINE / 3)


def short_factor(key: str, language: str) -> str:
    """The words for a factor without what stands in brackets.

    Parameters
    ----------
    key : str, dotted
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> short_factor("levers.reporting", "en")
    'Compliance work asked for'
    """
    words = factor_of(key, language)
    return words.partition(" (")[0] if "by_department" not in key else words


def level_of(level: Any, language: str) -> str:
    """A level of a factor as a figure writes it: of a course its last value.

    Parameters
    ----------
    level : number, word, flag, or mapping of date and number
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> level_of({"2026Q1": 0.0, "2030Q1": 0.4}, "fr"), level_of(3.0, "en")
    ('0,4', '3')
    """
    if isinstance(level, Mapping):
        level = level[max(level)]
    if isinstance(level, bool) or not isinstance(level, int | float):
        return str(level)
    return number(level, next((digits for digits in range(4) if round(level, digits) == level), 4), language)

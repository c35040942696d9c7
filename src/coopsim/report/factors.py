"""Sensitivities: which factor of a design moves which measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from coopsim.lab.design.ensemble import is_ensemble
from coopsim.lab.wording import digits_for, number
from coopsim.report.apart import between
from coopsim.report.drawn import svg
from coopsim.report.markup import Table, figure, paragraph, section, table
from coopsim.report.subject import Subject

if TYPE_CHECKING:
    from coopsim.figures.factors import Analysed

EXPLAINED = ("small_independent", "voice_total", "funder_savings", "unmet_need", "service_lost")
"""Measures that are explained on the page; coopsim sensitivity explains any."""

NO_BREAK = "\N{NO-BREAK SPACE}"
SAID = {
    "en": {
        "title": "What the result depends on",
        "missing": "{count} runs of the design are missing: sensitivities rest on its balance and are not told.",
        "figure": "Influence of the factors of the design on each measure: {title}. The numbers stand in "
        "the table below.",
        "one": "“{scenario}”",
        "against": "“{scenario}” less “{against}”, on the same luck",
        "factor": "Factor",
        "still": "does not move",
        "oat": "{title}: difference from the scenario as it is, with its 95 % interval",
        "morris": "{title}: mean size of the effect over the whole range (μ*), and its spread (σ)",
        "sobol": "{title}: share of the variance explained alone, and with interactions, in per cent",
        "csv": "{title}: coefficient between ranks (−1 to 1), with its 95 % interval",
    },
    "fr": {
        "title": "De quoi le résultat dépend",
        "missing": "{count} simulations du plan manquent : les sensibilités reposent sur son équilibre et ne sont pas "
        "données.",
        "figure": "Influence des facteurs du plan sur chaque mesure : {title}. Les nombres sont dans le tableau "
        "qui suit.",
        "one": "« {scenario} »",
        "against": "« {scenario} » moins « {against} », à chance égale",
        "factor": "Facteur",
        "still": "ne bouge pas",
        "oat": "{title} : écart au scénario tel quel, avec son intervalle à 95 %",
        "morris": "{title} : taille moyenne de l'effet sur toute la plage (μ*), et sa dispersion (σ)",
        "sobol": "{title} : part de la variance expliquée seul, et avec les interactions, en pour cent",
        "csv": "{title} : coefficient entre rangs (−1 à 1), avec son intervalle à 95 %",
    },
}


def factors(subject: Subject) -> str:
    """The part of the page on sensitivities; nothing where the store has no factors.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    from coopsim.lab.analysis.sensitivity import SINGLE, kind_of

    store, said = subject.store, SAID[subject.language]
    if len(store.experiment.points) == 1 or is_ensemble(store.experiment.design):
        return ""
    missing = len(store.missing())
    if missing and kind_of(store) not in SINGLE:
        return section("factors", said["title"], paragraph(said["missing"].format(count=missing)))
    parts = [part for group in _groups(subject) for part in _told(subject, group, kind_of(store))]
    return section("factors", said["title"], *parts) if parts else ""


def _groups(subject: Subject) -> list[Analysed]:
    """The baseline as it is, and each other scenario against it; means only."""
    from coopsim.figures.factors import groups_of
    from coopsim.lab.analysis.sensitivity import sensitivity

    found, base = sensitivity(subject.store, EXPLAINED), subject.evidence.baseline
    wanted = (found.of == "mean") & ((found.scenario == base) | (found.against != ""))
    return groups_of(found[wanted], subject.evidence)


def _told(subject: Subject, group: Analysed, kind: str) -> list[str]:
    """The figure of one group, and its numbers."""
    from coopsim.figures.influence import influence

    said, titles = SAID[subject.language], subject.evidence.titles
    words = said["against" if group.against else "one"]
    title = words.format(scenario=titles[group.scenario], against=titles.get(group.against, ""))
    caption = said["figure"].format(title=title)
    (drawn,) = (one for _, one in influence(subject.store, group.rows, subject.language))
    name = f"factors-{list(titles).index(group.scenario)}"
    return [figure(svg(drawn, name, caption), caption), table(_numbers(group, kind, title))]


def _numbers(group: Analysed, kind: str, title: str) -> Table:
    """A row a factor, a column a measure; savings never without what they go with."""
    from coopsim.figures.factors import most_influential

    language = group.evidence.language
    said, (write, size) = SAID[language], CELLS.get(kind, CELLS["csv"])
    shown = list(dict.fromkeys(name for one in group.measures() for name in most_influential(_of(group, one), size)))
    rows = [_row(group, keys, write, size) for keys in _keys(group, shown)]
    heads = [said["factor"], *(group.label(one).replace("\n", " ") for one in EXPLAINED)]
    return Table(said[kind if kind in CELLS else "csv"].format(title=title), heads, rows)


def _of(group: Analysed, measure: str) -> Any:
    return group.rows[group.rows.measure == measure]


def _keys(group: Analysed, shown: list[str]) -> list[dict[str, Any]]:
    """What names each row: a factor, and its level where each is told alone."""
    first = _of(group, group.measures()[0])
    named = ["factor", "level"] if "level" in first else ["factor"]
    rows: list[dict[str, Any]] = first[first.factor.isin(shown)][named].to_dict("records")
    return rows


def _row(group: Analysed, keys: dict[str, Any], write: Callable[..., str], size: str) -> list[str]:
    """The words for a factor, and what it does to each measure."""
    from coopsim.figures.factors import level_of, short_factor

    language, cells = group.evidence.language, []
    for measure in EXPLAINED:
        rows = _of(group, measure)
        scale = group.scale(measure)
        digits = digits_for(float(rows[size].abs().max()) * scale)
        found = next(row for row in rows.to_dict("records") if all(row[key] == keys[key] for key in keys))
        cells.append(SAID[language]["still"] if found["note"] else write(found, scale, digits, language))
    level = f" = {level_of(keys['level'], language)}" if "level" in keys else ""
    return [short_factor(keys["factor"], language) + level, *cells]


def _coefficient(row: Mapping[str, Any], scale: float, digits: int, language: str) -> str:
    return between({**row, "difference": row["coefficient"]}, 1.0, 2, language)


def _effect(row: Mapping[str, Any], scale: float, digits: int, language: str) -> str:
    return _both(row["mu_star"] * scale, row["sigma"] * scale, digits, language)


def _shares(row: Mapping[str, Any], scale: float, digits: int, language: str) -> str:
    return _both(100.0 * row["S1"], 100.0 * row["ST"], 0, language)


def _both(first: float, second: float, digits: int, language: str) -> str:
    return f"{NO_BREAK}/{NO_BREAK}".join(number(value, digits, language) for value in (first, second))


CELLS: dict[str, tuple[Callable[..., str], str]] = {
    "oat": (between, "difference"),
    "morris": (_effect, "mu_star"),
    "sobol": (_shares, "ST"),
    "csv": (_coefficient, "coefficient"),
}
"""How a cell is written, and the column by which factors are ranked."""

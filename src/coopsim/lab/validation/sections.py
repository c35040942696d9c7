"""Sections from what other commands found: both stories, the ladder, what decides the answer."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopsim.errors import InputRefused
from coopsim.lab.validation.page import table
from coopsim.lab.validation.words import SAID, per_cent
from coopsim.lab.wording import digits_for, factor_of, label_of, number, scale_of

if TYPE_CHECKING:
    from pandas import DataFrame

MOVES = ("up", "no difference", "down")
METHODS = {"mu_star": "morris", "ST": "sobol", "coefficient": "ranks", "difference": "oat"}
"""The column by which a table of sensitivity ranks its factors, and the method that writes it."""

TOLD = 3
"""Factors that are named."""

POINTS = ("scenario", "point", "quarter", "measure", "pairs", "move", "against")


def stories_section(source: Path, language: str) -> str:
    """Both stories, counted: from the store of a batch over an ensemble, or from its table of points.

    Parameters
    ----------
    source : Path, a store, or `points.csv` of `coopsim stories --out`
    language : str, en or fr

    Returns
    -------
    str, Markdown

    Raises
    ------
    InputRefused
        If it is neither, or there are too few pairs.
    """
    from coopsim.lab.analysis.stories import joint, stories, story_points

    said = SAID[language]
    parts = [f"## {said['stories']}"]
    if source.is_dir():
        from coopsim.lab.store import open_store

        store = open_store(source)
        points, made = story_points(store)[0], f"coopsim batch {store.experiment.name} --ensemble --out {source.name}"
        titles = {one.name: getattr(one.title, language) or one.title.en for one in store.experiment.scenarios}
    else:
        points, made, titles = _table(source, POINTS), f"coopsim stories STORE --out {source.parent.name}", {}
        points["move"] = points.move.fillna("")
    for name, rows in stories(points).groupby("scenario", sort=False):
        both = joint(points[points.scenario == name])
        parts += _one_story(rows, both, titles.get(str(name), str(name)), language)
    return "\n\n".join([*parts, said["command"].format(command=made)])


def _one_story(rows: DataFrame, both: DataFrame, title: str, language: str) -> list[str]:
    """One policy: the counts, the directions, survival beside voice."""
    said = SAID[language]
    counted = [row for row in rows.to_dict("records") if row["kind"] == "story"]
    others = [row for row in rows.to_dict("records") if row["kind"] != "story"]
    cells = [
        [_called(row, language), *_shares(row, language), said["yes" if row["both_ways"] else "not"]] for row in counted
    ]
    return [
        said["stories_note"].format(title=title, points=number(rows.points.max(), 0, language)),
        table(said["stories_heads"], cells),
        "\n".join(_direction(row, language) for row in others if row["direction"]),
        said["joint"],
        _joint(both, language),
    ]


def _called(row: Any, language: str) -> str:
    return label_of(row["measure"], language, unit=False)


def _shares(row: Any, language: str) -> list[str]:
    return [per_cent(row[f"{move.replace(' ', '_')}_share"], language, 0) for move in MOVES]


def _direction(row: Any, language: str) -> str:
    """The direction that is found most often, as a property of the model."""
    said, found = SAID[language], row["direction"]
    share = per_cent(row[f"{found.replace(' ', '_')}_share"], language, 0)
    return said["direction"].format(measure=_called(row, language), direction=said[found], share=share)


def _joint(both: DataFrame, language: str) -> str:
    """Nine cells: survival in rows, voice in columns."""
    from coopsim.lab.analysis.stories import SMALL, VOICE

    cells = {(row[SMALL], row[VOICE]): per_cent(row["share"], language, 0) for row in both.to_dict("records")}
    said = SAID[language]
    return table(said["joint_heads"], [[said[one], *(cells[one, other] for other in MOVES)] for one in MOVES])


def ladder_section(folder: Path, language: str) -> str:
    """What each mechanism adds, from the folder of `coopsim ladder`.

    Parameters
    ----------
    folder : Path
    language : str, en or fr

    Returns
    -------
    str, Markdown

    Raises
    ------
    InputRefused
        If there is no ladder there.
    """
    from coopsim.lab.analysis.ladder import ladder_steps, ladder_words, money_matched
    from coopsim.lab.ladder import RUNS
    from coopsim.lab.store import open_store

    store, said = open_store(folder / RUNS), SAID[language]
    asked = store.experiment
    titles = {one.name: str(getattr(one.title, language) or one.title.en) for one in asked.scenarios}
    steps = ladder_steps(store)
    made = f"coopsim ladder --replicates {asked.replicates} --seed {asked.seed} --out {folder.name}"
    parts = [
        f"## {said['ladder']}",
        said["ladder_note"].format(pairs=number(steps.pairs.min(), 0, language)),
        _rungs(steps, titles, language),
        "\n".join(f"- {one}" for one in ladder_words(steps, money_matched(store), titles, language)),
        said["command"].format(command=made),
    ]
    return "\n\n".join(parts)


def _rungs(steps: DataFrame, titles: dict[str, str], language: str) -> str:
    """A row a rung, a measure a column."""
    measures = list(dict.fromkeys(steps.measure))
    labels = " | ".join(label_of(measure, language) for measure in measures)
    cells = {(row["scenario"], row["against"], row["measure"]): row for row in steps.to_dict("records")}
    pairs = dict.fromkeys((scenario, against) for scenario, against, _ in cells)
    rows = [
        [titles[one], titles[other], *(_step(cells[one, other, measure], language) for measure in measures)]
        for one, other in pairs
    ]
    return table(f"{SAID[language]['ladder_heads']} | {labels}", rows)


def _step(row: Any, language: str) -> str:
    """A difference with its interval; in bold where that leaves out 0."""
    scale = scale_of(row["measure"])
    values = [row[key] * scale for key in ("difference", "low", "high")]
    if not all(math.isfinite(value) for value in values):
        return "–"
    digits = digits_for(max(abs(value) for value in values))
    told, low, high = (number(value, digits, language, sign=True) for value in values)
    ends = SAID[language]["between"].format(low=low, high=high)
    return f"**{told}** ({ends})" if row["low"] > 0 or row["high"] < 0 else f"{told} ({ends})"


def sensitivity_section(file: Path, language: str) -> str:
    """Which unknowns decide each result, from the table of `coopsim sensitivity`.

    Parameters
    ----------
    file : Path, CSV
    language : str, en or fr

    Returns
    -------
    str, Markdown

    Raises
    ------
    InputRefused
        If it is no such table.
    """
    rows, said = _table(file, ("scenario", "measure", "of", "factor")), SAID[language]
    column = next((one for one in METHODS if one in rows.columns), None)
    if column is None:
        raise InputRefused(str(file), "", f"a column {' or '.join(METHODS)}", ", ".join(rows.columns))
    rows = rows[(rows["of"] == "mean") & rows[column].notna()]
    told = [_decided(of_one, column, language) for _, of_one in rows.groupby(["scenario", "measure"], sort=False)]
    made = f"coopsim sensitivity STORE --out {file.absolute().parent.name}"
    parts = [said["sensitivity_note"], "\n".join(told), said["command"].format(command=made)]
    return "\n\n".join([f"## {said['sensitivity']}", *parts])


def _decided(rows: DataFrame, column: str, language: str) -> str:
    """A sentence on one measure: the factors that move it most, with how much."""
    order = rows[column].abs().sort_values(ascending=False, kind="stable").index
    top = rows.loc[order].drop_duplicates("factor").head(TOLD)
    measure = str(rows.measure.iloc[0])
    factors = ", ".join(
        f"{factor_of(one['factor'], language)} {_size(one[column], column, measure, language)}"
        for one in top.to_dict("records")
    )
    against = rows.against.iloc[0] if "against" in rows.columns else ""
    named = f"{label_of(measure, language, unit=False)} ({rows.scenario.iloc[0]}"
    named += f" – {against})" if isinstance(against, str) and against else ")"
    return SAID[language][METHODS[column]].format(measure=named, factors=factors)


def _size(value: float, column: str, measure: str, language: str) -> str:
    """How much: a share of variance in per cent, an effect in the unit of the measure."""
    if column == "ST":
        return per_cent(value, language, 0)
    size = value * (scale_of(measure) if column in ("mu_star", "difference") else 1.0)
    return number(size, digits_for(abs(size)), language, sign=column != "mu_star")


def _table(file: Path, columns: tuple[str, ...]) -> DataFrame:
    """A table from its file, with the columns that are needed."""
    from pandas import read_csv
    from pandas.errors import EmptyDataError, ParserError

    try:
        rows: DataFrame = read_csv(file)
    except (OSError, UnicodeDecodeError, EmptyDataError, ParserError):
        raise InputRefused(str(file), "", "a table (CSV)", "nothing that can be read") from None
    lacking = [column for column in columns if column not in rows.columns]
    if lacking:
        raise InputRefused(str(file), "", f"a column {lacking[0]}", ", ".join(rows.columns))
    return rows

"""The page of validation, in Markdown: every number on it comes from a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopsim.lab.validation.check import INSIDE, SIZES, UNSEEN, Validation
from coopsim.lab.validation.words import SAID, VERDICTS, pattern_gap, pattern_name, pattern_value, per_cent
from coopsim.lab.wording import STANDING, called
from coopsim.scenario import load_scenario

Row = dict[str, Any]


def page(found: Validation, sections: Sequence[str], command: str, language: str) -> str:
    """The whole page.

    Parameters
    ----------
    found : Validation
    sections : sequence of str, of `coopsim.lab.validation.sections`, after those of the runs
    command : str, that made it
    language : str, en or fr

    Returns
    -------
    str, Markdown
    """
    said = SAID[language]
    parts = [
        f"# {said['title'].format(title=_title(found, language))}",
        _introduced(found, language),
        f"## {said['patterns']}",
        _patterns(found, language),
        f"### {said['missed']}",
        "\n".join(missed(found, language)) or said["nothing_missed"],
        f"## {said['incidence']}",
        said["incidence_note"],
        _incidence(found, language),
        said["command"].format(command=command),
        *sections,
        "---",
        f"{said['closing']} {said['written']} {STANDING[language]}",
    ]
    return "\n\n".join(parts) + "\n"


def table(heads: str, rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown.

    Parameters
    ----------
    heads : str, of the columns, with bars between them
    rows : sequence of sequences of str

    Returns
    -------
    str

    Examples
    --------
    >>> print(table("a | b", [["1", "2"]]))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    line = "|" + "---|" * (heads.count(" | ") + 1)
    return "\n".join([f"| {heads} |", line, *(f"| {' | '.join(row)} |" for row in rows)])


def missed(found: Validation, language: str) -> list[str]:
    """A sentence for each pattern that is not inside: by how much, and in which direction.

    Parameters
    ----------
    found : Validation
    language : str, en or fr

    Returns
    -------
    list of str
    """
    return [_sentence(row, language) for row in found.patterns if row["verdict"] != INSIDE]


def _sentence(row: Row, language: str) -> str:
    name, mean = row["pattern"], row["mean"]
    way = "unseen" if row["verdict"] == UNSEEN else "crosses"
    gap = 0.0
    if row["high"] is not None and mean > row["high"]:
        way, gap = "above", mean - row["high"]
    elif row["low"] is not None and mean < row["low"]:
        way, gap = "below", row["low"] - mean
    return SAID[language][way].format(
        name=pattern_name(name, language),
        mean=pattern_value(name, mean, language),
        gap=pattern_gap(name, gap, language),
        band=_band(row, language),
        ends=_ends(row, language),
    )


def _title(found: Validation, language: str) -> str:
    title = found.scenario.title
    return str(getattr(title, language) or title.en)


def _introduced(found: Validation, language: str) -> str:
    """What was run, and how many binding patterns the mean meets."""
    binding = [row for row in found.patterns if row["binding"]]
    met = [row for row in binding if _mean_inside(row)]
    return SAID[language]["intro"].format(
        title=_title(found, language),
        replicates=found.replicates,
        seed=found.seed,
        binding=len(met),
        all_binding=len(binding),
    )


def _mean_inside(row: Row) -> bool:
    """Whether the mean lies in the band, its ends included."""
    over = row["low"] is None or row["mean"] >= row["low"]
    return over and (row["high"] is None or row["mean"] <= row["high"])


def _patterns(found: Validation, language: str) -> str:
    """A row a pattern."""
    said = SAID[language]
    rows = []
    for row in found.patterns:
        name = pattern_name(row["pattern"], language)
        if row["scenario"] != found.scenario.name:
            title = load_scenario(row["scenario"]).title
            name += said["under"].format(scenario=getattr(title, language) or title.en)
        mean = pattern_value(row["pattern"], row["mean"], language)
        verdict = VERDICTS[language][row["verdict"]]
        binding = said["yes" if row["binding"] else "no"]
        rows.append(
            [name, _band(row, language), row["source"], binding, mean, _ends(row, language), verdict]
        )
    return table(said["pattern_heads"], rows)


def _band(row: Row, language: str) -> str:
    """A band, or the one bound that there is."""
    kind = "most" if row["low"] is None else "least" if row["high"] is None else "between"
    ends = {
        end: "" if row[end] is None else pattern_value(row["pattern"], row[end], language) for end in ("low", "high")
    }
    return SAID[language][kind].format(**ends)


def _ends(row: Row, language: str) -> str:
    """The interval of a mean."""
    low, high = (pattern_value(row["pattern"], row[end], language) for end in ("mean_low", "mean_high"))
    return SAID[language]["between"].format(low=low, high=high)


def _incidence(found: Validation, language: str) -> str:
    """A row a size class, an end a column."""
    rows = []
    for size_class in SIZES:
        cells = [_rate(row, language) for row in found.incidence if row["size_class"] == size_class]
        rows.append([called(size_class, language), *cells])
    return table(SAID[language]["incidence_heads"], rows)


def _rate(row: Row, language: str) -> str:
    low, high = (per_cent(row[end], language, 2) for end in ("mean_low", "mean_high"))
    ends = SAID[language]["between"].format(low=low, high=high)
    return f"{per_cent(row['mean'], language, 2)} ({ends})"


"""A life in sentences, French and English: dates, deeds, reasons, ends, and what differs between two lives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from coopsim.lab.wording import number
from coopsim.report.life_phrases import DEEDS, PHRASES, REASONS
from coopsim.report.lives import Life, Line, Partner

SMALLEST = 0.05
"""Terms that would be written 0.0 are left out."""

DIGITS = 1


def dated(life: Life, quarter: int, language: str) -> str:
    """The date of a quarter of a life, in words.

    Parameters
    ----------
    life : Life
    quarter : int, of the run
    language : str, en or fr

    Returns
    -------
    str
    """
    year, part = life.scenario.date(quarter).split("Q")
    return PHRASES[language]["date"].format(year=year, part=part, mark="er" if part == "1" else "e")


def sentence(line: Line, language: str) -> str:
    """What happened, and at a signing the terms of the decision.

    Parameters
    ----------
    line : Line
    language : str, en or fr

    Returns
    -------
    str
    """
    said, words = PHRASES[language], DEEDS[language]
    key = f"merger_{line.part}" if line.part else line.kind
    told = words[key].format(other=called(line.other, language), form=_form(line, language))
    imposed = said["imposed"] if line.imposed else ""
    return f"{told}{imposed}{_reasons(line, language)}."


def called(partner: Partner, language: str) -> str:
    """Another association, by name and identifier.

    Parameters
    ----------
    partner : Partner
    language : str, en or fr

    Returns
    -------
    str

    Examples
    --------
    >>> called(Partner("34-0247", "La Clairière"), "en")
    '“La Clairière” (34-0247)'
    """
    return PHRASES[language]["called"].format(name=partner.name, association=partner.association)


def _form(line: Line, language: str) -> str:
    """The form of an agreement, with the article that the deed takes."""
    article = "a" if line.kind == "agreement_signed" else "the"
    return PHRASES[language][f"{article}_{line.form}"] if line.form else ""


def _reasons(line: Line, language: str) -> str:
    """The terms of a signing, the weightiest first, and their sum."""
    terms = {name: value for name, value in line.terms.items() if abs(value) >= SMALLEST}
    if line.gain is None or not terms:
        return ""
    said = PHRASES[language]
    told = [f"{REASONS[language][name]} {number(value, DIGITS, language, sign=True)}" for name, value in terms.items()]
    first = said["weighed"].format(term=told[0].rpartition(" ")[0], value=told[0].rpartition(" ")[2])
    sum_of_all = said["sum"].format(value=number(line.gain, DIGITS, language, sign=True))
    return said["because"] + ", ".join([first, *told[1:]]) + sum_of_all


def ended(life: Life, language: str) -> str:
    """What became of an association, in one sentence.

    Parameters
    ----------
    life : Life
    language : str, en or fr

    Returns
    -------
    str
    """
    said = PHRASES[language]
    if not life.present:
        return said["absent"]
    sizes = {"start": number(life.staff_start, 1, language), "end": number(life.staff_end, 1, language)}
    quarter = life.scenario.quarters if life.end_quarter is None else life.end_quarter
    told = said[f"end_{life.end}"].format(other=called(life.absorber, language))
    tail = said["sizes"].format(**sizes) if not life.end else said["size"].format(**sizes)
    return said["ended"].format(date=dated(life, quarter, language), told=told, tail=tail)


def apart(first: Life, second: Life, language: str) -> str:
    """What differs between two lives of an association: from when on, and what it became.

    Parameters
    ----------
    first, second : Life, on the same luck
    language : str, en or fr

    Returns
    -------
    str
    """
    said = PHRASES[language]
    quarter = _parting(first.lines, second.lines)
    if quarter is None and (first.end, first.present) == (second.end, second.present):
        return said["same"]
    titles = [str(getattr(life.scenario.title, language)) for life in (first, second)]
    became = said["became"].format(first=titles[0], second=titles[1], ends=_ends(first, second, language))
    if quarter is None:
        return became
    return said["until"].format(date=dated(first, quarter, language)) + became


def _parting(first: Sequence[Line], second: Sequence[Line]) -> int | None:
    """The quarter in which two lives first differ; None where they never do."""
    for one, other in zip_longest(first, second):
        if one is None or other is None or _deed(one) != _deed(other):
            return min(line.quarter for line in (one, other) if line is not None)
    return None


def _deed(line: Line) -> tuple[object, ...]:
    return line.quarter, line.kind, line.other, line.form


def _ends(first: Life, second: Life, language: str) -> str:
    """Whether both end alike, and how."""
    said = PHRASES[language]
    alike = first.end == second.end and first.present == second.present
    told = [_state(life, language) for life in (first, second)]
    return said["alike"].format(*told) if alike else said["unlike"].format(*told)


def _state(life: Life, language: str) -> str:
    """What it is in the end, in few words."""
    said = PHRASES[language]
    if not life.present:
        return said["state_absent"]
    if not life.end:
        return said["state_"].format(size=number(life.staff_end, 1, language))
    date = dated(life, life.end_quarter or 0, language)
    return said[f"state_{life.end}"].format(date=date)

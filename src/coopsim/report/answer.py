"""The answer in one sentence: of every hundred that were small, what became of how many."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coopsim.lab.analysis.compare import summary
from coopsim.lab.wording import number, out_of
from coopsim.report.subject import FIRST, Subject

if TYPE_CHECKING:
    from pandas import DataFrame

FATES = ("small_independent", "small_absorbed", "small_closed")
VOICE = "voice_total"
TOLD_MOST = 4
"""Scenarios that a sentence still holds; of more it tells the ends."""

SAID = {
    "en": {
        "opening": "Of every 100 associations that were small at the start (fewer than {below} FTE), {years} later ",
        "first": "{0} are still independent, {1} have been absorbed or merged and {2} have closed under “{title}”",
        "other": "{0}, {1} and {2} under “{title}”",
        "range": "under the {count} other policies, from {low} (“{low_title}”) to {high} (“{high_title}”) are still "
        "independent",
        "voice": "total voice, 100 at the start, stands at {values}",
        "order": ", in the same order",
        "others": "{first}, and from {low} to {high} under the others",
        "and": " and ",
        "next": "; ",
        "nobody": "No association was small at the start (fewer than {below} FTE); after {years}, {voice}.",
    },
    "fr": {
        "opening": "Sur 100 associations petites au départ (moins de {below} ETP), après {years}, ",
        "first": "{0} sont encore indépendantes, {1} ont été absorbées ou fusionnées et {2} ont fermé sous « {title} »",
        "other": "{0}, {1} et {2} sous « {title} »",
        "range": "sous les {count} autres politiques, de {low} (« {low_title} ») à {high} (« {high_title} "
        "») sont encore "
        "indépendantes",
        "voice": "la voix totale, 100 au départ, est à {values}",
        "order": ", dans le même ordre",
        "others": "{first}, et de {low} à {high} sous les autres",
        "and": " et ",
        "next": " ; ",
        "nobody": "Aucune association n'était petite au départ (moins de {below} ETP) ; après {years}, {voice}.",
    },
}


def answer(subject: Subject) -> str:
    """What became of the small and of voice under each scenario, in one sentence.

    Means over replicates, as natural frequencies; nothing is said to be good or bad.

    Parameters
    ----------
    subject : Subject

    Returns
    -------
    str
    """
    means = summary(subject.store, (*FATES, VOICE))
    means = means[means.point == FIRST].pivot(index="scenario", columns="measure", values="mean")
    return _sentence(subject, means.loc[list(subject.evidence.titles)])


def _sentence(subject: Subject, means: DataFrame) -> str:
    """The sentence, from one row of means a scenario."""
    said, titles = SAID[subject.language], subject.evidence.titles
    below = f"{next(iter(subject.store.experiment.scenarios)).small_below:g}"
    voice = _voices(means[VOICE].tolist(), subject.language)
    if any(math.isnan(value) for value in means[FATES[0]]):
        return said["nobody"].format(below=below, years=subject.years, voice=voice)
    counts = {str(name): out_of([float(row[fate]) for fate in FATES]) for name, row in means.iterrows()}
    opening = said["opening"].format(below=below, years=subject.years)
    return opening + said["next"].join([*_clauses(counts, titles, said), voice]) + "."


def _clauses(counts: Mapping[str, Sequence[int]], titles: Mapping[str, str], said: Mapping[str, str]) -> list[str]:
    """One clause a scenario, the first in full; of many the ends of the others."""
    first, *others = counts
    whole = said["first"].format(*counts[first], title=titles[first])
    if len(counts) <= TOLD_MOST:
        return [whole, *(said["other"].format(*counts[name], title=titles[name]) for name in others)]
    low, high = (end(others, key=lambda name: counts[name][0]) for end in (min, max))
    ends: dict[str, Any] = {"low": counts[low][0], "high": counts[high][0], "count": len(others)}
    return [whole, said["range"].format(**ends, low_title=titles[low], high_title=titles[high])]


def _voices(values: Sequence[float], language: str) -> str:
    """Total voice under each scenario, in the same order; of many the ends."""
    said = SAID[language]
    first, *others = [number(value, 0, language) for value in values]
    if not others:
        return said["voice"].format(values=first)
    if len(values) > TOLD_MOST:
        low, high = (number(end(values[1:]), 0, language) for end in (min, max))
        return said["voice"].format(values=said["others"].format(first=first, low=low, high=high))
    told = ", ".join([first, *others[:-1]]) + said["and"] + others[-1]
    return said["voice"].format(values=told) + said["order"]

"""The grid of an exported page: policies computed beforehand, and what is kept of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.bands import headline, spread_of
from coopsim.workshop.checked import policy_of
from coopsim.workshop.frames import ABSORBED, INDEPENDENT, Frame, Life
from coopsim.workshop.policies import Policy, reference_value
from coopsim.workshop.runs import draw, drawn_many
from coopsim.workshop.setting import DRAWS, starts
from coopsim.workshop.shown import DECIMALS, rounding
from coopsim.workshop.stories import fates

LEVELS: dict[str, tuple[float, float, float]] = {
    "tendering": (0.0, 0.35, 0.8),
    "fewer_interlocutors": (0.0, 0.5, 1.0),
    "consolidation_incentive": (0.0, 0.5, 1.0),
    "cooperation_fund": (0.0, 0.5, 1.0),
    "governance_support": (0.0, 0.5, 1.0),
}
"""The sliders of an exported page, and where each stops; the reference is among them."""


FIRST = ord("A")
"""The letter of the first year."""


class Entry(NamedTuple):
    """What is kept of one policy.

    Attributes
    ----------
    key : str, place of each lever's level, or ``start:`` and the key of a starting point
    content : dict, as the page reads it; `born` is still by identifier
    born : tuple of Life
    """

    key: str
    content: dict[str, Any]
    born: tuple[Life, ...]


def grid_policies(levels: dict[str, tuple[float, ...]]) -> dict[str, Policy]:
    """Every policy of a grid, and the starting points, by key.

    Parameters
    ----------
    levels : dict of levels by lever

    Returns
    -------
    dict of Policy

    Examples
    --------
    >>> list(grid_policies({"tendering": (0.0, 0.35)}))[:2]
    ['0', '1']
    """
    policies = {}
    for places in product(*(range(len(values)) for values in levels.values())):
        chosen = {key: values[place] for (key, values), place in zip(levels.items(), places, strict=True)}
        policies[",".join(map(str, places))] = policy_of({"levers": chosen})
    for start in starts():
        asked = {"levers": start["levers"], "cooperation": start["cooperation"]}
        policies[f"start:{start['key']}"] = policy_of(asked)
    return policies


def reference_key(levels: dict[str, tuple[float, ...]]) -> str:
    """The key of the reference in a grid.

    Examples
    --------
    >>> reference_key(LEVELS)
    '1,1,1,0,0'
    """
    return ",".join(str(values.index(reference_value(f"levers.{key}"))) for key, values in levels.items())


def entry(key: str, policy: Policy, seed: int, told: Sequence[str], draws: int = DRAWS) -> Entry:
    """Make one entry: the draws of a policy, the map of the first, a few stories.

    Parameters
    ----------
    key : str
    policy : Policy
    seed : int
    told : sequence of str, associations whose stories are kept
    draws : int

    Returns
    -------
    Entry
    """
    first = draw(policy, seed, 0, mapped=True)
    rows = [first.rows, *(one.rows for one in drawn_many(policy, seed, tuple(range(1, draws))))]
    frame = first.frame
    assert frame is not None
    content = {
        "bands": _yearly_bands(rows),
        "headline": headline(rows),
        "changes": changes(frame),
        "links": spells(frame),
        "stories": fates(policy, seed, told),
    }
    return Entry(key, content, frame.born)


def worth_telling(frames: Sequence[Frame], listed: Sequence[Life], number: int) -> list[str]:
    """Associations whose fates differ most between some policies, the large aside.

    Parameters
    ----------
    frames : sequence of Frame
    listed : sequence of Life
    number : int

    Returns
    -------
    list of str, identifiers
    """
    scored = []
    for place, life in enumerate(listed):
        letters = [frame.states[-1][place] for frame in frames]
        score = 2 * len(set(letters)) + (ABSORBED in letters) - 4 * (life.size == "large")
        scored.append((-score, life.id))
    return [identifier for _, identifier in sorted(scored)[:number]]


def changes(frame: Frame) -> str:
    """The states of a frame by their changes, which is a third shorter once compressed.

    Parameters
    ----------
    frame : Frame

    Returns
    -------
    str, an association after the other with commas between: year (A for the first) and letter
    of each change, from independent on

    Examples
    --------
    >>> changes(Frame((), ("i-i", "ti-", "tic"), ()))
    'Bt,A-Bi,B-Cc'
    """
    told = []
    for course in zip(*frame.states, strict=True):
        before = (INDEPENDENT, *course)
        steps = (chr(FIRST + year) + now for year, now in enumerate(course) if now != before[year])
        told.append("".join(steps))
    return ",".join(told)


def spells(frame: Frame) -> dict[str, list[int]]:
    """The links of a frame by kind, first and last year, which is shorter than year by year.

    Parameters
    ----------
    frame : Frame

    Returns
    -------
    dict by kind, first year and last year (A for the first): index, index, index, index, …

    Examples
    --------
    >>> spells(Frame((), ("ii",) * 4, ((0, "p", 0, 1), (1, "p", 0, 1), (3, "p", 0, 1))))
    {'pAB': [0, 1], 'pDD': [0, 1]}
    """
    spans: dict[tuple[str, int, int], list[list[int]]] = {}
    for year, kind, own, other in sorted(frame.links):
        met = spans.setdefault((kind, own, other), [])
        if met and met[-1][1] == year - 1:
            met[-1][1] = year
        else:
            met.append([year, year])
    told: dict[str, list[int]] = {}
    for (kind, own, other), met in sorted(spans.items()):
        for first, last in met:
            told.setdefault(kind + chr(FIRST + first) + chr(FIRST + last), []).extend((own, other))
    return dict(sorted(told.items()))


def side_by_side(entries: Sequence[Entry]) -> tuple[list[Life], dict[str, list[Any]]]:
    """The born of all entries in one list, and each part of the entries in one, which compresses best.

    Parameters
    ----------
    entries : sequence of Entry

    Returns
    -------
    (list of Life, dict of list by part, the keys among them)
    """
    places: dict[Life, int] = {}
    columns: dict[str, list[Any]] = {"keys": [one.key for one in entries]}
    for part in entries[0].content:
        columns[part] = [one.content[part] for one in entries]
    columns["born"] = [[places.setdefault(life, len(places)) for life in one.born] for one in entries]
    return list(places), columns


def _yearly_bands(rows: Sequence[Any]) -> dict[str, list[list[float]]]:
    spread = np.stack(spread_of(np.stack(rows)[:, ::QUARTERS_PER_YEAR].astype(float)))
    return dict(_rounded(spread))


def _rounded(values: Any) -> Iterator[tuple[str, list[list[float]]]]:
    """Each measure of rows, shape (lines, years, measures), with the decimals that are shown."""
    for place, name in enumerate(DECIMALS):
        yield name, np.round(values[:, :, place].astype(float), rounding(name) - 1).tolist()

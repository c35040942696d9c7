"""Ties between associations, followed through the events of one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from coopsim.world.vocabulary import FORMS, MERGER, PARTNERSHIP

if TYPE_CHECKING:
    from pandas import DataFrame

ENDED, LASTING = "ended", "lasting"
BEFORE = 0
"""Quarter of the founding state: what was active then has no event of its start."""

Pair = frozenset[str]
Step = tuple[int, str]
COLUMNS = ("quarter", "kind", "association", "other", "form", "equals")
TOLD = ("agreement_active", "agreement_ended", "merger_completed")
"""Kinds of events that change who is tied to whom."""


class Tie(NamedTuple):
    """One tie that was active at a date.

    Attributes
    ----------
    one, other : str, identifiers
    form : str
    """

    one: str
    other: str
    form: str


@dataclass
class Course:
    """The forms that one tie took, one after the other.

    Attributes
    ----------
    steps : list of (int, str), quarter and form, in order; the last may be merger
    end : int or None, the quarter in which it ended without a merger
    held : list of (int, Pair), from which quarter on which two associations held it
    """

    steps: list[Step] = field(default_factory=list)
    end: int | None = None
    held: list[tuple[int, Pair]] = field(default_factory=list)

    def outcome(self) -> str:
        """How it ended: merger, ended, or lasting."""
        return FORMS[MERGER] if self.steps[-1][1] == FORMS[MERGER] else LASTING if self.end is None else ENDED

    def at(self, quarter: int) -> Tie | None:
        """The tie as it was at the end of a quarter.

        Parameters
        ----------
        quarter : int

        Returns
        -------
        Tie, or None where there was none
        """
        form = _latest(self.steps, quarter)
        if form is None or form == FORMS[MERGER] or (self.end is not None and self.end <= quarter):
            return None
        one, other = sorted(_latest(self.held, quarter) or self.held[0][1])
        return Tie(one, other, form)


def _latest(dated: Iterable[tuple[int, Any]], quarter: int) -> Any:
    """The last of some dated things that is not later than a quarter."""
    found = None
    for at, thing in dated:
        if at <= quarter:
            found = thing
    return found


def courses_of(events: DataFrame, absorbers: Mapping[str, str]) -> list[Course]:
    """The courses of all ties of one run.

    A tie that was active at the start is known by its end only; one that was
    there before the first quarter and after the last has no event at all.

    Parameters
    ----------
    events : DataFrame, of one run, in the order of the store, with `COLUMNS`
    absorbers : mapping of association and the body that took it over

    Returns
    -------
    list of Course
    """
    told = events[events.kind.isin(TOLD)]
    replay = _Replay(absorbers)
    for quarter, kind, one, other, form, equals in told[list(COLUMNS)].itertuples(index=False):
        replay.take(int(quarter), str(kind), (str(one), str(other)), str(form), bool(equals))
    return replay.courses


class _Replay:
    """Ties as they stand while events are read."""

    def __init__(self, absorbers: Mapping[str, str]) -> None:
        self.courses: list[Course] = []
        self._active: dict[Pair, Course] = {}
        self._ended: dict[Pair, tuple[int, Course]] = {}
        self._parts: dict[str, list[str]] = {}
        for part, body in absorbers.items():
            self._parts.setdefault(body, []).append(part)

    def take(self, quarter: int, kind: str, pair: tuple[str, str], form: str, equals: bool) -> None:
        """One event."""
        if kind == "merger_completed":
            self._merge(quarter, *pair, equals)
        elif kind == "agreement_active":
            self._start(quarter, frozenset(pair), form)
        else:
            self._end(quarter, frozenset(pair), form)

    def _start(self, quarter: int, pair: Pair, form: str) -> None:
        """An agreement starts: a new course, or the next step of one that changed its form just now."""
        at, course = self._ended.get(pair, (-1, None))
        if course is None or at != quarter:
            course = Course(held=[(quarter, pair)])
            self.courses.append(course)
        course.end = None
        course.steps.append((quarter, form))
        self._active[pair] = course

    def _end(self, quarter: int, pair: Pair, form: str) -> None:
        """An agreement ends; one that was never seen to start stood there before."""
        pair = self._known(pair)
        course = self._active.get(pair)
        if course is None:
            course = Course(steps=[(BEFORE, form)], held=[(BEFORE, pair)])
            self.courses.append(course)
        elif course.steps[-1][1] != form:
            return  # of two ties with one partner the looser ended; the closer goes on
        self._active.pop(pair, None)
        course.end = quarter
        self._ended[pair] = (quarter, course)

    def _known(self, pair: Pair) -> Pair:
        """The pair under which a tie stands: a body that is being made ends the ties of its parts."""
        parts = [pair - {body} | {part} for body in pair for part in self._parts.get(body, ())]
        return next((one for one in (pair, *parts) if one in self._active), pair)

    def _merge(self, quarter: int, body: str, smaller: str, equals: bool) -> None:
        """Two bodies become one: the tie between them is over, those to others pass on."""
        parts = [part for part in self._parts.get(body, ()) if part != smaller]
        larger = self._equal_of(quarter, smaller, parts) if equals else body
        self._unite(quarter, frozenset((larger, smaller)))
        for gone in (larger, smaller) if equals else (smaller,):
            self._pass_on(quarter, gone, body)

    def _equal_of(self, quarter: int, smaller: str, parts: list[str]) -> str:
        """The other part of a merger of equals: that with a tie to the first, else the first of the body."""
        tied = [part for part in parts if self._ended.get(frozenset((part, smaller)), (-1,))[0] == quarter]
        return (tied or parts or [smaller])[0]

    def _unite(self, quarter: int, pair: Pair) -> None:
        """A merger ends the course of a pair, or is the whole of it."""
        at, course = self._ended.get(pair, (-1, None))
        if course is None or at != quarter:
            course = Course(held=[(quarter, pair)])
            self.courses.append(course)
        course.end = None
        course.steps.append((quarter, FORMS[MERGER]))

    def _pass_on(self, quarter: int, gone: str, body: str) -> None:
        """Ties of one that is gone go to the body; of two with one partner the closer stays."""
        for pair in [pair for pair in self._active if gone in pair]:
            course = self._active.pop(pair)
            new = pair - {gone} | {body}
            kept = self._active.get(new)
            if len(new) < 2 or (kept is not None and _closeness(kept) >= _closeness(course)):
                course.end = quarter
                continue
            if kept is not None:
                kept.end = quarter
            course.held.append((quarter, new))
            self._active[new] = course


def _closeness(course: Course) -> int:
    return FORMS.index(course.steps[-1][1])


def ties_at(courses: Iterable[Course], quarter: int) -> list[Tie]:
    """The ties that were active at the end of a quarter.

    Parameters
    ----------
    courses : iterable of Course
    quarter : int

    Returns
    -------
    list of Tie

    Examples
    --------
    >>> course = Course([(2, "partnership"), (9, "pooling")], 20, [(2, frozenset("ab"))])
    >>> [[tie.form for tie in ties_at([course], quarter)] for quarter in (0, 5, 9, 20)]
    [[], ['partnership'], ['pooling'], []]
    """
    return [tie for course in courses if (tie := course.at(quarter)) is not None]


def closest_forms(ties: Iterable[Tie]) -> dict[str, str]:
    """The closest form in which each association is tied.

    Parameters
    ----------
    ties : iterable of Tie

    Returns
    -------
    dict of association and form

    Examples
    --------
    >>> closest_forms([Tie("a", "b", "partnership"), Tie("b", "c", "alliance")])["b"]
    'alliance'
    """
    found: dict[str, str] = {}
    for tie in ties:
        for name in (tie.one, tie.other):
            found[name] = max(found.get(name, FORMS[PARTNERSHIP]), tie.form, key=FORMS.index)
    return found

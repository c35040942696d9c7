"""What a map shows of a run: who is there each year, in what state, tied to whom.

Read from the world itself at the end of each fourth quarter, so that a map
and a measure can never disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.world.vocabulary import CAUSES, CLOSED, INSOLVENT, LIVING, MERGER, NOBODY, SIZE_CLASSES

INDEPENDENT, GONE, ENDED, ABSORBED = "i", "-", "c", "m"
TIE_LETTERS = "itpg"
"""State of a living association by its strongest active agreement: none, partnership, pooling, alliance."""


class Life(NamedTuple):
    """One association as the page lists it.

    Attributes
    ----------
    id, name, department, size, cause : str
    staff : float, FTE
    x, y : float, km, where the model has it
    year : int, of the calendar, from which on it is there
    parent : str, whose place it has (a merger of equals), or empty
    """

    id: str
    name: str
    department: str
    size: str
    cause: str
    staff: float
    x: float
    y: float
    year: int
    parent: str


class Frame(NamedTuple):
    """A run as its map shows it.

    Attributes
    ----------
    born : tuple of Life, in this run and not among those that are listed
    states : tuple of str, one a year: a letter an association, the listed first, then the born
    links : tuple of (year, kind, index, index), years counted from 0
    """

    born: tuple[Life, ...]
    states: tuple[str, ...]
    links: tuple[tuple[int, str, int, int], ...]


def living(history: Any) -> list[int]:
    """Slots of those alive now.

    Parameters
    ----------
    history : History

    Returns
    -------
    list of int
    """
    slots = int(history.world.counts[0].slots)
    return [int(slot) for slot in np.flatnonzero(np.asarray(history.world.associations["end"][:slots]) == LIVING)]


def watched(history: Any, listed: Sequence[Life], first_year: int) -> Frame:
    """Let a run pass to its horizon, looking at it once a year.

    Parameters
    ----------
    history : History at quarter 0; at its horizon afterwards
    listed : sequence of Life, those that the page lists already
    first_year : int, of quarter 0

    Returns
    -------
    Frame
    """
    watch = _Watch(history, listed, first_year)
    watch.look()
    while history.quarter < history.brief.quarters:
        history.step(QUARTERS_PER_YEAR)
        watch.look()
    return watch.frame()


class _Watch:
    """Looking at one run, year after year."""

    def __init__(self, history: Any, listed: Sequence[Life], first_year: int) -> None:
        self.history, self.first_year = history, first_year
        self.listed, self.known = {life.id: place for place, life in enumerate(listed)}, 0
        self.names = {life.id: life.name for life in listed}
        self.place_of: dict[int, int] = {}
        self.born: list[Life] = []
        self.states: list[Any] = []
        self.links: list[tuple[int, str, int, int]] = []
        self.ended: set[int] = set()

    @property
    def year(self) -> int:
        """The calendar year of the quarter reached."""
        return self.first_year + int(self.history.quarter) // QUARTERS_PER_YEAR

    def look(self) -> None:
        """Note the states and the ties of this year."""
        self._list_new()
        letters = np.full(len(self.listed) + len(self.born), ord(GONE), np.uint8)
        slots, places = np.array(list(self.place_of)), np.array(list(self.place_of.values()))
        strongest = self._tie()
        end = np.asarray(self.history.world.associations["end"])[slots]
        letters[places] = np.frombuffer(TIE_LETTERS.encode(), np.uint8)[strongest[slots]]
        letters[places[(end == CLOSED) | (end == INSOLVENT)]] = ord(ENDED)
        letters[places[end > INSOLVENT]] = ord(ABSORBED)
        self.states.append(letters)
        self._absorb(slots[end > INSOLVENT])

    def _list_new(self) -> None:
        """Give a place to those that came since the last year; those that came and went have one too."""
        slots = int(self.history.world.counts[0].slots)
        came = living(self.history) if not self.states else range(self.known, slots)
        for slot in came:
            identifier = self.history.names.identifier(slot)
            place = self.listed.get(identifier)
            if place is None:
                place = len(self.listed) + len(self.born)
                self.born.append(life_of(self.history, slot, self.year, self.names))
                self.names[identifier] = self.born[-1].name
            self.place_of[slot] = place
        self.known = slots

    def _tie(self) -> Any:
        """Note the active ties; the strongest form of each slot."""
        world = self.history.world
        strongest = np.zeros(len(world.associations), np.int8)
        ties = np.asarray(world.ties)[: int(world.counts[0].ties)]
        end = np.asarray(world.associations["end"])
        active = ties[(ties["form"] > 0) & (end[ties["own"]] == LIVING) & (end[ties["other"]] == LIVING)]
        for side in ("own", "other"):
            np.maximum.at(strongest, active[side], active["form"])
        for own, other, form in active[["own", "other", "form"]].tolist():
            self.links.append((len(self.states), TIE_LETTERS[form], self.place_of[own], self.place_of[other]))
        return strongest

    def _absorb(self, slots: Any) -> None:
        """Note who was absorbed by whom since the last year."""
        for slot in slots.tolist():
            absorber = int(self.history.world.lives[slot].absorber)
            if slot not in self.ended and absorber != NOBODY:
                self.ended.add(slot)
                self.links.append((len(self.states) - 1, ABSORBED, self.place_of[slot], self.place_of[absorber]))

    def frame(self) -> Frame:
        """What was seen."""
        whole = len(self.listed) + len(self.born)
        states = tuple(letters.tobytes().decode().ljust(whole, GONE) for letters in self.states)
        return Frame(tuple(self.born), states, tuple(self.links))


def life_of(history: Any, slot: int, year: int, names: Mapping[str, str] = MappingProxyType({})) -> Life:
    """One association as the page lists it.

    Parameters
    ----------
    history : History
    slot : int
    year : int, from which on it is there
    names : mapping of str by identifier, those known: the first name of a run costs as much as all

    Returns
    -------
    Life
    """
    one, life = history.world.associations[slot], history.world.lives[slot]
    parent = "" if life.parent == NOBODY else history.names.identifier(int(life.parent))
    return Life(
        id=history.names.identifier(slot),
        name=names.get(parent) or history.names.name(slot),
        department=history.departments[one.department],
        size=SIZE_CLASSES[life.size_class],
        cause=CAUSES[one.main_cause],
        staff=round(float(life.staff_start), 1),
        x=float(one.x_km),
        y=float(one.y_km),
        year=year,
        parent=parent,
    )


assert len(TIE_LETTERS) == MERGER

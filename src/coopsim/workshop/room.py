"""The room: phones that lead one association each, and guess together.

Nothing personal is asked or kept: a phone has a token made by chance and the
association that it leads. A round is a year; what a phone decides holds for the
four quarters of that year and enters the model through its table of choices.
"""

from __future__ import annotations

import secrets
import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from coopsim.units import QUARTERS_PER_YEAR
from coopsim.workshop.frames import Life
from coopsim.workshop.labels import CAUSES, both
from coopsim.workshop.policies import Choice
from coopsim.workshop.refusal import Refused
from coopsim.workshop.telling import Latest
from coopsim.world.vocabulary import ACTS

PHONES_MOST = 60
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 5
"""Eight million codes, without letters that look like digits."""

SPEAK = "speak"
BINS = 10
QUESTION_MOST = 200
HUNDRED = 100


@dataclass
class Phone:
    """One participant: what it leads, what it does, what it is told."""

    life: Life
    act: str = ""
    guess: float | None = None
    told: Latest = field(default_factory=Latest)


class Room:
    """One room, from its opening to its end.

    Parameters
    ----------
    lives : tuple of Life, those that may be led
    first_year, years : int, of the run

    Attributes
    ----------
    code : str, that phones need
    screen : Latest, what the screen is told
    """

    def __init__(self, lives: tuple[Life, ...], first_year: int, years: int) -> None:
        self.code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        self.screen = Latest()
        self.round, self._first_year, self._years = 1, first_year, years
        self._free = led_in_turn(lives)
        self._phones: dict[str, Phone] = {}
        self._choices: list[Choice] = []
        self._question, self._voting = "", False
        self._tell()

    @property
    def year(self) -> int:
        """The calendar year that the round decides on."""
        return self._first_year + self.round - 1

    def join(self, token: str = "") -> dict[str, Any]:
        """Let a phone in; one that comes back has its association again.

        Raises
        ------
        Refused
            With status 409, where the room is full or over.
        """
        if token not in self._phones:
            self._refuse_full()
            token = secrets.token_urlsafe(12)
            self._phones[token] = Phone(self._free.pop(0))
            self._tell_phone(self._phones[token])
            self._tell()
        life = self._phones[token].life
        led = {"id": life.id, "name": life.name, "staff": life.staff, "cause": both(CAUSES[life.cause])}
        return {"token": token, "association": led, "round": self.round, "year": self.year}

    def act(self, token: str, act: Any) -> None:
        """Note what a phone decides for the round; the last word counts."""
        if act not in ACTS:
            raise Refused(422, "Cette décision n'existe pas.", "There is no such act.")
        phone = self.phone(token)
        self._refuse_over()
        phone.act = act
        self._tell()

    def guess(self, token: str, value: Any) -> None:
        """Note a guess from 0 to 100."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= HUNDRED:
            raise Refused(422, "On attend un nombre de 0 à 100.", "A number from 0 to 100 is expected.")
        phone = self.phone(token)
        if not self._voting:
            raise Refused(409, "Le vote est fermé.", "The vote is closed.")
        phone.guess = float(value)
        self._tell()

    def phone(self, token: str) -> Phone:
        """The phone of a token.

        Raises
        ------
        Refused
            With status 403.
        """
        if token not in self._phones:
            raise Refused(403, "Ce téléphone n'est pas dans la salle.", "This phone is not in the room.")
        return self._phones[token]

    def close_round(self) -> dict[str, Any]:
        """End the round: what was decided becomes choices of the scenario."""
        self._refuse_over()
        done = {"round": self.round, "year": self.year}
        for phone in self._phones.values():
            self._choices += choices_of_act(phone, self.round)
            phone.act = ""
        self.round += 1
        self._tell_all()
        entries = [{"quarter": one[0], "association": one[1], "act": one[2]} for one in self._choices]
        return done | {"choices": entries}

    def vote(self, opened: bool, question: Any) -> None:
        """Open a vote, which forgets the guesses before, or close it."""
        if not isinstance(question, str) or len(question) > QUESTION_MOST:
            raise Refused(422, "La question est trop longue.", "The question is too long.")
        if opened:
            self._question = question
            for phone in self._phones.values():
                phone.guess = None
        self._voting = opened
        self._tell_all()

    def led(self) -> list[Life]:
        """The associations that phones lead."""
        return [phone.life for phone in self._phones.values()]

    def tell_fates(self, listed: dict[str, int], letters: dict[str, str], year: int) -> None:
        """Tell each phone what became of its association.

        Parameters
        ----------
        listed : dict of index by identifier
        letters : dict by side, a letter an association
        year : int, of the calendar
        """
        for phone in self._phones.values():
            place = listed[phone.life.id]
            told = {side: states[place] for side, states in letters.items()}
            phone.told.tell("fate", {"association": phone.life.id, "year": year} | told)

    def end(self) -> None:
        """Close the room."""
        for phone in self._phones.values():
            phone.told.tell("closed", {})
            phone.told.finish()
        self.screen.tell("room", self.state() | {"open": False})
        self.screen.finish()

    def state(self) -> dict[str, Any]:
        """What the screen shows."""
        acts = Counter(phone.act for phone in self._phones.values())
        return {
            "code": self.code,
            "open": True,
            "joined": len(self._phones),
            "most": PHONES_MOST,
            "round": self.round,
            "year": self.year,
            "quarter": (self.round - 1) * QUARTERS_PER_YEAR + 1,
            "acts": {act: acts[act] for act in ACTS},
            "silent": acts[""],
            "vote": self._vote(),
        }

    def _vote(self) -> dict[str, Any]:
        guesses = [phone.guess for phone in self._phones.values() if phone.guess is not None]
        histogram = [0] * BINS
        for guess in guesses:
            histogram[min(BINS - 1, int(guess * BINS / HUNDRED))] += 1
        middle = statistics.median(guesses) if guesses else None
        told = {"open": self._voting, "question": self._question, "answers": len(guesses)}
        return told | {"histogram": histogram, "median": middle}

    def _tell(self) -> None:
        self.screen.tell("room", self.state())

    def _tell_all(self) -> None:
        self._tell()
        for phone in self._phones.values():
            self._tell_phone(phone)

    def _tell_phone(self, phone: Phone) -> None:
        open_round = self.round <= self._years
        phone.told.tell("round", {"open": open_round, "round": self.round, "year": self.year})
        phone.told.tell("vote", {"open": self._voting, "question": self._question})

    def _refuse_full(self) -> None:
        if len(self._phones) >= PHONES_MOST or not self._free:
            raise Refused(409, "La salle est pleine.", "The room is full.")

    def _refuse_over(self) -> None:
        if self.round > self._years:
            raise Refused(409, "Il n'y a plus d'année à décider.", "There is no year left to decide.")


def led_in_turn(lives: tuple[Life, ...]) -> list[Life]:
    """The associations in the order in which phones lead them: each department and size in its turn.

    The small and the medium first, because most of the sector is small and
    because what a large one does is seldom a matter of one person.

    Parameters
    ----------
    lives : tuple of Life

    Returns
    -------
    list of Life
    """
    seen: Counter[tuple[str, str]] = Counter()
    ranked = []
    for life in lives:
        seen[life.department, life.size] += 1
        turn = seen[life.department, life.size]
        ranked.append(((life.size == "large", turn, life.size == "medium", life.department), life))
    return [life for _, life in sorted(ranked, key=lambda one: one[0])]


def choices_of_act(phone: Phone, number: int) -> list[Choice]:
    """What a phone decided for a round, as choices of the scenario.

    Parameters
    ----------
    phone : Phone
    number : int, of the round, from 1

    Returns
    -------
    list of (quarter, association, act); to speak out is done once
    """
    if not phone.act:
        return []
    first = (number - 1) * QUARTERS_PER_YEAR + 1
    quarters = 1 if phone.act == SPEAK else QUARTERS_PER_YEAR
    return [(quarter, phone.life.id, phone.act) for quarter in range(first, first + quarters)]

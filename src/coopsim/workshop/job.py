"""One job: a pair of policies, its draws so far, and what the page is told of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, NamedTuple

from coopsim.workshop.bands import bands, curves, headline
from coopsim.workshop.frames import Life
from coopsim.workshop.listing import Listing, told_life
from coopsim.workshop.policies import Policy
from coopsim.workshop.runs import Draw
from coopsim.workshop.setting import DRAWS
from coopsim.workshop.telling import Telling

TELL_AT = (2, 4, 8, 14)
"""Draws after which the band is told anew, before the last."""

SIDES = ("a", "b")


class Order(NamedTuple):
    """What is asked.

    Attributes
    ----------
    a, b : Policy
    seed : int
    draws : int, of each
    """

    a: Policy
    b: Policy
    seed: int
    draws: int = DRAWS


class Key(NamedTuple):
    """One draw of one policy.

    Attributes
    ----------
    policy : Policy
    seed, replicate : int
    """

    policy: Policy
    seed: int
    replicate: int


Hearing = Callable[["Job", dict[str, str]], None]
"""What is called once a pair is told: with the job, and the last letters of each side."""


class Job(Telling):
    """What a client asked for, as far as it is done.

    Parameters
    ----------
    client : str, address and token of the page
    order : Order
    listing : Listing of the seed
    on_pair : function that is called once the pair is told

    Attributes
    ----------
    id : str, that cannot be guessed
    events : list of Event, from the first
    over : bool, whether nothing more comes
    """

    def __init__(
        self, client: str, order: Order, listing: Listing, on_pair: Hearing
    ) -> None:
        super().__init__()
        self.id = secrets.token_urlsafe(12)
        self.client, self.order, self.listing = client, order, listing
        self._on_pair = on_pair
        self.draws: dict[Key, Draw] = {}
        self.keys = _keys(order)
        self._told_pair, self._told_draws = False, 0

    def give(self, key: Key, drawn: Draw) -> None:
        """Take a draw, and tell what can be told with it."""
        with self._lock:
            if not self.over:
                self.draws[key] = drawn
                self._tell_pair()
                self._tell_bands()

    def first_keys(self) -> list[Key]:
        """The first draw of each side."""
        return [Key(policy, self.order.seed, 0) for policy in self.order[:2]]

    def missing(self) -> list[Key]:
        """Draws not yet made, in the order in which they are wanted."""
        with self._lock:
            return [] if self.over else [key for key in self.keys if key not in self.draws]

    @property
    def waits_for_pair(self) -> bool:
        """Whether the first pair is still to be told: it goes before all else."""
        return not self._told_pair

    def end(self, kind: str, content: Any) -> None:
        """Tell the last thing, and let go of the draws."""
        with self._lock:
            if not self.over:
                self.tell(kind, content)
                self.draws.clear()
                self._forget_old_bands()
                self.finish()

    def _tell_pair(self) -> None:
        firsts = [self.draws[key] for key in self.first_keys() if key in self.draws]
        if self._told_pair or len(firsts) < len(SIDES):
            return
        self._told_pair = True
        self.tell("pair", told_pair(self.listing, firsts))
        self._on_pair(self, {side: one.frame.states[-1] for side, one in zip(SIDES, firsts, strict=True) if one.frame})

    def _tell_bands(self) -> None:
        sides = self._complete()
        number = len(sides[0])
        if self._told_pair and number > self._told_draws and (number in TELL_AT or number == self.order.draws):
            self._told_draws = number
            told = {side: bands(rows) | {"headline": headline(rows)} for side, rows in zip(SIDES, sides, strict=True)}
            self.tell("band", {"draws": number} | told)
        if number == self.order.draws and self._told_pair:
            self.end("done", {"draws": number})

    def _complete(self) -> tuple[list[Any], list[Any]]:
        """Rows of the draws that both sides have."""
        order, draws = self.order, self.draws
        pairs = [(Key(order.a, order.seed, k), Key(order.b, order.seed, k)) for k in range(order.draws)]
        both = [pair for pair in pairs if pair[0] in draws and pair[1] in draws]
        return [draws[a].rows for a, _ in both], [draws[b].rows for _, b in both]

    def _forget_old_bands(self) -> None:
        """Keep the last band only: a late listener needs no other."""
        last = max((event.number for event in self.events if event.kind == "band"), default=0)
        self.events = [event for event in self.events if event.kind != "band" or event.number == last]


def told_pair(listing: Listing, draws: list[Draw]) -> dict[str, Any]:
    """The first replicate of both sides, as the page reads it.

    Parameters
    ----------
    listing : Listing
    draws : list of two Draw, with their frames

    Returns
    -------
    dict of Run by side
    """
    frames = [one.frame for one in draws if one.frame]
    placed = listing.placed(life for frame in frames for life in frame.born)
    return {
        side: {
            "curves": curves(drawn.rows),
            "born": [told_born(life, placed[life.id]) for life in frame.born],
            "states": frame.states,
            "links": frame.links,
        }
        for side, drawn, frame in zip(SIDES, draws, frames, strict=True)
    }


def told_born(life: Life, place: tuple[float, float]) -> dict[str, Any]:
    """One association that came later."""
    return told_life(life, place) | {"year": life.year}


def _keys(order: Order) -> list[Key]:
    """Every draw that an order needs, each once, the first pair first."""
    wanted = (Key(policy, order.seed, replicate) for replicate in range(order.draws) for policy in order[:2])
    return list(dict.fromkeys(wanted))

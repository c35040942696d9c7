"""The associations of one seed: who is listed, where each is drawn, what is free for the born."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from coopsim.workshop import labels
from coopsim.workshop.frames import Life
from coopsim.workshop.map import DEPARTMENTS
from coopsim.workshop.places import Dot, Ground, Place, free_sites, spread

SMALL = "small"


class Listing:
    """Where the associations of a seed are drawn.

    Parameters
    ----------
    lives : tuple of Life, those of the reference at quarter 0

    Attributes
    ----------
    lives : tuple of Life
    index : dict of int by identifier
    places : dict of (x, y) by identifier, km
    """

    def __init__(self, lives: tuple[Life, ...]) -> None:
        self.lives = lives
        self.index = {life.id: place for place, life in enumerate(lives)}
        ground = Ground()
        self.places: dict[str, Place] = spread([_dot(life) for life in lives], ground)
        self._sites = {code: free_sites(ground, code) for code in DEPARTMENTS}

    def placed(self, born: Iterable[Life]) -> dict[str, Place]:
        """Places of those born in some runs, none over another nor over those listed.

        A body of a merger of equals has the place of its larger parent.

        Parameters
        ----------
        born : Life of each; the same one may come twice

        Returns
        -------
        dict of (x, y) by identifier, km
        """
        by_key = {life.id: life for life in born}
        placed: dict[str, Place] = {}
        taken = {code: np.zeros(len(sites), bool) for code, sites in self._sites.items()}
        for key in sorted(by_key, key=lambda key: (by_key[key].year, len(key), key)):
            life = by_key[key]
            parent = self.places.get(life.parent) or placed.get(life.parent)
            placed[key] = parent or self._nearest(life, taken[life.department])
        return placed

    def _nearest(self, life: Life, taken: Any) -> Place:
        """The nearest free site, which then is taken; where none is left, its own place."""
        sites = self._sites[life.department]
        if taken.all():
            return round(life.x, 2), round(life.y, 2)
        far = np.hypot(sites[:, 0] - life.x, sites[:, 1] - life.y)
        far[taken] = math.inf
        best = int(far.argmin())
        taken[best] = True
        return float(sites[best, 0]), float(sites[best, 1])

    def told(self) -> list[dict[str, Any]]:
        """The associations as the page reads them."""
        return [told_life(life, self.places[life.id]) for life in self.lives]


def told_life(life: Life, place: Place) -> dict[str, Any]:
    """One association as the page reads it.

    Parameters
    ----------
    life : Life
    place : (x, y), km

    Returns
    -------
    dict
    """
    told = {"id": life.id, "name": life.name, "department": life.department, "x": place[0], "y": place[1]}
    return told | {"staff": life.staff, "size": life.size, "cause": labels.both(labels.CAUSES[life.cause])}


def _dot(life: Life) -> Dot:
    return Dot(life.id, life.department, life.x, life.y, life.size)

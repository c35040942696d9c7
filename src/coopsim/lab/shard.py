"""Shards: a batch cut into parts that run apart, on machines that do not speak to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopsim.errors import InputRefused
from coopsim.lab.records.columns import RunKey

MOST = 1_000_000
"""Shards of one batch: more than any array of jobs has."""


class Shard(NamedTuple):
    """One of several parts of a batch.

    A cell, one replicate of one point, stays whole with all its scenarios, so
    that each shard is a sample in pairs.

    Attributes
    ----------
    number : int, [1, of]
    of : int, shards in all, [1, inf)

    Examples
    --------
    >>> str(Shard(2, 8))
    '2/8'
    """

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def runs(self, keys: Iterable[RunKey], points: int) -> Iterator[RunKey]:
        """The runs of this shard, in their order.

        Parameters
        ----------
        keys : iterable of RunKey
        points : int, of the design

        Returns
        -------
        iterator of RunKey

        Examples
        --------
        >>> keys = [RunKey("a", point, replicate) for replicate in range(2) for point in range(2)]
        >>> [(key.point, key.replicate) for key in Shard(2, 3).runs(keys, points=2)]
        [(1, 0)]
        """
        return (key for key in keys if (key.replicate * points + key.point) % self.of == self.number - 1)


def shard_of(text: str) -> Shard:
    """A shard from what was typed.

    Parameters
    ----------
    text : str, such as 1/8

    Returns
    -------
    Shard

    Raises
    ------
    InputRefused
        If it is not one of some number of shards.

    Examples
    --------
    >>> shard_of("8/8")
    Shard(number=8, of=8)
    >>> shard_of("0/8")
    Traceback (most recent call last):
    coopsim.errors.InputRefused: --shard: expected I/N with I from 1 to N, such as 1/8, got 0/8
    """
    found = re.fullmatch(r"([0-9]{1,7})/([0-9]{1,7})", text.strip())
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= MOST:
        raise InputRefused("--shard", "", "I/N with I from 1 to N, such as 1/8", text or "nothing")
    return Shard(number, of)

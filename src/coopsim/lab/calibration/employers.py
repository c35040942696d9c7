"""Lives of employers in one run: the population of which most patterns speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame

EMPLOYER = 1.0
"""FTE from which an association is an employer."""


class Tables(Protocol):
    """The tables of one run."""

    @property
    def measures(self) -> DataFrame:
        """One row a quarter."""

    @property
    def associations(self) -> DataFrame:
        """One row a life."""

    @property
    def events(self) -> DataFrame:
        """One row an event."""


class Lives(NamedTuple):
    """Some lives, as arrays: NumPy is several times faster here than rows of a frame.

    Attributes
    ----------
    small, large, closed (insolvency included), insolvent, united (absorbed or merged) : bool, shape (n,)
    age : int, quarters, shape (n,), at the start of its life in the run
    seen : int, quarters, shape (n,), of that life in the run
    """

    small: Any
    large: Any
    closed: Any
    insolvent: Any
    united: Any
    age: Any
    seen: Any

    def among(self, which: Any) -> Lives:
        """Some of these lives.

        Parameters
        ----------
        which : bool, shape (n,)

        Returns
        -------
        Lives
        """
        return Lives(*(column[which] for column in self))


def employers(run: Tables) -> Lives:
    """Lives of employers: how they ended, and for how long each was seen.

    Parameters
    ----------
    run : Tables

    Returns
    -------
    Lives
    """
    rows, last = run.associations, run.measures.quarter.iloc[-1]
    end, size_class = rows.end, rows.size_class
    insolvent = (end == "insolvent").to_numpy()
    lives = Lives(
        small=(size_class == "small").to_numpy(),
        large=(size_class == "large").to_numpy(),
        closed=(end == "closed").to_numpy() | insolvent,
        insolvent=insolvent,
        united=((end == "absorbed") | (end == "merged")).to_numpy(),
        age=rows.age_start.to_numpy(),
        seen=rows.end_quarter.fillna(last).to_numpy() - np.maximum(rows.founded.to_numpy(), 0),
    )
    return lives.among(rows.staff_start.to_numpy() >= EMPLOYER)

"""The founding associations of a run, as columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from coopsim.population.france import department_name
from coopsim.population.naming import name_of, names_apart
from coopsim.population.towns import JITTER_MOST
from coopsim.world.vocabulary import CAUSES

BY_ROW = (
    *("who", "department", "ordinal", "field", "main_cause", "second_cause", "staff", "public_share", "cash_months"),
    *("age", "governance", "know_how", "legitimacy", "managerial_norm", "x_km", "y_km", "latitude", "longitude"),
    *("active_elsewhere", "establishments", "places", "nursing_home_places", "given_identifiers", "given_names"),
)
"""Columns with one value a founder."""

NAMED_APART_MOST = 20_000
"""Associations. In larger populations two may share a fictional name."""


@dataclass(frozen=True, eq=False)
class Founders:
    """The founding associations, sorted by department, then row.

    Attributes
    ----------
    luck : Luck, under which they were drawn
    departments : tuple of str, INSEE codes; `department` counts in it
    who : uint64, shape (n,): ordinal in the population, or hash of the id of a user's file
    department : int32, shape (n,), row of the department
    ordinal : int32, shape (n,), order in its department, from 1
    field : int8, shape (n,), index in `vocabulary.FIELDS`
    main_cause, second_cause : int8, shape (n,), indices in `vocabulary.CAUSES`
    main_weight : float, weight of the main cause in a profile, the second has the rest
    staff : float64, shape (n,), FTE
    public_share : float64, shape (n,), share of income, [0, 1]
    cash_months : float64, shape (n,), months of cost
    age : int32, shape (n,), quarters
    governance, know_how, legitimacy, managerial_norm : float64, shape (n,), [0, 1]
    x_km, y_km : float64, shape (n,), NaN where unknown
    latitude, longitude : float64, shape (n,), degrees, drawn where unknown (for maps only)
    active_elsewhere : bool, shape (n,), member of a larger group
    establishments, places, nursing_home_places : float64, shape (n,), NaN where unknown
    towns : records of `TOWN`
    drawn : dict of int, values drawn, by column
    given_identifiers, given_names : tuple of str, those of a user's file, or None
    """

    luck: Any
    departments: tuple[str, ...]
    who: Any
    department: Any
    ordinal: Any
    field: Any
    main_cause: Any
    second_cause: Any
    main_weight: float
    staff: Any
    public_share: Any
    cash_months: Any
    age: Any
    governance: Any
    know_how: Any
    legitimacy: Any
    managerial_norm: Any
    x_km: Any
    y_km: Any
    latitude: Any
    longitude: Any
    active_elsewhere: Any
    establishments: Any
    places: Any
    nursing_home_places: Any
    towns: Any
    drawn: dict[str, int]
    given_identifiers: tuple[str, ...] | None = None
    given_names: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.who)

    def side_by_side(self) -> Founders:
        """The same founders, those of a department and a main cause next to one another.

        Searches look at them together: in a large population what lies
        together in memory is found sooner.
        """
        order = np.lexsort((self.main_cause, self.department))
        return replace(self, **{name: _moved(getattr(self, name), order) for name in BY_ROW})

    def identifier(self, row: int) -> str:
        """Stable id of one association, such as 34-0012, or that of the file."""
        if self.given_identifiers is not None:
            return self.given_identifiers[row]
        return f"{self._code(row)}-{int(self.ordinal[row]):04d}"

    def name(self, row: int) -> str:
        """Name of one association: that of the file, or a fictional one."""
        if self.given_names is not None and self.given_names[row]:
            return self.given_names[row]
        if len(self) <= NAMED_APART_MOST:
            return self._names_apart[row]
        return name_of(self.luck, self.who[row], int(self.main_cause[row]), self._code(row))

    @property
    def profile(self) -> Any:
        """Weights of the causes, float64, shape (n, 16), built at each call."""
        weights = np.zeros((len(self), len(CAUSES)))
        rows = np.arange(len(self))
        weights[rows, self.main_cause] = self.main_weight
        weights[rows, self.second_cause] += 1.0 - self.main_weight
        return weights

    @property
    def discs(self) -> Any:
        """A disc around each department: x, y, radius.

        In km, float64, shape (departments, 3). Every founder and every place
        where an association can be born lies in it, which bounds the nearness
        of two departments without a scan.
        """
        return np.array([self._disc(row) for row in range(len(self.departments))])

    def department_names(self, language: str = "fr") -> tuple[str, ...]:
        """Names of the departments, in their order."""
        return tuple(department_name(code, language) for code in self.departments)

    def _code(self, row: int) -> str:
        return self.departments[int(self.department[row])]

    @cached_property
    def _names_apart(self) -> list[str]:
        order = np.argsort(self.who)  # so that a name does not hang on where its row stands
        codes = [self.departments[row] for row in self.department[order].tolist()]
        names = names_apart(self.luck, self.who[order], self.main_cause[order].tolist(), codes)
        return [names[place] for place in np.argsort(order)]

    def _disc(self, row: int) -> tuple[float, float, float]:
        towns = self.towns[self.towns.department == row]
        here = (self.department == row) & ~np.isnan(self.x_km)
        x, y = float(towns.x_km.mean()), float(towns.y_km.mean())
        reach = np.hypot(towns.x_km - x, towns.y_km - y) + np.sqrt(2.0) * JITTER_MOST * towns.spread_km
        founders = np.hypot(self.x_km[here] - x, self.y_km[here] - y)
        return x, y, float(max(reach.max(), founders.max(initial=0.0)))


def _moved(values: Any, order: Any) -> Any:
    """A column in another order; a column that is not given stays so."""
    if isinstance(values, tuple):
        return tuple(values[row] for row in order)
    return None if values is None else values[order]

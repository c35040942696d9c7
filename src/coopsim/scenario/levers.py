"""The fourteen levers: what public policy sets, by date and by department (model.md §2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from coopsim.scenario.dates import is_date, quarter_number
from coopsim.scenario.declare import Declaration, Table, dated_quantity, declaration_of

TAGS = ("number", "dates")


def _tag(value: Any) -> str:
    """Which of the two forms a value was meant to have."""
    return TAGS[isinstance(value, dict)]


Course = Annotated[
    Annotated[float, Tag("number")] | Annotated[dict[str, float], Tag("dates")], Discriminator(_tag)
]
"""A constant, or a table of dates: linear between them, constant outside."""


class Levers(Table):
    """What public policy sets; 0 is neutral and changes nothing."""

    tendering: Course = dated_quantity("share", (0, 1), (0.15, 0.90), "tendering", analysed=True,
        en="Target share of reachable public money awarded by call",
        fr="Part visée de l'argent public mobilisable attribuée par appel d'offres")
    efficiency: Course = dated_quantity("per year", (0, 0.2), (0, 0.03), "efficiency", analysed=True,
        en="Yearly real squeeze of the prices paid", fr="Baisse réelle annuelle des prix payés")
    reporting: Course = dated_quantity("1", (0, 5), (0, 1.5), "reporting", analysed=True,
        en="Compliance work asked for (1: heavy)", fr="Exigences administratives (1 : lourdes)")
    size_threshold: Course = dated_quantity("FTE", (0, 500), (0, 25), "size_threshold", analysed=True,
        en="Size under which no bid is eligible", fr="Taille sous laquelle aucune offre n'est recevable")
    consolidation_incentive: Course = dated_quantity("1", (0, 1), (0, 1), "consolidation_incentive",
        analysed=True, en="Incentive to consolidate", fr="Incitation à se regrouper")
    fewer_interlocutors: Course = dated_quantity("1", (0, 1), (0, 1), "fewer_interlocutors", analysed=True,
        en="Wish of public funders to deal with fewer interlocutors",
        fr="Volonté des financeurs d'avoir moins d'interlocuteurs")
    advocacy_penalty: Course = dated_quantity("1", (-1, 1), (-0.3, 0.6), "advocacy_penalty", analysed=True,
        en="Felt cost of speaking out while publicly funded (negative: public money encourages speech)",
        fr="Coût ressenti de la parole publique quand on est financé (négatif : le financement l'encourage)")
    core_grant_protection: Course = dated_quantity("share", (0, 1), (0, 1), "core_grant_protection",
        analysed=True, en="Share of the grants of the small that no call may reach",
        fr="Part des subventions des petites qu'aucun appel ne peut atteindre")
    smaller_lots: Course = dated_quantity("1", (0, 1), (0, 1), "smaller_lots", analysed=True,
        en="Calls cut into smaller lots", fr="Allotissement plus fin des appels d'offres")
    consortium_credit: Course = dated_quantity("share", (0, 1), (0, 1), "consortium_credit", analysed=True,
        en="How far partners may bid with their joint size",
        fr="Prise en compte de la taille commune des partenaires dans une offre")
    governance_support: Course = dated_quantity("1", (0, 1), (0, 1), "governance_support", analysed=True,
        en="Support for the governance of new agreements",
        fr="Accompagnement de la gouvernance des nouveaux accords")
    reserved_seats: Course = dated_quantity("share", (0, 1), (0, 1), "reserved_seats", analysed=True,
        en="Share of seats reserved for the small", fr="Part des sièges réservée aux petites")
    cooperation_fund: Course = dated_quantity("share", (0, 1), (0, 1), "cooperation_fund", analysed=True,
        en="Share of the set-up costs of partnership and pooling that is paid",
        fr="Part prise en charge de la mise en place des partenariats et des mutualisations")
    budget_growth: Course = dated_quantity("per year", (-0.3, 0.3), (-0.04, 0.02), "budget_growth",
        analysed=True, en="Real yearly change of public money", fr="Évolution réelle annuelle de l'argent public")

    by_department: dict[str, dict[str, Course]] = Field(
        default_factory=dict, description="Levers that differ in a department, by its code"
    )

    @field_validator("*", mode="after")
    @classmethod
    def _within_bounds(cls, value: Any, info: ValidationInfo) -> Any:
        for path, name, course in _courses(str(info.field_name), value):
            if name not in LEVER_NAMES:
                raise PydanticCustomError("unknown", "unknown lever", {"key": path})
            _refuse_outside(path, course, declaration_of(cls.model_fields[name]))
        return value

    def course(self, name: str, department: str = "") -> float | dict[str, float]:
        """The course of a lever, in a department or in general.

        Parameters
        ----------
        name : str, a lever
        department : str, its code; empty for the general course

        Returns
        -------
        float, or dict of dates and floats

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> load_scenario("baseline").levers.course("budget_growth", "34")
        0.0
        """
        local = self.by_department.get(department, {})
        found: float | dict[str, float] = local.get(name, getattr(self, name))
        return found

    def at(self, date: str) -> Levers:
        """The levers frozen at one date, department by department.

        Parameters
        ----------
        date : str, such as 2026Q1

        Returns
        -------
        Levers, all constant

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> round(load_scenario("baseline").levers.at("2028Q1").tendering, 12)
        0.25
        """
        number = quarter_number(date)
        national = {name: value_at(getattr(self, name), number) for name in LEVER_NAMES}
        local = {
            department: {name: value_at(course, number) for name, course in courses.items()}
            for department, courses in self.by_department.items()
        }
        return Levers.model_validate({**national, "by_department": local})

    def values(self, first: int, rows: int, departments: Sequence[str]) -> NDArray[np.float64]:
        """The value of every lever, by quarter and department.

        Parameters
        ----------
        first : int, number of the first quarter (`coopsim.scenario.dates.quarter_number`)
        rows : int, quarters
        departments : sequence of str, codes

        Returns
        -------
        array of float64, shape (rows, departments, levers)

        Examples
        --------
        >>> from coopsim.scenario import load_scenario
        >>> load_scenario("baseline").levers.values(8104, 3, ["11", "34"]).shape
        (3, 2, 14)
        """
        table = np.empty((rows, len(departments), len(LEVER_NAMES)))
        for column, name in enumerate(LEVER_NAMES):
            table[:, :, column] = _track(getattr(self, name), first, rows)[:, None]
        for place, department in enumerate(departments):
            for name, course in self.by_department.get(department, {}).items():
                table[:, place, LEVER_NAMES.index(name)] = _track(course, first, rows)
        return table


LEVER_NAMES: tuple[str, ...] = tuple(name for name in Levers.model_fields if name != "by_department")


def value_at(course: float | dict[str, float], number: int) -> float:
    """The value of a course in one quarter.

    Between two dates it is linear; before the first and after the last it is
    constant, so that a path needs no more dates than it has bends.

    Parameters
    ----------
    course : float, or dict of dates and floats
    number : int, number of the quarter (`coopsim.scenario.dates.quarter_number`)

    Returns
    -------
    float

    Examples
    --------
    >>> value_at({"2026Q1": 0.0, "2027Q1": 1.0}, quarter_number("2026Q2"))
    0.25
    """
    if not isinstance(course, dict):
        return float(course)
    points = sorted((quarter_number(date), value) for date, value in course.items())
    if number <= points[0][0]:
        return points[0][1]
    for (before, low), (after, high) in pairwise(points):
        if number < after:
            return low + (high - low) * ((number - before) / (after - before))
    return points[-1][1]


def _track(course: float | dict[str, float], first: int, rows: int) -> NDArray[np.float64]:
    """A course over successive quarters, shape (rows,)."""
    return np.array([value_at(course, first + row) for row in range(rows)], dtype=np.float64)


def _courses(field: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """Key, lever and course of what stands in one field of `Levers`."""
    if field != "by_department":
        yield f"levers.{field}", field, value
        return
    for department, courses in value.items():
        for name, course in courses.items():
            yield f"levers.by_department.{department}.{name}", name, course


def _refuse_outside(path: str, course: float | dict[str, float], declared: Declaration) -> None:
    """Refuse an empty table, a malformed date, a value out of bounds."""
    points = course if isinstance(course, dict) else {"": course}
    if not points:
        _refuse(path, "a number, or at least one date", "an empty table")
    for date, value in points.items():
        key = f"{path}.{date}" if date else path
        if date and not is_date(date):
            _refuse(key, "a date such as 2026Q1", date)
        if not declared.bounds[0] <= value <= declared.bounds[1]:
            raise PydanticCustomError("range", "out of bounds", {"key": key, "value": value})


def _refuse(key: str, expected: str, got: str) -> None:
    """Refuse one key, in the words of the reader."""
    raise PydanticCustomError("expected", "refused", {"key": key, "expected": expected, "got": got})

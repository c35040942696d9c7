"""The figures from which associations are drawn or rebuilt (model.md §8).

Provenance. The counts of operators of care for older people were counted from
the open directory of establishments published by the CNSA (one row per
establishment; private non-profit only; grouped by operator and department;
Licence Ouverte presumed). The causes of the small follow the recipients of the
social grants of the city of Montpellier, 2012–2014 (Licence Ouverte). Sizes,
shares and spreads are those of docs/bibliography.md, keys E-size and E-cash.
The files themselves are not part of the package: only figures are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

REGION = ("11", "30", "34", "48", "66")
"""The departments of Languedoc-Roussillon."""

STAFF_PER_NURSING_PLACE = 0.6
"""FTE per nursing-home place (E-size: about 57 FTE per 100 places over all homes)."""

STAFF_PER_OTHER_PLACE = 0.15
"""FTE per place of another kind, such as a residence for older people."""

DRAWN_STAFF_MOST = 400.0
"""FTE. Assumption: nothing is drawn above the largest rebuilt operator. Without
it the tail of two lognormals alone makes 17,600 FTE of the 16,300–17,200 measured."""

TAIL_FROM, TAIL_EXPONENT, TAIL_MOST = 100.0, 1.14, 5000.0
"""FTE, exponent, FTE: the Pareto tail of a France-wide population (E-size)."""


@dataclass(frozen=True)
class FieldFigures:
    """What is known of one field of associations.

    Attributes
    ----------
    counts : tuple of int, associations in each department of `REGION`
    public_share : float, mean share of public money in income
    staff_median : float, FTE
    staff_sigma : float, spread of ln staff
    staff_floor : float, FTE
    causes : dict of float, chance of each main cause
    """

    counts: tuple[int, ...]
    public_share: float
    staff_median: float = 0.0
    staff_sigma: float = 0.0
    staff_floor: float = 0.0
    causes: dict[str, float] = field(default_factory=dict)


OLDER_PEOPLE = FieldFigures((12, 29, 26, 10, 15), 0.65, causes={"old_age_residential": 1.0})

OTHER_RESIDENTIAL = FieldFigures(
    counts=(12, 24, 35, 2, 15),
    public_share=0.85,
    staff_median=20.0,
    staff_sigma=1.3,
    causes={"disabled_adults": 0.35, "disabled_children": 0.20, "child_protection": 0.20, "housing": 0.25},
)

HOME_AND_SOCIAL = FieldFigures(
    counts=(56, 113, 168, 12, 71),
    public_share=0.65,
    staff_median=8.0,
    staff_sigma=1.3,
    causes={
        "old_age_home_care": 0.30,
        "early_childhood": 0.15,
        "work_integration": 0.12,
        "family_support": 0.10,
        "disabled_adults": 0.05,  # disability, 0.10: halved between adults and children (assumption)
        "disabled_children": 0.05,
        "health": 0.10,
        "housing": 0.08,
        "youth_and_education": 0.05,
    },
)

SMALL_GRANT_FUNDED = FieldFigures(
    counts=(27, 54, 80, 5, 34),
    public_share=0.55,
    staff_median=1.5,
    staff_sigma=0.7,
    staff_floor=0.5,
    # Recipients of the city's social grants by theme; a theme of two causes is shared (assumption).
    causes={
        "equality_and_community_life": 73 + 13 / 2,  # cohesion; half of rights
        "youth_and_education": 57,
        "health": 55 * 2 / 3,  # health
        "mental_health_and_addiction": 55 / 3,
        "food_and_solidarity": 31,
        "disabled_adults": 23 / 2,  # disability
        "disabled_children": 23 / 2,
        "migrants": 19 / 2 + 13 / 2,  # half of exclusion; half of rights
        "work_integration": 19 / 2,
        "women_rights": 18 / 2,  # women and early childhood
        "early_childhood": 18 / 2,
        "housing": 13,
    },
)


def _whole_sector() -> FieldFigures:
    """The four fields together, for associations whose field nobody states."""
    causes: dict[str, float] = {}
    for known in (OLDER_PEOPLE, OTHER_RESIDENTIAL, HOME_AND_SOCIAL, SMALL_GRANT_FUNDED):
        total = sum(known.causes.values())
        for cause, weight in known.causes.items():
            causes[cause] = causes.get(cause, 0.0) + weight / total * sum(known.counts)
    return FieldFigures((0,) * len(REGION), 0.65, causes=causes)


FIELD_FIGURES = (
    OLDER_PEOPLE,
    OTHER_RESIDENTIAL,
    HOME_AND_SOCIAL,
    SMALL_GRANT_FUNDED,
    _whole_sector(),
    _whole_sector(),
)
"""In the order of `coopsim.world.vocabulary.FIELDS`."""


@dataclass(frozen=True)
class Band:
    """Operators of care for older people of one range of sizes.

    Attributes
    ----------
    name : str, as tables show it
    low, high : int, places, both inside the band
    counts : tuple of int, operators in each department of `REGION`
    places, nursing_home_places : int, totals of the band
    mean_establishments : float
    active_elsewhere : int, operators that are members of a larger group
    """

    name: str
    low: int
    high: int
    counts: tuple[int, ...]
    places: int
    nursing_home_places: int
    mean_establishments: float
    active_elsewhere: int


BANDS = (
    Band("<30", 10, 29, (1, 2, 1, 3, 0), 149, 49, 1.0, 1),
    Band("30-49", 30, 49, (2, 5, 5, 2, 1), 610, 412, 1.2, 0),
    Band("50-74", 50, 74, (3, 6, 9, 1, 3), 1373, 1373, 1.0, 1),
    Band("75-99", 75, 99, (4, 6, 4, 3, 5), 1857, 1847, 1.1, 4),
    Band("100-149", 100, 149, (0, 6, 1, 0, 2), 1089, 788, 2.2, 1),
    Band("150-199", 150, 199, (2, 0, 0, 1, 3), 1077, 1042, 3.0, 1),
    Band("200-299", 200, 299, (0, 2, 4, 0, 0), 1438, 1227, 3.5, 4),
    Band("300+", 300, 650, (0, 2, 2, 0, 1), 1888, 1840, 6.0, 3),
)
"""Rebuilt operators; the outer limits 10 and 650 places are assumptions."""

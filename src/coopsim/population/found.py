"""Found a population: from figures, from proportions, or from a user's file."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.errors import InputRefused, nearest
from coopsim.population.columns import Columns, ordinals
from coopsim.population.drawing import draw_causes, draw_missing, draw_positions, place_on_plane
from coopsim.population.founders import Founders
from coopsim.population.own_file import file_columns
from coopsim.population.regional import regional_columns
from coopsim.population.synthetic import synthetic_columns
from coopsim.population.towns import towns_of

SOURCES = ("languedoc-roussillon", "synthetic", "file")


def found_population(plan: Any, parameters: Any, luck: Any, place: str = "") -> Founders:
    """The founding associations of a run.

    Every draw has the address of its association, so that one more association
    shifts nobody's draw; what the source does not give is drawn and counted.

    Parameters
    ----------
    plan : the table `population` of a scenario
    parameters : tables `founding`, `governance` and `money` of a scenario
    luck : Luck, the key of the run
    place : str, how messages name the file of the population, or of the scenario

    Returns
    -------
    Founders, sorted by department

    Raises
    ------
    InputRefused
        Unknown source, department or kind, or a file with a bad row.

    Examples
    --------
    >>> from coopsim.chance import luck_of
    >>> from coopsim.scenario import load_scenario
    >>> scenario = load_scenario("baseline")
    >>> len(found_population(scenario.population, scenario.parameters, luck_of(1, 0)))
    800
    """
    columns = _columns(plan, parameters, luck, place)
    towns = towns_of(columns.departments)
    if plan.source == "file":
        place_on_plane(columns)  # a drawn position is for the map only
    draw_positions(columns, towns, luck)
    if plan.source != "file":
        place_on_plane(columns)
    draw_missing(columns, parameters, luck)
    second_cause = draw_causes(columns, parameters.founding.same_college, luck)
    _impose_staff(columns, getattr(plan, "staff", None))
    return _founders(columns, second_cause, parameters.founding.main_cause, towns, luck)


def _columns(plan: Any, parameters: Any, luck: Any, place: str) -> Columns:
    if plan.source == "languedoc-roussillon":
        return regional_columns(luck)
    if plan.source == "synthetic":
        return synthetic_columns(plan, luck, place)
    if plan.source == "file":
        return file_columns(plan.path, parameters.money.unit_cost, place or str(plan.path))
    source = str(plan.source)
    raise InputRefused(place, "population.source", " or ".join(SOURCES), source, nearest(source, SOURCES))


def _impose_staff(columns: Columns, staff: float | None) -> None:
    if staff is not None:
        columns.reals["staff"][:] = staff
        columns.drawn.pop("staff", None)


def _founders(columns: Columns, second_cause: Any, main_weight: float, towns: Any, luck: Any) -> Founders:
    reals = dict(columns.reals)
    return Founders(
        luck=luck,
        departments=columns.departments,
        who=columns.who,
        department=columns.department,
        ordinal=ordinals(columns.department),
        field=columns.field,
        main_cause=columns.main_cause,
        second_cause=second_cause,
        main_weight=main_weight,
        age=np.rint(reals.pop("age")).astype(np.int32),
        active_elsewhere=columns.active_elsewhere,
        towns=towns,
        drawn={name: count for name, count in columns.drawn.items() if count},
        given_identifiers=columns.identifiers,
        given_names=columns.names,
        **reals,
    )

"""Who searches, and whom it considers."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from coopsim.chance.draws import HALF, TO_UNIT, words
from coopsim.chance.streams import SEARCH, SEARCH_PROPOSAL
from coopsim.world.vocabulary import NO_ACT, SPEAK, STAY
from tests.ordinary.rules import search

TRIES_PER_CANDIDATE = 32
MOST_FORMER_PARTNERS = 32


def searches(one: Any) -> bool:
    """Whether an association searches this quarter: as imposed, or by its draw."""
    if one.setup is not None:
        return False
    if one.act not in (NO_ACT, SPEAK):
        return bool(one.act != STAY)
    chance = search.search_chance(
        stress=one.stress,
        incentive=one.department.levers.consolidation_incentive,
        sharing=one.department.sharing,
        vacancy=one.vacancy > 0,
        parameters=one.model.tables.search,
    )
    return bool(one.uniform(SEARCH) < chance)


def reach_of(sector: Any, department: Any) -> list[float]:
    """Cumulative weight of the departments seen from one: nearness times number."""
    bounds = sector.nearness[department]
    return list(accumulate(bounds[other] * len(other.members) for other in sector.departments))


def candidates(one: Any, reach: list[float]) -> list[Any]:
    """Current partners, the latest first, then proposals until there are enough."""
    parameters = one.model.tables.search
    current = [tie.partner_of(one) for tie in reversed(one.ties) if tie.form]
    former = [tie.partner_of(one) for tie in reversed(one.ties) if not tie.form and tie.past]
    found = current[: min(parameters.current_partners, parameters.candidates)]
    for index in range(TRIES_PER_CANDIDATE * parameters.candidates):
        if len(found) == parameters.candidates:
            break
        candidate = _propose(one, reach, former[:MOST_FORMER_PARTNERS], index)
        if candidate is not None and candidate not in found:
            found.append(candidate)
    return found


def _propose(one: Any, reach: list[float], former: list[Any], index: int) -> Any:
    """Draw one candidate, and accept it with its weight over the weight it was drawn with."""
    sector = one.model
    parameters, departments = sector.tables.search, sector.departments
    drawn = words(sector.luck, SEARCH_PROPOSAL, sector.absolute_quarter, one.who, 0, index)
    levels = [(float(word >> 12) + HALF) * TO_UNIT for word in drawn]
    extra = (parameters.past_tie_factor - 1.0) * len(former)
    level = levels[0] * (reach[-1] + extra)
    if level < extra:
        candidate, bound = former[int(level / (parameters.past_tie_factor - 1.0))], 1.0
    else:
        department = departments[min(bisect_right(reach, level - extra), len(departments) - 1)]
        if not department.members:
            return None
        candidate = department.members[int(levels[1] * len(department.members))]
        bound = sector.nearness[one.department][department]
    if candidate is one:
        return None
    weight = search.candidate_weight(
        nearness=_near(one, candidate), overlap=overlap(one, candidate), past=False, parameters=parameters
    )
    most = search.candidate_weight(nearness=bound, overlap=1.0, past=False, parameters=parameters)
    return candidate if levels[2] * most < weight else None


def overlap(one: Any, other: Any) -> float:
    """Shared part of two profiles."""
    return float(1.0 - one.distance(other) / 2.0)


def _near(one: Any, other: Any) -> float:
    """Nearness by distance where both positions are known, by department elsewhere."""
    parameters = one.model.tables.search
    kilometres = math.hypot(one.x_km - other.x_km, one.y_km - other.y_km)
    if not math.isnan(kilometres):
        return float(search.nearness(km=kilometres, parameters=parameters))
    return 1.0 if one.department is other.department else float(parameters.outside)

"""Who searches, and whom it considers."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from coopsim.chance.streams import SEARCH_PROPOSAL
from coopsim.world.vocabulary import CAUSES, NO_ACT, SPEAK, STAY
from tests.ordinary.luck import halves, unit, words_by_index
from tests.ordinary.rules import search

TRIES_PER_CANDIDATE = 32
MOST_FORMER_PARTNERS = 32
ROUNDING = 1e-7


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
    return bool(one.search_luck < chance)


class Around:
    """What the searches of a quarter share: who is where, by department and main cause."""

    def __init__(self, sector: Any) -> None:
        self.sector = sector
        self.reach = {department: self._reach(department) for department in sector.departments}
        self.cells: dict[Any, list[list[Any]]] = {}
        self.widest: dict[Any, list[list[float]]] = {}
        for department in sector.departments:
            cells: list[list[Any]] = [[] for _ in CAUSES]
            for one in department.members:
                cells[one.main_cause].append(one)
            self.cells[department] = cells
            self.widest[department] = [_widest(cell) for cell in cells]

    def _reach(self, department: Any) -> list[float]:
        """Running weight of the departments seen from one: largest nearness times number."""
        bounds = self.sector.nearness[department]
        return list(accumulate(bounds[other] * len(other.members) for other in self.sector.departments))


def _widest(cell: list[Any]) -> list[float]:
    """Largest weight of each cause among some associations."""
    return list(map(max, zip(*(one.profile for one in cell), strict=True))) if cell else [0.0] * len(CAUSES)


def candidates(one: Any, around: Around) -> list[Any]:
    """Current partners, the latest first, then proposals until there are enough."""
    sector, parameters = one.model, one.model.tables.search
    current = [tie.partner_of(one) for tie in reversed(one.ties) if tie.form]
    former = [tie.partner_of(one) for tie in reversed(one.ties) if not tie.form and tie.past]
    found = current[: min(parameters.current_partners, parameters.candidates)]
    seen = Seen(one, around, former[:MOST_FORMER_PARTNERS])
    tries = TRIES_PER_CANDIDATE * parameters.candidates // 2
    drawn = words_by_index(sector.luck, SEARCH_PROPOSAL, sector.absolute_quarter, one.who, 0, tries)
    for block in drawn.tolist():
        if len(found) == parameters.candidates:
            break
        for place, level in (block[:2], block[2:]):
            candidate = seen.propose(place, level) if len(found) < parameters.candidates else None
            if candidate is not None and candidate not in found:
                found.append(candidate)
    return found


class Seen:
    """What one searcher sees: the bounds of its overlap with each cell, looked up when first asked."""

    def __init__(self, one: Any, around: Around, former: list[Any]) -> None:
        self.one, self.around, self.former = one, around, former
        self.bounds: dict[Any, tuple[list[float], list[float]]] = {}

    def propose(self, word: Any, level: Any) -> Any:
        """Draw one candidate, and accept it with its weight over the weight it was drawn with."""
        parameters, reach = self.one.model.tables.search, self.around.reach[self.one.department]
        chosen, placed = halves(word)
        extra = (parameters.past_tie_factor - 1.0) * len(self.former)
        place = chosen * (reach[-1] + extra)
        if place < extra:
            candidate, near, shared = self.former[int(place / (parameters.past_tie_factor - 1.0))], 1.0, 1.0
        else:
            departments = self.one.model.departments
            department = departments[min(bisect_right(reach, place - extra), len(departments) - 1)]
            candidate, shared = self._drawn(department, placed)
            near = self.one.model.nearness[self.one.department][department]
        if candidate is None or candidate is self.one:
            return None
        weight = _weight(_near(self.one, candidate), overlap(self.one, candidate), parameters)
        return candidate if unit(level) * _weight(near, shared, parameters) < weight else None

    def _drawn(self, department: Any, level: float) -> tuple[Any, float]:
        """One of a department, and the largest overlap that any of its main cause has; nobody beyond."""
        if department not in self.bounds:
            self.bounds[department] = self._bounds(department)
        shared, weights = self.bounds[department]
        target = level * len(department.members)
        if target >= weights[-1]:
            return None, 0.0
        cause = bisect_right(weights, target)
        below = weights[cause - 1] if cause else 0.0
        cell = self.around.cells[department][cause]
        inside = int((target - below) / (weights[cause] - below) * len(cell))
        return cell[min(inside, len(cell) - 1)], shared[cause]

    def _bounds(self, department: Any) -> tuple[list[float], list[float]]:
        """Largest overlap with each main cause of a department, and the running weight of these."""
        parameters, profile, causes = self.one.model.tables.search, self.one.profile, self.one.causes
        widest, cells = self.around.widest[department], self.around.cells[department]
        overlaps = [sum([min(profile[cause], most[cause]) for cause in causes]) for most in widest]
        shared = [min(1.0, most + ROUNDING) for most in overlaps]
        whole = _weight(1.0, 1.0, parameters)
        weights = [
            len(cell) * _weight(1.0, most, parameters) / whole
            for cell, most in zip(cells, shared, strict=True)
        ]
        return shared, list(accumulate(weights))


def _weight(near: float, shared: float, parameters: Any) -> float:
    """Weight of a candidate that is no former partner."""
    return float(search.candidate_weight(nearness=near, overlap=shared, past=False, parameters=parameters))


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

"""Phase 5: know-how, governance, norm, legitimacy, visibility (model.md §4.9)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim._compile import compiled
from coopsim.engine.sweeps.costs import dependence_of
from coopsim.engine.sweeps.pairs import profile_distance
from coopsim.rules.governance import governance_after
from coopsim.rules.learning import complementarity, know_how_after, learned
from coopsim.rules.norm import coercion, formalised, imitation, intensified, norm_after, reappropriated
from coopsim.rules.standing import legitimacy_after, tie_standing, visibility_after, visibility_target
from coopsim.world.vocabulary import NO_TIE

LEARNED, PULL, STANDING, LOOSE_AUTONOMY = range(4)
SUMS = 4


@compiled
def pass_slow_variables(world: Any, setting: Any) -> None:
    """Move the slow variables of all associations at once, on the values before."""
    sums = np.zeros((world.counts[0].slots, SUMS))
    for row in range(world.counts[0].ties):
        tie = world.ties[row]
        if tie.form != NO_TIE:
            own, other = world.associations[tie.own], world.associations[tie.other]
            distance = profile_distance(own, other)
            _add(world, setting, tie, own, other, distance, sums[tie.own])
            _add(world, setting, tie, other, own, distance, sums[tie.other])
    for place in range(world.counts[0].living):
        slot = world.living[place]
        _move(world, setting, world.associations[slot], sums[slot])


@compiled
def _add(world: Any, setting: Any, tie: Any, own: Any, other: Any, distance: Any, sums: Any) -> None:
    """Add what one active tie brings to its `own` side."""
    form, tables = world.forms[tie.form], setting.tables
    complement = complementarity(
        know_how_difference=abs(own.know_how - other.know_how),
        profile_distance=distance,
        parameters=tables.learning,
    )
    sums[LEARNED] += learned(
        rate=form.learning,
        governance=tie.governance,
        complement=complement,
        know_how_own=own.know_how,
        know_how_other=other.know_how,
        parameters=tables.learning,
    )
    sums[PULL] += tie.governance - own.governance
    sums[STANDING] += tie_standing(
        standing=form.standing, governance=tie.governance, parameters=tables.standing
    )
    sums[LOOSE_AUTONOMY] += form.autonomy * (1.0 - tie.governance)


@compiled
def _move(world: Any, setting: Any, one: Any, sums: Any) -> None:
    """Move the slow variables of one association; each reads the values before the quarter."""
    governance, norm = one.governance, one.managerial_norm
    tables, switches = setting.tables, setting.switches
    if switches.standing:
        _move_standing(setting, one, sums[STANDING], norm)
    if switches.learning:
        one.know_how = know_how_after(
            know_how=one.know_how,
            learned_sum=sums[LEARNED],
            governance=governance,
            parameters=tables.learning,
        )
    if switches.norm:
        one.managerial_norm = _norm(world, setting, one, sums[LOOSE_AUTONOMY])
    one.governance = governance_after(governance=governance, pull=sums[PULL], parameters=tables.governance)


@compiled
def _move_standing(setting: Any, one: Any, ties_standing: Any, norm: Any) -> None:
    """Legitimacy and visibility move towards what size, ties, seat and norm give."""
    standing = setting.tables.standing
    one.legitimacy = legitimacy_after(
        legitimacy=one.legitimacy, ties_standing=ties_standing, norm=norm, parameters=standing
    )
    target = visibility_target(
        staff=one.staff, ties_standing=ties_standing, seat=one.seat, parameters=standing
    )
    one.visibility = visibility_after(visibility=one.visibility, target=target, parameters=standing)


@compiled
def _norm(world: Any, setting: Any, one: Any, loose_autonomy: Any) -> Any:
    """The managerial norm of one association after the quarter."""
    table, department = setting.tables.norm, world.departments[one.department]
    norm = one.managerial_norm
    change = coercion(
        pressure=department.pressure, dependence=dependence_of(one), norm=norm, parameters=table
    )
    change += imitation(norm=norm, norm_mean=department.norm_mean, stress=one.stress, parameters=table)
    change += intensified(
        efficiency=department.levers.efficiency,
        absorption=setting.tables.money.absorption,
        norm=norm,
        parameters=table,
    )
    change += formalised(loose_autonomy=loose_autonomy, norm=norm, parameters=table)
    change -= reappropriated(
        norm=norm, governance=one.governance, tie_governance=one.tie_governance, ties=one.active_ties,
        parameters=table,
    )
    return norm_after(norm=norm, change=change, luck=one.norm_luck, parameters=table)


@compiled
def average_departments(world: Any) -> None:
    """The norm of each department, weighted by ln(1 + staff), and its share cooperating."""
    weights = np.zeros(len(world.departments))
    for row in range(len(world.departments)):
        world.departments[row].norm_mean, world.departments[row].sharing = 0.0, 0.0
    for place in range(world.counts[0].living):
        one = world.associations[world.living[place]]
        department, weight = world.departments[one.department], math.log(1.0 + one.staff)
        weights[one.department] += weight
        department.norm_mean += weight * one.managerial_norm
        department.sharing += 1.0 if one.active_ties > 0 else 0.0
    for row in range(len(world.departments)):
        department, number = world.departments[row], world.first[row + 1] - world.first[row]
        department.norm_mean = department.norm_mean / weights[row] if weights[row] > 0.0 else 0.0
        department.sharing = department.sharing / number if number > 0 else 0.0

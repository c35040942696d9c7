"""What a scenario is held against: the bands of a calibration, and those that are reported only."""

from __future__ import annotations

from coopsim.lab.calibration.plan import Plan, Target

TENDERING = "strong-npm"
"""The shipped scenario in which tendering is strong."""

UNDER = {"growth_by_size": TENDERING}
"""Patterns that the evidence sees under a policy of their own, and the scenario that stands for it."""

REPORTED = (
    Target("explorations", high=14.0, binding=False, source="E-coop"),
    Target("agreeing_share", 0.20, 0.40, binding=False, source="E-coop"),
    Target("growth_by_size", 0.015, 0.05, binding=False, source="E-npm"),
    Target("compliance_at_a_tenth", low=2.0, binding=False, source="E-npm"),
    Target("pooling_saving", 0.01, 0.03, binding=False, source="E-saving"),
    Target("voice_of_tied", low=1.0, binding=False, source="E-voice"),
    Target("independent_voices_growth", high=0.0, binding=False, source="E-voice"),
    Target("largest_share", low=0.5, binding=False, source="E-size"),
    Target("tail_exponent", 1.05, 1.4, binding=False, source="E-size"),
)
"""The patterns to report of model.md §9, with their bands."""


def targets_of(plan: Plan) -> tuple[Target, ...]:
    """Every pattern that a validation asks for: those of a plan, then those to report that it leaves out.

    Parameters
    ----------
    plan : Plan, whose bands stand

    Returns
    -------
    tuple of Target, the binding ones first

    Examples
    --------
    >>> from coopsim.lab.calibration.reading import load_plan
    >>> targets_of(load_plan("first-look"))[-1].name
    'tail_exponent'
    """
    known = {target.name for target in plan.targets}
    every = [*plan.targets, *(target for target in REPORTED if target.name not in known)]
    return tuple(sorted(every, key=lambda target: not target.binding))

"""Condition: how the living are, on average."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim._compile import compiled


class Condition(NamedTuple):
    """Unweighted means over the living, by the names of the measures."""

    know_how_mean: Any
    legitimacy_mean: Any
    visibility_mean: Any
    norm_mean: Any
    governance_mean: Any
    stress_mean: Any
    deficit_share: Any


@compiled
def condition(world: Any) -> Any:
    """Means over the living: Σ x_i / N.

    Each association counts once, whatever its size; in deficit are those whose
    surpluses of the last four quarters sum below 0.

    Parameters
    ----------
    world : World

    Returns
    -------
    Condition

    Sources
    -------
    Assumption: where nobody lives, means are 0.

    Examples
    --------
    >>> from coopsim.measures.example import example_world
    >>> state = condition(example_world(stress=(0.2, 0.4), surplus=((1, 1, 1, -4), (1, 1, 1, 1))))
    >>> round(float(state.stress_mean), 12), float(state.deficit_share)
    (0.3, 0.5)
    """
    know_how, legitimacy, visibility, norm, governance, stress, deficits = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    living = world.counts[0].living
    for row in range(living):
        one = world.associations[world.living[row]]
        know_how += one.know_how
        legitimacy += one.legitimacy
        visibility += one.visibility
        norm += one.managerial_norm
        governance += one.governance
        stress += one.stress
        surplus = one.surplus
        if surplus[0] + surplus[1] + surplus[2] + surplus[3] < 0.0:
            deficits += 1.0
    each = 1.0 / max(1, living)
    return Condition(
        know_how_mean=know_how * each,
        legitimacy_mean=legitimacy * each,
        visibility_mean=visibility * each,
        norm_mean=norm * each,
        governance_mean=governance * each,
        stress_mean=stress * each,
        deficit_share=deficits * each,
    )

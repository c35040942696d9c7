"""The table of the four forms of cooperation, from the parameters of a scenario."""

from __future__ import annotations

from typing import Any

from coopsim.world.records import FORM, records
from coopsim.world.vocabulary import FORMS

SCALED = (
    # column, table, prefix, multiplier
    ("saving", "agreement", "saving", "saving_scale"),
    ("autonomy", "agreement", "autonomy", "autonomy_scale"),
    ("setup_cost", "agreement", "setup_cost", "setup_cost_scale"),
    ("dissolution", "agreement", "dissolution", "dissolution_scale"),
    ("credit", "tender", "credit", "credit_scale"),
    ("relief", "money", "relief", "relief_scale"),
    ("fidelity", "seats", "fidelity", "fidelity_scale"),
    ("learning", "learning", "learning", "learning_scale"),
    ("standing", "standing", "standing", "standing_scale"),
    ("contagion", "closure", "contagion", "contagion_scale"),
    ("taste", "choice", "taste", "taste_scale"),
    ("incentive", "choice", "incentive", ""),
    ("rescue", "choice", "rescue", ""),
    ("setup_quarters", "agreement", "setup_quarters", ""),
)


def forms_of(parameters: Any) -> Any:
    """The constants of each form, after their multipliers.

    A merger's bid counts the whole of both sizes (credit 1), and its taste has
    no multiplier: it is varied alone.

    Parameters
    ----------
    parameters : the parameter tables of a scenario

    Returns
    -------
    records, shape (5,)
    """
    table = records(len(FORMS), FORM)
    for column, room, prefix, multiplier in SCALED:
        source = getattr(parameters, room)
        scale = getattr(source, multiplier) if multiplier else 1
        for row, form in enumerate(FORMS):
            if form:
                table[column][row] = getattr(source, f"{prefix}_{form}", 0) * scale
    table.taste[-1] = parameters.choice.taste_merger
    table.credit[-1] = 1.0
    table.allowed[1:] = 1
    return table

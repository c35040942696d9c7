"""Patterns of money, ties and sizes, which are reported beside their bands (model.md §9).

Those of money read columns of associations that older stores lack: there they
have no value.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from coopsim.lab.calibration.employers import EMPLOYER, Tables
from coopsim.lab.calibration.entry import pattern, ratio

if TYPE_CHECKING:
    from pandas import DataFrame

TENTH = 10.0
"""How many times smaller the smaller of two sizes is."""

TAIL_FROM = 50.0
"""FTE above which sizes are held against a Pareto tail."""

FEWEST = 2
"""Values under which there is no slope and no tail."""


@pattern("ratio", "associations")
def compliance_at_a_tenth(run: Tables) -> float:
    """Share of compliance in cost at a tenth of a size / at that size.

    By least squares of the logarithm of the share on that of staff, over living
    employers. Sources: E-npm (regressive: at least 2, Assumption).
    """
    rows = _living(run)
    rows = rows[(rows.staff_end >= EMPLOYER) & (rows.compliance_end > 0) & (rows.cost_end > 0)]
    if rows.staff_end.nunique() < FEWEST:
        return math.nan
    share = np.log((rows.compliance_end / rows.cost_end).to_numpy(float))
    slope = np.polyfit(np.log(rows.staff_end.to_numpy(float)), share, 1)[0]
    return float(TENTH**-slope)


@pattern("share of cost", "associations")
def pooling_saving(run: Tables) -> float:
    """What agreements save of the expenses of those whose overhead they share.

    Mean over the living with an agreement that changes overhead: saved / (cost + saved). Sources: E-saving
    (shared services save 1–3 %).
    """
    rows = _living(run)
    saved = rows.saving_end.to_numpy(float)
    without = rows.cost_end.to_numpy(float) + saved
    shared = (saved != 0) & (without > 0)
    return ratio((saved[shared] / without[shared]).sum(), shared.sum())


@pattern("ratio", "associations")
def voice_of_tied(run: Tables) -> float:
    """Mean voice of those with an active agreement at the horizon / of the others.

    An association of both, not a cause. Sources: E-voice (57 % of members of a coalition advocate, 12 % of
    others: above 1).
    """
    rows = _living(run)
    tied, voice = rows.ties_end.to_numpy(float) > 0, rows.voice_end.to_numpy(float)
    known = np.isfinite(rows.ties_end.to_numpy(float))
    return ratio(_mean(voice[tied]), _mean(voice[~tied & known]))


@pattern("exponent", "associations")
def tail_exponent(run: Tables) -> float:
    """Exponent of the Pareto tail of staff above 50 FTE, at the horizon.

    Hill's estimator: number / sum of ln(staff / 50). Sources: E-size (1.05–1.4, of budgets above 500 k€).
    """
    staff = _living(run).staff_end.to_numpy(float)
    tail = staff[staff > TAIL_FROM]
    return ratio(len(tail), np.log(tail / TAIL_FROM).sum()) if len(tail) >= FEWEST else math.nan


def _living(run: Tables) -> DataFrame:
    return run.associations[run.associations.end == ""]


def _mean(values: Any) -> float:
    return ratio(values.sum(), len(values))
